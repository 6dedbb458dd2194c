"""The agreed text of an agreement as plain data: what is approved, hashed, frozen and compared.

Links are kept as `{"id", "title"}`: the title is for reading, only the id is agreed. Measurements,
the status of actions, follow-up texts and comments are no part of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import models
from django.db.models import F, QuerySet, Value

from roedtraad.foundation.lib import hashing
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    BudgetLine,
    FocusArea,
    Goal,
    GoalIndicator,
    Section,
)
from roedtraad.steering.agreements.template_definition import SectionKind
from roedtraad.steering.indicators.models import Target

from .loading import loaded

Content: TypeAlias = dict[str, Any]

GOAL_TEXTS = (
    *("number", "title", "text", "why", "method", "success_criterion", "follow_up"),
    *("how_measured", "resources", "owner_name", "no_link_reason"),
)
GOAL_LINKS = ("focus_areas", "themes", "effect_goals", "target_groups")
SHOWN_ONLY = frozenset({"title", "name"})  # of a link: may change without the agreement changing


def agreement_content(agreement: Agreement) -> Content:
    """Everything in `agreement` that the parties agree on; the same number of queries always."""
    return content_of(loaded(agreement))


def content_of(agreement: Agreement) -> Content:
    """As `agreement_content`, of what has been `loaded`; one query."""
    links = _links_of_goals(agreement)
    return {
        "title": agreement.title,
        "period": _period(agreement.period_raw, agreement.starts_on, agreement.ends_on),
        "budget_timing": agreement.budget_timing,
        "case_number": agreement.case_number,
        "template": _link(agreement.template_version),
        "unit": _link(agreement.unit),
        "units": [_link(unit) for unit in agreement.units.all()],
        "parties": [
            {"id": each.pk, "unit": _link(each.unit), "role": each.role}
            | {"represented_by": each.represented_by}
            for each in agreement.parties.all()
        ],
        "strategies": [_link(each) for each in agreement.strategies.all()],
        "target_groups": [_link(each) for each in agreement.target_groups.all()],
        "facts": [
            {"id": each.pk, "label": each.label, "value": each.value}
            for each in agreement.facts.all()
        ],
        "budget": [_budget_line(each) for each in agreement.budget_lines.all()],
        "sections": _sections(agreement),
        "focus_areas": [_focus_area(each) for each in agreement.focus_areas.all()],
        "projects": [
            {"id": each.pk, "title": each.title, "text": each.text}
            | {"is_cross_cutting": each.is_cross_cutting}
            for each in agreement.projects.all()
        ],
        "goals": [_goal(each, links) for each in agreement.goals.all()],
        "annexes": [
            {"id": each.pk, "label": each.title, "url": each.url}
            | {"sha256": each.file.sha256 if each.file else ""}
            for each in agreement.annexes.all()
        ],
    }


def content_hash(content: Content) -> str:
    """The fingerprint of the agreed text; a renamed unit or focus area does not change it."""
    return _hash_of(json.dumps(content, ensure_ascii=False))


@lru_cache(maxsize=256)
def _hash_of(content: str) -> str:
    """A text that is only read is not reckoned through anew each time."""
    return hashing.content_hash(_agreed(json.loads(content)))


def text_hash(agreement: Agreement) -> str:
    """The fingerprint of the text as it stands now."""
    return content_hash(agreement_content(agreement))


def _agreed(value: Any) -> Any:
    if isinstance(value, Mapping):
        is_link = value.get("is_link", False)
        return {k: _agreed(v) for k, v in value.items() if not (is_link and k in SHOWN_ONLY)}
    if isinstance(value, list | tuple):
        return [_agreed(each) for each in value]
    return value


def _link(row: models.Model) -> Content:
    return {"is_link": True, "id": row.pk, "title": str(row)}


def _period(raw: str, first: date | None, last: date | None) -> Content:
    return {
        "raw": raw,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _budget_line(line: BudgetLine) -> Content:
    return {
        "id": line.pk,
        "year": line.year,
        "label": line.label,
        "amount": _number(line.amount),
        "is_total": line.is_total,
    }


def follow_up_keys(agreement: Agreement) -> set[str]:
    """The sections that are written after approval, and so are no part of the agreed text."""
    definition = agreement.template_version.definition
    return {
        section["key"]
        for section in definition.get("sections", [])
        if section.get("kind") == SectionKind.FOLLOW_UP
    }


def _sections(agreement: Agreement) -> list[Content]:
    later = follow_up_keys(agreement)

    def is_agreed(section: Section) -> bool:
        return bool(section.text) and section.key.split(".", 1)[0] not in later

    return [
        {"key": each.key, "label": each.title, "text": each.text}
        for each in agreement.sections.all()
        if is_agreed(each)
    ]


def _focus_area(area: FocusArea) -> Content:
    departments = [_link(each) for each in area.departments.all()]
    return {
        "id": area.pk,
        "number": area.number,
        "label": area.title,
        "text": area.text,
        "how_measured": area.how_measured,
        "resources": area.resources,
        "is_cross_cutting": area.is_cross_cutting,
        # only where there are some: what was approved before they could be named stays the same
        **({"departments": departments} if departments else {}),
        "serves": [_link(each) for each in area.serves.all()],
    }


def _links_of_goals(agreement: Agreement) -> dict[tuple[str, int], list[Content]]:
    """What each goal serves, by the name of the link, in the order of their ids; one query."""
    found: defaultdict[tuple[str, int], list[Content]] = defaultdict(list)
    rows = _rows_of_links().rows(agreement=agreement.pk)
    for link, goal, other, title in sorted(rows, key=lambda row: row[2]):
        found[link, goal].append({"is_link": True, "id": other, "title": title})
    return found


@prepared
def _rows_of_links() -> QuerySet[Goal, tuple[str, int, int, str]]:
    goals = Goal.objects.filter(agreement=Given("agreement")).order_by()
    parts = [
        goals.filter(**{f"{name}__isnull": False})
        .annotate(link=Value(name), of=F("pk"), other=F(f"{name}__pk"), called=F(f"{name}__title"))
        .values_list("link", "of", "other", "called")
        for name in GOAL_LINKS
    ]
    rows: QuerySet[Goal, tuple[str, int, int, str]] = parts[0].union(*parts[1:], all=True)
    return rows


def _goal(goal: Goal, linked: Mapping[tuple[str, int], list[Content]]) -> Content:
    links = {name: linked.get((name, goal.pk), []) for name in GOAL_LINKS}
    return {
        "id": goal.pk,
        "focus_area": goal.focus_area_id,
        **{name: getattr(goal, name) for name in GOAL_TEXTS},
        "owner": _link(goal.owner) if goal.owner else None,
        "weight": _number(goal.weight),
        "extra": {key: text for key, text in sorted(goal.extra.items()) if text},
        **links,
        "un_goals": sorted(goal.un_goals),
        "actions": [_action(each) for each in goal.actions.all()],
        "indicators": [
            _indicator(each, each.use.targets.all()) for each in goal.goal_indicators.all()
        ],
    }


def _action(action: Action) -> Content:
    return {
        "id": action.pk,
        "text": action.text,
        "responsible": action.responsible,
        "due": _period(action.due_raw, action.due_from, action.due_on),
    }


def target_in_force(targets: Iterable[Target]) -> Target | None:
    """The target to be reached at last: of those that none has replaced, the one due last."""
    standing = standing_targets(targets)
    return standing[-1] if standing else None


def stages_in_force(targets: Iterable[Target]) -> list[Target]:
    """The targets on the way to the last one, by when they are due."""
    return standing_targets(targets)[:-1]


def target_due(targets: Iterable[Target], today: date) -> Target | None:
    """The target a goal is judged by: the first that is due today or later, else the last."""
    standing = standing_targets(targets)
    ahead = (each for each in standing if each.due_on is None or each.due_on >= today)
    return next(ahead, standing[-1] if standing else None)


def standing_targets(targets: Iterable[Target]) -> list[Target]:
    """Those that no later one has replaced, by when they are due, then as they were set."""
    standing = [each for each in targets if each.replaced_by_id is None]
    return sorted(standing, key=lambda each: each.due_on or date.max)


def _indicator(goal_indicator: GoalIndicator, targets: Iterable[Target]) -> Content:
    use, indicator = goal_indicator.use, goal_indicator.use.indicator
    known = list(targets)
    stages = [_target(each) for each in stages_in_force(known)]
    return {
        "id": goal_indicator.pk,
        "use": use.pk,
        "text": indicator.title,
        "definition": indicator.definition,
        "kind": indicator.kind,
        "measured_in": indicator.measured_in,
        "direction": indicator.direction,
        "decimals": indicator.decimals,
        "is_cumulative": indicator.is_cumulative,
        "weight": _number(goal_indicator.weight),
        "baseline": _number(use.baseline),
        "baseline_on": use.baseline_on.isoformat() if use.baseline_on else None,
        "target": _target(target_in_force(known)),
        **({"stages": stages} if stages else {}),  # left out where there are none, as ever
    }


def _target(target: Target | None) -> Content | None:
    if target is None:
        return None
    return {
        "value": _number(target.value),
        "low": _number(target.low),
        "high": _number(target.high),
        "due": _period(target.due_raw, target.due_from, target.due_on),
    }


def goals_by_focus_area(content: Content) -> list[tuple[Content | None, list[Content]]]:
    """The goals below the agreement's own focus areas, and last those below none."""
    below: defaultdict[int | None, list[Content]] = defaultdict(list)
    known = {area["id"] for area in content["focus_areas"]}
    for goal in content["goals"]:
        below[goal["focus_area"] if goal["focus_area"] in known else None].append(goal)
    groups: list[tuple[Content | None, list[Content]]] = [
        (area, below[area["id"]]) for area in content["focus_areas"]
    ]
    if below[None]:
        groups.append((None, below[None]))
    return groups
