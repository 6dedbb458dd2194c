"""What goals rest on, as rows: actions, indicators and their targets."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from roedtraad.foundation.lib.attached import attach, grouped
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.models import Action, Goal, GoalIndicator, Postponement
from roedtraad.steering.indicators.models import Target


def attach_work(goals: Sequence[Goal]) -> None:
    """Attach the actions, the indicators and their targets; three queries."""
    keys = [goal.pk for goal in goals]
    actions = grouped(_actions().rows(goals=keys), "goal_id")
    links = grouped(_links().rows(goals=keys), "goal_id")
    targets = grouped(_targets().rows(goals=keys), "use_id")
    for goal in goals:
        attach(goal, "actions", actions[goal.pk])
        attach(goal, "goal_indicators", links[goal.pk])
        for link in links[goal.pk]:
            attach(link.use, "targets", targets[link.use_id])


def attach_postponements(actions: Sequence[Action]) -> None:
    """Attach how often each action was postponed, and by whom; one query."""
    rows = _postponements().rows(actions=[action.pk for action in actions])
    of_action = grouped(rows, "action_id")
    for action in actions:
        attach(action, "postponements", of_action[action.pk])


@prepared
def _actions() -> QuerySet[Action]:
    return Action.objects.filter(goal__in=GivenKeys("goals"))


@prepared
def _links() -> QuerySet[GoalIndicator]:
    of_goals = GoalIndicator.objects.filter(goal__in=GivenKeys("goals"))
    return of_goals.select_related("use__indicator")


@prepared
def _targets() -> QuerySet[Target]:
    uses = GoalIndicator.objects.filter(goal__in=GivenKeys("goals")).values("use")
    return Target.objects.filter(use__in=uses).order_by("set_at", "pk")


@prepared
def _postponements() -> QuerySet[Postponement]:
    of_actions = Postponement.objects.filter(action__in=GivenKeys("actions"))
    return of_actions.select_related("postponed_by")
