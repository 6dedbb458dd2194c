"""Many measurements at once: staged, checked and taken in by statements over the whole set.

`stage` writes rows as they were read, `check` marks what is wrong by joins, `take_in` inserts
what is right in one transaction, `undo` takes a whole batch back by new revisions. The same SQL
runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import closed
from roedtraad.steering.indicators.models import (
    IndicatorUse,
    Measurement,
    MeasurementBatch,
    MeasurementPart,
    StagedMeasurement,
)
from roedtraad.steering.indicators.models.staging import keys_of

from . import _batch_sql as sql
from ._staging import Figures as Figures
from ._staging import write

ROWS_AT_A_TIME = 200


class Fault(StrEnum):
    """What can be wrong with a figure that was understood."""

    SAME = "same"
    LOW = "low"
    HIGH = "high"
    LEVEL = "level"
    RATIO = "ratio"
    SUM = "sum"
    GROUPS = "groups"
    WHOLE = "whole"
    LOCKED = "locked"


@dataclass(frozen=True)
class Origin:
    """The file that figures come from."""

    file_name: str
    digest: str  # SHA-256 of its bytes


def stage(
    staging: int, portions: Sequence[Figures], *, tell: Callable[[int], object] | None = None
) -> int:
    """Write figures to be checked, in place of those of the same key; how many.

    No two that are right are of the same slot, date and cell.
    `tell` is called with the number so far, between the portions that are written.
    """
    drop_staged(staging)
    count = write(staging, portions, tell or _say_nothing)
    look_at_staged()
    return count


def _say_nothing(_count: int) -> None:
    return None


def look_at_staged() -> None:
    """Let PostgreSQL know what was just written: it plans for an almost empty table else."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {StagedMeasurement._meta.db_table}")


def send(staging: int, pairs: Sequence[tuple[int, int]]) -> None:
    """Let the figures of each slot go to its use, made since they were staged: (slot, use)."""
    _run_by_rows(sql.SEND, staging, pairs)
    look_at_staged()


def regroup(staging: int, cells: Sequence[tuple[str, int, str, int]]) -> None:
    """Let figures go to groups made since they were staged: cell and division, then and now."""
    _run_by_rows(sql.REGROUP, staging, cells)


def _run_by_rows(statement: str, staging: int, rows: Sequence[Sequence[int | str]]) -> None:
    """Run a statement over many rows of values: one for many, not one for each."""
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        some = rows[start : start + ROWS_AT_A_TIME]
        values = {f"v{at}_{n}": each for at, row in enumerate(some) for n, each in enumerate(row)}
        places = (
            f"({', '.join(f'%(v{at}_{n})s' for n in range(len(row)))})"
            for at, row in enumerate(some)
        )
        _run(statement.replace("{rows}", ", ".join(places)), staging, **values)


def drop_staged(staging: int) -> None:
    """Forget what was staged."""
    StagedMeasurement.objects.of(staging)._raw_delete(using=connection.alias)


def check(staging: int) -> None:
    """Mark what is wrong or the same already, and note the revision each row would correct."""
    for statement in sql.CHECKS:
        _run(statement, staging)
    has_parts = _has_parts(staging)
    if has_parts:
        _run(sql.OTHER_PARTS, staging)
    if _run(sql.KEEP_PARTS, staging) or has_parts:
        for statement in sql.CHECKS_OF_PARTS:
            _run(statement, staging)
    settled = [
        (each.path, each.starts_on.isoformat(), each.ends_on.isoformat())
        for each in closed.periods()
    ]
    _run_by_rows(sql.LOCKED, staging, settled)


def _has_parts(staging: int) -> bool:
    return StagedMeasurement.objects.of(staging).exclude(cell="").exists()


@transaction.atomic
def take_in(staging: int, origin: Origin, *, reason: str, acting_user: User) -> MeasurementBatch:
    """Insert every staged row that has no fault, as one batch with one event in the log.

    A date that has a measurement gets a new revision with `reason`. Whoever acts must be allowed
    to record in every unit. Nothing is stored when anything fails.
    """
    _lock(staging)
    check(staging)
    _require_right(staging, acting_user)
    wrong = StagedMeasurement.objects.of(staging).exclude(fault__in=("", Fault.SAME))
    refused = wrong.exclude(row_number=0).count()
    batch = MeasurementBatch.objects.create(
        file_name=origin.file_name[:200],
        digest=origin.digest,
        refused_count=refused,
        imported_by=acting_user,
    )
    batch.row_count = _run(
        sql.INSERT,
        staging,
        reason=reason,
        batch=batch.pk,
        user=acting_user.pk,
        now=_adapted_now(),
    )
    if _has_parts(staging):
        _run(sql.INSERT_PARTS, staging, batch=batch.pk)
    batch.save(update_fields=["row_count"])
    audit.record(
        "measurements.imported",
        batch,
        acting_user=acting_user,
        import_id=f"measurements-{batch.pk}",
        sha256=origin.digest,
        file=origin.file_name,
        rows=batch.row_count,
        refused=refused,
    )
    drop_staged(staging)
    return batch


@transaction.atomic
def undo(batch: MeasurementBatch, *, reason: str, acting_user: User) -> int:
    """Take a batch back by new revisions; how many. What was corrected since stays as it is.

    A date that had a measurement before gets that back; the others are withdrawn. Raise
    `ValidationError` without a reason, or when it is undone already.
    """
    batch = MeasurementBatch.objects.select_for_update().get(pk=batch.pk)
    units = Unit.objects.filter(
        pk__in=IndicatorUse.objects.filter(measurements__batch=batch).values("unit")
    )
    _require_units(units.values_list("path", flat=True), acting_user)
    if batch.undone_at is not None:
        raise ValidationError(_("The import is undone already."), code="undone")
    if not reason.strip():
        raise ValidationError(_("Say why the import is undone."), code="reason")
    _require_open(batch)
    now = _adapted_now()
    undone = _run(sql.UNDO, batch=batch.pk, reason=reason.strip(), user=acting_user.pk, now=now)
    _run(sql.UNDO_PARTS, batch=batch.pk, now=now)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    audit.record(
        "measurements.import_undone",
        batch,
        acting_user=acting_user,
        reason=reason.strip(),
        import_id=f"measurements-{batch.pk}",
        sha256=batch.digest,
        rows=undone,
    )
    return undone


def _require_open(batch: MeasurementBatch) -> None:
    """Raise `ValidationError` when one of its figures lies in a period that is settled."""
    for each in closed.periods():
        within = batch.measurements.filter(
            use__unit__path__startswith=each.path,
            measured_on__range=(each.starts_on, each.ends_on),
        )
        if first := within.select_related("use__unit").first():
            closed.require_open(first.use.unit, first.measured_on)


def _lock(staging: int) -> None:
    """Make those who record for the same uses wait, so that revisions take turns."""
    if not connection.features.has_select_for_update:
        return  # SQLite has one writer at a time
    wanted = StagedMeasurement.objects.of(staging).filter(fault="").values("use_id")
    locked = IndicatorUse.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    list(locked.values_list("pk"))


def _require_right(staging: int, acting_user: User) -> None:
    wanted = StagedMeasurement.objects.of(staging).filter(fault="").values("use_id")
    units = Unit.objects.filter(pk__in=IndicatorUse.objects.filter(pk__in=wanted).values("unit"))
    _require_units(units.values_list("path", flat=True), acting_user)


def _require_units(paths: Iterable[str], acting_user: User) -> None:
    held = access.held_paths(acting_user, Permission.MEASUREMENT_RECORD)
    if any(not any(path.startswith(each) for each in held) for path in paths):
        raise PermissionDenied(Permission.MEASUREMENT_RECORD)


def _run(statement: str, staging: int = 0, **values: Any) -> int:
    staged = StagedMeasurement._meta.db_table
    names = {
        "staged": staged,
        "mine": f"{staged}.id BETWEEN %(first)s AND %(last)s",
        "measured": Measurement._meta.db_table,
        "uses": IndicatorUse._meta.db_table,
        "parts": MeasurementPart._meta.db_table,
    }
    values["first"], values["last"] = keys_of(staging)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), values)
        return int(cursor.rowcount)


def _adapted_now() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())
