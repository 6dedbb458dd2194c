"""How one indicator stands, in a plain sentence with the numbers behind it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.lib.numbers import decimals_shown
from roedtraad.foundation.ui.chart_frame import measured, number

from .level import FEWEST_CASES, IndicatorState, Level, PartStatus
from .models import Direction


def part_sentence(part: PartStatus) -> str:
    """How one indicator stands, in a sentence with its numbers."""
    word = capfirst(str(part.level.label))
    if part.indicator.is_milestone:
        return f"{word}: {_milestone(part)}"
    if part.latest is None:
        return f"{word}: {_without_data(part)}"
    if part.level == Level.TOO_FEW:
        return f"{word}: {_too_few(part)}"
    if part.indicator.direction == Direction.WITHIN:
        return f"{word}: {_limits(part)}"
    sentence = f"{word}: {_against_target(part)}"
    if part.has_regressed:
        sentence += " " + _("The latest value is worse than the one before.")
    return sentence


def is_withheld(indicator: IndicatorState) -> bool:
    """Whether something has been measured, but nothing that may be handed out."""
    return bool(indicator.readings) and all(each.value is None for each in indicator.readings)


def shown_value(indicator: IndicatorState, value: Decimal | None) -> str:
    """A value with its unit of measure, in the reader's own way of writing numbers."""
    if value is None:
        return "–"
    places = decimals_shown(value, max(indicator.decimals, 0))
    return measured(number(value, places), indicator.measured_in)


def _milestone(part: PartStatus) -> str:
    due_on = part.indicator.due_on
    due = date_format(due_on, "DATE_FORMAT") if due_on else ""
    if part.level == Level.DONE and part.latest is not None:
        if due_on is not None and part.latest.on > due_on:
            days = {"day": date_format(part.latest.on, "DATE_FORMAT"), "due": due}
            return _("done on %(day)s; it should have been done by %(due)s.") % days
        return _("done on %(day)s.") % {"day": date_format(part.latest.on, "DATE_FORMAT")}
    if part.level == Level.OVERDUE:
        return _("it should have been done by %(day)s.") % {"day": due}
    return _("to be done by %(day)s.") % {"day": due} if due else _("no date is set.")


def _too_few(part: PartStatus) -> str:
    cases = int((part.latest.cases if part.latest else None) or 0)
    return ngettext(
        "the newest figure is of %(count)d case; %(fewest)d are needed.",
        "the newest figure is of %(count)d cases; %(fewest)d are needed.",
        cases,
    ) % {"count": cases, "fewest": FEWEST_CASES}


def _without_data(part: PartStatus) -> str:
    indicator = part.indicator
    if is_withheld(indicator):
        return _("what has been measured is not shown, so that no person can be found.")
    if any(each.value is not None for each in indicator.readings) and indicator.baseline_on:
        day = date_format(indicator.baseline_on, "DATE_FORMAT")
        return _("nothing has been measured since the baseline of %(day)s.") % {"day": day}
    if part.level == Level.NOT_STARTED and indicator.due_from is not None:
        day = date_format(indicator.due_from, "DATE_FORMAT")
        return _("it is not due before %(day)s, and nothing is measured yet.") % {"day": day}
    if part.level == Level.NOT_STARTED:
        return _("the period has not begun, and nothing is measured.")
    return _("nothing has been measured yet.")


def _limits(part: PartStatus) -> str:
    indicator = part.indicator
    words = {
        "value": shown_value(indicator, part.latest.value if part.latest else None),
        "low": shown_value(indicator, indicator.low),
        "high": shown_value(indicator, indicator.high),
    }
    if indicator.low is None and indicator.high is None:
        return _("%(value)s; no limits are set to keep it within.") % words
    if indicator.high is None:
        return _("%(value)s; it should be at least %(low)s.") % words
    if indicator.low is None:
        return _("%(value)s; it should be at most %(high)s.") % words
    return _("%(value)s; it should lie between %(low)s and %(high)s.") % words


def _against_target(part: PartStatus) -> str:
    indicator = part.indicator
    value = shown_value(indicator, part.latest.value if part.latest else None)
    if indicator.target is None or indicator.direction == Direction.NONE:
        return _("%(value)s; there is no target to hold it against.") % {"value": value}
    numbers = {
        "value": value,
        "target": shown_value(indicator, indicator.target),
        "day": date_format(indicator.due_on, "DATE_FORMAT") if indicator.due_on else "",
        "expected": shown_value(indicator, _rounded(part)),
        "baseline": shown_value(indicator, part.baseline),
    }
    if part.level == Level.NOT_JUDGED:
        return _("%(value)s against %(target)s; without a baseline the way is not known.") % numbers
    if part.level == Level.WORSE:
        return _("%(value)s against a start of %(baseline)s; the target is %(target)s.") % numbers
    return _on_the_way(part, numbers) + _counted_from(part, numbers)


def _on_the_way(part: PartStatus, numbers: dict[str, str]) -> str:
    if not part.indicator.due_on:
        return _("%(value)s against the target %(target)s.") % numbers
    if part.expected_value is None or part.level == Level.REACHED or part.expected == 1:
        return _("%(value)s against %(target)s by %(day)s.") % numbers
    return (
        _("%(value)s against %(target)s by %(day)s; about %(expected)s was expected now.") % numbers
    )


def _counted_from(part: PartStatus, numbers: dict[str, str]) -> str:
    """What the way is counted from, where nobody has stated it."""
    is_stated = part.indicator.baseline is not None or part.indicator.is_cumulative
    if is_stated or part.baseline is None or part.level == Level.REACHED:
        return ""
    return " " + _("No baseline is stated; the first measurement was %(baseline)s.") % numbers


def _rounded(part: PartStatus) -> Decimal | None:
    if part.expected_value is None:
        return None
    return round(part.expected_value, part.indicator.decimals)
