from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files import services as files
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.layout import Across
from roedtraad.gateways.importing.models import ImportState
from roedtraad.gateways.importing.services import measurements as services
from roedtraad.steering.indicators.models import (
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
)
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

from .measurement_files import LONG, begun, stored, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


@pytest.fixture
def cases(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(unit=north, indicator__title="Sager")


def test_a_list_with_one_row_for_each_figure_is_understood_as_it_stands(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = taken_in(begun(LONG, leader, north), leader)

    assert importing.state == ImportState.DONE
    assert stored() == [
        ("Sager", date(2026, 3, 31), Decimal("1234.5")),
        ("Sager", date(2026, 6, 30), Decimal("4.5")),
        ("Sager", date(2026, 9, 30), Decimal(0)),
    ]
    assert Measurement.objects.earliest("pk").period_from == date(2026, 1, 1)


def test_years_in_the_first_column_and_an_indicator_in_each_other(
    leader: User, north: Unit
) -> None:
    text = "År;Anbragte børn;Udgift mio. kr.\n2024;1.204;67,6\n2025;1.171;68\n"

    importing = taken_in(begun(text, leader, north, creates=True), leader)

    assert importing.batch.row_count == 4
    assert stored()[0] == ("Anbragte børn", date(2024, 12, 31), Decimal(1204))
    made = Indicator.objects.get(title="Udgift mio. kr.")
    assert (made.measured_in, made.frequency, made.decimals) == ("mio. kr.", Frequency.YEAR, 1)


def test_a_year_in_each_column_and_a_group_in_each_row(leader: User, north: Unit) -> None:
    text = 'Form,2024,2025\nPlejefamilie,"110","1,5"\nNetværk,11,\n'

    importing = taken_in(begun(text, leader, north, creates=True, title="Anbragte"), leader)

    assert importing.meaning["across"] == Across.PERIOD
    assert stored() == [
        ("Anbragte – Netværk", date(2024, 12, 31), Decimal(11)),
        ("Anbragte – Plejefamilie", date(2024, 12, 31), Decimal(110)),
        ("Anbragte – Plejefamilie", date(2025, 12, 31), Decimal("1.5")),
    ]


def test_a_unit_in_each_column(principal: User, north: Unit, south: Unit) -> None:
    for unit in (north, south):
        IndicatorUseFactory(unit=unit, indicator__title="Klager")
    text = "Periode;Familiehuset Nord;Familiehuset Syd\n2024;3;4\n"

    taken_in(begun(text, principal, north, title="Klager"), principal)

    assert dict(Measurement.objects.values_list("use__unit__name", "value")) == {
        "Familiehuset Nord": 3,
        "Familiehuset Syd": 4,
    }


def test_a_period_in_the_heading_and_in_the_name_of_the_row(leader: User, north: Unit) -> None:
    heading = "Form;Antal 2024\nPlejefamilie;110\n"
    label = "Mål;Mio. kr.\nbudget 2024;138\nforventet besparelse 2019-2022;16\n"

    taken_in(begun(heading, leader, north, creates=True), leader)
    taken_in(begun(label, leader, north, name="b.csv", creates=True), leader)

    assert [(title, on.year) for title, on, _value in stored()] == [
        ("Plejefamilie", 2024),
        ("budget 2024", 2024),
        ("forventet besparelse 2019-2022", 2022),
    ]


def test_numerators_and_denominators_give_the_percentage(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(
        unit=north, indicator__title="Andel", indicator__kind=IndicatorKind.PERCENTAGE
    )
    text = "Indikator;Periode;Tæller;Nævner\nAndel;2024;2;3\nAndel;2025;4;3\nAndel;2023;1;0\n"

    importing = begun(text, leader, north)
    taken_in(importing, leader, only_right=True)

    [row] = Measurement.objects.filter(use=use)
    assert (row.value, row.numerator, row.denominator) == (Decimal("66.6667"), 2, 3)


def test_what_columns_mean_is_remembered_for_the_next_file_of_that_layout(
    leader: User, north: Unit
) -> None:
    said = {"title": "Anbragte", "creates": True}
    begun("Form;2024;2025\nPlejefamilie;1;2\n", leader, north, **said)
    document = files.store_bytes(
        b"Form;2025;2026\nPlejefamilie;2;3\n", name="ny.csv", acting_user=leader
    )

    importing = services.begin(document, north, acting_user=leader)

    assert importing.is_remembered
    assert (importing.meaning["title"], importing.meaning["headings"]) == (
        "Anbragte",
        ["", "2025", "2026"],
    )


@pytest.mark.parametrize(
    "content",
    [
        "År;Børn i pleje\n2024;4\n".encode("utf-8-sig"),
        "År;Børn i pleje\n2024;4\n".encode("cp1252"),
        "År\tBørn i pleje\r\n2024\t4\r\n".encode("utf-16"),
        "År,Børn i pleje\n2024,4\n".encode(),
    ],
)
def test_every_usual_alphabet_and_separator_is_read(
    leader: User, north: Unit, content: bytes
) -> None:
    importing = begun(content, leader, north, creates=True)

    assert importing.counts == {"": 1}
    assert importing.wanted[0][2] == "Børn i pleje"


def test_a_workbook_with_title_blank_rows_merged_headings_totals_and_footnotes(
    leader: User, north: Unit
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "Opgørelse over sager"
    sheet.merge_cells("A1:E1")
    sheet["B3"], sheet["D3"] = "Piger", "Drenge"
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    for column, heading in enumerate(("Alder", "Sager", "Klager", "Sager", "Klager"), start=1):
        sheet.cell(4, column, heading)
    for row, values in enumerate((("0-6 år", 1, 2, 3, 4), ("7-17 år", 5, 6, 7, 8.5)), start=5):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    for column, value in enumerate(("I alt", 6, 8, 10, 12.5), start=1):
        sheet.cell(7, column, value)
    sheet["A9"] = "Kilde: egne tal"
    file = BytesIO()
    book.save(file)

    importing = begun(
        file.getvalue(), leader, north, name="sager.xlsx", creates=True, period="2024"
    )

    assert (importing.counts, importing.skipped) == ({"": 8}, 2)
    assert "0-6 år – Piger Sager" in [each[2] for each in importing.wanted]


def test_not_counted_and_remarks_are_kept_and_empty_cells_left_out(
    leader: User, north: Unit
) -> None:
    text = "År;Sager;Klager;Ture\n2024;ikke oplyst;-;24 (halvt så mange)\n"

    taken_in(begun(text, leader, north, creates=True), leader)

    rows = {row.use.indicator.title: row for row in Measurement.objects.select_related()}
    assert set(rows) == {"Sager", "Ture"}
    assert rows["Sager"].is_not_counted
    assert (rows["Ture"].value, rows["Ture"].note) == (24, "halvt så mange")


def test_a_file_without_a_table_is_refused_in_words(leader: User, north: Unit) -> None:
    document = files.store_bytes(b"bare en linje\n", name="x.csv", acting_user=leader)

    with pytest.raises(ValidationError, match="tabel"):
        services.begin(document, north, acting_user=leader)
