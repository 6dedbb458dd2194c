"""What the pages of a strategy show. A strategy is read by those above it and all below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.steering.agreements.models import (
    CalendarStep,
    Change,
    Direction,
    EffectGoal,
    FocusArea,
    Strategy,
    StrategyState,
    Theme,
    Vision,
)

from .rolled import Rolled, rolled_over, whole_of
from .signs import signs_of
from .standing import Served, Standing, day_counted, served_by

SHOWN_CHANGES = 100


@dataclass(frozen=True)
class StrategyRow:
    """One line of the list of strategies."""

    strategy: Strategy
    visions: int
    focus_areas: int
    effect_goals: int
    standing: Standing


@dataclass(frozen=True)
class AreaPart:
    """A focus area with what serves it."""

    area: FocusArea
    standing: Standing


@dataclass(frozen=True)
class VisionPart:
    """A vision with its focus areas; without a vision: those that stand alone."""

    vision: Vision | None
    areas: list[AreaPart]


@dataclass(frozen=True)
class DirectionPart:
    """All that is directed at citizens, or at the organisation."""

    direction: Direction
    visions: list[VisionPart]


@dataclass(frozen=True)
class EffectPart:
    """An effect goal with what serves it."""

    effect_goal: EffectGoal
    standing: Standing


@dataclass(frozen=True)
class TargetGroupPart:
    """The effect goals for one target group; None: for no particular one."""

    target_group: TargetGroup | None
    effect_goals: list[EffectPart]


@dataclass(frozen=True)
class ThemePart:
    theme: Theme
    standing: Standing


@dataclass(frozen=True)
class StrategyPage:
    """All that stands on the page of a strategy."""

    strategy: Strategy
    directions: list[DirectionPart]
    target_groups: list[TargetGroupPart]
    themes: list[ThemePart]
    standing: Standing
    rolled: Rolled
    agreements: int = 0
    unserved: list[EffectGoal] = field(default_factory=list)


def strategies_for(user: User) -> QuerySet[Strategy]:
    """Strategies of the units `user` reads strategies in, and of the units above those.

    A draft is read only by those who may write it.
    """
    return strategies_within(*reach_of(user))


def reach_of(user: User) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What `strategies_for` rests on: the units `user` reads, and where they write strategies."""
    return (
        tuple(access.held_paths(user, Permission.STRATEGY_VIEW)),
        tuple(access.held_paths(user, Permission.STRATEGY_EDIT)),
    )


def strategies_within(reads: Sequence[str], writes: Sequence[str]) -> QuerySet[Strategy]:
    """As `strategies_for`, of what `reach_of` the user answers."""
    above = {int(step) for path in reads for step in path.strip("/").split("/") if step}
    read = access.inside(reads, lookup="unit__path") | Q(unit__in=above)
    written = access.inside(writes, lookup="unit__path")
    return Strategy.objects.filter(read & ~Q(state=StrategyState.DRAFT) | written)


def strategy_rows(user: User) -> list[StrategyRow]:
    """Every strategy `user` may read, newest period first."""
    strategies = list(
        strategies_for(user)
        .select_related("unit")
        .prefetch_related("visions", "focus_areas", "effect_goals")
        .order_by("-starts_on", "-pk")
    )
    served = {at: served_by(user, at=at) for at in {day_counted(each) for each in strategies}}
    return [_strategy_row(strategy, served[day_counted(strategy)]) for strategy in strategies]


def _strategy_row(strategy: Strategy, served: Served) -> StrategyRow:
    return StrategyRow(
        strategy,
        len(strategy.visions.all()),
        len(strategy.focus_areas.all()),
        len(strategy.effect_goals.all()),
        served.standing_of(_goals_below(strategy, served)),
    )


def _goals_below(strategy: Strategy, served: Served) -> set[int]:
    areas = [served.by_focus_area.get(area.pk, set()) for area in strategy.focus_areas.all()]
    effects = [served.by_effect_goal.get(goal.pk, set()) for goal in strategy.effect_goals.all()]
    return set().union(*areas, *effects)


def strategy_page(user: User, strategy: Strategy) -> StrategyPage:
    """What stands on the page; the number of queries does not grow with the strategy."""
    served = served_by(user, at=day_counted(strategy))
    areas = list(strategy.focus_areas.select_related("vision").prefetch_related("departments"))
    effects = list(
        strategy.effect_goals.select_related("target_group", "focus_area").prefetch_related(
            "indicators"
        )
    )
    area_parts = [
        AreaPart(area, served.standing_of(served.by_focus_area.get(area.pk, ()))) for area in areas
    ]
    effect_parts = [
        EffectPart(goal, served.standing_of(served.by_effect_goal.get(goal.pk, ())))
        for goal in effects
    ]
    goals = set().union(
        *(served.by_focus_area.get(area.pk, set()) for area in areas),
        *(served.by_effect_goal.get(goal.pk, set()) for goal in effects),
    )
    return StrategyPage(
        strategy=strategy,
        directions=_directions(list(strategy.visions.all()), area_parts),
        target_groups=_target_groups(effect_parts),
        themes=[
            ThemePart(theme, served.standing_of(served.by_theme.get(theme.pk, ())))
            for theme in strategy.themes.all()
        ],
        standing=served.standing_of(goals),
        rolled=_rolled(served, goals, area_parts, effect_parts),
        agreements=len({served.agreement_of[goal] for goal in goals}),
        unserved=[part.effect_goal for part in effect_parts if not part.standing],
    )


def _rolled(
    served: Served,
    goals: set[int],
    areas: Iterable[AreaPart],
    effects: Iterable[EffectPart],
) -> Rolled:
    """Every goal below the strategy once, and by each focus area and effect goal it serves."""
    signs = signs_of(goals)
    served_parts = [
        *(
            (
                each.area.title,
                reverse("matrix:area", args=[each.area.pk]),
                served.by_focus_area.get(each.area.pk, ()),
            )
            for each in areas
        ),
        *(
            (
                each.effect_goal.title,
                reverse("matrix:effect", args=[each.effect_goal.pk]),
                served.by_effect_goal.get(each.effect_goal.pk, ()),
            )
            for each in effects
        ),
    ]
    whole = whole_of(goals, served.levels, signs)
    return rolled_over(
        ((name, url, whole_of(below, served.levels, signs)) for name, url, below in served_parts),
        whole,
    )


def _directions(visions: Sequence[Vision], areas: Iterable[AreaPart]) -> list[DirectionPart]:
    below: defaultdict[int | None, list[AreaPart]] = defaultdict(list)
    loose: defaultdict[str, list[AreaPart]] = defaultdict(list)
    for part in areas:
        if part.area.vision_id is None:
            loose[part.area.direction].append(part)
        else:
            below[part.area.vision_id].append(part)
    parts = []
    for direction in Direction:
        own = [VisionPart(v, below[v.pk]) for v in visions if v.direction == direction]
        if loose[direction]:
            own.append(VisionPart(None, loose[direction]))
        parts.append(DirectionPart(direction, own))
    return parts


def _target_groups(effects: Iterable[EffectPart]) -> list[TargetGroupPart]:
    groups: dict[int | None, TargetGroupPart] = {}
    for part in effects:
        goal = part.effect_goal
        key = goal.target_group_id
        groups.setdefault(key, TargetGroupPart(goal.target_group, [])).effect_goals.append(part)
    return sorted(
        groups.values(),
        key=lambda part: (
            part.target_group is None,
            danish_key(part.target_group.title) if part.target_group else "",
        ),
    )


def next_step(strategy: Strategy, today: date) -> CalendarStep | None:
    """The first step of the calendar that is not past, by when it is due."""
    steps = strategy.calendar_steps.all()
    ends = ((step.due_on or step.due_from, step) for step in steps)
    return next((step for end, step in ends if end is not None and end >= today), None)


def strategy_changes(strategy: Strategy) -> list[Change]:
    """The latest changes of a strategy, newest first."""
    rows = strategy.changes.select_related("changed_by").order_by("-pk")
    return list(rows[:SHOWN_CHANGES])


def target_group_use() -> dict[int, int]:
    """How many effect goals each target group has."""
    found: defaultdict[int, int] = defaultdict(int)
    for group in EffectGoal.objects.filter(target_group__isnull=False).values_list(
        "target_group_id", flat=True
    ):
        if group is not None:
            found[group] += 1
    return dict(found)
