"""The approved words of goals whose agreement is being amended, for who reads only those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_date

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import amended_for, goals_for, readable
from roedtraad.steering.agreements.models import Action, Goal, Version

from .content import GOAL_TEXTS


@dataclass(frozen=True)
class ApprovedAction:
    """An action as it is agreed while a change of it is being discussed."""

    text: str
    responsible: str
    due_on: date | None
    goal: int
    unit: str


def as_approved(user: User, goals: Iterable[Goal]) -> list[Goal]:
    """`goals` in their order, in the words that `user` may read; never save them."""
    rows = list(goals)
    frozen = {
        goal["id"]: (version, goal)
        for version in amended_for(user)
        for goal in version.content["goals"]
    }
    for row in rows:
        if row.pk in frozen:
            version, words = frozen[row.pk]
            for name in GOAL_TEXTS:
                setattr(row, name, words[name])
            row.extra = words["extra"]
            row.agreement.title = version.content["title"]
    return rows


def approved_actions(user: User) -> Iterator[ApprovedAction]:
    """The actions of agreements being amended, as approved and not over."""
    versions = amended_for(user)
    frozen = [
        (goal["id"], action, str(version.agreement.unit))
        for version in versions
        for goal in version.content["goals"]
        for action in goal["actions"]
    ]
    if not frozen:
        return
    over = Action.objects.filter(goal__agreement__in=[each.agreement_id for each in versions])
    done = set(over.filter(status__in=("done", "dropped")).values_list("pk", flat=True))
    for goal, action, unit in frozen:
        if action["id"] not in done:
            due_on = parse_date(action["due"]["to"] or "")
            yield ApprovedAction(action["text"], action["responsible"], due_on, goal, unit)


def read_as_written(user: User) -> QuerySet[Goal]:
    """The goals whose rows hold what `user` may read."""
    amended = [each.agreement_id for each in amended_for(user)]
    return goals_for(user).exclude(agreement__in=amended)


def actions_of(goal: int) -> str:
    """The address of a goal's actions."""
    return reverse("agreements:goal_page", args=[goal]) + "#handlinger"


def version_with_goal(user: User, goal: int) -> Version | None:
    """The newest approved text with the goal in it, of an agreement that `user` may read."""
    owners = readable(user).filter(goals=goal).values("pk")
    versions = Version.objects.filter(agreement__in=owners).order_by("-number")
    return next(
        (row for row in versions if any(each["id"] == goal for each in row.content["goals"])), None
    )
