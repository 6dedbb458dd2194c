"""What goals rest on in the text that is in force: the rows, or while an agreement is amended,
what its parties approved. The rows made here are for reading and are never saved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import F, OuterRef, Subquery
from django.utils.dateparse import parse_date

from roedtraad.steering.agreements.access import BEING_AMENDED
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Change,
    Goal,
    GoalIndicator,
    Version,
)
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Target
from roedtraad.steering.indicators.queries import targets_by_use

from .content import Content


@dataclass(frozen=True)
class Followed:
    """An indicator of a goal as it is in force, with its targets in the order they were set.

    `begins_on` is where the agreement begins. `is_stored` is False for one that the amendment takes
    away: it has no row to link to.
    """

    link: GoalIndicator
    targets: list[Target]
    begins_on: date | None
    is_stored: bool = True


@dataclass(frozen=True)
class ActionInForce:
    """An action as it is agreed, and how far it is; `is_stored` as in `Followed`."""

    action: Action
    is_stored: bool = True


Frozen: TypeAlias = Mapping[int, tuple[Version, Content]]


def approved_goals(goals: Iterable[int]) -> Frozen:
    """Of `goals`, those whose agreement is being amended: version and approved words; 1 query."""
    wanted = set(goals)
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    versions = Version.objects.filter(
        agreement__in=Goal.objects.filter(pk__in=wanted).values("agreement"),
        agreement__state__in=BEING_AMENDED,
        pk=Subquery(newest.values("pk")[:1]),
    )
    return {
        goal["id"]: (version, goal)
        for version in versions
        for goal in version.content["goals"]
        if goal["id"] in wanted
    }


def amended_version(goal: Goal) -> Version | None:
    """What is approved of the goal's agreement while it is being amended, else None."""
    if goal.agreement.state not in BEING_AMENDED:
        return None
    return goal.agreement.versions.order_by("-number").first()


def indicators_in_force(
    goals: Iterable[int], frozen: Frozen | None = None
) -> dict[int, list[Followed]]:
    """The indicators of each goal; three queries, and one more where something was taken away."""
    keys = list(goals)
    frozen = approved_goals(keys) if frozen is None else frozen
    stored = list(
        GoalIndicator.objects.filter(goal__in=keys)
        .select_related("use__indicator")
        .annotate(begins_on=F("goal__agreement__starts_on"))
    )
    links = {link.pk: link for link in stored}
    gone = _taken_away(frozen, links)
    targets = targets_by_use({link.use_id for link in stored} | set(gone))
    found: defaultdict[int, list[Followed]] = defaultdict(list)
    for link in stored:
        if link.goal_id not in frozen:
            row = Followed(link, targets.get(link.use_id, []), link.begins_on)
            found[link.goal_id].append(row)
    for goal, (version, words) in frozen.items():
        for each in words["indicators"]:
            agreed: GoalIndicator = links.get(each["id"]) or _link(goal, each, gone)
            _as_agreed(agreed, each)
            row = Followed(
                agreed,
                _targets(targets.get(each["use"], []), each["target"], version.approved_at),
                _day(version.content["period"]["from"]),
                is_stored=each["id"] in links,
            )
            found[goal].append(row)
    return dict(found)


def actions_in_force(
    goals: Iterable[int], frozen: Frozen | None = None
) -> dict[int, list[ActionInForce]]:
    """The actions of each goal; two queries, and one more where something was taken away."""
    keys = list(goals)
    frozen = approved_goals(keys) if frozen is None else frozen
    rows = Action.objects.filter(goal__in=keys).prefetch_related("postponements__postponed_by")
    stored = {row.pk: row for row in rows}
    found: defaultdict[int, list[ActionInForce]] = defaultdict(list)
    for row in stored.values():
        if row.goal_id not in frozen:
            found[row.goal_id].append(ActionInForce(row))
    agreed = [(goal, each) for goal, (_, words) in frozen.items() for each in words["actions"]]
    left = _last_known({each["id"] for _goal, each in agreed} - set(stored))
    for goal, each in agreed:
        row = stored.get(each["id"]) or left.get(each["id"]) or Action(pk=each["id"])
        row.goal_id = goal
        row.text, row.responsible = each["text"], each["responsible"]
        row.due_raw = each["due"]["raw"]
        row.due_from, row.due_on = _day(each["due"]["from"]), _day(each["due"]["to"])
        found[goal].append(ActionInForce(row, is_stored=each["id"] in stored))
    return dict(found)


def _taken_away(frozen: Frozen, links: Collection[int]) -> dict[int, IndicatorUse]:
    uses = [
        each["use"]
        for _version, words in frozen.values()
        for each in words["indicators"]
        if each["id"] not in links
    ]
    if not uses:
        return {}
    return IndicatorUse.objects.select_related("indicator").in_bulk(uses)


def _link(goal: int, agreed: Content, gone: Mapping[int, IndicatorUse]) -> GoalIndicator:
    use = gone.get(agreed["use"]) or IndicatorUse(pk=agreed["use"], indicator=Indicator())
    return GoalIndicator(pk=agreed["id"], goal_id=goal, use=use)


def _as_agreed(link: GoalIndicator, agreed: Content) -> None:
    indicator, use = link.use.indicator, link.use
    indicator.title = agreed["text"]
    for name in ("definition", "kind", "measured_in", "direction", "decimals", "is_cumulative"):
        setattr(indicator, name, agreed[name])
    use.baseline, use.baseline_on = _number(agreed["baseline"]), _day(agreed["baseline_on"])
    link.weight = _number(agreed["weight"]) or Decimal(0)


def _targets(stored: list[Target], agreed: Content | None, approved_at: datetime) -> list[Target]:
    """The targets up to the approved one, which no revision has replaced yet."""
    until = [each for each in stored if each.set_at <= approved_at]
    if agreed is None:
        return [each for each in until if each.replaced_by_id is not None]
    target = until[-1] if until else Target(set_at=approved_at)
    target.replaced_by = None
    for name in ("value", "low", "high"):
        setattr(target, name, _number(agreed[name]))
    due = agreed["due"]
    target.due_raw, target.due_from, target.due_on = due["raw"], _day(due["from"]), _day(due["to"])
    return [*until[:-1], target]


def _last_known(actions: set[int]) -> dict[int, Action]:
    """Removed actions as they were, so that one that was done does not count as open."""
    if not actions:
        return {}
    removed = Change.objects.filter(
        subject_type="agreements.action", subject_id__in=actions, after=None
    ).order_by("pk")
    return {each.subject_id: _action(each.subject_id, each.before or {}) for each in removed}


def _action(pk: int, state: Mapping[str, Any]) -> Action:
    status = state.get("status", ActionStatus.PLANNED)
    action = Action(pk=pk, status=status, status_reason=state.get("status_reason", ""))
    action.postponed_to_raw = state.get("postponed_to_raw", "")
    for name in ("postponed_to_from", "postponed_to_on", "done_on"):
        setattr(action, name, _day(state.get(name)))
    return action


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _day(value: str | None) -> date | None:
    return parse_date(value or "")
