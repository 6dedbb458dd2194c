"""What somebody says a use showed, checked against the indicator's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import number

from .models import Breakdown, Indicator, IndicatorKind, RubricLevel
from .quality import Check, Figures, faults_of

STORED = Decimal("0.0001")  # what the field keeps
HUNDRED = Decimal(100)
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Part:
    """The share of a reading in one group, or in one crossing of groups."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Reading:
    """What was seen: a value, numerator and denominator, a level, done or not – or not counted.

    `parts` are by cell: the keys of the groups in the order of their breakdowns, joined by "-".
    `is_confirmed`: whoever says so was asked whether the value is right, though unusual.
    """

    value: Decimal | None = None
    is_done: bool | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    level: RubricLevel | None = None
    is_not_counted: bool = False
    is_confirmed: bool = False
    period_from: date | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)


def is_ratio(indicator: Indicator) -> bool:
    """Whether a value is worked out from a numerator and a denominator."""
    return indicator.kind == IndicatorKind.PERCENTAGE or bool(indicator.denominator_text)


def needs_numbers(indicator: Indicator) -> bool:
    """Whether a share is of no use without its numbers: those tell if a person could be found."""
    return indicator.is_about_persons and is_ratio(indicator)


def worked_out(
    indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal | None:
    """The percentage, or the ratio, with the decimals that are stored; None when there is none."""
    if numerator is None or not denominator:
        return None
    ratio = numerator / denominator
    times = HUNDRED if indicator.kind == IndicatorKind.PERCENTAGE else Decimal(1)
    return (ratio * times).quantize(STORED)


def checked(
    indicator: Indicator, reading: Reading, breakdowns: Sequence[Breakdown] = ()
) -> Reading:
    """`reading` with its value worked out; `ValidationError` says what is missing or cannot be."""
    if reading.is_not_counted:
        return Reading(is_not_counted=True, note=reading.note, period_from=reading.period_from)
    reading = _complete(indicator, reading)
    figures = Figures(
        reading.value,
        reading.numerator,
        reading.denominator,
        _by_breakdown(indicator, reading.parts, breakdowns),
    )
    if faults := faults_of(indicator, figures):
        places = {Check.RATIO: "numerator"}
        raise ValidationError(
            [ValidationError(each.sentence, places.get(each.check, "value")) for each in faults]
        )
    return reading


def _complete(indicator: Indicator, reading: Reading) -> Reading:
    """What the kind of indicator asks for, or the error that says what is missing."""
    if indicator.kind == IndicatorKind.MILESTONE:
        if reading.is_done is None:
            raise ValidationError(_("Say whether the milestone is done."), code="is_done")
        return reading
    if indicator.kind == IndicatorKind.EVIDENCE:
        return _with_level(indicator, reading)
    if is_ratio(indicator) and (reading.numerator, reading.denominator) != (None, None):
        return _with_ratio(indicator, reading)
    if needs_numbers(indicator):
        raise ValidationError(
            _("Enter both numbers: how many, and out of how many."), code="numerator"
        )
    if reading.value is None:
        raise ValidationError(_("Enter a value. 0 is a value too."), code="value")
    return reading


def _with_level(indicator: Indicator, reading: Reading) -> Reading:
    if reading.level is None:
        if reading.value is not None:  # described evidence without a rubric is a number
            return reading
        raise ValidationError(_("Choose the level that is seen."), code="level")
    if reading.level.indicator_id != indicator.counted_as.pk:
        raise ValidationError(_("That level belongs to another indicator."), code="level")
    return replace(reading, value=Decimal(reading.level.value))


def _with_ratio(indicator: Indicator, reading: Reading) -> Reading:
    if reading.numerator is None or reading.denominator is None:
        missing = "numerator" if reading.numerator is None else "denominator"
        raise ValidationError(_("Enter both numbers: how many, and out of how many."), code=missing)
    if reading.denominator == 0:
        raise ValidationError(
            _("Out of 0 there is no share. Choose “not counted” instead."), code="denominator"
        )
    parts = {
        cell: replace(part, value=worked_out(indicator, part.numerator, part.denominator))
        for cell, part in reading.parts.items()
    }
    value = worked_out(indicator, reading.numerator, reading.denominator)
    if reading.value is not None and value is not None and not _is_rounded(reading.value, value):
        raise ValidationError(_differing(indicator, reading, value), code="value")
    return replace(reading, value=value, parts=parts)


def _is_rounded(typed: Decimal, exact: Decimal) -> bool:
    """Whether `typed` is `exact` with as many decimals as somebody cared to write."""
    places = min(int(typed.normalize().as_tuple().exponent), 0)
    return abs(typed - exact) <= HALF.scaleb(places)


def _differing(indicator: Indicator, reading: Reading, value: Decimal) -> str:
    return _(
        "%(numerator)s of %(denominator)s is %(value)s, but %(typed)s is written here. "
        "Correct what is wrong, or leave the value empty."
    ) % {
        "numerator": number(reading.numerator),
        "denominator": number(reading.denominator),
        "value": measured(number(round(value, 1)), indicator.measured_in),
        "typed": measured(number(reading.value), indicator.measured_in),
    }


def _by_breakdown(
    indicator: Indicator, parts: Mapping[str, Part], breakdowns: Sequence[Breakdown]
) -> dict[str, list[Decimal | None]]:
    """The parts of every breakdown that must add up, by its title."""
    added = {
        cell: part.value if part.numerator is None else part.numerator
        for cell, part in parts.items()
        if (part.value, part.numerator) != (None, None)
    }
    if not added:
        return {}
    if indicator.has_crossed_breakdowns:
        title = " × ".join(each.title for each in breakdowns)
        must = any(each.must_add_up for each in breakdowns)
        return {title: list(added.values())} if must else {}
    found: dict[str, list[Decimal | None]] = {}
    for breakdown in breakdowns:
        cells = {str(group.pk) for group in breakdown.groups.all()}
        mine: list[Decimal | None] = [value for cell, value in added.items() if cell in cells]
        if breakdown.must_add_up and mine:
            found[breakdown.title] = mine
    return found


def cells_of(indicator: Indicator, breakdowns: Sequence[Breakdown]) -> list[tuple[str, str]]:
    """Every cell that a reading may have a part in, with its words, in order."""
    groups = [
        [(str(group.pk), group.title) for group in each.groups.all() if not group.is_ended]
        for each in breakdowns
    ]
    if not indicator.has_crossed_breakdowns:
        return [cell for each in groups for cell in each]
    cells: list[tuple[str, str]] = [("", "")]
    for each in groups:
        cells = [
            (f"{cell}-{key}".strip("-"), f"{words}, {title}".strip(", "))
            for cell, words in cells
            for key, title in each
        ]
    return cells if groups else []
