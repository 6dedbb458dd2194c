"""What stands in one cell: a number with its remark, a period, or that nothing was counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from roedtraad.foundation.lib.numbers import parse_amount
from roedtraad.foundation.lib.periods import find_periods, parse_period
from roedtraad.foundation.lib.sheets import Cell
from roedtraad.foundation.ui.handwriting import date_from

Span = tuple[date, date]
MOST_DIGITS = Decimal(10) ** 13
STORED_DECIMALS, SHOWN_DECIMALS = 4, 2
NOT_COUNTED = frozenset(
    {
        *("ikke opgjort", "ikke oplyst", "uoplyst", "ikke målt", "ingen måling", "..", "…", "n/a"),
        *("na", "i.o.", "i/o", "u.o.", "mangler", "not counted", "missing"),
    }
)
NOTHING = frozenset({"", "-", "–", "—"})
_PLAIN = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,12},\d{1,6}")
_REMARK = re.compile(r"(?P<number>.*\S)\s*\((?P<remark>\D[^()]*)\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(
    r"(?P<year>(?:19|20)\d\d)[ -]?(?:k|kv|kvt|q|kvartal)\.? ?(?P<number>[1-4])", re.I
)
_SHORT_QUARTER = re.compile(
    r"(?:k|kv|kvt|q)\.? ?(?P<number>[1-4])[ -/.]?(?P<year>(?:19|20)\d\d)", re.I
)
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/ ]?m?(?P<month>0[1-9]|1[0-2])", re.I)


@dataclass(frozen=True)
class Number:
    """A cell that should hold a number: exactly one of the answers is true, or it is a number."""

    value: Decimal | None = None  # with as many decimals as are stored
    remark: str = ""
    is_empty: bool = False
    is_not_counted: bool = False
    decimals: int = 0  # worth showing

    @property
    def is_wrong(self) -> bool:
        return self.value is None and not self.is_empty and not self.is_not_counted


EMPTY, UNCOUNTED, WRONG = Number(is_empty=True), Number(is_not_counted=True), Number()


def number_in(cell: Cell) -> Number:
    if cell is None:
        return EMPTY
    if isinstance(cell, str):
        return _number_in(cell)
    return _of_sheet(cell) if isinstance(cell, Decimal) else WRONG


@lru_cache(maxsize=200_000)
def _number_in(text: str) -> Number:
    if _PLAIN.fullmatch(text) or _DECIMAL.fullmatch(text):
        return _fitting(Decimal(text.replace(",", ".")))
    plain = " ".join(text.split())
    if plain in NOTHING:
        return EMPTY
    if plain.casefold().rstrip(".") in NOT_COUNTED or plain.casefold() in NOT_COUNTED:
        return UNCOUNTED
    amount = parse_amount(plain)
    if amount is not None:
        return _fitting(amount.value)
    match = _REMARK.fullmatch(plain)
    amount = parse_amount(match["number"]) if match else None
    return _fitting(amount.value, match["remark"]) if match and amount else WRONG


@lru_cache(maxsize=100_000)
def _of_sheet(value: Decimal) -> Number:
    return _fitting(value)


def _fitting(value: Decimal, remark: str = "") -> Number:
    if abs(value) >= MOST_DIGITS:
        return WRONG
    if value.as_tuple().exponent == 0:
        return Number(value, remark)
    value = round(value, STORED_DECIMALS)
    decimals = -int(value.normalize().as_tuple().exponent)
    return Number(value, remark, decimals=min(max(0, decimals), SHOWN_DECIMALS))


def span_in(cell: Cell) -> Span | None:
    """The period that a cell is: 2016, 3. kvartal 2020, 2020-07, 2020K3, a date; None: none."""
    if isinstance(cell, date):
        return cell, cell
    if isinstance(cell, Decimal):
        cell = f"{cell:f}"
    return _span_in(cell) if cell else None


@lru_cache(maxsize=50_000)
def _span_in(text: str) -> Span | None:
    plain = " ".join(text.split())
    if _YEAR.fullmatch(plain):
        return date(int(plain), 1, 1), date(int(plain), 12, 31)
    if match := _QUARTER.fullmatch(plain) or _SHORT_QUARTER.fullmatch(plain):
        return _closed(f"{match['number']}. kvartal {match['year']}")
    if match := _MONTH.fullmatch(plain):
        return _closed(f"{int(match['month'])}/{match['year']}") or _month(match)
    if day := date_from(plain):
        return day, day
    return _closed(plain)


def _month(match: re.Match[str]) -> Span | None:
    names = "januar februar marts april maj juni juli august september oktober november december"
    return _closed(f"{names.split()[int(match['month']) - 1]} {match['year']}")


def _closed(text: str) -> Span | None:
    period = parse_period(text)
    if period is None or period.starts_on is None or period.ends_on is None:
        return None
    return period.starts_on, period.ends_on


@lru_cache(maxsize=10_000)
def span_within(text: str) -> tuple[Span, str] | None:
    """The one period that a text names, and the text without it; None for none, or several."""
    if span := span_in(text):
        return span, ""
    found = [
        (each.period.starts_on, each.period.ends_on, each.start, each.end)
        for each in find_periods(text)
        if each.period.starts_on and each.period.ends_on
    ]
    if len(found) != 1:
        return None
    starts_on, ends_on, start, end = found[0]
    if starts_on is None or ends_on is None:
        return None
    rest = f"{text[:start]} {text[end:]}".strip(" ,;:–-()")
    return (starts_on, ends_on), " ".join(rest.split())
