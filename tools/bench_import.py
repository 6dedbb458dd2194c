"""Reading 100,000 measurements in, against staging with set-based SQL by hand and against the ORM.

All three take the same file to the same table: every row's unit and indicator must be there, its
period one of the indicator's, its value within limits and nothing in the file twice or there
already; all rows belong to one batch that can be undone, with one event in the log. Only ours
keeps the check between two requests, tells each wrong row, corrects by revisions and looks at
rights. `--rows=N` takes another number; DATABASE_URL another database than SQLite. The processor's
time is that of this process, without a server's.
"""

from __future__ import annotations

import csv
import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

ROUNDS = 3
ROWS = 100_000
FLAGS = {"--rows=N": f"how many rows the file has; {ROWS} where nothing is said"}
UNITS, QUARTERS = 50, 40
AIM_FLOOR, AIM_ORM = 1.5, 2.0


@dataclass(frozen=True)
class Raced:
    """How long one way of reading the file in took, in seconds: medians of the rounds.

    `busy` is the processor's time of this process.
    """

    who: str
    seconds: float
    busy: float
    rows: int


def main(arguments: list[str]) -> int:
    """Make a municipality and a file, race, print; 1 when a ratio misses its aim."""
    rows = next((int(each[7:]) for each in arguments if each.startswith("--rows=")), ROWS)
    return _print(raced(rows))


def raced(rows: int = ROWS) -> list[Raced]:
    """`race` in a new installation of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROEDTRAAD_VAR"] = folder
        os.environ["ROEDTRAAD_MODE"] = "test"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
        import django

        django.setup()
        return race(rows)


def race(rows: int) -> list[Raced]:
    """Ours, the floor and the ORM on an empty database, each from the file's bytes to the rows."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    user, content = _made(rows)
    ways: dict[str, Callable[[], object]] = {
        "import": lambda: ours(content, user),
        "staging and SQL by hand": lambda: floor(content, user),
        "ORM bulk_create": lambda: orm(content, user),
    }
    times: dict[str, list[tuple[float, float]]] = {who: [] for who in ways}
    count = 0
    for _round in range(ROUNDS):
        for who, way in ways.items():
            _emptied()
            started, busy = time.perf_counter(), time.process_time()
            way()
            times[who].append((time.perf_counter() - started, time.process_time() - busy))
            count = _count(rows, who)
    return [
        Raced(
            who,
            statistics.median(wall for wall, _busy in taken),
            statistics.median(busy for _wall, busy in taken),
            count,
        )
        for who, taken in times.items()
    ]


def ours(content: bytes, user: Any) -> None:
    """The way of the page and the command: stored, understood, checked, taken in, logged."""
    from roedtraad.foundation.files import services as files
    from roedtraad.foundation.organisation.models import Unit
    from roedtraad.gateways.importing.measurements.layout import Meaning
    from roedtraad.gateways.importing.services import measurements

    document = files.store_bytes(content, name="tal.csv", acting_user=user)
    importing = measurements.begin(document, Unit.objects.earliest("pk"), acting_user=user)
    meaning = Meaning.from_json(importing.meaning)
    measurements.choose(importing, meaning, acting_user=user)
    measurements.run_check(importing.pk)
    importing.refresh_from_db()
    measurements.ask_to_take_in(importing, only_right=False, again=True, acting_user=user)
    measurements.run_take_in(importing.pk)


def floor(content: bytes, user: Any) -> None:
    """A staging table of texts, anti-joins and one insert: what SQL by hand can do."""
    from django.db import connection, transaction
    from django.utils import timezone

    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = list(csv.reader(StringIO(content.decode()), delimiter=";"))[1:]
    values = (
        (unit, indicator, *_quarter(period), value.replace(".", "").replace(",", "."))
        for unit, indicator, period, value in rows
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE floor_staged (unit text, indicator text, starts date, "
            "ends date, value numeric(18, 4))"
        )
        if connection.vendor == "postgresql":
            with cursor.copy("COPY floor_staged FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO floor_staged VALUES (%s, %s, %s, %s, %s)", list(values))
        for question in _FLOOR_CHECKS:
            cursor.execute(question)
            if cursor.fetchone()[0]:
                raise SystemExit("the floor refuses the file")
        batch = _batch(content, user)
        cursor.execute(_FLOOR_INSERT, {"user": user.pk, "now": now, "batch": batch.pk})
        _note(batch, cursor.rowcount, user)
        cursor.execute("DROP TABLE floor_staged")


def _batch(content: bytes, user: Any) -> Any:
    from roedtraad.steering.indicators.models import MeasurementBatch

    digest = hashlib.sha256(content).hexdigest()
    return MeasurementBatch.objects.create(file_name="tal.csv", digest=digest, imported_by=user)


def _note(batch: Any, rows: int, user: Any) -> None:
    """How many rows the batch has, in itself and in the log."""
    from roedtraad.foundation.audit import services as audit

    batch.row_count = rows
    batch.save(update_fields=["row_count"])
    audit.record("measurements.imported", batch, acting_user=user, sha256=batch.digest, rows=rows)


def orm(content: bytes, user: Any) -> None:
    """Objects made and checked in Python, stored by bulk_create."""
    from django.db import transaction

    from roedtraad.steering.indicators.models import IndicatorUse, Measurement

    uses = {
        (use.unit.name, use.indicator.title): use
        for use in IndicatorUse.objects.select_related("unit", "indicator")
    }
    known = set(Measurement.objects.values_list("use_id", "measured_on"))
    made, seen = [], set()
    for unit, indicator, period, written in list(
        csv.reader(StringIO(content.decode()), delimiter=";")
    )[1:]:
        use = uses[unit, indicator]
        starts, ends = (date.fromisoformat(each) for each in _quarter(period))
        value = Decimal(written.replace(".", "").replace(",", "."))
        if (use.pk, ends) in seen or (use.pk, ends) in known or value < (use.indicator.lowest or 0):
            raise SystemExit("the ORM refuses the file")
        seen.add((use.pk, ends))
        made.append(
            Measurement(
                use=use, period_from=starts, measured_on=ends, value=value, recorded_by=user
            )
        )
    with transaction.atomic():
        batch = _batch(content, user)
        for each in made:
            each.batch = batch
        Measurement.objects.bulk_create(made, batch_size=5_000)
        _note(batch, len(made), user)


def _made(rows: int) -> tuple[Any, bytes]:
    """Units, indicators and uses for that many rows, somebody who may, and the file."""
    from roedtraad.foundation.accounts.models import Membership, Role, User
    from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement
    from roedtraad.foundation.organisation.services import refresh_tree
    from roedtraad.steering.indicators.models import Frequency, Indicator, IndicatorUse

    begun = date(2000, 1, 1)
    top = Unit.objects.create(name="Byrådet", kind=UnitKind.COUNCIL, starts_on=begun)
    units = Unit.objects.bulk_create(
        Unit(name=f"Enhed {each}", kind=UnitKind.AGREEMENT_UNIT, starts_on=begun)
        for each in range(UNITS)
    )
    UnitPlacement.objects.create(unit=top, starts_on=begun)
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit=unit, parent=top, starts_on=begun) for unit in units
    )
    refresh_tree()
    indicators = Indicator.objects.bulk_create(
        Indicator(title=f"Indikator {each}", frequency=Frequency.QUARTER, lowest=Decimal(0))
        for each in range(-(-rows // (UNITS * QUARTERS)))
    )
    IndicatorUse.objects.bulk_create(
        (IndicatorUse(indicator=each, unit=unit) for unit in units for each in indicators),
        batch_size=1_000,
    )
    user = User.objects.create(username="bench")
    Membership.objects.create(user=user, unit=top, role=Role.CONSULTANT, starts_on=begun)
    lines = ["Enhed;Indikator;Periode;Værdi"]
    lines += [
        f"{unit.name};{each.title};{number % 4 + 1}. kvartal {2015 + number // 4};"
        f"{(number * 37 + unit.pk * 11 + each.pk) % 1000},5"
        for unit in units
        for each in indicators
        for number in range(QUARTERS)
    ][:rows]
    return user, "\n".join(lines).encode()


def _quarter(text: str) -> tuple[str, str]:
    number, year = int(text[0]), text[-4:]
    last = ("03-31", "06-30", "09-30", "12-31")[number - 1]
    return f"{year}-{number * 3 - 2:02}-01", f"{year}-{last}"


def _emptied() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM indicators_measurement")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM indicators_measurement")


def _count(rows: int, who: str) -> int:
    from roedtraad.steering.indicators.models import Measurement

    count = Measurement.objects.count()
    if count != rows:
        raise SystemExit(f"{who}: {count} of {rows} measurements are there")
    return count


def _print(raced: list[Raced]) -> int:
    from django.db import connection

    mine, least, by_objects = (each.seconds for each in raced)
    busy = raced[1].busy
    print(f"\n{connection.vendor}, {raced[0].rows} measurements, median of {ROUNDS} rounds\n")
    for each in raced:
        wall = f"{each.seconds:>8.2f} s{each.seconds / least:>8.2f} × floor"
        print(f"{each.who:<26}{wall}{each.busy:>12.2f} s processor{each.busy / busy:>8.2f} ×")
    print(f"\n{mine / least:.2f} × floor (aim at most {AIM_FLOOR:g})")
    print(f"{by_objects / mine:.2f} × faster than ORM bulk (aim at least {AIM_ORM:g})")
    return int(mine / least > AIM_FLOOR or by_objects / mine < AIM_ORM)


_JOINED = """
FROM floor_staged s JOIN organisation_unit o ON o.name = s.unit
    JOIN indicators_indicator i ON i.title = s.indicator
    JOIN indicators_indicatoruse u ON u.unit_id = o.id AND u.indicator_id = i.id
"""
_FLOOR_CHECKS = (
    f"SELECT (SELECT COUNT(*) FROM floor_staged) - COUNT(*) {_JOINED}",  # noqa: S608
    "SELECT COUNT(*) FROM (SELECT 1 FROM floor_staged GROUP BY unit, indicator, ends "
    "HAVING COUNT(*) > 1) AS doubled",
    f"SELECT COUNT(*) {_JOINED} WHERE s.value < i.lowest OR s.value > i.highest "
    "OR i.frequency <> 'quarter'",  # noqa: S608
    f"SELECT COUNT(*) {_JOINED} JOIN indicators_measurement m "  # noqa: S608
    "ON m.use_id = u.id AND m.measured_on = s.ends",
)
_FLOOR_INSERT = f"""
INSERT INTO indicators_measurement (use_id, period_from, measured_on, value, is_not_counted,
    is_confirmed, note, revision, reason, is_withdrawn, indicator_version, batch_id, recorded_by_id,
    recorded_at)
SELECT u.id, s.starts, s.ends, s.value, FALSE, FALSE, '', 1, '', FALSE, i.version, %(batch)s,
    %(user)s, %(now)s
{_JOINED}
"""  # noqa: S608

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
