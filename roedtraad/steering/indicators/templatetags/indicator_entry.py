"""Measured values in words, short, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import number
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.reading import is_ratio

register = template.Library()


class Measure(Protocol):
    """How values are written: an indicator, or a row that shows one."""

    @property
    def decimals(self) -> int: ...

    @property
    def measured_in(self) -> str: ...


@register.filter
def spoken(values: Sequence[Decimal | None], measure: Measure) -> str:
    """ "Seneste værdier: 12, 14, 15 %"."""
    words = ", ".join(brief(each, measure) for each in values[-6:])
    return _("Latest values: %(values)s") % {"values": words}


@register.filter
def has_numbers(indicator: Indicator) -> bool:
    """Whether its values are worked out from how many, and out of how many."""
    return is_ratio(indicator)


@register.filter
def brief(value: Decimal | None, measure: Measure) -> str:
    """A value with its unit, of a share no more decimals than are said, or one."""
    if value is None:
        return number(None)
    places = max(measure.decimals, 1)
    text = number(value) if value == round(value, places) else number(value, places)
    return measured(text, measure.measured_in)
