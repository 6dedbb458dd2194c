"""How goals stand, from what is stored: for one or for a thousand goals, always six queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Goal,
    GoalIndicator,
    StatusOverride,
)
from roedtraad.steering.agreements.status import (
    ActionState,
    GoalStatus,
    IndicatorState,
    Level,
    Override,
    Reading,
    Rule,
    goal_status,
)
from roedtraad.steering.indicators.models import Direction, IndicatorKind, Target
from roedtraad.steering.indicators.queries import PlainReading, readings_by_use, targets_by_use

from .remembered import MANY, remembered

OVER = (ActionStatus.DONE, ActionStatus.DROPPED)


def goal_statuses(goals: Iterable[int], *, on: date | None = None) -> dict[int, GoalStatus]:
    """The status of each goal on a day, else today. The caller has the right checked."""
    keys = list(goals)
    today = on or timezone.localdate()
    return _judged(keys, today) if len(keys) < MANY else remembered(keys, today, _judged)


def _judged(keys: list[int], today: date) -> dict[int, GoalStatus]:
    indicators = indicators_by_goal(keys)
    actions = _actions_by_goal(keys)
    overrides = _overrides(keys)
    enough = Decimal(settings.ON_THE_WAY_PERCENT) / 100
    rules = dict(
        Goal.objects.filter(pk__in=keys).values_list(
            "pk", "agreement__template_version__definition__status_rule"
        )
    )
    return {
        goal: goal_status(
            indicators.get(goal, []),
            today=today,
            actions=actions.get(goal, []),
            rule=Rule.WEIGHTED if rules.get(goal) == Rule.WEIGHTED else Rule.WORST,
            override=overrides.get(goal),
            enough=enough,
        )
        for goal in keys
    }


def indicators_by_goal(goals: Iterable[int]) -> dict[int, list[IndicatorState]]:
    """The indicators of each goal, with targets in force and readings; three queries."""
    links = list(
        GoalIndicator.objects.filter(goal__in=list(goals))
        .select_related("use__indicator")
        .annotate(begins_on=F("goal__agreement__starts_on"))
    )
    uses = {link.use_id for link in links}
    readings, targets = readings_by_use(uses), targets_by_use(uses)
    found: defaultdict[int, list[IndicatorState]] = defaultdict(list)
    for link in links:
        state = _state(link, readings.get(link.use_id, []), targets.get(link.use_id, []))
        found[link.goal_id].append(state)
    return dict(found)


def _state(link: Any, readings: list[PlainReading], targets: list[Target]) -> IndicatorState:
    use, indicator = link.use, link.use.indicator
    in_force = [target for target in targets if target.replaced_by_id is None]
    target = in_force[-1] if in_force else None
    return IndicatorState(
        pk=link.pk,
        title=indicator.title,
        direction=Direction(indicator.direction),
        is_milestone=indicator.kind == IndicatorKind.MILESTONE,
        is_cumulative=indicator.is_cumulative,
        baseline=use.baseline,
        baseline_on=use.baseline_on,
        target=target.value if target else None,
        low=target.low if target else None,
        high=target.high if target else None,
        due_from=target.due_from if target else None,
        due_on=target.due_on if target else None,
        begins_on=link.begins_on,
        readings=[Reading(*each) for each in readings],
        measured_in=indicator.measured_in,
        decimals=indicator.decimals,
        weight=link.weight,
    )


def _actions_by_goal(goals: list[int]) -> dict[int, list[ActionState]]:
    found: defaultdict[int, list[ActionState]] = defaultdict(list)
    rows = Action.objects.filter(goal__in=goals).values_list(
        "goal_id", "due_on", "postponed_to_on", "status"
    )
    for goal, due_on, postponed_to_on, status in rows:
        found[goal].append(ActionState(postponed_to_on or due_on, is_open=status not in OVER))
    return dict(found)


def _overrides(goals: list[int]) -> dict[int, Override]:
    rows = StatusOverride.objects.filter(goal__in=goals, ended_at__isnull=True)
    return {
        row.goal_id: Override(Level(row.level), row.reason, str(row.set_by))
        for row in rows.select_related("set_by")
    }
