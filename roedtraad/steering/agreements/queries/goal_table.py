"""One table of target against actual for every goal; the number of queries does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import matches, words_in
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import AgreementState, EffectGoal, Goal
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.indicators.level import Level, PartStatus
from roedtraad.steering.indicators.level_words import shown_value
from roedtraad.steering.indicators.signs import Sign

from .approved import amended_goals, as_approved, links_in_force
from .in_unit import in_unit
from .levels import ShownLevel, is_called_alike, levels_of, shown_level
from .rolled import Marks, marks
from .signs import GoalSigns, signs_of
from .statuses import goal_statuses

OTHER_TEXTS = (
    "extra",
    "why",
    "method",
    "success_criterion",
    "follow_up",
    "how_measured",
    "resources",
    "status_text",
)
NOT_COUNTED = (AgreementState.WITHDRAWN,)


@dataclass(frozen=True)
class GoalFilter:
    """What is asked for; empty is everything."""

    words: str = ""
    unit: Unit | None = None
    on: date | None = None  # whose tree says what lies below the unit; None is today's
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
    due_raw: str
    level: ShownLevel
    values: tuple[Decimal | None, ...]
    target_value: Decimal | None
    raw: PartStatus
    marks: Marks


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
        goals = goals.filter(in_unit(wanted.unit, wanted.on, lookup="agreement__unit"))
    if wanted.focus_area is not None or wanted.theme is not None:
        goals = _serving(user, goals, wanted)
    if wanted.agreement is not None:
        goals = goals.filter(agreement=wanted.agreement)
    if wanted.year is not None:
        goals = goals.filter(
            agreement__starts_on__year__lte=wanted.year, agreement__ends_on__year__gte=wanted.year
        )
    return goals.distinct().select_related("agreement__unit")


def _serving(user: User, goals: QuerySet[Goal], wanted: GoalFilter) -> QuerySet[Goal]:
    """Of `goals` those that serve what is wanted, by the text in force."""
    frozen = {pk: links_in_force(*each) for pk, each in amended_goals(user).items()}
    area, theme = wanted.focus_area, wanted.theme
    if area is not None:
        effects = set(EffectGoal.objects.filter(focus_area=area).values_list("pk", flat=True))
        serves = Q(focus_areas=area) | Q(focus_area=area) | Q(focus_area__serves=area)
        there = [
            pk
            for pk, links in frozen.items()
            if area in links.focus_areas or area == links.own_area or effects & links.effect_goals
        ]
        written = (serves | Q(effect_goals__in=effects)) & ~Q(pk__in=list(frozen))
        goals = goals.filter(written | Q(pk__in=there))
    if theme is not None:
        there = [pk for pk, links in frozen.items() if theme in links.themes]
        goals = goals.filter((Q(themes=theme) & ~Q(pk__in=list(frozen))) | Q(pk__in=there))
    return goals


def matching_goals(user: User, wanted: GoalFilter) -> list[Goal]:
    """The goals that fit, in order of unit and number; their status is asked only for a level."""
    goals = filtered_goals(user, wanted)
    goals = goals.defer(*OTHER_TEXTS) if wanted.words else goals.defer("text", *OTHER_TEXTS)
    shown = as_approved(user, goals)
    found = [goal for goal in shown if not wanted.words or _has_words(goal, wanted.words)]
    found.sort(key=_order)
    if not wanted.level:
        return found
    levels = levels_of(goal.pk for goal in found)
    return [goal for goal in found if is_called_alike(levels[goal.pk], wanted.level)]


def rows_of(goals: Sequence[Goal]) -> list[GoalRow]:
    """How each of `goals` stands, in their order."""
    keys = [goal.pk for goal in goals]
    statuses, signs = goal_statuses(keys), signs_of(keys)
    return [_row(goal, statuses[goal.pk], signs[goal.pk]) for goal in goals]


def goal_rows(user: User, wanted: GoalFilter) -> list[GoalRow]:
    """Every goal that fits, with its figures."""
    return rows_of(matching_goals(user, wanted))


def _has_words(goal: Goal, words: str) -> bool:
    return matches(words_in(words), goal.number, goal.title, goal.text, goal.agreement.title)


def _order(goal: Goal) -> tuple[object, ...]:
    return (
        danish_key(goal.agreement.unit.name),
        goal.agreement.starts_on,
        goal.agreement_id,
        goal.position,
        goal.pk,
    )


def _row(goal: Goal, status: GoalStatus, signs: GoalSigns) -> GoalRow:
    return GoalRow(
        goal=goal,
        level=shown_level(status.level),
        level_key=status.level.value,
        overdue_actions=status.overdue_actions,
        figures=[_figure(part, signs.get(part.indicator.pk or 0, Sign())) for part in status.parts],
    )


def _figure(part: PartStatus, sign: Sign) -> Figure:
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
        due_raw=indicator.due_raw,
        level=shown_level(Level(part.level)),
        values=tuple(readings),
        target_value=indicator.target,
        raw=part,
        marks=marks(sign),
    )
