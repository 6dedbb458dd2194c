"""What goals rest on in the text that is in force: the rows, or while an agreement is amended,
what its parties approved. The rows made here are for reading and are never saved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.dateparse import parse_date

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.access import BEING_AMENDED
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Goal,
    GoalIndicator,
    Kept,
    Version,
)
from roedtraad.steering.indicators.models import Target
from roedtraad.steering.indicators.queries import known_targets, targets_by_use

from .content import Content
from .work import attach_postponements


@dataclass(frozen=True)
class Followed:
    """An indicator of a goal as it is in force, with its targets in the order they were set.

    `begins_on` is where the agreement begins.
    """

    link: GoalIndicator
    targets: list[Target]
    begins_on: date | None

    def known_on(self, day: date) -> Followed:
        """With the targets that were set when a day ended."""
        return replace(self, targets=known_targets(self.targets, day))


Frozen: TypeAlias = Mapping[int, tuple[Version, Content]]


def approved_goals(goals: Iterable[int]) -> Frozen:
    """Of `goals`, those whose agreement is being amended: version and approved words; 1 query."""
    wanted = set(goals)
    return {
        goal["id"]: (version, goal)
        for version in _versions().rows(goals=wanted)
        for goal in version.content["goals"]
        if goal["id"] in wanted
    }


@prepared
def _versions() -> QuerySet[Version]:
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    return Version.objects.filter(
        agreement__in=Goal.every.filter(pk__in=GivenKeys("goals")).values("agreement"),
        agreement__state__in=BEING_AMENDED,
        pk=Subquery(newest.values("pk")[:1]),
    )


def amended_version(goal: Goal) -> Version | None:
    """What is approved of the goal's agreement while it is being amended, else None."""
    if goal.agreement.state not in BEING_AMENDED:
        return None
    return goal.agreement.versions.order_by("-number").first()


def is_approved(agreement: Agreement, part: Kept) -> bool:
    """Whether the newest approved text of `agreement` has this goal, indicator or action in it."""
    newest = agreement.versions.order_by("-number").first()
    goals = newest.content["goals"] if newest is not None else []
    below = {GoalIndicator: "indicators", Action: "actions"}
    if isinstance(part, Goal):
        return any(goal["id"] == part.pk for goal in goals)
    return any(each["id"] == part.pk for goal in goals for each in goal[below[type(part)]])


def indicator_in_force(goal: Goal, pk: int) -> GoalIndicator | None:
    """The indicator of the goal as it is agreed, or new in a text that is written; else None."""
    agreed = (row.link for row in indicators_in_force([goal.pk]).get(goal.pk, []))
    found = next((link for link in agreed if link.pk == pk), None)
    return found or goal.goal_indicators.select_related("use__indicator").filter(pk=pk).first()


def action_in_force(goal: Goal, pk: int) -> Action | None:
    """The action of the goal as it is agreed, or new in a text that is written; else None."""
    agreed = actions_in_force([goal.pk]).get(goal.pk, [])
    found = next((action for action in agreed if action.pk == pk), None)
    return found or goal.actions.filter(pk=pk).first()


def indicators_in_force(
    goals: Iterable[int], frozen: Frozen | None = None
) -> dict[int, list[Followed]]:
    """The indicators of each goal; three queries."""
    keys = list(goals)
    frozen = approved_goals(keys) if frozen is None else frozen
    stored = _links().rows(goals=keys)
    links = {link.pk: link for link in stored}
    targets = targets_by_use({link.use_id for link in stored})
    found: defaultdict[int, list[Followed]] = defaultdict(list)
    for link in stored:
        if link.goal_id not in frozen and not link.is_taken_out:
            row = Followed(link, targets.get(link.use_id, []), link.begins_on)
            found[link.goal_id].append(row)
    for goal, (version, words) in frozen.items():
        for each in words["indicators"]:
            agreed = links.get(each["id"])
            if agreed is None:  # deleted before parts once approved were kept
                continue
            _as_agreed(agreed, each)
            row = Followed(
                agreed,
                _targets(targets.get(each["use"], []), each, version.approved_at),
                _day(version.content["period"]["from"]),
            )
            found[goal].append(row)
    return dict(found)


@prepared
def _links() -> QuerySet[Any]:
    links: QuerySet[Any] = (
        GoalIndicator.every.filter(goal__in=GivenKeys("goals"))
        .select_related("use__indicator")
        .annotate(begins_on=F("goal__agreement__starts_on"))
    )
    return links


def actions_in_force(goals: Iterable[int], frozen: Frozen | None = None) -> dict[int, list[Action]]:
    """The actions of each goal, as agreed, and how far they are; three queries."""
    keys = list(goals)
    frozen = approved_goals(keys) if frozen is None else frozen
    rows = _actions().rows(goals=keys)
    attach_postponements(rows)
    stored = {row.pk: row for row in rows}
    found: defaultdict[int, list[Action]] = defaultdict(list)
    for row in stored.values():
        if row.goal_id not in frozen and not row.is_taken_out:
            found[row.goal_id].append(row)
    agreed = [(goal, each) for goal, (_, words) in frozen.items() for each in words["actions"]]
    for goal, each in agreed:
        kept = stored.get(each["id"])
        if kept is None:  # deleted before parts once approved were kept
            continue
        kept.text, kept.responsible = each["text"], each["responsible"]
        kept.due_raw = each["due"]["raw"]
        kept.due_from, kept.due_on = _day(each["due"]["from"]), _day(each["due"]["to"])
        found[goal].append(kept)
    return dict(found)


@prepared
def _actions() -> QuerySet[Action]:
    actions: QuerySet[Action] = Action.every.filter(goal__in=GivenKeys("goals"))
    return actions


def _as_agreed(link: GoalIndicator, agreed: Content) -> None:
    indicator, use = link.use.indicator, link.use
    indicator.title = agreed["text"]
    for name in ("definition", "kind", "measured_in", "direction", "decimals", "is_cumulative"):
        setattr(indicator, name, agreed[name])
    use.baseline, use.baseline_on = _number(agreed["baseline"]), _day(agreed["baseline_on"])
    link.weight = _number(agreed["weight"]) or Decimal(0)


def _targets(stored: list[Target], agreed: Content, approved_at: datetime) -> list[Target]:
    """Those that were replaced before the approval, and the approved ones by when they are due."""
    until = [each for each in stored if each.set_at <= approved_at]
    keys = {each.pk for each in until}
    replaced = [each for each in until if each.replaced_by_id in keys]
    standing = [each for each in until if each.replaced_by_id not in keys]
    last = [agreed["target"]] if agreed["target"] else []
    return [
        *replaced,
        *(_as_target(standing, each, approved_at) for each in [*agreed.get("stages", ()), *last]),
    ]


def _as_target(standing: list[Target], agreed: Content, approved_at: datetime) -> Target:
    """The stored row that is due then, or the only one there is, with the approved words."""
    due_on = _day(agreed["due"]["to"])
    known = (each for each in standing if each.due_on == due_on)
    target = next(known, standing[-1] if standing else Target(set_at=approved_at))
    if target in standing:
        standing.remove(target)
    target.replaced_by = None
    for name in ("value", "low", "high"):
        setattr(target, name, _number(agreed[name]))
    due = agreed["due"]
    target.due_raw, target.due_from, target.due_on = due["raw"], _day(due["from"]), due_on
    return target


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _day(value: str | None) -> date | None:
    return parse_date(value or "")
