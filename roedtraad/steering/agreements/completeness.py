"""What an agreement still lacks, by its template and its strategies. Plain rules, no database.

Every lack is a sentence and a place: the field to go to. What is required stands in the way of
nothing while writing; it is shown, and counted, until it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .template_definition import Definition, FieldDefinition, Rules, SectionKind

LATER = frozenset({SectionKind.FOLLOW_UP, SectionKind.MINUTES})
LATER_FIELDS = frozenset({"status_text"})


class Severity(StrEnum):
    """Whether something must be there, or is only worth a thought."""

    REQUIRED = "required"
    ADVICE = "advice"


@dataclass(frozen=True)
class Place:
    """The field to go to: ("goal", 12, "success_criterion"), ("section", None, "about")."""

    kind: str  # agreement, section, focus_area, goal, action or indicator
    pk: int | None
    field: str


@dataclass(frozen=True)
class Missing:
    """One thing that is missing or does not fit."""

    key: str  # which rule
    severity: Severity
    message: str
    place: Place


@dataclass(frozen=True)
class DatedPart:
    """An action or an indicator of a goal, with when it is due."""

    pk: int
    text: str
    due_from: date | None = None
    due_on: date | None = None
    due_raw: str = ""

    @property
    def is_unread(self) -> bool:
        """Whether something is written of when it is due, but no date could be read from it."""
        return bool(self.due_raw.strip()) and self.due_from is None and self.due_on is None


@dataclass(frozen=True)
class GoalState:
    """What must be known of a goal: keys of what it serves, and the names of fields with text.

    `filled` has the names a template uses, "extra.…" and "owner" among them. It is directed at
    citizens when anything it serves is.
    """

    pk: int
    title: str
    number: str = ""
    filled: frozenset[str] = frozenset()
    focus_areas: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    effect_goals: frozenset[int] = frozenset()
    target_groups: frozenset[int] = frozenset()
    says_why_no_link: bool = False
    is_citizen_directed: bool = False
    actions: tuple[DatedPart, ...] = ()
    indicators: tuple[DatedPart, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def has_link(self) -> bool:
        return bool(self.focus_areas or self.themes or self.effect_goals)


@dataclass(frozen=True)
class FocusAreaState:
    """A focus area of the agreement's own, with the names of its fields that hold something."""

    pk: int
    title: str
    filled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class EffectGoalState:
    """An effect goal of a strategy that the agreement serves."""

    pk: int
    title: str
    target_group: int | None = None


@dataclass(frozen=True)
class PlanState:
    """What must be known of an agreement.

    `target_groups` are those the unit serves, by key with their titles; `filled_sections` the keys
    of the template's sections and texts that hold something. What belongs to the follow-up is
    asked for when the period is over.
    """

    starts_on: date
    ends_on: date
    goals: tuple[GoalState, ...] = ()
    effect_goals: tuple[EffectGoalState, ...] = ()
    target_groups: Mapping[int, str] | None = None
    filled_sections: frozenset[str] = frozenset()
    is_over: bool = False
    focus_areas: tuple[FocusAreaState, ...] = ()


def missing(plan: PlanState, definition: Definition, rules: Rules | None = None) -> list[Missing]:
    """Everything that `plan` lacks; `rules` are the template's and the strategies' joined."""
    demanded = definition.rules if rules is None else rules
    found = [
        *_sections(plan, definition),
        *_number_of_goals(plan, demanded),
        *_uncovered(plan, demanded),
    ]
    for area in plan.focus_areas:
        found += _focus_area_fields(area, _asked(plan, definition.focus_area_fields))
    for goal in plan.goals:
        found += _goal_fields(goal, _asked(plan, definition.goal_fields))
        found += _goal_rules(goal, demanded)
        found += _unread_dates(goal)
        if demanded.dates_inside_period:
            found += _dates(plan, goal)
    once: dict[Place, Missing] = {}
    for lack in found:
        once.setdefault(lack.place, lack)
    return list(once.values())


def is_complete(found: Iterable[Missing]) -> bool:
    """Whether nothing that is required is missing."""
    return all(lack.severity != Severity.REQUIRED for lack in found)


def _sections(plan: PlanState, definition: Definition) -> Iterator[Missing]:
    for section in definition.sections:
        if section.kind in LATER and not plan.is_over:
            continue
        texts = section.texts
        empty = [part for part in texts if part.key not in plan.filled_sections]
        for part in empty:
            if part.is_required or (section.is_required and len(empty) == len(texts)):
                yield _section(part.key, str(part.label))
        is_there = section.kind == SectionKind.GOALS or section.key in plan.filled_sections
        if section.is_required and not texts and not is_there:
            yield _section(section.key, str(section.label))


def _section(key: str, label: str) -> Missing:
    message = _("“%(section)s” is empty.") % {"section": label}
    return Missing("section", Severity.REQUIRED, message, Place("section", None, key))


def _number_of_goals(plan: PlanState, rules: Rules) -> Iterator[Missing]:
    count, place = len(plan.goals), Place("agreement", None, "goals")
    if count < max(rules.minimum_goals, 1):
        least = max(rules.minimum_goals, 1)
        message = ngettext(
            "There must be at least %(least)d goal; there are %(count)d.",
            "There must be at least %(least)d goals; there are %(count)d.",
            least,
        ) % {"least": least, "count": count}
        yield Missing("minimum_goals", Severity.REQUIRED, message, place)
    elif rules.maximum_goals and count > rules.maximum_goals:
        message = _("%(count)d goals are many: at most %(most)d are advised.") % {
            "count": count,
            "most": rules.maximum_goals,
        }
        yield Missing("maximum_goals", Severity.ADVICE, message, place)


def _uncovered(plan: PlanState, rules: Rules) -> Iterator[Missing]:
    if not (rules.every_effect_goal_covered or rules.every_target_group_covered):
        return
    served = plan.target_groups or {}
    if not served:
        message = _("Say which target groups the unit serves.")
        place = Place("agreement", None, "target_groups")
        yield Missing("target_groups", Severity.REQUIRED, message, place)
    covered = {pk for goal in plan.goals for pk in goal.effect_goals}
    if rules.every_effect_goal_covered:
        for aim in plan.effect_goals:
            if aim.target_group in served and aim.pk not in covered:
                message = _("No goal serves the effect goal “%s”.") % aim.title
                place = Place("agreement", aim.pk, "effect_goals")
                yield Missing("effect_goal_covered", Severity.REQUIRED, message, place)
    if rules.every_target_group_covered:
        yield from _target_groups(plan, served, covered)


def _target_groups(
    plan: PlanState, served: Mapping[int, str], covered: set[int]
) -> Iterator[Missing]:
    """A target group is covered by a goal for it, or for an effect goal of its."""
    reached = {pk for goal in plan.goals for pk in goal.target_groups}
    aims = [aim for aim in plan.effect_goals if aim.pk in covered]
    reached |= {aim.target_group for aim in aims if aim.target_group is not None}
    for pk, title in served.items():
        if pk not in reached:
            message = _("No goal concerns the target group “%s”.") % title
            place = Place("agreement", pk, "covered_target_groups")
            yield Missing("target_group_covered", Severity.REQUIRED, message, place)


def _asked(plan: PlanState, fields: Iterable[FieldDefinition]) -> list[FieldDefinition]:
    """The fields that must hold something by now."""
    required = [each for each in fields if each.is_required]
    return [each for each in required if plan.is_over or each.name not in LATER_FIELDS]


def _focus_area_fields(
    area: FocusAreaState, fields: Iterable[FieldDefinition]
) -> Iterator[Missing]:
    for each in fields:
        if each.name not in area.filled:
            message = _("“%(field)s” is empty in focus area “%(area)s”.") % {
                "field": each.label,
                "area": area.title,
            }
            place = Place("focus_area", area.pk, each.name)
            yield Missing("focus_area_field", Severity.REQUIRED, message, place)


def _goal_fields(goal: GoalState, fields: Iterable[FieldDefinition]) -> Iterator[Missing]:
    there = {
        "actions": bool(goal.actions),
        "indicators": bool(goal.indicators),
        "links": goal.has_link or bool(goal.target_groups) or goal.says_why_no_link,
    }
    for each in fields:
        if not there.get(each.name, each.name in goal.filled):
            message = _("“%(field)s” is empty in goal “%(goal)s”.") % {
                "field": each.label,
                "goal": goal.name,
            }
            place = Place("goal", goal.pk, each.name)
            yield Missing("goal_field", Severity.REQUIRED, message, place)


def _goal_rules(goal: GoalState, rules: Rules) -> Iterator[Missing]:
    tests = (
        (
            "indicator_required",
            "indicators",
            bool(goal.indicators),
            _("Goal “%s” has no indicator: how will progress be seen?"),
        ),
        (
            "link_required",
            "links",
            goal.has_link or goal.says_why_no_link,
            _("Goal “%s” serves no effect goal or focus area: link it, or say why not."),
        ),
        ("theme_required", "themes", bool(goal.themes), _("Goal “%s” lies in no theme.")),
        (
            "citizen_directed",
            "focus_areas",
            goal.is_citizen_directed,
            _("Goal “%s” is not directed at citizens, as every action must be."),
        ),
    )
    for rule, field, is_met, message in tests:
        if getattr(rules, rule) and not is_met:
            place = Place("goal", goal.pk, field)
            yield Missing(rule, Severity.REQUIRED, message % goal.name, place)


def _dates(plan: PlanState, goal: GoalState) -> Iterator[Missing]:
    for kind, parts in (("action", goal.actions), ("indicator", goal.indicators)):
        for part in parts:
            if _is_outside(plan, part):
                message = _("“%(text)s” is due outside the agreement's period, %(from)s to %(to)s.")
                numbers = {
                    "text": _short(part.text),
                    "from": date_format(plan.starts_on, "DATE_FORMAT"),
                    "to": date_format(plan.ends_on, "DATE_FORMAT"),
                }
                place = Place(kind, part.pk, "due")
                yield Missing("dates_inside_period", Severity.REQUIRED, message % numbers, place)


def _unread_dates(goal: GoalState) -> Iterator[Missing]:
    """What is due at a date that nobody will be reminded of."""
    for kind, parts in (("action", goal.actions), ("indicator", goal.indicators)):
        for part in parts:
            if part.is_unread:
                message = _("“%(text)s” is due “%(due)s”: no date can be read from it.") % {
                    "text": _short(part.text),
                    "due": _short(part.due_raw),
                }
                place = Place(kind, part.pk, "due")
                yield Missing("due_unread", Severity.ADVICE, message, place)


def _is_outside(plan: PlanState, part: DatedPart) -> bool:
    too_late = part.due_on is not None and part.due_on > plan.ends_on
    too_soon = part.due_on is not None and part.due_on < plan.starts_on
    begins_after = part.due_from is not None and part.due_from > plan.ends_on
    return too_late or too_soon or begins_after


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
