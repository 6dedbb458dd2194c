from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from roedtraad.foundation.lib.spreadsheets import workbook


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_numbers_dates_and_texts_keep_their_kind() -> None:
    row = ["Ærø Børnehus", 68, Decimal("1234.5000"), date(2026, 6, 30), None, True]

    sheet = opened(workbook("Mål", ["A", "B", "C", "D", "E", "F"], [row])).active

    assert [cell.value for cell in sheet[2]] == [
        "Ærø Børnehus",
        68,
        1234.5,
        datetime(2026, 6, 30),  # noqa: DTZ001  a spreadsheet knows no time zones
        None,
        "ja",
    ]
    assert sheet["C2"].number_format == "#,##0.0"
    assert sheet["D2"].is_date


def test_a_moment_is_shown_in_danish_time() -> None:
    moment = datetime(2026, 6, 30, 10, 42, tzinfo=UTC)

    sheet = opened(workbook("Log", ["Hvornår"], [[moment]])).active

    assert sheet["A2"].value == datetime(2026, 6, 30, 12, 42)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["=1+1", "+45 86", "-20 pct.", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_text_is_never_a_formula(text: str) -> None:
    sheet = opened(workbook("Liste", ["Tekst"], [[text]])).active

    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert sheet["A2"].quotePrefix


def test_a_negative_number_is_still_a_number() -> None:
    sheet = opened(workbook("Liste", ["Tal"], [[Decimal("-2.3")]])).active

    assert sheet["A2"].value == -2.3


def test_the_header_stays_in_sight_and_can_filter() -> None:
    sheet = opened(workbook("Liste", [gettext_lazy("title"), "B"], [["x", 1], ["y", 2]])).active

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold


def test_columns_are_as_wide_as_their_text_within_limits() -> None:
    sheet = opened(workbook("Liste", ["A", "B"], [["x" * 30, "y" * 500]])).active

    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert widths == [32, 60]
    assert sheet["B2"].alignment.wrap_text


def test_an_empty_list_is_a_header_alone() -> None:
    sheet = opened(workbook("Liste", ["A"], [])).active

    assert [[cell.value for cell in row] for row in sheet] == [["A"]]


def test_what_excel_cannot_hold_is_left_out() -> None:
    sheet = opened(workbook("A/B: [x]?" + "y" * 40, ["A"], [["a\x00b\x0bc" + "z" * 40_000]])).active

    assert sheet.title == "A B   x  " + "y" * 22
    assert sheet["A2"].value.startswith("abcz")
    assert len(sheet["A2"].value) == 32_767


def test_a_second_sheet_says_what_the_list_shows() -> None:
    book = opened(workbook("Liste", ["A"], [], about=[("Enhed", "Familiehuset Nord")]))

    assert [[cell.value for cell in row] for row in book.worksheets[1]][1] == [
        "Enhed",
        "Familiehuset Nord",
    ]
