"""How goals stand, from what is stored: for one or for a thousand goals, the same few queries.

While an agreement is being amended its goals are judged by the targets and dates in force, which
are the approved ones: those of the amendment count when both parties have approved them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from roedtraad.foundation.lib.once import each_once
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Goal,
    StatusOverride,
)
from roedtraad.steering.agreements.status import (
    ActionState,
    GoalStatus,
    Override,
    Rule,
    goal_status,
)
from roedtraad.steering.indicators.level import IndicatorState, Level, Reading
from roedtraad.steering.indicators.queries import (
    PlainReading,
    measurements_by_use,
    readings_by_use,
)
from roedtraad.steering.indicators.queries.judged import readings_of
from roedtraad.steering.indicators.state import state_of

from .content import target_due
from .in_force import (
    Followed,
    Frozen,
    actions_in_force,
    approved_goals,
    indicators_in_force,
)
from .remembered import MANY, Memory

OVER = (ActionStatus.DONE, ActionStatus.DROPPED)


def goal_statuses(goals: Iterable[int], *, on: date | None = None) -> dict[int, GoalStatus]:
    """The status of each goal on a day, else today. The caller has the right checked."""
    today = on or timezone.localdate()

    def find(keys: list[int]) -> dict[int, GoalStatus]:
        return _judged(keys, today) if len(keys) < MANY else _remembered.of(keys, today)

    return _each_once(goals, today, find)


def statuses_of_loaded(
    goals: Iterable[Goal],
    agreement: Agreement,
    *,
    readings: Mapping[int, list[PlainReading]] | None = None,
) -> dict[int, GoalStatus]:
    """As `goal_statuses`, of goals that came with actions, indicators and targets; two queries.

    All are of `agreement`, whose rows are what is in force; readings that are known are not looked
    up again.
    """
    rows = list(goals)
    links = [link for goal in rows for link in goal.goal_indicators.all()]
    if readings is None:
        readings = readings_by_use({link.use_id for link in links})
    followed: defaultdict[int, list[Followed]] = defaultdict(list)
    for link in links:
        row = Followed(link, list(link.use.targets.all()), agreement.starts_on)
        followed[link.goal_id].append(row)
    actions = {goal.pk: list(goal.actions.all()) for goal in rows}
    rule = agreement.template_version.definition.get("status_rule")
    keys = [goal.pk for goal in rows]
    return statuses_of_read(keys, followed, actions, readings, dict.fromkeys(keys, rule))


def statuses_of_read(
    goals: Iterable[int],
    followed: Mapping[int, Sequence[Followed]],
    actions: Mapping[int, Sequence[Action]],
    readings: Mapping[int, list[PlainReading]],
    rules: Mapping[int, object] | None = None,
) -> dict[int, GoalStatus]:
    """As `goal_statuses`, where what is in force of them has been read already; two queries."""
    today = timezone.localdate()

    def find(keys: list[int]) -> dict[int, GoalStatus]:
        return _levelled(
            keys,
            today,
            {key: _states(followed.get(key, ()), readings, today) for key in keys},
            {key: [_due(each) for each in actions.get(key, ())] for key in keys},
            _rules(keys) if rules is None else rules,
        )

    return _each_once(goals, today, find)


def _each_once(
    goals: Iterable[int], today: date, find: Callable[[list[int]], dict[int, GoalStatus]]
) -> dict[int, GoalStatus]:
    """From whatever they are worked out, they are the same as long as a page is read."""
    return each_once(("goal statuses", today), goals, find)


def status_as_known(
    goal: Goal, followed: Iterable[Followed], readings: Mapping[int, list[PlainReading]], on: date
) -> GoalStatus:
    """How a goal stood by what was known when a day ended; actions are not counted. One query.

    `followed` and `readings` come as they were known.
    """
    states = _states(followed, readings, on)
    rule = goal.agreement.template_version.definition.get("status_rule")
    return _levelled(
        [goal.pk], on, {goal.pk: states}, {}, {goal.pk: rule}, _overrides([goal.pk], known_on=on)
    )[goal.pk]


def statuses_as_known(goals: Iterable[int], on: date) -> dict[int, GoalStatus]:
    """How many goals stood by what was known when a day ended; actions are not counted.

    Which indicators a goal has, and what they weigh, is as it is agreed now.
    """
    keys = list(goals)
    followed = {
        goal: [row.known_on(on) for row in rows] for goal, rows in indicators_in_force(keys).items()
    }
    uses = {row.link.use_id for rows in followed.values() for row in rows}
    readings = readings_of(measurements_by_use(uses, known_on=on))
    states = {goal: _states(rows, readings, on) for goal, rows in followed.items()}
    return _levelled(keys, on, states, {}, _rules(keys), _overrides(keys, known_on=on))


def _judged(keys: list[int], today: date) -> dict[int, GoalStatus]:
    frozen = approved_goals(keys)
    indicators, actions = indicators_by_goal(keys, today, frozen), _actions_by_goal(keys, frozen)
    return _levelled(keys, today, indicators, actions, _rules(keys))


def _rules(keys: list[int]) -> dict[int, object]:
    """By which rule each goal's parts make up the whole."""
    return dict(_rules_of_goals().rows(goals=keys))


@prepared
def _rules_of_goals() -> QuerySet[Goal, tuple[int, object]]:
    rule = "agreement__template_version__definition__status_rule"
    return Goal.every.filter(pk__in=GivenKeys("goals")).values_list("pk", rule)


_remembered = Memory(_judged)


def _levelled(
    keys: list[int],
    today: date,
    indicators: Mapping[int, list[IndicatorState]],
    actions: Mapping[int, list[ActionState]],
    rules: Mapping[int, object],
    overrides: Mapping[int, Override] | None = None,
) -> dict[int, GoalStatus]:
    if overrides is None:
        overrides = _overrides(keys)
    enough = Decimal(settings.ON_THE_WAY_PERCENT) / 100
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


def indicators_by_goal(
    goals: Iterable[int], today: date, frozen: Frozen | None = None
) -> dict[int, list[IndicatorState]]:
    """The indicators of each goal, with targets in force and readings."""
    by_goal = indicators_in_force(goals, frozen)
    readings = readings_by_use({row.link.use_id for rows in by_goal.values() for row in rows})
    return {goal: _states(rows, readings, today) for goal, rows in by_goal.items()}


def _states(
    followed: Iterable[Followed], readings: Mapping[int, list[PlainReading]], today: date
) -> list[IndicatorState]:
    return [indicator_state(row, readings.get(row.link.use_id, []), today) for row in followed]


def indicator_state(row: Followed, readings: list[PlainReading], today: date) -> IndicatorState:
    """What must be known of an indicator in use to judge it by `status.indicator_status`."""
    link = row.link
    return state_of(
        link.use,
        target_due(row.targets, today),
        [Reading(*each[:4]) for each in readings],
        begins_on=row.begins_on,
        weight=link.weight,
        pk=link.pk,
    )


def _actions_by_goal(goals: list[int], frozen: Frozen) -> dict[int, list[ActionState]]:
    """The actions of each goal by date; only the approved ones of a goal that is being amended."""
    found: defaultdict[int, list[ActionState]] = defaultdict(list)
    for goal, due_on, postponed_to_on, status in _actions_of_goals().rows(goals=goals):
        if goal not in frozen:
            found[goal].append(_action_state(due_on, postponed_to_on, status))
    for goal, agreed in (actions_in_force(frozen, frozen) if frozen else {}).items():
        found[goal].extend(_due(each) for each in agreed)
    return dict(found)


@prepared
def _actions_of_goals() -> QuerySet[Action, tuple[int, date | None, date | None, str]]:
    rows = Action.objects.filter(goal__in=GivenKeys("goals"))
    return rows.values_list("goal_id", "due_on", "postponed_to_on", "status")


def _due(action: Action) -> ActionState:
    return _action_state(action.due_on, action.postponed_to_on, action.status)


def _action_state(due_on: date | None, postponed_to_on: date | None, status: str) -> ActionState:
    return ActionState(postponed_to_on or due_on, is_open=status not in OVER)


def _overrides(goals: list[int], *, known_on: date | None = None) -> dict[int, Override]:
    if known_on is None:
        rows = _standing_overrides().rows(goals=goals)
    else:
        known = StatusOverride.objects.filter(goal__in=goals, set_at__date__lte=known_on)
        rows = list(known.exclude(ended_at__date__lte=known_on).select_related("set_by"))
    return {row.goal_id: Override(Level(row.level), row.reason, str(row.set_by)) for row in rows}


def override_of(goal: Goal) -> StatusOverride | None:
    """The judgement by hand that stands for `goal`."""
    return _standing_overrides().first(goals=[goal.pk])


@prepared
def _standing_overrides() -> QuerySet[StatusOverride]:
    standing = StatusOverride.objects.filter(goal__in=GivenKeys("goals"), ended_at__isnull=True)
    return standing.select_related("set_by")
