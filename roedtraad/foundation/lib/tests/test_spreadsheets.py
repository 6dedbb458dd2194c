from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from roedtraad.foundation.lib.spreadsheets import AT_A_TIME, pieces, workbook


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


def test_a_long_list_begins_to_come_before_its_last_row_is_found() -> None:
    found: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(3 * AT_A_TIME):
            found.append(number)
            yield [number]

    coming = pieces("Log", ["Nr."], rows(), if_more="Der er flere.")
    first = next(coming)

    assert (first[:2], len(found)) == (b"PK", AT_A_TIME)
    sheet = opened(first + b"".join(coming)).active
    assert [cell.value for cell in sheet["A"]] == ["Nr.", *range(3 * AT_A_TIME)]
    assert sheet.auto_filter.ref == f"A1:A{3 * AT_A_TIME + 1}"


@pytest.mark.parametrize(
    ("count", "shown"), [(2, [1, 2]), (3, [1, 2, 3]), (4, [1, 2, "Der er flere."])]
)
def test_more_rows_than_a_sheet_can_hold_are_left_out_and_that_is_said(
    count: int, shown: list[object]
) -> None:
    rows = ([number] for number in range(1, count + 1))

    sheet = opened(b"".join(pieces("Log", ["Nr."], rows, if_more="Der er flere.", most=3))).active

    assert [cell.value for cell in sheet["A"]][1:] == shown


def test_what_is_no_number_leaves_its_cell_empty() -> None:
    row = [Decimal("NaN"), float("inf"), "efter"]

    sheet = opened(workbook("Liste", ["A", "B", "C"], [row])).active

    assert [cell.value for cell in sheet[2]] == [None, None, "efter"]


def test_marks_of_the_files_own_language_are_only_text() -> None:
    text = ' <b>&amp; "Ærø"\n</t> '

    sheet = opened(workbook("Liste", ["<A&B>"], [[text]])).active

    assert [cell.value for cell in sheet["A"]] == ["<A&B>", text]
