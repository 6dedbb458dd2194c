"""Dates and numbers as people type them in a field."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = (*("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),)
ENGLISH = {"may": 5, "oct": 10}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?,?\s*(\d{4}|\d{2})", re.IGNORECASE)
_DANISH = re.compile(r"[-+]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_POINT = re.compile(r"[-+]?\d+\.\d+")


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
    return None


def number_from(text: str) -> Decimal | None:
    """1.234,5 and 12,5; also 12.5, since no Danish thousands end so. None: no number."""
    text = re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-")
    if _DANISH.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif not _POINT.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _month(word: str) -> int | None:
    start = word.lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else ENGLISH.get(start)


def _day(day: str, month: str, year: str) -> date | None:
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole_year, int(month), int(day))
    except ValueError:
        return None
