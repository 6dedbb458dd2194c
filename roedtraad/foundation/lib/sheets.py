"""A spreadsheet or a list in text, as rows of cells: bytes in, sheets out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

Cell = str | Decimal | date | None
MOST_ROWS, MOST_COLUMNS = 1_000_000, 300
SMALL = 3 * 1024 * 1024  # a larger workbook is read as a stream, without its merged cells
SEPARATORS = ";\t,|"
LOOKED_AT = 30  # lines that tell which separator it is
_NEITHER_TEXT = re.compile(r"[\x00\x0b\x0c]")


class _Stripped(dict[str, Cell]):
    """Texts without the blanks around them: each is stripped, and kept, once."""

    def __missing__(self, text: str) -> Cell:
        self[text] = plain = text.strip() or None
        return plain


class Unreadable(ValueError):
    """The file is no spreadsheet and no list."""


@dataclass(frozen=True)
class Sheet:
    """One list of the file. Row 1 is `rows[0]`."""

    name: str
    rows: Sequence[Sequence[Cell]]


def sheets_of(content: bytes, name: str, *, most: int = MOST_ROWS) -> list[Sheet]:
    """The sheets that hold anything, of each at most the first rows. Raise `Unreadable`."""
    is_excel = name.lower().endswith(".xlsx")
    try:
        found = _excel(content, most) if is_excel else [_text(content, most)]
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, csv.Error) as fault:
        raise Unreadable(name) from fault
    return [sheet for sheet in found if any(any(row) for row in sheet.rows)]


def _excel(content: bytes, most: int) -> list[Sheet]:
    is_small = len(content) <= SMALL
    book = load_workbook(BytesIO(content), read_only=not is_small, data_only=True)
    found = []
    for sheet in book.worksheets:
        rows = [
            [_cell(value) for value in row[:MOST_COLUMNS]]
            for row in sheet.iter_rows(
                values_only=True, max_row=min(most, _last_row(sheet)) if is_small else most
            )
        ]
        if is_small:
            _spread(rows, [each.bounds for each in sheet.merged_cells.ranges])
        found.append(Sheet(sheet.title, rows))
    book.close()
    return found


def _last_row(sheet: Any) -> int:
    """The last row with a value: openpyxl makes a cell of every place below it that is asked for,
    and counts what is only formatted, as whole columns often are."""
    return max((cell.row for cell in sheet._cells.values() if cell.value is not None), default=1)


def _spread(rows: list[list[Cell]], merged: Sequence[tuple[int, int, int, int]]) -> None:
    """What stands in merged cells stands in each of them; a title over all columns only once."""
    width = max((len(row) for row in rows), default=0)
    for left, top, right, bottom in merged:
        if right - left + 1 >= width or top > len(rows):
            continue
        value = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [value] * (right - left + 1)


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        is_whole = number == number.to_integral_value()
        return Decimal(int(number)) if is_whole else round(number, 10)  # 10, never 1E+1
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return " ".join(str(value).split()) or None


def _text(content: bytes, most: int) -> Sheet:
    text = _decoded(content)
    if _NEITHER_TEXT.search(text[:10_000]):
        raise Unreadable("zero bytes")
    separator = _separator(text)
    rows: Iterator[list[str]] = csv.reader(StringIO(text, newline=""), delimiter=separator)
    stripped = _Stripped().__getitem__
    found = [tuple(map(stripped, row[:MOST_COLUMNS])) for row in islice(rows, most)]
    return Sheet("", found)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The one that divides most lines into equally many fields; the semicolon before the comma."""
    lines = [line for line in islice(StringIO(text), LOOKED_AT) if line.strip()]
    best, most = ";", 0
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        agreeing = max((n for count, n in counts.items() if count), default=0)
        if agreeing > most:
            best, most = separator, agreeing
    return best
