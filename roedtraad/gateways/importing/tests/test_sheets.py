"""Workbooks as rows of cells."""

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from roedtraad.foundation.lib.sheets import sheets_of
from roedtraad.gateways.importing.measurements.joined import joined

DIVISIONS = {"køn": ("drenge", "piger"), "alder": ("0-5 år", "6-12 år")}


def test_only_rows_with_values_are_read_however_far_down_the_sheet_is_formatted() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["År", "Antal"])
    sheet.append([2025, 10])
    sheet.cell(1_000_000, 1).font = Font(bold=True)
    book.save(content := BytesIO())

    [found] = sheets_of(content.getvalue(), "tal.xlsx")

    assert found.rows == [["År", "Antal"], [Decimal(2025), Decimal(10)]]
    assert str(found.rows[1][1]) == "10"


def test_a_heading_names_groups_of_several_divisions_in_any_order() -> None:
    assert joined("drenge 0-5 år", DIVISIONS) == {"køn": "drenge", "alder": "0-5 år"}
    assert joined("6-12 år / piger", DIVISIONS) == {"køn": "piger", "alder": "6-12 år"}


def test_a_heading_that_says_more_or_less_names_no_crossing() -> None:
    assert not joined("drenge", DIVISIONS)
    assert not joined("drenge 0-5 år i alt", DIVISIONS)
    assert not joined("drengene 0-5 år", DIVISIONS)
    assert not joined("drenge piger", DIVISIONS)
