"""What can be said of a value because it is in per cent: a share lies from 0 to 100.

A change or a deviation may be in per cent too. What an indicator starts from, aims at or has
shown before tells: where any of that lies outside, so may the next value.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import number

from .models import Indicator, IndicatorKind
from .quality import Check, Finding, Trust

PER_CENT = frozenset({"%", "pct", "pct.", "procent", "percent", "per cent"})
WHOLE = Decimal(100)


def is_share(indicator: Indicator) -> bool:
    """Whether values are in per cent, and the definition sets no limit of its own."""
    if (indicator.lowest, indicator.highest) != (None, None):
        return False
    in_words = indicator.measured_in.strip().casefold()
    return indicator.kind == IndicatorKind.PERCENTAGE or in_words in PER_CENT


def impossible_share(
    indicator: Indicator, value: Decimal | None, known: Iterable[Decimal | None]
) -> Finding | None:
    """A share below 0; None where `known` values lie below 0 too."""
    if value is None or value >= 0 or not is_share(indicator):
        return None
    if any(each < 0 for each in known if each is not None):
        return None
    shown = measured(number(value), indicator.measured_in)
    sentence = _(
        "%(value)s cannot be: a share is never below 0 %%. If this is a change, the unit of "
        "measure must say so, for example “percentage points”."
    ) % {"value": shown}
    return Finding(Check.RANGE, Trust.WRONG, sentence, {"value": value})


def unlikely_share(
    indicator: Indicator, value: Decimal | None, known: Iterable[Decimal | None]
) -> Finding | None:
    """A share above 100; None where `known` values lie above 100 too."""
    if value is None or value <= WHOLE or not is_share(indicator):
        return None
    if any(each > WHOLE for each in known if each is not None):
        return None
    shown = measured(number(value), indicator.measured_in)
    sentence = _("Unusually high: %(value)s is more than the whole.") % {"value": shown}
    return Finding(Check.RANGE, Trust.DOUBTFUL, sentence, {"value": value})
