"""Figures of groups and milestones, read in from a spreadsheet."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.layout import Across
from roedtraad.gateways.importing.models import MeasurementImport
from roedtraad.gateways.importing.queries import checked_file, wrong_figures
from roedtraad.steering.indicators.models import (
    Breakdown,
    BreakdownGroup,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    MeasurementPart,
    RubricLevel,
)
from roedtraad.steering.indicators.services import batches
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

from .measurement_files import begun, taken_in

pytestmark = pytest.mark.django_db
SEX, AGE = ("Piger", "Drenge"), ("0-6 år", "7-17 år")


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


@pytest.fixture
def cases(north: Unit) -> IndicatorUse:
    use = IndicatorUseFactory(unit=north, indicator__title="Sager")
    divided(use.indicator, "Køn", SEX)
    return use


def divided(indicator: Indicator, title: str, groups: tuple[str, ...]) -> Breakdown:
    made = Breakdown.objects.create(
        indicator=indicator, title=title, position=indicator.breakdowns.count()
    )
    BreakdownGroup.objects.bulk_create(
        BreakdownGroup(breakdown=made, title=each, position=at) for at, each in enumerate(groups)
    )
    return made


def parts_of(measurement: Measurement) -> dict[str, Decimal | None]:
    """Values by the names of the groups."""
    names = {str(pk): title for pk, title in BreakdownGroup.objects.values_list("pk", "title")}
    return {
        ", ".join(names[key] for key in cell.split("-")): value
        for cell, value in measurement.parts.values_list("cell", "value")
    }


def sentences(importing: MeasurementImport) -> list[tuple[int, str]]:
    return [(row.row_number, row.sentence) for row in wrong_figures(importing)]


def test_a_row_for_each_group_becomes_one_measurement_with_its_parts(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    text = (
        "Indikator;Periode;Køn;Værdi\nSager;2025;I alt;9\nSager;2025;Piger;4\nSager;2025;Drenge;5\n"
    )

    importing = taken_in(begun(text, leader, north), leader)

    [whole] = Measurement.objects.filter(use=cases)
    assert (importing.meaning["roles"][2], importing.batch.row_count) == ("group", 1)
    assert (whole.value, parts_of(whole)) == (9, {"Piger": 4, "Drenge": 5})


def test_a_column_for_each_group_and_a_whole_that_lacks_is_worked_out_from_all_of_them(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    text = "År;Piger;Drenge\n2024;4;5\n2025;6;\n"

    importing = begun(text, leader, north, title="Sager")
    told = sentences(importing)
    taken_in(importing, leader, only_right=True)

    [whole] = Measurement.objects.filter(use=cases)
    assert importing.meaning["across"] == Across.GROUP
    assert (whole.measured_on, whole.value) == (date(2024, 12, 31), 9)
    assert parts_of(whole) == {"Piger": 4, "Drenge": 5}
    assert [number for number, _words in told] == [3]


def test_groups_that_are_crossed_and_of_percentages(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(
        unit=north,
        indicator__title="Andel",
        indicator__kind=IndicatorKind.PERCENTAGE,
        indicator__has_crossed_breakdowns=True,
    )
    divided(use.indicator, "Køn", SEX)
    divided(use.indicator, "Alder", AGE)
    rows = [f"{sex};{age};1;4" for sex in SEX for age in AGE]
    text = "\n".join(["Køn;Alder;Tæller;Nævner", *rows])

    taken_in(begun(text, leader, north, title="Andel", period="2025"), leader)

    [whole] = Measurement.objects.filter(use=use)
    assert (whole.value, whole.numerator, whole.denominator) == (25, 4, 16)
    assert parts_of(whole)["Drenge, 0-6 år"] == 25


def test_merged_headings_above_each_other_are_crossed_groups(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(
        unit=north, indicator__title="Sager", indicator__has_crossed_breakdowns=True
    )
    divided(use.indicator, "Køn", SEX)
    divided(use.indicator, "Alder", AGE)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Periode", "I alt", "Drenge", None, "Piger", None])
    sheet.append([None, None, *AGE, *AGE])
    sheet.append(["2025", 10, 1, 2, 3, 4])
    for place in ("C1:D1", "E1:F1"):
        sheet.merge_cells(place)
    book.save(content := BytesIO())

    importing = begun(content.getvalue(), leader, north, "tal.xlsx", title="Sager")
    taken_in(importing, leader)

    [whole] = Measurement.objects.filter(use=use)
    assert importing.meaning["across"] == Across.GROUP
    assert whole.value == 10
    assert parts_of(whole) == {
        "Drenge, 0-6 år": 1,
        "Drenge, 7-17 år": 2,
        "Piger, 0-6 år": 3,
        "Piger, 7-17 år": 4,
    }


def test_groups_that_do_not_add_up_or_are_unknown_or_stand_alone_are_told(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    text = (
        "Indikator;Periode;Køn;Værdi\n"
        "Sager;2023;Alle;9\nSager;2023;Piger;4\nSager;2023;Drenge;4\n"
        "Sager;2024;Alle;9\nSager;2024;Voksne;9\n"
        "Sager;2025;Piger;4\nSager;2025;Piger;4\n"
    )

    told = sentences(begun(text, leader, north))

    assert [number for number, _words in told] == [2, 3, 4, 6, 7, 8]
    assert "er ikke det, grupperne giver lagt sammen" in told[0][1]
    assert "gælder en gruppe, og tallet for alle grupper mangler" in told[1][1]
    assert "som indikatoren ikke er delt op i" in told[3][1]
    assert "flere gange" in told[4][1]


def test_the_same_groups_again_are_nothing_new_and_another_group_is_a_correction(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    text = "Indikator;Periode;Køn;Værdi\nSager;2025;Piger;4\nSager;2025;Drenge;5\n"
    first = taken_in(begun(text, leader, north), leader)

    again = begun(text, leader, north, name="igen.csv")
    other = taken_in(begun(text.replace("4", "3").replace("5\n", "6\n"), leader, north), leader)

    assert again.counts == {"same": 3}
    newest = Measurement.objects.latest("revision")
    assert (newest.revision, newest.value, parts_of(newest)) == (2, 9, {"Piger": 3, "Drenge": 6})
    batches.undo(other.batch, reason="Forkert fil", acting_user=leader)
    assert parts_of(Measurement.objects.latest("revision")) == {"Piger": 4, "Drenge": 5}
    assert MeasurementPart.objects.filter(measurement__batch=first.batch).count() == 2


def test_milestones_are_done_or_not_or_reached_on_a_date(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(
        unit=north, indicator__title="Ny vagt", indicator__kind=IndicatorKind.MILESTONE
    )
    text = "Milepæl;Dato;Nået\nNy vagt;31-03-2026;ikke nået\nNy vagt;30-06-2026;15-05-2026\nNy vagt;2025;måske\n"

    importing = begun(text, leader, north)
    [told] = sentences(importing)
    taken_in(importing, leader, only_right=True)

    rows = Measurement.objects.filter(use=use).order_by("measured_on")
    assert list(rows.values_list("measured_on", "is_done", "value")) == [
        (date(2026, 3, 31), False, None),
        (date(2026, 5, 15), True, None),
    ]
    assert told == (4, "“måske” siger ikke, om milepælen er nået. Skriv ja, nej eller datoen.")


def test_a_list_of_dates_makes_milestones_that_are_not_there_yet(leader: User, north: Unit) -> None:
    text = "Milepæl;Nået den\nNy vagt;15-05-2026\nFælles visitation;01-12-2099\n"

    importing = begun(text, leader, north, creates=True)
    makes = checked_file(importing).makes
    taken_in(importing, leader, only_right=True)

    [made] = Indicator.objects.all()
    assert makes == ["Ny vagt"]
    assert (made.title, made.kind, made.frequency) == ("Ny vagt", IndicatorKind.MILESTONE, "")
    assert Measurement.objects.get().is_done
    assert importing.counts == {"": 1, "future": 1}


def test_a_correction_without_groups_keeps_theirs_or_asks_for_them(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    division = cases.indicator.breakdowns.get()
    text = "Indikator;Periode;Køn;Værdi\nSager;2025;Piger;4\nSager;2025;Drenge;5\n"
    taken_in(begun(text, leader, north), leader)
    without = "Indikator;Periode;Værdi\nSager;2025;10\n"

    told = sentences(begun(without, leader, north, name="ny.csv"))
    Breakdown.objects.filter(pk=division.pk).update(must_add_up=False)
    taken_in(begun(without, leader, north, name="ny.csv"), leader)

    newest = Measurement.objects.latest("revision")
    assert "det, grupperne fra før giver lagt sammen" in told[0][1]
    assert [number for number, _words in told] == [2]
    assert (newest.value, parts_of(newest)) == (10, {"Piger": 4, "Drenge": 5})


def test_a_correction_of_one_group_keeps_the_others(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    text = "Indikator;Periode;Køn;Værdi\nSager;2025;Piger;4\nSager;2025;Drenge;5\n"
    taken_in(begun(text, leader, north), leader)
    one = "Indikator;Periode;Køn;Værdi\nSager;2025;Alle;8\nSager;2025;Piger;3\n"

    importing = taken_in(begun(one, leader, north, name="ny.csv"), leader)

    newest = Measurement.objects.latest("revision")
    assert (importing.counts, importing.batch.refused_count) == ({"": 2}, 0)
    assert (newest.value, parts_of(newest)) == (8, {"Piger": 3, "Drenge": 5})


def test_levels_of_a_rubric_are_read_by_name_or_number(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(
        unit=north, indicator__title="Inddragelse", indicator__kind=IndicatorKind.EVIDENCE
    )
    for value, title in ((1, "Ikke set"), (2, "Delvist set"), (3, "Set")):
        RubricLevel.objects.create(indicator=use.indicator, value=value, title=title)
    cells = ["delvist set", "3 – Set", "1", "2 – Set", "Ofte"]
    rows = [f"Inddragelse;{2021 + at};{cell}" for at, cell in enumerate(cells)]

    importing = begun("\n".join(["Indikator;Periode;Hvad ses", *rows]), leader, north)
    told = sentences(importing)
    taken_in(importing, leader, only_right=True)

    levels = Measurement.objects.filter(use=use).order_by("measured_on")
    assert importing.meaning["roles"][2] == "value"
    assert list(levels.values_list("level__title", "value")) == [
        ("Delvist set", 2),
        ("Set", 3),
        ("Ikke set", 1),
    ]
    assert [number for number, _words in told] == [5, 6]
    assert "Skriv navnet på et niveau eller dets nummer." in told[1][1]


UNDIVIDED = (
    "Indikator;Periode;Køn;Værdi\n"
    "Klager;2024;Piger;4\nKlager;2024;Drenge;5\n"
    "Klager;2025;I alt;7\nKlager;2025;Piger;3\nKlager;2025;Drenge;4\n"
)


def test_groups_that_are_not_declared_are_told_and_declared_by_choice(
    leader: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north, indicator__title="Klager")

    told = sentences(begun(UNDIVIDED, leader, north))
    importing = begun(UNDIVIDED, leader, north, divides=True)
    [divides] = checked_file(importing).divides
    is_untouched = not Breakdown.objects.exists()
    taken_in(importing, leader)

    assert "Vælg at oprette grupper nedenfor" in told[0][1] and is_untouched
    assert (divides.indicator, divides.title, divides.groups) == ("Klager", "Køn", "Piger, Drenge")
    rows = Measurement.objects.filter(use=use).order_by("measured_on")
    assert [(row.value, parts_of(row)) for row in rows] == [
        (9, {"Piger": 4, "Drenge": 5}),
        (7, {"Piger": 3, "Drenge": 4}),
    ]
    use.indicator.refresh_from_db()
    assert use.indicator.version == 2 and use.indicator.breakdowns.get().must_add_up
    assert use.indicator.versions.get().reason == "Indlæst fra tal.csv"


def test_groups_that_mostly_do_not_add_up_in_the_file_need_not(leader: User, north: Unit) -> None:
    IndicatorUseFactory(unit=north, indicator__title="Klager")

    importing = begun(UNDIVIDED.replace("alt;7", "alt;6"), leader, north, divides=True)
    taken_in(importing, leader, only_right=True)

    [row] = Measurement.objects.all()
    assert (row.value, parts_of(row)) == (6, {"Piger": 3, "Drenge": 4})
    assert not Breakdown.objects.get().must_add_up


def test_groups_in_columns_and_crossed_ones_divide_indicators_made_by_the_import(
    leader: User, north: Unit
) -> None:
    columns = "År;Piger;Drenge\n2025;4;5\n"
    crossed = (
        "Køn;Alder;Antal\nPiger;0-6 år;1\nPiger;7-17 år;2\nDrenge;0-6 år;3\nDrenge;7-17 år;4\n"
    )
    said = {"creates": True, "divides": True}

    first = begun(columns, leader, north, title="Ture", across="group", divided_by="Køn", **said)
    taken_in(first, leader)
    roles = ["group", "group", "value"]
    second = begun(crossed, leader, north, title="Ophold", period="2025", roles=roles, **said)
    taken_in(second, leader)

    ture, ophold = Measurement.objects.order_by("pk")
    assert (ture.value, parts_of(ture)) == (9, {"Piger": 4, "Drenge": 5})
    assert (ophold.value, parts_of(ophold)["Drenge, 7-17 år"]) == (10, 4)
    assert ophold.use.indicator.has_crossed_breakdowns


def test_who_defines_no_indicators_divides_none_by_an_import(
    team_leader: User, north: Unit
) -> None:
    IndicatorUseFactory(unit=north, indicator__title="Klager")

    importing = begun(UNDIVIDED, team_leader, north, divides=True)

    assert (importing.divided, importing.counts["group"]) == ([], 4)
