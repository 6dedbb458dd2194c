"""Measured values in words, short, and what is said of them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import number
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.queries.owed import OwedRow
from roedtraad.steering.indicators.reading import is_ratio

register = template.Library()


@register.filter
def spoken(row: OwedRow) -> str:
    """ "Seneste værdier: 12, 14, 15 %"."""
    words = ", ".join(brief(each, row.use.indicator) for each in row.values[-6:])
    return _("Latest values: %(values)s") % {"values": words}


@register.filter
def has_numbers(indicator: Indicator) -> bool:
    """Whether its values are worked out from how many, and out of how many."""
    return is_ratio(indicator)


@register.filter
def brief(value: Decimal | None, indicator: Indicator) -> str:
    """A value with its unit, of a share no more decimals than are said, or one."""
    if value is None:
        return number(None)
    places = max(indicator.decimals, 1)
    text = number(value) if value == round(value, places) else number(value, places)
    return measured(text, indicator.measured_in)
