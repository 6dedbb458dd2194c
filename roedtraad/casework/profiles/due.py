"""Which evaluations of a profile are wanted now: of this quarter, and of the one before.

An older one that was missed is not made up: the next looks at it all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from .counting_rules import (
    DAY,
    DueEvaluation,
    Quarter,
    RuleBook,
    Span,
    active_days,
    quarter_of,
)


class DueState(models.TextChoices):
    """How far the evaluation of a quarter has come, as lists tell it."""

    OVERDUE = "overdue", _("overdue")
    READY = "ready", _("ready for approval")
    STARTED = "started", _("begun")
    DUE = "due", _("not begun")
    LATE = "late", _("approved late")
    DONE = "done", _("approved in time")


class Stage(StrEnum):
    """How far an evaluation itself has come."""

    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"


class Known(NamedTuple):
    """What is known of the evaluation of a quarter; one that is not approved is not in time yet."""

    pk: int
    stage: Stage
    is_in_time: bool = False


class Wanted(NamedTuple):
    """That an evaluation is wanted of a profile; `known` where it was begun."""

    due: DueEvaluation
    state: DueState
    known: Known | None

    @property
    def is_settled(self) -> bool:
        return self.state in (DueState.DONE, DueState.LATE)

    def days_left(self, today: date) -> int:
        return (self.due.in_time_until - today).days


def before(quarter: Quarter) -> Quarter:
    return quarter_of(quarter.starts_on - DAY)


def can_be_evaluated(starts_on: date, today: date) -> bool:
    """This quarter and the one before can."""
    this = quarter_of(today)
    return starts_on in (this.starts_on, before(this).starts_on)


def due_in(
    profile: Span, goals: Sequence[Span], quarter: Quarter, book: RuleBook
) -> DueEvaluation | None:
    """Whether one is due in the quarter, where what is open stays open to its end."""
    rules = book.on(quarter.ends_on)
    if active_days(profile, goals, quarter.span) < rules.active_days:
        return None
    return DueEvaluation(quarter, quarter.ends_on + timedelta(days=rules.grace_days))


def next_due(
    profile: Span, goals: Sequence[Span], today: date, book: RuleBook
) -> DueEvaluation | None:
    """The first that is due from the quarter before until the next, if goals stay open."""
    earlier = before(quarter_of(today))
    quarters = (earlier, earlier.next, earlier.next.next)
    return next((due for each in quarters if (due := due_in(profile, goals, each, book))), None)


def wanted_now(
    profile: Span,
    goals: Sequence[Span],
    known: Mapping[date, Known],
    today: date,
    book: RuleBook,
) -> list[Wanted]:
    """What is wanted of a profile; `known` goes by the first day of a quarter."""
    this = quarter_of(today)
    dues = (due_in(profile, goals, quarter, book) for quarter in (before(this), this))
    return still_wanted([due for due in dues if due is not None], known, today)


def still_wanted(
    dues: Sequence[DueEvaluation], known: Mapping[date, Known], today: date
) -> list[Wanted]:
    """Of what is due, the earlier quarter first.

    What was missed is wanted no more when the quarter after it is approved.
    """
    found = [_wanted(due, known.get(due.quarter.starts_on), today) for due in dues]
    if found and found[-1].due.quarter.ends_on >= today and found[-1].is_settled:
        return [each for each in found if each.is_settled]
    return found


def _wanted(due: DueEvaluation, known: Known | None, today: date) -> Wanted:
    if known is not None and known.stage is Stage.APPROVED:
        return Wanted(due, DueState.DONE if known.is_in_time else DueState.LATE, known)
    if known is not None and known.stage is Stage.READY:
        return Wanted(due, DueState.READY, known)
    if today > due.in_time_until:
        return Wanted(due, DueState.OVERDUE, known)
    return Wanted(due, DueState.STARTED if known else DueState.DUE, known)
