"""The roll-up by Django's ORM, on rows as the system keeps them: a peer in `bench engine`.

Runs at a tenth of the indicators, since it takes minutes at all of them; our own is timed at the
same size beside it. The database is the one that DATABASE_URL names, which must be empty, or one
in a new file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.engine_data import QUARTERS, National, Size, national
from tools.engine_jobs import Timed, timed

BEGUN = date(2016, 1, 1)
ENDS = [BEGUN + timedelta(days=91 * quarter + 90) for quarter in range(QUARTERS)]
BATCH = 50_000
PARENT = "placements__parent"
LEVELS = (f"use__unit__{PARENT}", f"use__unit__{PARENT}__{PARENT}")
COLUMNS = (
    *("use_id", "period_from", "measured_on", "value", "numerator", "denominator"),
    *("is_not_counted", "is_confirmed", "note", "revision", "reason", "is_withdrawn"),
    *("indicator_version", "recorded_by_id", "recorded_at"),
)
Row = tuple[Any, ...]


def roll_up_orm(folder: Path, size: Size, address: str) -> Timed:
    """Sums and shares of every inner node × quarter × indicator, as rows of Python."""
    _set_up(folder, address)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _fill(size)
    return timed(_rolled_up, rounds=1)


def statements_of_saving(folder: Path, address: str) -> int:
    """The most statements that one measurement takes, new or corrected, where `roll_up_orm` was."""
    _set_up(folder, address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from roedtraad.foundation.accounts.models import Membership, Role, User
    from roedtraad.foundation.organisation.models import Unit
    from roedtraad.foundation.organisation.services import refresh_tree
    from roedtraad.steering.indicators.models import IndicatorUse
    from roedtraad.steering.indicators.reading import Reading
    from roedtraad.steering.indicators.services import record_measurement

    refresh_tree()
    top, user = Unit.objects.get(pk=1), User.objects.get()
    Membership.objects.create(user=user, unit=top, role=Role.CONSULTANT, starts_on=BEGUN)
    use = IndicatorUse.objects.order_by("pk").last()
    if use is None:
        raise ValueError("there must be an indicator in use")
    counts = []
    for value, reason in ((50, ""), (51, "Talt om")):
        with CaptureQueriesContext(connection) as captured:
            record_measurement(
                use,
                measured_on=date(2026, 3, 31),
                reading=Reading(value=Decimal(value)),
                acting_user=user,
                reason=reason,
            )
        counts.append(len(captured))
    return max(counts)


def _set_up(folder: Path, address: str) -> None:
    os.environ.update(ROEDTRAAD_VAR=str(folder), ROEDTRAAD_MODE="test", DATABASE_URL=address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
    import django

    django.setup()


def _rolled_up() -> tuple[float, ...]:
    """Level by level: whose parent the unit has, and whose parent that one has."""
    from django.db.models import FloatField, Sum
    from django.db.models.functions import Cast

    from roedtraad.steering.indicators.models import Measurement

    share = 100.0 * Cast("above", FloatField()) / Cast("below", FloatField())
    made: list[Any] = []
    for above in (*LEVELS, None):
        keys = [each for each in (above, "use__indicator", "measured_on") if each]
        made += (
            Measurement.objects.values_list(*keys)
            .annotate(above=Sum("numerator"), below=Sum("denominator"))
            .annotate(share=share)
            .values_list("above", "below", "share")
        )
    numerator, denominator, shares = (sum(float(row[at]) for row in made) for at in range(3))
    return (numerator, denominator, round(shares, 3))


def _fill(size: Size) -> None:
    from roedtraad.foundation.accounts.models import User

    made = national(size)
    user = User.objects.create(username="bench")
    _tree(made, size)
    _indicators(size)
    _insert(_rows(made, size, user.pk))


def _tree(made: National, size: Size) -> None:
    from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement

    parents = made.parents.tolist()
    Unit.objects.bulk_create(
        (
            Unit(
                pk=node + 1,
                name=f"Enhed {node}",
                kind=UnitKind.COUNCIL if node == 0 else UnitKind.AGREEMENT_UNIT,
                starts_on=BEGUN,
            )
            for node in range(size.nodes)
        ),
        batch_size=2_000,
    )
    UnitPlacement.objects.bulk_create(
        (
            UnitPlacement(
                unit_id=node + 1, parent_id=parent + 1 if parent >= 0 else None, starts_on=BEGUN
            )
            for node, parent in enumerate(parents)
        ),
        batch_size=2_000,
    )


def _indicators(size: Size) -> None:
    from roedtraad.steering.indicators.models import Frequency, Indicator, IndicatorUse

    Indicator.objects.bulk_create(
        Indicator(pk=each + 1, title=f"Indikator {each}", frequency=Frequency.QUARTER)
        for each in range(size.indicators)
    )
    IndicatorUse.objects.bulk_create(
        (
            IndicatorUse(pk=1 + node * size.indicators + each, unit_id=node + 1,
                         indicator_id=each + 1)
            for node in range(size.inner, size.nodes)
            for each in range(size.indicators)
        ),
        batch_size=5_000,
    )  # fmt: skip


def _rows(made: National, size: Size, user: int) -> Iterator[Row]:
    now = "2026-01-01 00:00:00+00:00"
    for batch in made.facts.to_batches(max_chunksize=BATCH):
        columns = (batch.column(name).to_pylist() for name in FACTS)
        for unit, indicator, period, numerator, denominator in zip(*columns, strict=True):
            ends = ENDS[period]
            yield (
                *(1 + unit * size.indicators + indicator, ends - timedelta(days=90), ends),
                *(round(100 * numerator / denominator, 4), numerator, denominator),
                *(False, False, "", 1, "", False, 1, user, now),
            )


FACTS = ("unit", "indicator", "period", "numerator", "denominator")


def _insert(rows: Iterator[Row]) -> None:
    """By the quickest way in that the database has: filling is not what is measured."""
    from django.db import connection, transaction

    table, names = "indicators_measurement", ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["?"] * len(COLUMNS))
            texts = (tuple(str(x) if isinstance(x, date) else x for x in row) for row in rows)
            connection.connection.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608
                texts,
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
