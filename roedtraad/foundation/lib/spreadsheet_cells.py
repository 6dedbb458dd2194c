"""The cells of a list in an Excel file, as that file writes them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

CellValue = str | Promise | int | float | Decimal | date | datetime | bool | None
Row = Sequence[CellValue]

LONGEST_TEXT = 32_767  # what one cell can hold
WRAPPED_FROM = 60  # characters
MOST_DECIMALS = 15  # what a number in a cell can hold
MAY_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
DATE, MOMENT, WHOLE, PLAIN = "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "#,##0", "General"
LOCAL = ZoneInfo("Europe/Copenhagen")


class Look(NamedTuple):
    """How a cell is shown."""

    number_format: str = PLAIN
    is_wrapped: bool = False
    is_quoted: bool = False

    @classmethod
    def all(cls) -> Iterator[Look]:
        """Every look that `shown` gives."""
        both = (False, True)
        yield from (cls(PLAIN, is_wrapped, is_quoted) for is_wrapped in both for is_quoted in both)
        yield from map(cls, (DATE, MOMENT, *map(_decimals, range(MOST_DECIMALS + 1))))

    def of(self, cell: Any) -> int:
        """Give it to `cell`; its place among the styles of the book."""
        cell.alignment = Alignment(vertical="top", wrap_text=self.is_wrapped)
        cell.number_format = self.number_format
        cell.quotePrefix = self.is_quoted
        return int(cell.style_id)


class Shown(NamedTuple):
    """A value as it stands in its cell, and how many characters wide it will show."""

    text: str = ""
    width: int = 0
    look: Look = Look()
    is_number: bool = False


NOTHING = Shown()


def shown(value: CellValue) -> Shown:
    """Put `value` in a cell as what it is."""
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _text(_("yes") if value else _("no"))
    if isinstance(value, date):
        return _date(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    return _text(str(value))


def written(rows: Sequence[Sequence[Shown]], first: int, looks: Mapping[Look, int]) -> str:
    """Rows from number `first` as XML; `looks` are the places of the styles."""
    letters = [get_column_letter(each + 1) for each in range(max(map(len, rows), default=0))]
    return "".join(
        f'<row r="{number}">{_cells(row, number, letters, looks)}</row>'
        for number, row in enumerate(rows, start=first)
    )


def _cells(row: Sequence[Shown], number: int, letters: list[str], looks: Mapping[Look, int]) -> str:
    return "".join(
        f'<c r="{letter}{number}" s="{looks[each.look]}"><v>{each.text}</v></c>'
        if each.is_number
        else f'<c r="{letter}{number}" s="{looks[each.look]}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(each.text)}</t></is></c>'
        for letter, each in zip(letters, row, strict=False)
        if each is not NOTHING
    )


def _text(value: str) -> Shown:
    """One that Excel would take for a formula when the cell is edited is quoted."""
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
    longest = max(map(len, text.splitlines()), default=0)
    is_wrapped = longest > WRAPPED_FROM or "\n" in text
    return Shown(text, longest, Look(PLAIN, is_wrapped, text.startswith(MAY_BE_A_FORMULA)))


def _date(value: date) -> Shown:
    if not isinstance(value, datetime):
        return Shown(str(to_excel(value)), len(DATE), Look(DATE), is_number=True)
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    local = aware.astimezone(LOCAL).replace(tzinfo=None)
    return Shown(str(to_excel(local)), len(MOMENT), Look(MOMENT), is_number=True)


def _number(value: float | Decimal) -> Shown:
    if not math.isfinite(value):
        return NOTHING
    if not isinstance(value, Decimal):
        return Shown(repr(value), len(f"{value:,}"), is_number=True)
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    look = Look(_decimals(min(decimals, MOST_DECIMALS)))
    return Shown(format(value, "f"), len(f"{value:,}"), look, is_number=True)


def _decimals(count: int) -> str:
    return WHOLE + ("." + "0" * count if count else "")
