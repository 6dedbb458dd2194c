"""What a screen reader says of the small picture of a row."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured, number
from roedtraad.insight.analytics.queries.across import IndicatorRow

register = template.Library()


@register.filter
def spoken(row: IndicatorRow) -> str:
    """ "Seneste værdier: 12, 14, 15 %"."""
    known = [each.value for each in row.figures if each.value is not None]
    values = ", ".join(number(each, row.indicator.decimals) for each in known)
    return _("Latest values: %(values)s") % {"values": measured(values, row.indicator.measured_in)}
