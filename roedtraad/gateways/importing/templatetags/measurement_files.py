"""What the check of a file of measurements shows of its figures."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from roedtraad.foundation.lib.periods import format_period
from roedtraad.steering.indicators.models import StagedMeasurement

register = template.Library()


@register.filter
def at(titles: Mapping[int, str], slot: int) -> str:
    """The name of the indicator that a figure belongs to."""
    return titles.get(slot, "")


@register.filter
def spanned(row: StagedMeasurement) -> str:
    """ "3. kvartal 2026"."""
    return format_period(row.period_from, row.measured_on, get_language() or "da")
