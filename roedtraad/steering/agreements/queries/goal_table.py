"""One table of target against actual for every goal; the number of queries does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import AgreementState, Goal
from roedtraad.steering.agreements.status import GoalStatus, Level, PartStatus
from roedtraad.steering.agreements.status_words import shown_value

from .levels import ShownLevel, shown_level
from .statuses import goal_statuses

NOT_COUNTED = (AgreementState.WITHDRAWN,)


@dataclass(frozen=True)
class GoalFilter:
    """What is asked for; empty is everything."""

    words: str = ""
    unit: Unit | None = None
    level: str = ""
    focus_area: int | None = None
    theme: int | None = None
    year: int | None = None
    agreement: int | None = None


@dataclass(frozen=True)
class Figure:
    """One indicator of a goal: where it began, should be and is."""

    title: str
    baseline: str
    target: str
    latest: str
    latest_on: date | None
    due_on: date | None
    level: ShownLevel
    values: tuple[Decimal | None, ...]
    target_value: Decimal | None
    raw: PartStatus


@dataclass(frozen=True)
class GoalRow:
    """One goal with its figures."""

    goal: Goal
    level: ShownLevel
    level_key: str
    overdue_actions: int
    figures: list[Figure]


def filtered_goals(user: User, wanted: GoalFilter) -> QuerySet[Goal]:
    """The goals `user` may see that fit everything but the level."""
    goals = goals_for(user).exclude(agreement__state__in=NOT_COUNTED)
    if wanted.unit is not None:
        goals = goals.filter(agreement__unit__path__startswith=wanted.unit.path)
    if wanted.focus_area is not None:
        goals = goals.filter(
            Q(focus_areas=wanted.focus_area)
            | Q(focus_area=wanted.focus_area)
            | Q(focus_area__serves=wanted.focus_area)
            | Q(effect_goals__focus_area=wanted.focus_area)
        )
    if wanted.theme is not None:
        goals = goals.filter(themes=wanted.theme)
    if wanted.agreement is not None:
        goals = goals.filter(agreement=wanted.agreement)
    if wanted.year is not None:
        goals = goals.filter(
            agreement__starts_on__year__lte=wanted.year, agreement__ends_on__year__gte=wanted.year
        )
    return goals.distinct().select_related("agreement__unit")


def goal_rows(user: User, wanted: GoalFilter) -> list[GoalRow]:
    """The rows in order of unit and number, each with how it stands."""
    goals = [
        goal
        for goal in filtered_goals(user, wanted).defer("extra", "why", "method", "resources")
        if _has_words(goal, wanted.words)
    ]
    goals.sort(key=_order)
    statuses = goal_statuses(goal.pk for goal in goals)
    rows = [_row(goal, statuses[goal.pk]) for goal in goals]
    return [row for row in rows if not wanted.level or row.level_key == wanted.level]


def _has_words(goal: Goal, words: str) -> bool:
    """Searched here, so that æ, ø and å are found alike on every database."""
    text = f"{goal.number} {goal.title} {goal.text} {goal.agreement.title}".casefold()
    return all(word in text for word in words.casefold().split())


def _order(goal: Goal) -> tuple[object, ...]:
    return (
        danish_key(goal.agreement.unit.name),
        goal.agreement.starts_on,
        goal.agreement_id,
        goal.position,
        goal.pk,
    )


def _row(goal: Goal, status: GoalStatus) -> GoalRow:
    return GoalRow(
        goal=goal,
        level=shown_level(status.level),
        level_key=status.level.value,
        overdue_actions=status.overdue_actions,
        figures=[_figure(part) for part in status.parts],
    )


def _figure(part: PartStatus) -> Figure:
    indicator = part.indicator
    latest = part.latest
    if indicator.is_milestone:
        target, baseline, shown = "", "", ""
    else:
        limits = (indicator.low, indicator.high)
        target = (
            " – ".join(shown_value(indicator, each) for each in limits)
            if any(each is not None for each in limits)
            else shown_value(indicator, indicator.target)
        )
        baseline = shown_value(indicator, indicator.baseline)
        shown = shown_value(indicator, latest.value if latest else None)
    readings: Iterable[Decimal | None] = (each.value for each in indicator.readings[-12:])
    return Figure(
        title=indicator.title,
        baseline=baseline,
        target=target,
        latest=shown,
        latest_on=latest.on if latest else None,
        due_on=indicator.due_on,
        level=shown_level(Level(part.level)),
        values=tuple(readings),
        target_value=indicator.target,
        raw=part,
    )
