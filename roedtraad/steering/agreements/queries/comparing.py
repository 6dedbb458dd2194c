"""What differs between two texts of an agreement, by goal and field, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.steering.agreements.models import BudgetTiming
from roedtraad.steering.agreements.un_goals import UN_GOALS
from roedtraad.steering.indicators.models import Direction, IndicatorKind

from .content import Content


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlaceChange:
    """What was changed at one place: a goal, a section, the frame of the agreement."""

    title: str
    kind: str  # "added", "removed" or "changed"
    fields: list[FieldChange]


LABELS: dict[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "period": gettext_lazy("period"),
    "budget_timing": gettext_lazy("made"),
    "case_number": gettext_lazy("case number"),
    "template": gettext_lazy("template"),
    "unit": gettext_lazy("unit"),
    "target_group": gettext_lazy("target group"),
    "vision": gettext_lazy("vision"),
    "mission": gettext_lazy("mission"),
    "units": gettext_lazy("units covered"),
    "parties": gettext_lazy("parties"),
    "strategies": gettext_lazy("strategies"),
    "target_groups": gettext_lazy("target groups"),
    "number": gettext_lazy("number"),
    "label": gettext_lazy("title"),
    "text": gettext_lazy("text"),
    "value": gettext_lazy("value"),
    "why": gettext_lazy("why"),
    "method": gettext_lazy("method"),
    "success_criterion": gettext_lazy("success criterion"),
    "follow_up": gettext_lazy("follow-up"),
    "how_measured": gettext_lazy("how measured"),
    "resources": gettext_lazy("resources"),
    "owner_name": gettext_lazy("responsible"),
    "owner": gettext_lazy("responsible"),
    "no_link_reason": gettext_lazy("why it serves no aim above"),
    "weight": gettext_lazy("weight"),
    "focus_areas": gettext_lazy("serves focus areas"),
    "serves": gettext_lazy("serves"),
    "departments": gettext_lazy("together with"),
    "themes": gettext_lazy("themes"),
    "effect_goals": gettext_lazy("serves effect goals"),
    "un_goals": gettext_lazy("UN goals"),
    "responsible": gettext_lazy("responsible"),
    "due": gettext_lazy("due"),
    "definition": gettext_lazy("counting rule"),
    "kind": gettext_lazy("kind"),
    "measured_in": gettext_lazy("unit of measure"),
    "direction": gettext_lazy("direction"),
    "baseline": gettext_lazy("baseline"),
    "baseline_on": gettext_lazy("baseline date"),
    "low": gettext_lazy("lower limit"),
    "high": gettext_lazy("upper limit"),
    "extra": gettext_lazy("other fields"),
    "use": gettext_lazy("indicator"),
    "indicator": gettext_lazy("indicator"),
    "template_version": gettext_lazy("template"),
    "file": gettext_lazy("file"),
    "responsible_user": gettext_lazy("responsible"),
    "target": gettext_lazy("target"),
    "stages": gettext_lazy("targets on the way"),
    "year": gettext_lazy("year"),
    "amount": gettext_lazy("amount"),
    "url": gettext_lazy("address"),
    "is_cross_cutting": gettext_lazy("cross-cutting"),
    "is_total": gettext_lazy("total"),
    "focus_area": gettext_lazy("focus area"),
}
FRAME = (
    *("title", "period", "budget_timing", "case_number", "unit", "units", "parties"),
    *("strategies", "target_groups"),
)
LISTS: Mapping[str, str | Promise] = {
    "facts": gettext_lazy("Fact"),
    "budget": gettext_lazy("Budget line"),
    "focus_areas": gettext_lazy("Focus area"),
    "projects": gettext_lazy("Project"),
    "annexes": gettext_lazy("Annex"),
}
WORDS_OF = {"budget_timing": BudgetTiming, "kind": IndicatorKind, "direction": Direction}
DAYS = frozenset({"baseline_on"})
NUMBERS = frozenset({"amount", "weight", "baseline", "low", "high"})
UNSEEN = {"id", "use", "key", "is_link", "sha256", "decimals", "focus_area", "is_cumulative"}
INNER = ("actions", "indicators")


def compared(
    before: Content,
    after: Content,
    extras: Mapping[str, str] | None = None,
    sections: Mapping[str, str] | None = None,
) -> list[PlaceChange]:
    """Every place that differs, in the order of the document; empty when nothing does.

    `extras` are what the template calls the fields of a goal that only it knows, by key, and
    `sections` what it calls its texts.
    """
    if not before:
        return []
    changes = []
    frame = [_field(name, before.get(name), after.get(name)) for name in FRAME]
    different = [each for each in frame if each is not None]
    if different:
        changes.append(PlaceChange(_("The frame of the agreement"), "changed", different))
    old, new = before["sections"], after["sections"]
    changes += _of_list(old, new, _("Section"), key="key", names=sections)
    for name, kind in LISTS.items():
        changes += _of_list(before[name], after[name], str(kind))
    changes += _of_list(before["goals"], after["goals"], _("Goal"), extras=extras)
    return changes


def _of_list(
    before: Iterable[Content],
    after: Iterable[Content],
    kind: str,
    *,
    key: str = "id",
    extras: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[PlaceChange]:
    old = {row[key]: row for row in before}
    new = {row[key]: row for row in after}
    changes = []
    for each in (*new, *(gone for gone in old if gone not in new)):
        was, now = old.get(each), new.get(each)
        fields = _fields(was or {}, now or {}, extras or {})
        if fields:
            how = "changed" if was and now else "added" if now else "removed"
            called = _name(now or was or {}, names or {})
            changes.append(PlaceChange(f"{kind}: {called}", how, fields))
    return changes


def _fields(was: Content, now: Content, extras: Mapping[str, str]) -> list[FieldChange]:
    found = []
    for name in dict.fromkeys((*was, *now)):
        if name in UNSEEN:
            continue
        if name in INNER:
            found += _inner(name, was.get(name, []), now.get(name, []))
        elif name == "extra":
            found += _extra(was.get(name, {}), now.get(name, {}), extras)
        elif (change := _field(name, was.get(name), now.get(name))) is not None:
            found.append(change)
    return found


def _extra(was: Content, now: Content, labels: Mapping[str, str]) -> list[FieldChange]:
    """The fields that only the template knows, in its words."""
    return [
        FieldChange(labels.get(key) or key.replace("_", " "), _shown(old), _shown(new))
        for key in dict.fromkeys((*was, *now))
        if (old := was.get(key)) != (new := now.get(key))
    ]


def un_goal(number: object) -> str:
    """A goal of the United Nations by its number and name."""
    name = UN_GOALS.get(number) if isinstance(number, int) else None
    return f"{number}. {name}" if name else str(number)


def _inner(name: str, before: list[Content], after: list[Content]) -> list[FieldChange]:
    """Actions and indicators of a goal: each as one line of words."""
    label = str(_("action") if name == "actions" else _("indicator"))
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in after}
    rows = [
        FieldChange(label, _sentence(old.get(each)), _sentence(new.get(each)))
        for each in dict.fromkeys((*new, *old))
    ]
    return [row for row in rows if row.before != row.after]


def _sentence(row: Content | None) -> str:
    if row is None:
        return ""
    parts = [str(row["text"])]
    for name, value in row.items():
        is_usual = name == "weight" and value == "1"
        if name in UNSEEN or name == "text" or is_usual:
            continue
        if shown := _of_field(name, value):
            parts.append(f"{LABELS.get(name, name)}: {shown}")
    return " · ".join(parts)


def _field(name: str, before: Any, after: Any) -> FieldChange | None:
    old, new = _of_field(name, before), _of_field(name, after)
    return None if old == new else FieldChange(str(LABELS.get(name, name)), old, new)


def _name(row: Content, names: Mapping[str, str]) -> str:
    called = row.get("title") or row.get("label")
    parts = (row.get("number"), called or names.get(row.get("key", ""), row.get("key")))
    return " ".join(str(part) for part in parts if part)


def _of_field(name: str, value: Any) -> str:
    """A value in the words of its field."""
    if value is not None and value != "" and name in NUMBERS:
        return formats.number_format(str(value), use_l10n=True, force_grouping=True)
    if name in DAYS and (on := parse_date(str(value or ""))):
        return formats.date_format(on, "DATE_FORMAT")
    if name == "un_goals":
        return ", ".join(map(un_goal, value or []))
    if name in WORDS_OF and value:
        return str(dict(WORDS_OF[name].choices).get(value, value))
    return _shown(value)


def _shown(value: Any) -> str:
    """Any value of the content in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, Mapping):
        return _shown_mapping(value)
    return str(value)


def _shown_mapping(value: Mapping[str, Any]) -> str:
    if value.get("is_link"):
        return str(value["title"])
    if "unit" in value:  # a party
        return " – ".join(part for part in (_shown(value["unit"]), value["represented_by"]) if part)
    if set(value) == {"raw", "from", "to"}:
        return value["raw"] or " – ".join(
            formats.date_format(day, "DATE_FORMAT")
            for name in ("from", "to")
            if (day := parse_date(value[name] or ""))
        )
    return ", ".join(_of_target(name, each) for name, each in value.items() if _shown(each))


def _of_target(name: str, value: Any) -> str:
    """One part of a target; its value stands without a word, as it is read aloud."""
    if name == "value":
        return formats.number_format(str(value), use_l10n=True, force_grouping=True)
    return f"{LABELS.get(name, name)} {_of_field(name, value)}"
