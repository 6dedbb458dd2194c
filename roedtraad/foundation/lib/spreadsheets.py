"""A list as an Excel file: numbers are numbers, dates are dates, and no text is ever a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | Promise | int | float | Decimal | date | datetime | bool | None

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # what one cell can hold
LONGEST_NAME = 31  # what the name of a sheet can hold
NARROWEST, WIDEST = 10, 60
MAY_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
DATE, MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
LOCAL = ZoneInfo("Europe/Copenhagen")


def workbook(
    title: str,
    header: Sequence[str | Promise],
    rows: Iterable[Sequence[CellValue]],
    *,
    about: Sequence[tuple[str, str]] = (),
) -> bytes:
    """An .xlsx file with one list; `about` (label, value) says on a second sheet what it shows."""
    book = Workbook()
    book.properties.title = title
    book.properties.creator = ""
    sheet = book.worksheets[0]
    sheet.title = _sheet_name(title)
    _write(sheet, header, rows)
    if about:
        _write(book.create_sheet(_("About")), [_("What"), _("Value")], about)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def lists(
    title: str, sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[CellValue]]]]
) -> bytes:
    """An .xlsx file with several lists: name of the sheet, header, rows."""
    book = Workbook()
    book.properties.title = title
    book.properties.creator = ""
    book.remove(book.worksheets[0])
    for name, header, rows in sheets:
        _write(book.create_sheet(_sheet_name(name)), header, rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(
    sheet: Worksheet, header: Sequence[str | Promise], rows: Iterable[Sequence[CellValue]]
) -> None:
    widths = [0] * len(header)
    for row_number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, column)
            shown = _fill(cell, value)
            widths[column - 1] = max(widths[column - 1], shown)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EEF2")
    for column, width in enumerate(widths, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _fill(cell: Cell, value: CellValue) -> int:
    """Put `value` in `cell` as what it is; how many characters wide it will show."""
    cell.alignment = Alignment(vertical="top")
    if value is None:
        return 0
    if isinstance(value, bool):
        return _fill_text(cell, _("yes") if value else _("no"))
    if isinstance(value, date):
        return _fill_date(cell, value)
    if isinstance(value, int | float | Decimal):
        return _fill_number(cell, value)
    return _fill_text(cell, str(value))


def _fill_text(cell: Cell, text: str) -> int:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    cell.value = text
    cell.data_type = "s"  # openpyxl would take "=…" for a formula
    cell.quotePrefix = text.startswith(MAY_BE_A_FORMULA)  # so does Excel when the cell is edited
    longest = max((len(line) for line in text.splitlines()), default=0)
    cell.alignment = Alignment(vertical="top", wrap_text=longest > WIDEST or "\n" in text)
    return longest


def _fill_date(cell: Cell, value: date) -> int:
    if not isinstance(value, datetime):
        cell.value = value
        cell.number_format = DATE
        return len(DATE)
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    cell.value = aware.astimezone(LOCAL).replace(tzinfo=None)
    cell.number_format = MOMENT
    return len(MOMENT)


def _fill_number(cell: Cell, value: float | Decimal) -> int:
    cell.value = value
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    return len(f"{value:,}")


def _sheet_name(title: str) -> str:
    name = re.sub(r"[\\/*?:\[\]]", " ", ILLEGAL_CHARACTERS_RE.sub("", title)).strip(" '")
    return name[:LONGEST_NAME] or _("List")
