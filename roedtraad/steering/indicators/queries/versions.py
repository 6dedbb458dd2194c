"""The definitions an indicator has had, and what was changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.widgets import danish_number
from roedtraad.steering.indicators import registers
from roedtraad.steering.indicators.belonging import AGREED_WORDS
from roedtraad.steering.indicators.models import Indicator, IndicatorVersion
from roedtraad.steering.indicators.passport import FIELDS, Division, Group, Level

Stored = dict[str, Any]


READ_IN_ORDER = (
    *("definition", "purpose", "decision", "numerator_text", "denominator_text", "measured_in"),
    *("direction", "register_measure", "register_parameters", "counting_rule", "source", "rubric"),
    *("frequency", "days_to_report", "is_cumulative", "over_time", "over_units", "breakdowns"),
    *("has_crossed_breakdowns", "lowest", "highest", "largest_jump", "is_about_persons"),
    "steward",
)


@dataclass(frozen=True)
class PassportLine:
    """One thing the passport says."""

    label: str
    text: str


@dataclass(frozen=True)
class ChangedField:
    """One field of the passport, before and after, as a reader knows it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionChange:
    """From one definition to the next: who changed it when, why, and what."""

    number: int  # the version that was made
    changed_by: User
    changed_at: datetime
    reason: str
    fields: list[ChangedField]


def definition_of(
    indicator: Indicator,
    *,
    rubric: Iterable[Level] | None = None,
    breakdowns: Iterable[Division] | None = None,
) -> Stored:
    """The definition as JSON values by name; rubric and breakdowns as stored unless given."""
    levels = rubric_of(indicator) if rubric is None else rubric
    divisions = breakdowns_of(indicator) if breakdowns is None else breakdowns
    found = {name: plain_value(indicator, name) for name in FIELDS}
    found["rubric"] = [
        {"value": each.value, "title": each.title, "description": each.description}
        for each in sorted(levels, key=lambda each: each.value)
    ]
    found["breakdowns"] = [
        {
            "title": each.title,
            "must_add_up": each.must_add_up,
            "groups": [{"title": one.title, "is_ended": one.is_ended} for one in each.groups],
        }
        for each in divisions
    ]
    return found


def rubric_of(indicator: Indicator) -> tuple[Level, ...]:
    rows = indicator.counted_as.rubric.all()
    return tuple(Level(row.value, row.title, row.description) for row in rows)


def breakdowns_of(indicator: Indicator) -> tuple[Division, ...]:
    """The breakdowns with every group, ended ones too; 2 queries."""
    return tuple(
        Division(
            row.title,
            tuple(Group(each.title, each.pk, each.is_ended) for each in row.groups.all()),
            row.must_add_up,
            row.pk,
        )
        for row in indicator.counted_as.breakdowns.prefetch_related("groups")
    )


def passport_lines(indicator: Indicator) -> list[PassportLine]:
    """What the passport says, in the order in which one asks; what is not said is left out."""
    stored = definition_of(indicator)
    names = {indicator.steward_id: str(indicator.steward)} if indicator.steward_id else {}
    measure = registers.named(indicator.register_measure)
    lines = []
    for name in READ_IN_ORDER:
        text = shown(name, stored[name], names)
        is_default = stored[name] is False or name == "days_to_report" and not indicator.frequency
        if text and not is_default:
            lines.append(PassportLine(label_of(name), text))
        if name == "register_measure" and measure is not None:
            lines.append(PassportLine(label_of("counting_rule"), str(measure.counting_rule)))
    return lines


def version_changes(indicator: Indicator, *, is_reworded: bool = False) -> list[VersionChange]:
    """Every change of the definition, the newest first; the number of queries does not grow.

    Of one that comes in the words that are agreed while others are written, the changes up to them.
    """
    versions = list(indicator.versions.select_related("replaced_by"))
    if is_reworded:
        versions = _until_agreed(versions, indicator)
    names = _stewards([each.definition for each in versions])
    after = definition_of(indicator)
    if indicator.steward_id is not None:
        names[indicator.steward_id] = str(indicator.steward)
    found = []
    for version in versions:
        found.append(_change(version, after, names))
        after = version.definition
    return found


def _until_agreed(versions: list[IndicatorVersion], agreed: Indicator) -> list[IndicatorVersion]:
    words = {name: plain_value(agreed, name) for name in AGREED_WORDS}
    for place, version in enumerate(versions):
        if all(version.definition.get(name) == value for name, value in words.items()):
            return versions[place + 1 :]
    return versions


def definition_at(indicator: Indicator, version: int) -> Stored | None:
    """The definition as it was in a version; None when it was not kept."""
    if version == indicator.version:
        return definition_of(indicator)
    kept = IndicatorVersion.objects.filter(indicator=indicator, number=version).first()
    return None if kept is None else kept.definition


def label_of(name: str) -> str:
    """What a field of the passport is called."""
    if name in ("rubric", "breakdowns"):
        return _("Rubric") if name == "rubric" else _("Breakdowns")
    return capfirst(str(Indicator._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def shown(name: str, value: Any, names: Mapping[int, str]) -> str:
    """A stored value in words."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if name == "rubric":
        return "\n".join(_level_words(each) for each in value)
    if name == "breakdowns":
        return "\n".join(_breakdown_words(each) for each in value)
    if name == "steward":
        return names.get(value, str(value))
    if name == "register_measure":
        known = registers.named(value)
        return str(known.title) if known else str(value)
    if name == "register_parameters":
        return ", ".join(_parameter_words(key, each) for key, each in value.items())
    return _of_field(Indicator._meta.get_field(name), value)


def _of_field(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DecimalField):
        return danish_number(Decimal(value))
    return str(value)


def plain_value(indicator: Indicator, name: str) -> Any:
    """One field as it is stored in a version."""
    value = indicator.steward_id if name == "steward" else getattr(indicator, name)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value if isinstance(value, int) else f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | dict) else str(value)


def _stewards(definitions: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    keys = {each["steward"] for each in definitions if each.get("steward") is not None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)} if keys else {}


def _change(version: IndicatorVersion, after: Stored, names: Mapping[int, str]) -> VersionChange:
    before = version.definition
    return VersionChange(
        number=version.number + 1,
        changed_by=version.replaced_by,
        changed_at=version.replaced_at,
        reason=version.reason,
        fields=[
            ChangedField(
                label_of(name),
                shown(name, before.get(name), names),
                shown(name, after.get(name), names),
            )
            for name in (*FIELDS, "rubric", "breakdowns")
            if before.get(name) != after.get(name)
        ],
    )


def _parameter_words(name: str, value: str) -> str:
    """A choice in the words of the measure that offers it."""
    for measure in registers.offered():
        for each in measure.parameters:
            choices = dict(each.offered()) if each.name == name else {}
            if value in choices:
                return f"{each.label} {choices[value]}"
    return f"{name}: {value}"


def _level_words(level: Mapping[str, Any]) -> str:
    words = f"{level['value']}: {level['title']}"
    return f"{words} – {level['description']}" if level.get("description") else words


def _breakdown_words(breakdown: Mapping[str, Any]) -> str:
    groups = ", ".join(
        f"{each['title']} ({_('no longer used')})" if each["is_ended"] else each["title"]
        for each in breakdown["groups"]
    )
    adds = _("adds up to the whole") if breakdown["must_add_up"] else _("need not add up")
    return f"{breakdown['title']}: {groups} ({adds})"
