"""What was worked out for many goals, kept in this process until something it rests on is written.

Only judgements are kept, never who may see them: the caller has checked that. What they rest on
is written as new rows (changes, steps, measurements, targets, judgements by hand), so the newest of
each says whether anything has been written since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from django.db import connection

from roedtraad.steering.agreements.models import Change, StatusOverride, Step
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.indicators.models import Measurement, Target

Statuses: TypeAlias = dict[int, GoalStatus]
Stamp: TypeAlias = tuple[object, ...]
MANY = 200  # below this it is as quick to work it out

_kept: tuple[Stamp, Statuses] = ((), {})


def remembered(
    goals: Iterable[int], today: date, judged: Callable[[list[int], date], Statuses]
) -> Statuses:
    """The statuses of `goals`; what is not known yet is asked of `judged` and kept."""
    global _kept
    wanted = list(goals)
    stamp = _stamp(today)  # before reading: what is written meanwhile makes it stale, not wrong
    known = _kept[1] if _kept[0] == stamp else {}
    missing = [goal for goal in wanted if goal not in known]
    if missing:
        known = known | judged(missing, today)
        _kept = (stamp, known)
    return {goal: known[goal] for goal in wanted}


def _stamp(today: date) -> Stamp:
    """What it rests on in one row; one query."""
    columns = [(model, "id") for model in (Change, Step, Measurement, Target, StatusOverride)]
    columns.append((StatusOverride, "ended_at"))
    quote = connection.ops.quote_name
    newest = ", ".join(
        f"(SELECT MAX({quote(column)}) FROM {quote(model._meta.db_table)})"  # noqa: S608
        for model, column in columns
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {newest}")  # noqa: S608  only names of our own tables
        found = cursor.fetchone()
    return (str(connection.settings_dict["NAME"]), today, *found)
