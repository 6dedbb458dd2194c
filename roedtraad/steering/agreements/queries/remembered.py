"""What was worked out for many goals, kept in this process until something it rests on is written.

Only judgements are kept, never who may see them: the caller has checked that. What they rest on
is written as new rows (changes, steps, measurements, targets, versions of definitions, judgements
by hand). So the newest of each says whether anything has been written since, and the rows since
then say which goals it concerns; the others stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db import connection
from django.db.models import Q, QuerySet

from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.steering.agreements.models import Change, Goal, GoalIndicator, StatusOverride, Step
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.indicators.models import IndicatorVersion, Measurement, Target

Statuses: TypeAlias = dict[int, GoalStatus]
MANY = 200  # below this it is as quick to work it out
LATE = 200  # rows; a row may be committed after others with a higher number
WRITTEN = {
    "change": Change,
    "step": Step,
    "measurement": Measurement,
    "target": Target,
    "definition": IndicatorVersion,
    "override": StatusOverride,
}


@dataclass(frozen=True)
class Stamp:
    """What judgements rest on: the day, of each table the newest row and how many there are near
    it, and how many judgements by hand have been ended.
    """

    database: str
    today: date
    newest: tuple[int, ...]
    near: tuple[int, ...]
    ended: int


_kept: tuple[Stamp | None, Statuses] = (None, {})


def remembered(
    goals: Iterable[int], today: date, judged: Callable[[list[int], date], Statuses]
) -> Statuses:
    """The statuses of `goals`; what is not known yet is asked of `judged` and kept."""
    global _kept
    wanted = list(goals)
    stamp = _stamp(today)  # before reading: what is written meanwhile makes it stale, not wrong
    known = _still_known(stamp)
    missing = [goal for goal in wanted if goal not in known]
    if missing:
        known = known | judged(missing, today)
    _kept = (stamp, known)
    return {goal: known[goal] for goal in wanted}


def _still_known(stamp: Stamp) -> Statuses:
    """What was kept, without the goals that something has been written of since."""
    before, known = _kept
    if before is None or (before.database, before.today) != (stamp.database, stamp.today):
        return {}
    if before == stamp:
        return known
    late = LATE if _near(before.newest) != before.near else 0
    since = {name: newest - late for name, newest in zip(WRITTEN, before.newest, strict=True)}
    touched = set(_touched().rows(**since))
    if before.ended != stamp.ended:
        touched |= {goal for goal, status in known.items() if status.override}
    return {goal: status for goal, status in known.items() if goal not in touched}


@prepared
def _touched() -> QuerySet[Goal, int]:
    """The goals that newer rows than those given have to do with."""
    changes = Change.objects.filter(pk__gt=Given("change"))
    steps = Step.objects.filter(pk__gt=Given("step"))
    overrides = StatusOverride.objects.filter(pk__gt=Given("override"))
    subjects = {
        name: changes.filter(subject_type=f"indicators.{name}").values("subject_id")
        for name in ("indicator", "indicatoruse")
    }
    redefined = IndicatorVersion.objects.filter(pk__gt=Given("definition"))
    links = GoalIndicator.every.filter(
        Q(use__in=Measurement.objects.filter(pk__gt=Given("measurement")).values("use"))
        | Q(use__in=Target.objects.filter(pk__gt=Given("target")).values("use"))
        | Q(use__in=subjects["indicatoruse"])
        | Q(use__indicator__in=subjects["indicator"])
        | Q(use__indicator__in=redefined.values("indicator"))
    )
    return (
        Goal.every.filter(
            Q(agreement__in=changes.values("agreement"))
            | Q(agreement__in=steps.values("agreement"))
            | Q(pk__in=links.values("goal"))
            | Q(pk__in=overrides.values("goal"))
        )
        .values_list("pk", flat=True)
        .order_by()
    )


def _stamp(today: date) -> Stamp:
    """What is written now; one query."""
    newest = [f"(SELECT COALESCE(MAX(id), 0) FROM {table})" for table in _tables()]  # noqa: S608
    near = [
        f"(SELECT COUNT(*) FROM {table} WHERE id > (SELECT MAX(id) - {LATE} FROM {table}))"  # noqa: S608
        for table in _tables()
    ]
    ended = f"(SELECT COUNT(ended_at) FROM {_tables()[-1]})"  # noqa: S608
    *found, ended_now = _numbers([*newest, *near, ended])
    half = len(newest)
    database = str(connection.settings_dict["NAME"])
    return Stamp(database, today, tuple(found[:half]), tuple(found[half:]), ended_now)


def _near(newest: tuple[int, ...]) -> tuple[int, ...]:
    """How many rows there are now just below those that were the newest; one query."""
    return _numbers(
        f"(SELECT COUNT(*) FROM {table} WHERE id > {last - LATE:d} AND id <= {last:d})"  # noqa: S608
        for table, last in zip(_tables(), newest, strict=True)
    )


def _tables() -> list[str]:
    return [connection.ops.quote_name(model._meta.db_table) for model in WRITTEN.values()]


def _numbers(columns: Iterable[str]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}")  # noqa: S608  our own names and numbers
        return tuple(cursor.fetchone())
