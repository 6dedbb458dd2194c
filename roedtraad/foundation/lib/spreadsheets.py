"""A list as an Excel file: numbers are numbers, dates are dates, and no text is ever a formula.

openpyxl writes the file around the rows, `spreadsheet_cells` the rows themselves: a cell at a time
it would take seconds for a list of thousands, and send nothing before the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .spreadsheet_cells import CellValue, Look, Row, shown, written

__all__ = ["CONTENT_TYPE", "CellValue", "Row", "lists", "pieces", "workbook"]
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # what a sheet can hold below its header
LONGEST_NAME = 31  # what the name of a sheet can hold
NARROWEST, WIDEST = 10, 60
AT_A_TIME = 500  # rows sent together; the first of them say how wide the columns are
END = "</sheetData>"
# by these, and by what comes next, others know the file for what it is
FIRST = ("docProps/app.xml", "docProps/core.xml", "_rels/.rels")
Header = Sequence[str | Promise]
List = tuple[str, Header, Iterable[Row]]


def workbook(
    title: str, header: Header, rows: Iterable[Row], *, about: Sequence[tuple[str, str]] = ()
) -> bytes:
    """An .xlsx file with one list; `about` (label, value) says on a second sheet what it shows."""
    found: list[List] = [(title, header, rows)]
    if about:
        found.append((_("About"), [_("What"), _("Value")], about))
    return lists(title, found)


def lists(title: str, sheets: Sequence[List]) -> bytes:
    """An .xlsx file with several lists: name of the sheet, header, rows."""
    return b"".join(_sent(title, sheets))


def pieces(
    title: str, header: Header, rows: Iterable[Row], *, if_more: str, most: int = MOST_ROWS
) -> Iterator[bytes]:
    """An .xlsx file with one list, to be sent while its rows are still being found.

    Where there are more than a sheet can hold, `if_more` says so in the last.
    """
    return _sent(title, [(title, header, _first(most, iter(rows), if_more))])


def _first(most: int, rows: Iterator[Row], if_more: str) -> Iterator[Row]:
    yield from islice(rows, most - 1)
    last = next(rows, None)
    if last is not None:
        yield last if next(rows, None) is None else [if_more]


class _Unsent:
    """What has been written and not yet sent; a file as far as `ZipFile` needs one."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        content = b"".join(self.parts)
        self.parts.clear()
        return content


def _sent(title: str, sheets: Sequence[List]) -> Iterator[bytes]:
    """The frame is saved for what stands above the rows of a sheet, and again for the rest."""
    book = Workbook()
    book.properties.title = title
    book.properties.creator = ""
    sample = book.worksheets[0]
    looks, unsent = _looks(sample), _Unsent()
    with ZipFile(unsent, "w", ZIP_DEFLATED) as file:  # type: ignore[call-overload]
        _copy(_saved(book), file, FIRST)
        book.remove(sample)
        for name, header, rows in sheets:
            sheet = book.create_sheet(_sheet_name(name))
            yield from _sheet(file, unsent, sheet, header, iter(rows), looks)
        frame, known = _saved(book), set(file.namelist())
        _copy(frame, file, [name for name in frame.namelist() if name not in known])
    yield unsent.taken()


def _sheet(
    file: ZipFile,
    unsent: _Unsent,
    sheet: Worksheet,
    header: Header,
    rows: Iterator[Row],
    looks: dict[Look, int],
) -> Iterator[bytes]:
    some = [list(map(shown, row)) for row in islice(rows, AT_A_TIME)]
    _lay_out(sheet, header, [[each.width for each in row] for row in some])
    last = 1
    with file.open(_path(sheet), "w") as part:
        above = _xml(sheet).partition(END)[0]
        # the frame knows of no row below the header, and a reader would believe it
        part.write(re.sub(r"<dimension[^>]*/>", "", above).encode())
        while some:
            part.write(written(some, last + 1, looks).encode())
            last += len(some)
            yield unsent.taken()
            some = [list(map(shown, row)) for row in islice(rows, AT_A_TIME)]
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(header)))}{last}"
        part.write((END + _xml(sheet).partition(END)[2]).encode())


def _lay_out(sheet: Worksheet, header: Header, widths: list[list[int]]) -> None:
    for column, text in enumerate(header, start=1):
        cell = sheet.cell(1, column, shown(text).text)
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EEF2")
        below = (row[column - 1] for row in widths if len(row) >= column)
        width = max(chain([shown(text).width], below))
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _copy(frame: ZipFile, file: ZipFile, names: Iterable[str]) -> None:
    for name in names:
        file.writestr(name, frame.read(name))


def _looks(sample: Worksheet) -> dict[Look, int]:
    """Every look a cell can have, by its place among the styles of the book."""
    return {look: look.of(sample.cell(row, 1)) for row, look in enumerate(Look.all(), start=1)}


def _saved(book: Workbook) -> ZipFile:
    content = BytesIO()
    book.save(content)
    return ZipFile(content)


def _xml(sheet: Worksheet) -> str:
    return _saved(sheet.parent).read(_path(sheet)).decode()


def _path(sheet: Worksheet) -> str:
    return f"xl/worksheets/sheet{sheet.parent.index(sheet) + 1}.xml"


def _sheet_name(title: str) -> str:
    name = re.sub(r"[\\/*?:\[\]]", " ", ILLEGAL_CHARACTERS_RE.sub("", title)).strip(" '")
    return name[:LONGEST_NAME] or _("List")
