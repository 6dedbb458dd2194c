"""The life of a round as a table, and how a unit's part of a phase stands on a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from roedtraad.foundation.lib.workdays import add_workdays

from .models import RoundState

S = RoundState
STEPS: dict[RoundState, tuple[RoundState, ...]] = {  # what a person may do, in this order
    S.PLANNED: (S.OPEN,),
    S.OPEN: (S.CLOSED,),
    S.CLOSED: (S.LOCKED, S.OPEN),
    S.LOCKED: (S.OPEN,),
}
WORKED_ON = frozenset({S.OPEN})
CHANGEABLE = frozenset({S.PLANNED, S.OPEN})


class Standing(StrEnum):
    """How far a unit is in a phase."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    LATE = "late"
    NOT_DONE = "not_done"  # the round closed without it


def reopens(before: str, after: str) -> bool:
    """Whether a step takes up again what was over, so that a reason must be given."""
    return before in (S.CLOSED, S.LOCKED) and after == S.OPEN


def late_after(due_on: date, grace_days: int) -> date:
    """The last day on which it is not late."""
    return add_workdays(due_on, grace_days) if grace_days else due_on


def standing(
    *, begun_on: date | None, done_on: date | None, last_day: date, state: str, today: date
) -> Standing:
    """How a part stands today; `last_day` is the last on which it is not late."""
    if done_on is not None:
        return Standing.DONE
    if state in (S.CLOSED, S.LOCKED):
        return Standing.NOT_DONE
    if today > last_day and state == S.OPEN:
        return Standing.LATE
    return Standing.NOT_BEGUN if begun_on is None else Standing.UNDER_WAY
