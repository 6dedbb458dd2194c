"""What the series of an indicator is told of a goal's actions: when each was begun and finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.models import Action, ActionStatus, Change, GoalIndicator
from roedtraad.steering.indicators.happenings import Happening, UsePk

LONGEST = 100


def actions_begun(uses: Collection[UsePk]) -> dict[UsePk, list[Happening]]:
    """When the actions of the goals that follow each use were begun, as reported; 3 queries."""
    goals: defaultdict[int, list[UsePk]] = defaultdict(list)
    for followed, use in _followed().rows(uses=uses):
        goals[followed].append(use)
    if not goals:
        return {}
    actions = dict(_actions().rows(goals=goals))
    found: defaultdict[UsePk, list[Happening]] = defaultdict(list)
    if not actions:
        return found
    first = {pk: (goal, at) for pk, goal, at in reversed(_begun().rows(actions=actions))}
    for pk, (goal, at) in first.items():
        text = _("Action begun: %(text)s") % {"text": actions[pk][:LONGEST]}
        for use in goals.get(goal or 0, []):
            found[use].append(Happening(on=timezone.localdate(at), text=text))
    return found


@prepared
def _followed() -> QuerySet[GoalIndicator, tuple[int, UsePk]]:
    links = GoalIndicator.objects.filter(use__in=GivenKeys("uses"))
    return links.values_list("goal_id", "use_id")


@prepared
def _actions() -> QuerySet[Action, tuple[int, str]]:
    rows = Action.objects.filter(goal__in=GivenKeys("goals"))
    return rows.exclude(status=ActionStatus.PLANNED).values_list("pk", "text")


@prepared
def _begun() -> QuerySet[Change, tuple[int, int | None, datetime]]:
    begun = Change.objects.filter(
        subject_type=Action._meta.label_lower,
        subject_id__in=GivenKeys("actions"),
        after__status=ActionStatus.RUNNING,
        undone_at__isnull=True,
    ).exclude(before__status=ActionStatus.RUNNING)
    return begun.order_by("pk").values_list("subject_id", "goal_id", "changed_at")
