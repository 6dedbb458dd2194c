"""A due date as people write it: what is understood of it, and the slip that is none."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.periods import parse_period

_IN_FIGURES = re.compile(r"\d{1,2}\s*[./ -]\s*\d{1,2}\s*[./ -]\s*(\d{4}|\d{2})")


def understood(raw: str) -> tuple[date | None, date | None]:
    """From and to; both None when the words are not understood."""
    period = parse_period(raw) if raw else None
    return (period.starts_on, period.ends_on) if period else (None, None)


def real_day(raw: str) -> str:
    """`raw`, or `ValidationError` when it is a date in figures that no calendar has.

    Words that are not understood are kept as written; 31-02-2026 is a slip, and is said to be one.
    """
    if _IN_FIGURES.fullmatch(raw.strip()) and parse_period(raw) is None:
        raise ValidationError(
            _("The date does not exist. Write day, month, year – for example 30 06 2026.")
        )
    return raw
