from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import (
    Breakdown,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    RubricLevel,
)
from roedtraad.steering.indicators.queries.owed import due_now, owed
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
ENDS = date(2026, 9, 30)
ADDRESS = "/indikatorer/maalinger/"


@pytest.fixture(autouse=True)
def _october() -> object:
    with time_machine.travel("2026-10-12T10:00Z", tick=False):
        yield


def a_use(unit: Unit, title: str, frequency: Frequency = Frequency.QUARTER, **more: object):
    return IndicatorUseFactory(
        unit=unit, indicator__title=title, indicator__frequency=frequency, **more
    )


@pytest.fixture
def cases(north: Unit) -> IndicatorUse:
    use = a_use(north, "Sager")
    for month, day, value in ((12, 31, 40), (3, 31, 41), (6, 30, 42)):
        year = 2025 if month == 12 else 2026
        MeasurementFactory(use=use, measured_on=date(year, month, day), value=Decimal(value))
    return use


@pytest.fixture
def page(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


def key(use: IndicatorUse) -> str:
    return f"{use.pk}-20260930"


def test_the_page_shows_the_newest_quarter_with_last_value_beside_the_field(
    page: Client, cases: IndicatorUse
) -> None:
    answer = page.get(ADDRESS)

    text = answer.content.decode()
    assert "Hvad skylder jeg for 3. kvartal 2026?" in text
    assert "42" in text and f'name="v-{key(cases)}"' in text


def test_every_frequency_is_owed_where_its_period_ends(north: Unit, leader: User) -> None:
    a_use(north, "Måned", Frequency.MONTH)
    a_use(north, "Kvartal")
    a_use(north, "År", Frequency.YEAR)
    a_use(north, "Ved lejlighed", "")

    third = owed(leader, ENDS, TODAY)
    fourth_of_last_year = owed(leader, date(2025, 12, 31), TODAY)

    assert [(row.use.indicator.title, row.period.ends_on.month) for row in third.rows] == [
        ("Kvartal", 9),
        ("Måned", 7),
        ("Måned", 8),
        ("Måned", 9),
    ]
    assert "År" in {row.use.indicator.title for row in fourth_of_last_year.rows}


def test_who_is_steward_comes_first_and_sees_what_another_unit_owes_them(
    north: Unit, south: Unit, team_leader: User, leader: User
) -> None:
    a_use(north, "A")
    a_use(north, "B", steward=leader)
    a_use(south, "C", steward=leader)

    rows = owed(leader, ENDS, TODAY).rows

    assert [(row.use.indicator.title, row.is_mine) for row in rows] == [("B", True), ("A", False)]


def test_all_right_rows_are_saved_and_wrong_ones_keep_what_was_typed_with_the_reason(
    page: Client, cases: IndicatorUse, north: Unit
) -> None:
    share = a_use(north, "Andel", indicator__kind=IndicatorKind.PERCENTAGE)

    answer = page.post(
        ADDRESS,
        {
            f"v-{key(cases)}": "tolv",
            f"n-{key(share)}": "3",
            f"d-{key(share)}": "4",
            f"t-{key(share)}": "Talt af teamet",
        },
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“tolv” er ikke et tal" in text and 'value="tolv"' in text
    stored = Measurement.objects.get(use=share)
    assert (stored.value, stored.measured_on, stored.note) == (75, ENDS, "Talt af teamet")


def test_zero_is_stored_and_an_empty_field_is_not(
    page: Client, cases: IndicatorUse, north: Unit
) -> None:
    other = a_use(north, "Klager", indicator__largest_jump=Decimal(1000))

    answer = page.post(ADDRESS, {f"v-{key(cases)}": "", f"v-{key(other)}": "0"})

    assert answer.status_code == 302
    assert [row.value for row in Measurement.objects.filter(measured_on=ENDS)] == [0]


def test_not_counted_is_stored_as_that(page: Client, cases: IndicatorUse) -> None:
    page.post(ADDRESS, {f"v-{key(cases)}": "", f"x-{key(cases)}": "1"})

    stored = Measurement.objects.get(measured_on=ENDS)
    assert (stored.is_not_counted, stored.value) == (True, None)


def test_an_unusual_value_is_asked_about_and_kept_when_confirmed(
    page: Client, cases: IndicatorUse
) -> None:
    odd = {f"v-{key(cases)}": "420"}

    asked = page.post(ADDRESS, odd)
    other = page.post(ADDRESS, {**odd, f"ok-{key(cases)}": "7"})
    confirmed = page.post(ADDRESS, {**odd, f"ok-{key(cases)}": "420"})

    assert (asked.status_code, other.status_code) == (422, 422)
    assert "Usædvanligt højt: 420" in asked.content.decode()
    assert confirmed.status_code == 302
    assert Measurement.objects.get(measured_on=ENDS).is_confirmed


def test_a_share_about_persons_is_asked_for_its_numbers_and_the_read_is_logged(
    page: Client, north: Unit
) -> None:
    share = a_use(
        north,
        "Andel",
        indicator__kind=IndicatorKind.PERCENTAGE,
        indicator__is_about_persons=True,
    )
    MeasurementFactory(use=share, measured_on=ENDS, value=Decimal(75))

    shown = page.get(ADDRESS).content.decode()
    typed = {f"n-{key(share)}": "15", f"d-{key(share)}": "20", f"r-{key(share)}": "Tal tilføjet"}
    page.post(ADDRESS, typed)

    assert "75 % er gemt uden sine tal" in shown and f'name="n-{key(share)}"' in shown
    assert "Ikke til videregivelse" in shown
    assert AuditEvent.objects.filter(action="figures.read_whole").exists()
    newest = Measurement.objects.filter(use=share).latest("revision")
    assert (newest.value, newest.numerator, newest.revision) == (75, 15, 2)


def test_a_correction_asks_for_its_reason(page: Client, cases: IndicatorUse) -> None:
    page.post(ADDRESS, {f"v-{key(cases)}": "43"})

    without = page.post(ADDRESS, {f"v-{key(cases)}": "44"})
    page.post(ADDRESS, {f"v-{key(cases)}": "44", f"r-{key(cases)}": "Talt om"})

    assert without.status_code == 422
    newest = Measurement.objects.filter(use=cases, measured_on=ENDS).latest("revision")
    assert (newest.value, newest.revision, newest.reason) == (44, 2, "Talt om")


def test_a_row_nobody_touched_is_not_saved_again(page: Client, cases: IndicatorUse) -> None:
    page.post(ADDRESS, {f"v-{key(cases)}": "43"})

    page.post(ADDRESS, {f"v-{key(cases)}": "43", f"t-{key(cases)}": ""})

    assert Measurement.objects.filter(use=cases, measured_on=ENDS).count() == 1


def test_a_milestone_and_a_rubric_are_chosen(page: Client, north: Unit) -> None:
    milestone = a_use(north, "Trin", indicator__kind=IndicatorKind.MILESTONE)
    evidence = a_use(north, "Praksis", indicator__kind=IndicatorKind.EVIDENCE)
    level = RubricLevel.objects.create(indicator=evidence.indicator, value=2, title="Ses")

    page.post(ADDRESS, {f"m-{key(milestone)}": "nej", f"l-{key(evidence)}": str(level.pk)})

    assert Measurement.objects.get(use=milestone).is_done is False
    assert Measurement.objects.get(use=evidence).level == level


def test_the_first_page_tells_how_many_are_missing_and_until_when(
    north: Unit, leader: User, cases: IndicatorUse
) -> None:
    a_use(north, "Klager")

    [due] = due_now(leader, TODAY)

    assert (due.count, due.deadline) == (2, date(2026, 10, 30))


def test_the_first_page_leads_to_the_table(page: Client, cases: IndicatorUse) -> None:
    text = page.get(reverse("notices:today")).content.decode()

    assert "1 måling for 3. kvartal 2026" in text
    assert f"{ADDRESS}?periode=2026-07-01" in text


def test_another_units_leader_finds_none_of_it_and_saves_nothing(
    client: Client, outsider: User, cases: IndicatorUse, north: Unit
) -> None:
    client.force_login(outsider)

    shown = client.get(ADDRESS)
    chosen = client.get(ADDRESS, {"enhed": north.pk})
    client.post(ADDRESS, {f"v-{key(cases)}": "43"})

    assert "Sager" not in shown.content.decode()
    assert chosen.status_code == 404
    assert not Measurement.objects.filter(measured_on=ENDS).exists()


def test_who_records_nothing_has_no_such_page(client: Client, politician: User) -> None:
    client.force_login(politician)

    assert client.get(ADDRESS).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(
    north: Unit, leader: User, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        use = a_use(north, f"Indikator {number}")
        MeasurementFactory(use=use, measured_on=date(2026, 6, 30))

    with django_assert_max_num_queries(9):
        page = owed(leader, ENDS, TODAY)

    assert len(page.rows) == 60


def test_the_page_takes_no_more_queries_for_more_indicators(
    client: Client, leader: User, north: Unit
) -> None:
    client.force_login(leader)
    counts = []

    for _more in range(2):
        for number in range(5):
            use = a_use(north, f"Indikator {number}", indicator__kind=IndicatorKind.EVIDENCE)
            earlier = a_use(north, f"Som aftalt {number}")
            Indicator.objects.filter(pk=earlier.indicator_id).update(as_agreed_of=use.indicator)
            RubricLevel.objects.create(indicator=use.indicator, value=1, title="Set")
            Breakdown.objects.create(indicator=use.indicator, title="Køn")
            MeasurementFactory(use=use, measured_on=date(2026, 6, 30))
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        counts.append(len(asked))

    assert counts[0] == counts[1]
