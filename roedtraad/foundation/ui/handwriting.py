"""Dates and numbers as people type them in a field."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_amount
from roedtraad.foundation.lib.periods import parse_period

MONTHS = (*("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),)
ENGLISH = {"may": 5, "oct": 10}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?,?\s*(\d{4}|\d{2})", re.IGNORECASE)


def date_from(text: str) -> date | None:
    """The day that `text` names: 30 06 2026, 30/6-26, 30. juni 2026, 2026-06-30. None: no day."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _NUMBERS.fullmatch(text) or _EIGHT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NAMED.fullmatch(text):
        month = _month(found[2])
        return _day(found[1], str(month), found[3]) if month else None
    period = parse_period(text)
    return period.starts_on if period and period.starts_on == period.ends_on else None


def number_from(text: str, *, is_money: bool = False) -> Decimal | None:
    """1.234,5 and 4½, also with what it counts after it ("40 %"). None: no number.

    Thousands and millions in words are read in kroner only: elsewhere the unit of measure may
    hold them already ("2 mio." of a figure in millions).
    """
    amount = parse_amount(text)
    if amount is None or (amount.is_multiplied and not is_money):
        return None
    return amount.value


def _month(word: str) -> int | None:
    start = word.lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else ENGLISH.get(start)


def _day(day: str, month: str, year: str) -> date | None:
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole_year, int(month), int(day))
    except ValueError:
        return None
