"""What a passport holds, and what must hold in it: rules without the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .models import Aggregation, Direction, Indicator, IndicatorKind

# words that stand in agreements, and are approved there
AGREED = (
    *("title", "definition", "kind", "measured_in", "direction", "decimals", "is_cumulative"),
)
# who looks after it and why: the same for every version of the definition
CARE = ("purpose", "decision", "source", "steward", "days_to_report")
FIELDS = (
    *("title", "definition", "purpose", "decision", "kind", "measured_in"),
    *("numerator_text", "denominator_text", "direction", "decimals", "is_cumulative"),
    *("over_time", "over_units", "frequency", "days_to_report", "source", "counting_rule"),
    *("register_measure", "register_parameters", "lowest", "highest", "largest_jump"),
    *("is_about_persons", "has_crossed_breakdowns", "steward"),
)
# a change of these changes what figures of several periods or units become
COUNTED_BY = ("is_cumulative", "over_time", "over_units")
MOST_DECIMALS = 4  # what a value is stored with
FEWEST_LEVELS = 2
FEWEST_GROUPS = 2


@dataclass(frozen=True)
class Level:
    """One level of a rubric."""

    value: int
    title: str
    description: str = ""


@dataclass(frozen=True)
class Group:
    """One group of a breakdown; `pk` None is a new one."""

    title: str
    pk: int | None = None
    is_ended: bool = False


@dataclass(frozen=True)
class Division:
    """A way in which values are divided; `pk` None is a new one."""

    title: str
    groups: tuple[Group, ...] = ()
    must_add_up: bool = True
    pk: int | None = None


@dataclass(frozen=True)
class Passport:
    """Everything that is said of an indicator: fields by name, rubric and breakdowns."""

    values: Mapping[str, Any]
    rubric: tuple[Level, ...] = ()
    breakdowns: tuple[Division, ...] = field(default=())


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which field."""

    name: str
    text: str


def faults(passport: Passport, registers: Sequence[str] = ()) -> list[Fault]:
    """Everything that keeps a passport from being used; `registers` are the known measures."""
    blank = Indicator()
    given = {name: passport.values.get(name, getattr(blank, name, None)) for name in FIELDS}
    return [
        *_of_share(given),
        *_of_kind(given, passport.rubric, registers),
        *_of_figures(given),
        *_of_breakdowns(given, passport.breakdowns),
    ]


def _of_share(given: Mapping[str, Any]) -> Iterator[Fault]:
    if not given["title"]:
        yield Fault("title", _("Give the indicator a name."))
    if given["kind"] != IndicatorKind.PERCENTAGE:
        return
    if not given["numerator_text"]:
        yield Fault("numerator_text", _("Say what is counted: the upper number of the share."))
    if not given["denominator_text"]:
        yield Fault("denominator_text", _("Say out of which it is counted: the lower number."))


def _of_kind(
    given: Mapping[str, Any], rubric: Sequence[Level], registers: Sequence[str]
) -> Iterator[Fault]:
    if given["kind"] == IndicatorKind.EVIDENCE and len(rubric) < FEWEST_LEVELS:
        yield Fault("rubric", _("Described evidence needs at least two levels to choose between."))
    if len({each.value for each in rubric}) < len(rubric):
        yield Fault("rubric", _("Two levels have the same number."))
    if given["kind"] == IndicatorKind.REGISTER:
        if given["register_measure"] not in registers:
            yield Fault("register_measure", _("Choose what is computed from the registers."))
        if not given["frequency"]:
            yield Fault("frequency", _("Say how often: the registers are read when a period ends."))


def _of_figures(given: Mapping[str, Any]) -> Iterator[Fault]:
    low, high, jump = given["lowest"], given["highest"], given["largest_jump"]
    if (given["decimals"] or 0) > MOST_DECIMALS:
        yield Fault("decimals", _("At most four decimals are kept."))
    if low is not None and high is not None and low > high:
        yield Fault("highest", _("The highest possible value lies below the lowest."))
    if jump is not None and jump <= 0:
        yield Fault("largest_jump", _("A change between two periods is more than 0."))
    if given["is_cumulative"] and given["over_time"] in (Aggregation.SUM, Aggregation.MEAN):
        yield Fault(
            "over_time",
            _("The values are sums so far already. Choose the latest: it is the whole."),
        )
    for name in ("over_time", "over_units"):
        yield from _of_aggregation(name, given)


def _of_aggregation(name: str, given: Mapping[str, Any]) -> Iterator[Fault]:
    chosen, kind = given[name], given["kind"]
    if kind in (IndicatorKind.MILESTONE, IndicatorKind.EVIDENCE):
        return
    if chosen == Aggregation.SUM and kind == IndicatorKind.PERCENTAGE:
        yield Fault(
            name,
            _("Percentages cannot be added up. Choose the mean, weighted by the denominator."),
        )
    is_known = kind in (IndicatorKind.REGISTER, IndicatorKind.PERCENTAGE)
    if chosen == Aggregation.MEAN and not given["denominator_text"] and not is_known:
        yield Fault(
            "denominator_text",
            _("A mean is weighted by the denominator: say out of which it is counted."),
        )
    if name == "over_units" and chosen == Aggregation.LATEST:
        yield Fault(name, _("Units have no latest one. Choose the sum, the mean, or not at all."))


def _of_breakdowns(given: Mapping[str, Any], breakdowns: Sequence[Division]) -> Iterator[Fault]:
    for each in breakdowns:
        running = [group for group in each.groups if not group.is_ended]
        if not each.title:
            yield Fault("breakdowns", _("Say by what the values are divided."))
        elif len(running) < FEWEST_GROUPS:
            words = _("“%(title)s” needs at least two groups.") % {"title": each.title}
            yield Fault("breakdowns", words)
    if given["has_crossed_breakdowns"] and len(breakdowns) < FEWEST_GROUPS:
        yield Fault(
            "has_crossed_breakdowns", _("There is nothing to cross: give at least two breakdowns.")
        )


SHARES = ("%", "pct.", "pct", "procent")


def target_faults(
    indicator: Indicator,
    *,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    rubric: Sequence[int] = (),
) -> list[Fault]:
    """What keeps a target from being one for `indicator`; `rubric` are the values of its levels."""
    if indicator.kind == IndicatorKind.MILESTONE:
        return []
    found = list(_of_limits(indicator, value, low, high))
    for name, number in (("value", value), ("low", low), ("high", high)):
        if words := impossible(indicator, number):
            found.append(Fault(name, words))
    if indicator.kind == IndicatorKind.EVIDENCE and value is not None and value not in rubric:
        found.append(Fault("value", _("Write the number of one of the levels.")))
    return found


def impossible(indicator: Indicator, number: Decimal | None) -> str:
    """Why a value can never be measured; empty when it can.

    The limits that are declared count; a percentage without any lies between 0 and 100.
    """
    if number is None:
        return ""
    if indicator.lowest is not None and number < indicator.lowest:
        return _("This lies below the lowest possible value.")
    if indicator.highest is not None and number > indicator.highest:
        return _("This lies above the highest possible value.")
    is_declared = indicator.lowest is not None or indicator.highest is not None
    is_share = indicator.kind == IndicatorKind.PERCENTAGE or indicator.measured_in.strip() in SHARES
    if is_share and not is_declared and not 0 <= number <= 100:
        return _(
            "A percentage lies between 0 and 100. If it is another kind of percent, say so in the"
            " unit of measure – for example: percent of the budget."
        )
    return ""


def _of_limits(
    indicator: Indicator, value: Decimal | None, low: Decimal | None, high: Decimal | None
) -> Iterator[Fault]:
    if indicator.direction == Direction.WITHIN:
        if low is None and high is None:
            yield Fault("low", _("Write at least one of the limits."))
        elif low is not None and high is not None and high < low:
            yield Fault("high", _("The upper limit lies below the lower one."))
    elif value is None:
        yield Fault("value", _("Write the target. 0 is a target too."))
