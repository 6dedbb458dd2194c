"""What agreements lack, for one or for all: always the same number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from django.db.models import Model, Prefetch
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements import template_json
from roedtraad.steering.agreements.access import agreements_for
from roedtraad.steering.agreements.completeness import (
    DatedPart,
    EffectGoalState,
    FocusAreaState,
    GoalState,
    Missing,
    PlanState,
    missing,
)
from roedtraad.steering.agreements.lifecycle import WRITING
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Direction,
    FocusArea,
    Goal,
    GoalIndicator,
)
from roedtraad.steering.agreements.template_definition import Definition, Rules

from .agreement_list import AgreementFilter, within

Rows: TypeAlias = Iterable[Model]
Demanded: TypeAlias = tuple[Agreement, Rules]
Further: TypeAlias = Callable[[Sequence[Demanded]], Mapping[int, list[Missing]]]
_further: list[Further] = []
GOAL_TEXTS = (
    *("text", "why", "method", "success_criterion", "follow_up", "how_measured", "resources"),
    "status_text",
)

AREA_TEXTS = ("text", "how_measured", "resources", "status_text")


def missing_in(agreement: Agreement) -> list[Missing]:
    """All that `agreement` lacks. The caller has the right checked."""
    return missing_by_agreement([agreement])[agreement.pk]


def missing_over_all(
    user: User, wanted: AgreementFilter | None = None
) -> list[tuple[Agreement, list[Missing]]]:
    """Agreements being written that `user` may see in full, by unit, with what each lacks."""
    rows = agreements_for(user).filter(state__in=WRITING).select_related("unit")
    if wanted is not None:
        rows = rows.filter(within(wanted))
    agreements = sorted(rows, key=lambda each: (each.unit.path, each.pk))
    found = missing_by_agreement(agreements)
    return [(agreement, found[agreement.pk]) for agreement in agreements]


def missing_by_agreement(agreements: Sequence[Agreement]) -> dict[int, list[Missing]]:
    """What each of `agreements` lacks."""
    goals = Goal.objects.select_related("focus_area").prefetch_related(
        "focus_areas",
        "themes",
        "effect_goals",
        "target_groups",
        "focus_area__serves",
        Prefetch("actions", Action.objects.order_by("position", "pk")),
        Prefetch("goal_indicators", GoalIndicator.objects.select_related("use__indicator")),
        "goal_indicators__use__targets",
    )
    rows = Agreement.objects.filter(pk__in=[each.pk for each in agreements])
    loaded = rows.select_related("template_version").prefetch_related(
        Prefetch("goals", goals),
        Prefetch("focus_areas", FocusArea.objects.order_by("position", "pk")),
        "sections",
        "facts",
        "budget_lines",
        "projects",
        "minutes",
        "annexes",
        "units",
        "target_groups",
        "strategies__effect_goals",
    )
    plans: list[Demanded] = []
    found: dict[int, list[Missing]] = {}
    for row in loaded:
        definition = template_json.load(row.template_version.definition)
        rules = _rules(row, definition)
        plans.append((row, rules))
        found[row.pk] = _missing(row, definition, rules)
    for looked_up in _further:
        for pk, lacks in looked_up(plans).items():
            found[pk] += lacks
    return found


def also_ask(looked_up: Further) -> None:
    """Let an app further up say what agreements lack of it, by the rules that it keeps."""
    _further.append(looked_up)


def _rules(agreement: Agreement, definition: Definition) -> Rules:
    """What the template and the strategies demand together."""
    rules = definition.rules
    for strategy in agreement.strategies.all():
        rules = rules.joined(template_json.load_rules(strategy.rules))
    return rules


def _missing(agreement: Agreement, definition: Definition, rules: Rules) -> list[Missing]:
    return missing(_plan(agreement, _kinds_of(definition)), definition, rules)


def _kinds_of(definition: Any) -> dict[str, list[str]]:
    """The keys of the sections of each kind."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for section in definition.sections:
        found[section.kind].append(section.key)
    return found


def _plan(agreement: Agreement, keys_of: dict[str, list[str]]) -> PlanState:
    groups = {group.pk: group.title for group in agreement.target_groups.all()}
    effect_goals = {
        goal.pk: EffectGoalState(goal.pk, goal.title, goal.target_group_id)
        for strategy in agreement.strategies.all()
        for goal in strategy.effect_goals.all()
    }
    return PlanState(
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        goals=tuple(_goal(goal) for goal in agreement.goals.all()),
        effect_goals=tuple(effect_goals.values()),
        target_groups=groups,
        filled_sections=frozenset(_filled_sections(agreement, keys_of)),
        is_over=agreement.ends_on < timezone.localdate(),
        focus_areas=tuple(_focus_area(area) for area in agreement.focus_areas.all()),
    )


def _focus_area(area: FocusArea) -> FocusAreaState:
    filled = frozenset(name for name in AREA_TEXTS if getattr(area, name).strip())
    return FocusAreaState(area.pk, area.title, filled)


def _filled_sections(agreement: Agreement, keys_of: dict[str, list[str]]) -> set[str]:
    filled = {section.key for section in agreement.sections.all() if section.text.strip()}
    rows: dict[str, Rows] = {
        "facts": [fact for fact in agreement.facts.all() if fact.value],
        "units": agreement.units.all(),
        "budget": agreement.budget_lines.all(),
        "focus_areas": agreement.focus_areas.all(),
        "goals": agreement.goals.all(),
        "projects": agreement.projects.all(),
        "minutes": agreement.minutes.all(),
        "annexes": agreement.annexes.all(),
        "calendar": agreement.goals.all(),
    }
    there = [keys_of.get(kind, []) for kind, found in rows.items() if list(found)]
    return filled | set(chain.from_iterable(there))


def _goal(goal: Goal) -> GoalState:
    own = goal.focus_area
    above = [*goal.focus_areas.all(), *(own.serves.all() if own else [])]
    effect_goals = list(goal.effect_goals.all())
    groups = {group.pk for group in goal.target_groups.all()}
    groups |= {each.target_group_id for each in effect_goals if each.target_group_id}
    actions = tuple(
        DatedPart(each.pk, str(each), each.due_from, each.due_on, each.due_raw)
        for each in goal.actions.all()
    )
    indicators = tuple(_dated(link) for link in goal.goal_indicators.all())
    return GoalState(
        pk=goal.pk,
        title=goal.title,
        number=goal.number,
        filled=_filled_fields(goal, bool(above or effect_goals), bool(actions), bool(indicators)),
        focus_areas=frozenset(area.pk for area in above),
        themes=frozenset(theme.pk for theme in goal.themes.all()),
        effect_goals=frozenset(each.pk for each in effect_goals),
        target_groups=frozenset(groups),
        says_why_no_link=bool(goal.no_link_reason.strip()),
        is_citizen_directed=bool(effect_goals)
        or any(area.direction == Direction.CITIZEN for area in [*above, *([own] if own else [])]),
        actions=actions,
        indicators=indicators,
    )


def _filled_fields(
    goal: Goal, has_link: bool, has_actions: bool, has_indicators: bool
) -> frozenset[str]:
    names = {name for name in GOAL_TEXTS if getattr(goal, name).strip()}
    names |= {f"extra.{key}" for key, value in goal.extra.items() if value}
    present = {
        "owner": bool(goal.owner_id or goal.owner_name),
        "links": has_link or bool(goal.no_link_reason.strip()),
        "actions": has_actions,
        "indicators": has_indicators,
    }
    return frozenset(names | {name for name, there in present.items() if there})


def _dated(link: GoalIndicator) -> DatedPart:
    in_force = [each for each in link.use.targets.all() if each.replaced_by_id is None]
    target = in_force[-1] if in_force else None
    return DatedPart(
        link.pk,
        link.use.indicator.title,
        target.due_from if target else None,
        target.due_on if target else None,
        target.due_raw if target else "",
    )
