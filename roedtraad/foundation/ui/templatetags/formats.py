"""Dates, numbers and money as people here write them, and texts with a little markup."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.periods import format_period
from roedtraad.foundation.ui import chart_frame
from roedtraad.foundation.ui.markdown import as_html

register = template.Library()
MISSING = "–"


@register.filter
def danish_date(value: date | datetime | None) -> str:
    """ "30. juni 2026", or "30 June 2026" for who reads English."""
    if not value:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        value = value.date()
    return _danish_date(value, get_language())


@lru_cache(maxsize=5_000)
def _danish_date(value: date, _language: str | None) -> str:
    """A page says the same days again and again."""
    return formats.date_format(value, _("j F Y"))


@register.filter
def short_date(value: date | datetime | None) -> str:
    """ "30. jun.", for narrow columns; with its year when that is another than this one."""
    if not value:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    is_this_year = value.year == timezone.localdate().year
    return formats.date_format(value, _("j M") if is_this_year else _("j M Y"))


@register.filter
def clock(value: datetime | None) -> str:
    """ "30. juni 2026 kl. 10.42"."""
    if not value:
        return MISSING
    return formats.date_format(timezone.localtime(value), _("j F Y, H:i"))


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """1.234,5, with as many decimals as it has or as are asked for; a zero is a zero."""
    if value is None or value == "":
        return MISSING
    amount = Decimal(str(value))
    if decimals is None:
        amount = amount.normalize()
        decimals = max(0, -int(amount.as_tuple().exponent))
    return chart_frame.number(amount, decimals)


@register.filter
def measured(text: str, unit: str) -> str:
    """A number that is written already, with its unit: "52 %", in English "52%"."""
    return text if text == MISSING else chart_frame.measured(text, unit)


@register.filter
def amount(value: Any) -> str:
    """1.234.000 kr."""
    if value is None or value == "":
        return MISSING
    whole = Decimal(str(value))
    decimals = 0 if whole == whole.to_integral_value() else 2
    sign = "-" if whole < 0 else ""
    return sign + _("DKK {number}").format(number=number(abs(whole), decimals))


@register.filter
def period(value: Any) -> str:
    """A period in the words it was written in, else from and to."""
    if not value:
        return MISSING
    raw = getattr(value, "raw", "")
    if raw:
        return str(raw)
    return format_period(value.starts_on, value.ends_on, language=get_language() or "da")


@register.filter
def markdown(text: str | None, top: int = 3) -> SafeString:
    """A text with a little markup as HTML; `top` is the level of its highest heading."""
    return as_html(text or "", top=top)
