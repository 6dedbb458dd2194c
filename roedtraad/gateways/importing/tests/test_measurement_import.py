from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import Workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.files import services as files
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.layout import Across, Meaning
from roedtraad.gateways.importing.models import ImportState, MeasurementImport
from roedtraad.gateways.importing.queries import checked_file, wrong_figures
from roedtraad.gateways.importing.services import measurements as services
from roedtraad.steering.indicators.models import (
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    MeasurementBatch,
    MeasurementPart,
    StagedMeasurement,
)
from roedtraad.steering.indicators.queries import measurements_by_use
from roedtraad.steering.indicators.services import Reading, batches, record_measurement
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


def begun(
    text: str | bytes, user: User, unit: Unit, name: str = "tal.csv", **said: object
) -> MeasurementImport:
    """A file that is uploaded, understood as suggested but for what is said, and checked."""
    content = text.encode() if isinstance(text, str) else text
    document = files.store_bytes(content, name=name, acting_user=user)
    importing = services.begin(document, unit, acting_user=user)
    meaning = Meaning.from_json({**importing.meaning, **said})
    services.choose(importing, meaning, acting_user=user)
    services.run_check(importing.pk)
    importing.refresh_from_db()
    return importing


def taken_in(importing: MeasurementImport, user: User, **how: bool) -> MeasurementImport:
    how.setdefault("only_right", False)
    services.ask_to_take_in(importing, acting_user=user, **how)
    services.run_take_in(importing.pk)
    importing.refresh_from_db()
    return importing


def stored() -> list[tuple[str, date, Decimal]]:
    rows = Measurement.objects.order_by("use__indicator__title", "measured_on", "revision")
    return list(rows.values_list("use__indicator__title", "measured_on", "value"))


@pytest.fixture
def cases(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(unit=north, indicator__title="Sager")


LONG = """Enhed;Indikator;Periode;Værdi
Familiehuset Nord;Sager;1. kvartal 2026;1.234,5
Familiehuset Nord;sager;2. kvartal 2026;4½
Familiehuset Nord;Sager;2026K3;0
"""


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


def test_one_event_of_the_log_holds_the_files_digest_and_every_row_the_batch(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = taken_in(begun(LONG, leader, north), leader)

    [event] = AuditEvent.objects.filter(action="measurements.imported")
    assert event.detail["sha256"] == importing.document.sha256
    assert set(Measurement.objects.values_list("batch", flat=True)) == {importing.batch_id}
    assert not StagedMeasurement.objects.exists()


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


def test_every_wrong_figure_is_told_with_row_column_value_and_reason(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    cases.indicator.lowest = Decimal(0)
    cases.indicator.save()
    text = (
        "Enhed;Indikator;Periode;Værdi\n"
        "Familiehuset Nord;Sager;2020;mange\n"
        "Familiehuset Syd;Sager;2020;4\n"
        "Familiehuset Nord;Klager;2020;4\n"
        "Familiehuset Nord;Sager;engang;4\n"
        "Familiehuset Nord;Sager;2099;4\n"
        "Familiehuset Nord;Sager;2021;-4\n"
        "Familiehuset Nord;Sager;2022;<5\n"
        "Familiehuset Nord;Sager;2023;1\n"
        "Familiehuset Nord;Sager;2023;2\n"
        "Familiehuset Nord;Sager;2024;7\n"
    )

    importing = begun(text, leader, north)
    wrong = wrong_figures(importing)

    assert [row.row_number for row in wrong] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert wrong[0].column == "Værdi"
    assert (
        wrong[0].sentence
        == "“mange” er ikke et tal. Skriv det som 1.234,5, eller lad cellen være tom."
    )
    assert "lavere end det lavest mulige" in wrong[5].sentence
    assert "skjult" in wrong[6].sentence
    assert checked_file(importing).right == 1


def test_all_or_nothing_is_refused_and_only_what_is_right_is_taken_by_choice(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = begun(LONG + "Familiehuset Nord;Sager;2020;mange\n", leader, north)

    with pytest.raises(ValidationError):
        services.ask_to_take_in(importing, only_right=False, acting_user=leader)
    assert not Measurement.objects.exists()
    taken_in(importing, leader, only_right=True)

    assert (importing.batch.row_count, importing.batch.refused_count) == (3, 1)


def test_the_same_file_is_known_again_with_who_and_when(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    first = taken_in(begun(LONG, leader, north), leader)
    changed = LONG + "Familiehuset Nord;Sager;2020;4\n"
    again = begun(LONG, leader, north)

    assert services.earlier_batch(again) == first.batch
    assert checked_file(again).same == 3
    with pytest.raises(ValidationError, match="ikke noget nyt"):
        services.ask_to_take_in(again, only_right=False, acting_user=leader)
    assert services.earlier_batch(begun(changed, leader, north)) is None


def test_a_figure_that_differs_is_a_correction_and_the_old_one_stays(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    MeasurementFactory(use=cases, measured_on=date(2026, 3, 31), value=Decimal(9))

    importing = begun(LONG, leader, north)
    assert checked_file(importing).corrections == 1
    taken_in(importing, leader)

    revisions = Measurement.objects.filter(use=cases, measured_on=date(2026, 3, 31))
    assert list(revisions.order_by("revision").values_list("value", "reason")) == [
        (9, ""),
        (Decimal("1234.5"), "Indlæst fra tal.csv"),
    ]


def test_a_whole_import_is_undone_by_new_revisions(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    before = MeasurementFactory(use=cases, measured_on=date(2026, 3, 31), value=Decimal(9))
    MeasurementPart.objects.create(measurement=before, cell="1", value=Decimal(9))
    batch = taken_in(begun(LONG, leader, north), leader).batch
    record_measurement(
        cases,
        measured_on=date(2026, 9, 30),
        reading=Reading(value=Decimal(8)),
        reason="Talt om",
        acting_user=leader,
    )

    undone = batches.undo(batch, reason="Forkert fil", acting_user=leader)

    assert undone == 2
    standing = measurements_by_use([cases.pk])[cases.pk]
    assert [(row.measured_on.month, row.value) for row in standing] == [(3, 9), (9, 8)]
    assert [part.value for part in standing[0].parts.all()] == [9]
    assert Measurement.objects.filter(batch=batch).count() == 3
    with pytest.raises(ValidationError):
        batches.undo(batch, reason="Igen", acting_user=leader)


def test_nobody_reads_in_or_undoes_for_another_unit(
    leader: User, outsider: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = begun(LONG, leader, north)
    with pytest.raises(PermissionDenied):
        services.ask_to_take_in(importing, only_right=True, acting_user=outsider)
    document = files.store_bytes(LONG.encode(), name="x.csv", acting_user=outsider)
    with pytest.raises(PermissionDenied):
        services.begin(document, north, acting_user=outsider)
    taken_in(importing, leader)

    with pytest.raises(PermissionDenied):
        batches.undo(importing.batch, reason="Nej", acting_user=outsider)

    assert MeasurementBatch.objects.get().undone_at is None


def test_who_defines_no_indicators_makes_none_by_an_import(team_leader: User, north: Unit) -> None:
    importing = begun("År;Nyt\n2024;4\n", team_leader, north, creates=True)
    services.ask_to_take_in(importing, only_right=False, acting_user=team_leader)

    with pytest.raises(PermissionDenied):
        services.run_take_in(importing.pk)

    importing.refresh_from_db()
    assert importing.state == ImportState.CHECKED
    assert not Indicator.objects.exists() and not Measurement.objects.exists()


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


def test_a_period_in_which_the_indicator_is_not_measured_is_refused(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    cases.indicator.frequency = Frequency.QUARTER
    cases.indicator.save()

    importing = begun("Indikator;Periode;Værdi\nSager;2024;4\nSager;31-12-2024;4\n", leader, north)

    assert importing.counts == {"frequency": 1, "": 1}


def test_a_file_without_a_table_is_refused_in_words(leader: User, north: Unit) -> None:
    document = files.store_bytes(b"bare en linje\n", name="x.csv", acting_user=leader)

    with pytest.raises(ValidationError, match="tabel"):
        services.begin(document, north, acting_user=leader)
