"""What a screen reader says of the small picture beside a field."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import number
from roedtraad.steering.indicators.queries.owed import OwedRow

register = template.Library()


@register.filter
def spoken(row: OwedRow) -> str:
    """ "Seneste værdier: 12, 14, 15 %"."""
    values = ", ".join(number(each) for each in row.values[-6:])
    words = measured(values, row.use.indicator.measured_in)
    return _("Latest values: %(values)s") % {"values": words}
