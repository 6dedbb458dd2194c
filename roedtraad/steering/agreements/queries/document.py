"""An agreement as a document: the template's sections in order, each with what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.agreements.template_definition import (
    Definition,
    FieldDefinition,
    SectionKind,
)
from roedtraad.steering.agreements.template_json import load

from .budget import budget_table
from .content import Content, goals_by_focus_area

K = SectionKind


@dataclass(frozen=True)
class TextPart:
    """One text of a section."""

    key: str
    label: str
    help: str
    is_required: bool
    text: str


@dataclass(frozen=True)
class Block:
    """One section of the document."""

    key: str
    kind: str
    label: str
    help: str
    is_required: bool
    texts: tuple[TextPart, ...] = ()
    rows: Any = ()

    @property
    def is_empty(self) -> bool:
        return not self.rows and not any(part.text for part in self.texts)

    @property
    def is_follow_up(self) -> bool:
        return self.kind == K.FOLLOW_UP


@dataclass(frozen=True)
class Field:
    """One text of a goal, in the template's words."""

    name: str
    label: str
    text: str


GOAL_LABELS = {
    "text": gettext_lazy("goal"),
    "why": gettext_lazy("why"),
    "method": gettext_lazy("method"),
    "success_criterion": gettext_lazy("success criterion"),
    "follow_up": gettext_lazy("follow-up"),
    "how_measured": gettext_lazy("how measured"),
    "resources": gettext_lazy("resources"),
}
ROWS = {
    K.FACTS: "facts",
    K.UNITS: "units",
    K.FOCUS_AREAS: "focus_areas",
    K.PROJECTS: "projects",
    K.ANNEXES: "annexes",
}


def blocks_of(
    definition: Definition, content: Content, texts: Mapping[str, str], minutes: Any = None
) -> list[Block]:
    """Every section of the template, and after them what the template has no place for.

    Minutes (None: of a frozen text, which has none) have a place in every agreement.
    """
    blocks = []
    shown_texts: set[str] = set()
    shown_kinds: set[str] = set()
    for section in definition.sections:
        parts = tuple(
            TextPart(
                part.key, str(part.label), str(part.help), part.is_required, texts.get(part.key, "")
            )
            for part in section.texts
        )
        shown_texts |= {part.key for part in parts}
        shown_kinds.add(section.kind)
        blocks.append(
            Block(
                section.key,
                section.kind,
                str(section.label),
                str(section.help),
                section.is_required,
                parts,
                _rows(section.kind, content, minutes),
            )
        )
    blocks += _homeless(definition, content, texts, shown_texts, shown_kinds)
    if minutes is not None and K.MINUTES not in shown_kinds:
        label = _("Minutes of dialogue meetings")
        blocks.append(Block(K.MINUTES, K.MINUTES, label, "", False, (), minutes))
    return blocks


def _rows(kind: str, content: Content, minutes: Any) -> Any:
    if kind == K.GOALS:
        return goals_by_focus_area(content)
    if kind == K.CALENDAR:
        return _calendar(content)
    if kind == K.MINUTES:
        return minutes or ()
    if kind == K.BUDGET:
        return budget_table(content["budget"])
    key = ROWS.get(SectionKind(kind))
    return content[key] if key else ()


def _homeless(
    definition: Definition,
    content: Content,
    texts: Mapping[str, str],
    shown_texts: set[str],
    shown_kinds: set[str],
) -> list[Block]:
    """No text is lost: what came with a document or another template gets a section of its own."""
    titles = {each["key"]: each["label"] for each in content["sections"]}
    blocks = [
        Block(
            key,
            K.TEXT,
            titles.get(key) or key,
            "",
            False,
            (TextPart(key, titles.get(key) or key, "", False, text),),
        )
        for key, text in texts.items()
        if text and key not in shown_texts
    ]
    labels = {
        K.FACTS: _("Facts"),
        K.FOCUS_AREAS: str(definition.word("focus_area").many),
        K.GOALS: str(definition.word("goal").many),
        K.PROJECTS: _("Projects"),
        K.BUDGET: _("Budget"),
        K.ANNEXES: _("Annexes"),
    }
    for kind, label in labels.items():
        rows = _rows(kind, content, ())
        if kind not in shown_kinds and (rows or kind == K.GOALS):
            blocks.append(Block(kind, kind, label, "", False, (), rows))
    return blocks


def _calendar(content: Content) -> list[dict[str, Any]]:
    """Everything with a due date, in order."""
    actions = [
        {"due": action["due"], "text": action["text"], "goal": goal}
        for goal in content["goals"]
        for action in goal["actions"]
        if action["due"]["raw"]
    ]
    targets = [
        {"due": indicator["target"]["due"], "text": indicator["text"], "goal": goal}
        for goal in content["goals"]
        for indicator in goal["indicators"]
        if indicator["target"] and indicator["target"]["due"]["raw"]
    ]
    return sorted([*actions, *targets], key=lambda row: row["due"]["to"] or "9999")


def goal_texts(definition: Definition, goal: Content) -> list[Field]:
    """The texts of a goal in the template's order and words, and then any others it has."""
    known = [each for each in definition.goal_fields if each.is_extra or each.name in GOAL_LABELS]
    fields = [Field(each.name, str(each.label), _text(goal, each)) for each in known]
    used = {each.name for each in known}
    others = [
        Field(name, str(label), goal.get(name, ""))
        for name, label in GOAL_LABELS.items()
        if name not in used
    ]
    extras = {each.extra_key for each in known if each.is_extra}
    lost = [Field(f"extra.{k}", k, text) for k, text in goal["extra"].items() if k not in extras]
    return [field for field in (*fields, *others, *lost) if field.text]


def extra_labels(agreement: Agreement) -> dict[str, str]:
    """What the template of `agreement` calls the fields of a goal that only it knows, by key."""
    fields = load(agreement.template_version.definition).goal_fields
    return {each.extra_key: str(each.label) for each in fields if each.is_extra}


def section_labels(agreement: Agreement) -> dict[str, str]:
    """What the template of `agreement` calls each text of its sections, by key."""
    return {
        part.key: f"{section.label}: {part.label}" if len(section.texts) > 1 else str(section.label)
        for section in load(agreement.template_version.definition).sections
        for part in section.texts
    }


def _text(goal: Content, field: FieldDefinition) -> str:
    source = goal["extra"] if field.is_extra else goal
    return str(source.get(field.extra_key if field.is_extra else field.name) or "")


def texts_of(goal: Goal) -> list[Field]:
    """The texts of a stored goal, worded by its agreement's template."""
    definition = load(goal.agreement.template_version.definition)
    written: Content = {name: getattr(goal, name) for name in GOAL_LABELS}
    return goal_texts(definition, written | {"extra": goal.extra})
