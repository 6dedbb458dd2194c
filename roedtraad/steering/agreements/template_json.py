"""A template's definition as JSON and back, with everything that is wrong said at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .template_definition import (
    EXTRA,
    FOCUS_AREA_FIELDS,
    GOAL_FIELDS,
    LINKS,
    PARTS_KINDS,
    RULE_NUMBERS,
    RULE_SWITCHES,
    WORDS,
    Definition,
    FieldDefinition,
    Part,
    Rules,
    SectionDefinition,
    SectionKind,
    StatusRule,
    Text,
    Word,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
MANY_TIMES = frozenset({SectionKind.TEXT, SectionKind.AGREED_POINTS, SectionKind.FACTS})
HIGHEST_NUMBER = 999


class DefinitionError(ValueError):
    """The definition does not hold; `faults` are sentences for the one who wrote it."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = list(faults)


def load(data: Mapping[str, Any]) -> Definition:
    """`data`, typed. Raise `DefinitionError` with every fault found."""
    definition = read(data)
    faults = faults_in(definition)
    if faults:
        raise DefinitionError(faults)
    return definition


def read(data: Mapping[str, Any]) -> Definition:
    """`data`, typed, as far as somebody has got with writing it. Raise `DefinitionError`."""
    try:
        return _definition(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DefinitionError([_("The definition cannot be read: %s") % error]) from error


def load_rules(data: Mapping[str, Any]) -> Rules:
    """Demands as a strategy keeps them; what is missing or not understood demands nothing."""
    numbers = {name: data.get(name) for name in RULE_NUMBERS}
    kept: dict[str, Any] = {
        name: value
        for name, value in numbers.items()
        if isinstance(value, int) and 0 <= value <= HIGHEST_NUMBER
    }
    return Rules(**kept, **{name: data.get(name) is True for name in RULE_SWITCHES})


def dump_rules(rules: Rules) -> dict[str, Any]:
    """Only what is demanded."""
    return {
        name: getattr(rules, name)
        for name in (*RULE_NUMBERS, *RULE_SWITCHES)
        if getattr(rules, name)
    }


def dump(definition: Definition) -> dict[str, Any]:
    """`definition` as JSON values; `load` gives the same definition back."""
    return {
        "description": _dump_text(definition.description),
        "sections": [
            {"kind": section.kind.value}
            | _dump_labelled(section.key, section.label, section.help, section.is_required)
            | {
                "parts": [
                    _dump_labelled(part.key, part.label, part.help, part.is_required)
                    for part in section.parts
                ]
            }
            for section in definition.sections
        ],
        "goal_fields": [_dump_field(each) for each in definition.goal_fields],
        "focus_area_fields": [_dump_field(each) for each in definition.focus_area_fields],
        "links": list(definition.links),
        "rules": dump_rules(definition.rules),
        "status_rule": definition.status_rule.value,
        "words": {
            name: {"one": _dump_text(word.one), "many": _dump_text(word.many)}
            for name, word in definition.words.items()
        },
    }


def faults_in(definition: Definition) -> list[str]:
    """What is wrong, as sentences; empty when the definition holds."""
    return [
        *_section_faults(definition),
        *_field_faults(definition.goal_fields, GOAL_FIELDS, extra=True),
        *_field_faults(definition.focus_area_fields, FOCUS_AREA_FIELDS, extra=False),
        *_unknown(definition.links, LINKS),
        *_unknown(definition.words, WORDS),
        *rule_faults(definition.rules),
    ]


def rule_faults(rules: Rules) -> list[str]:
    """Whether the numbers can be met at all."""
    low, high = rules.minimum_goals, rules.maximum_goals
    if min(low, high) < 0 or max(low, high) > HIGHEST_NUMBER:
        return [_("The number of goals must be between 0 and %d.") % HIGHEST_NUMBER]
    if high and low > high:
        return [_("The smallest number of goals is larger than the largest.")]
    return []


def _section_faults(definition: Definition) -> list[str]:
    sections = definition.sections
    faults = _key_faults([section.key for section in sections])
    kinds = [section.kind for section in sections]
    if SectionKind.GOALS not in kinds:
        faults.append(_("A section for the goals is needed."))
    faults += [
        _("There can be only one section of the kind “%s”.") % kind
        for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1} - MANY_TIMES)
    ]
    for section in sections:
        if not section.label.da.strip():
            faults.append(_("The section “%s” needs a Danish label.") % section.key)
        faults += _part_faults(section)
    return faults


def _part_faults(section: SectionDefinition) -> list[str]:
    if section.parts and section.kind not in PARTS_KINDS:
        return [_("The section “%s” cannot have parts.") % section.label]
    faults = _key_faults([part.key for part in section.parts])
    faults += [
        _("The part “%(part)s” of “%(section)s” needs a Danish label.")
        % {"part": part.key, "section": section.label}
        for part in section.parts
        if not part.label.da.strip()
    ]
    return faults


def _field_faults(
    used: Sequence[FieldDefinition], known: Sequence[str], *, extra: bool
) -> list[str]:
    names = [each.name for each in used]
    own = [name.removeprefix(EXTRA) for name in names if extra and name.startswith(EXTRA)]
    faults = _key_faults(own)
    faults += _unknown([n for n in names if not (extra and n.startswith(EXTRA))], known)
    faults += [
        _("The field “%s” stands there twice.") % name
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    faults += [
        _("The field “%s” needs a Danish label.") % each.name
        for each in used
        if not each.label.da.strip()
    ]
    return faults


def _key_faults(keys: Sequence[str]) -> list[str]:
    faults = [_("“%s” is no key: use a-z, 0-9 and _.") % k for k in keys if not KEY.fullmatch(k)]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    return faults + [_("The key “%s” is used twice.") % key for key in repeated]


def _unknown(names: Iterable[str], known: Sequence[str]) -> list[str]:
    return [_("“%s” is not known.") % name for name in names if name not in known]


def _definition(data: Mapping[str, Any]) -> Definition:
    return Definition(
        description=_text(data.get("description")),
        sections=tuple(_section(each) for each in data["sections"]),
        goal_fields=tuple(_field(each) for each in data["goal_fields"]),
        focus_area_fields=tuple(_field(each) for each in data.get("focus_area_fields", [])),
        links=tuple(data.get("links", LINKS)),
        rules=_rules(data.get("rules", {})),
        status_rule=StatusRule(data.get("status_rule", StatusRule.WORST)),
        words={
            name: Word(_text(word["one"]), _text(word["many"]))
            for name, word in data.get("words", {}).items()
        },
    )


def _rules(data: Mapping[str, Any]) -> Rules:
    strange = [name for name in data if name not in (*RULE_NUMBERS, *RULE_SWITCHES)]
    if strange:
        raise ValueError(strange[0])
    return Rules(**data)


def _section(data: Mapping[str, Any]) -> SectionDefinition:
    return SectionDefinition(
        key=str(data["key"]),
        kind=SectionKind(data["kind"]),
        label=_text(data["label"]),
        help=_text(data.get("help")),
        is_required=bool(data.get("required", False)),
        parts=tuple(_part(each) for each in data.get("parts", [])),
    )


def _part(data: Mapping[str, Any]) -> Part:
    return Part(
        key=str(data["key"]),
        label=_text(data["label"]),
        help=_text(data.get("help")),
        is_required=bool(data.get("required", False)),
    )


def _field(data: Mapping[str, Any]) -> FieldDefinition:
    return FieldDefinition(
        name=str(data["name"]),
        label=_text(data["label"]),
        help=_text(data.get("help")),
        is_required=bool(data.get("required", False)),
    )


def _text(data: Mapping[str, str] | None) -> Text:
    return Text(da=str((data or {}).get("da", "")), en=str((data or {}).get("en", "")))


def _dump_text(text: Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def _dump_labelled(key: str, label: Text, help: Text, is_required: bool) -> dict[str, Any]:
    return {
        "key": key,
        "label": _dump_text(label),
        "help": _dump_text(help),
        "required": is_required,
    }


def _dump_field(used: FieldDefinition) -> dict[str, Any]:
    return {
        "name": used.name,
        "label": _dump_text(used.label),
        "help": _dump_text(used.help),
        "required": used.is_required,
    }
