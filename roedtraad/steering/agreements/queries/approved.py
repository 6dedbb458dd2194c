"""The words, actions and targets in force of goals whose agreement is being amended.

Lists, pages and reports show these to everybody: what the amendment writes is in its own pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_date

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import BEING_AMENDED, amended_for, goals_for, readable
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Goal,
    GoalIndicator,
    Version,
)

from .content import GOAL_TEXTS, Content, standing_targets
from .in_force import Frozen, actions_in_force, indicators_in_force

Named = TypeVar("Named", bound=Agreement)
OVER = (ActionStatus.DONE, ActionStatus.DROPPED)


@dataclass(frozen=True)
class ApprovedAction:
    """An action as it is agreed while a change of it is being discussed."""

    action: Action
    goal: int
    unit: str

    @property
    def ends_on(self) -> date | None:
        return self.action.postponed_to_on or self.action.due_on


@dataclass(frozen=True)
class ApprovedTarget:
    """A target as it is agreed while a change of it is being discussed."""

    link: GoalIndicator
    due_on: date
    goal: int
    agreement: int
    unit: str

    @property
    def title(self) -> str:
        return self.link.use.indicator.title


@dataclass(frozen=True)
class LinksInForce:
    """What a goal serves by the text in force, as keys; the agreement's own focus area too."""

    focus_areas: frozenset[int]
    effect_goals: frozenset[int]
    themes: frozenset[int]
    own_area: int | None


def amended_goals(user: User) -> Frozen:
    """The approved goals of the agreements being amended that `user` may read."""
    return {
        goal["id"]: (version, goal)
        for version in amended_for(user)
        for goal in version.content["goals"]
    }


def as_approved(user: User, goals: Iterable[Goal]) -> list[Goal]:
    """`goals` in their order, in the words that are in force; never save them."""
    rows = list(goals)
    is_amended = any(row.agreement.state in BEING_AMENDED for row in rows)
    frozen = amended_goals(user) if is_amended else {}
    for row in rows:
        if row.pk in frozen:
            version, words = frozen[row.pk]
            for name in GOAL_TEXTS:
                setattr(row, name, words[name])
            row.extra, row.un_goals = words["extra"], words["un_goals"]
            row.agreement.title = version.content["title"]
    return rows


def agreements_as_approved(user: User, agreements: Iterable[Named]) -> list[Named]:
    """`agreements` in their order, called what the text in force calls them; never save them."""
    rows = list(agreements)
    amended = {each.agreement_id: each.content for each in amended_for(user)} if rows else {}
    for row in rows:
        if row.pk in amended:
            content = amended[row.pk]
            row.title, row.case_number = content["title"], content["case_number"]
            period = content["period"]
            row.period_raw = period["raw"]
            row.starts_on = parse_date(period["from"]) or row.starts_on
            row.ends_on = parse_date(period["to"]) or row.ends_on
    return rows


def links_in_force(version: Version, words: Content) -> LinksInForce:
    """What the approved goal serves: itself, and through its own focus area."""
    own = words["focus_area"]
    above = {
        link["id"]
        for area in version.content["focus_areas"]
        if area["id"] == own
        for link in area["serves"]
    }
    return LinksInForce(
        focus_areas=frozenset({link["id"] for link in words["focus_areas"]} | above),
        effect_goals=frozenset(link["id"] for link in words["effect_goals"]),
        themes=frozenset(link["id"] for link in words["themes"]),
        own_area=own,
    )


def approved_actions(user: User) -> Iterator[ApprovedAction]:
    """The actions of agreements being amended, as approved and not over."""
    frozen = amended_goals(user)
    for goal, rows in actions_in_force(frozen, frozen).items() if frozen else ():
        unit = str(frozen[goal][0].agreement.unit)
        for each in rows:
            if each.status not in OVER:
                yield ApprovedAction(each, goal, unit)


def approved_targets(user: User) -> Iterator[ApprovedTarget]:
    """The targets with a date of agreements being amended, as approved."""
    frozen = amended_goals(user)
    for goal, rows in indicators_in_force(frozen, frozen).items() if frozen else ():
        unit = str(frozen[goal][0].agreement.unit)
        for each in rows:
            for target in standing_targets(each.targets):
                if target.due_on is not None:
                    agreement = frozen[goal][0].agreement_id
                    yield ApprovedTarget(each.link, target.due_on, goal, agreement, unit)


def read_as_written(user: User) -> QuerySet[Goal]:
    """The goals whose rows hold what is in force."""
    amended = [each.agreement_id for each in amended_for(user)]
    return goals_for(user).exclude(agreement__in=amended)


def actions_of(goal: int) -> str:
    """The address of a goal's actions."""
    return reverse("agreements:goal_page", args=[goal]) + "#handlinger"


def version_with_goal(user: User, goal: int) -> Version | None:
    """The newest approved text with the goal in it, of an agreement that `user` may read."""
    owners = readable(user).filter(Q(goals=goal) | Q(state__in=BEING_AMENDED)).values("pk")
    versions = Version.objects.filter(agreement__in=owners).order_by("-number")
    return next(
        (row for row in versions if any(each["id"] == goal for each in row.content["goals"])), None
    )
