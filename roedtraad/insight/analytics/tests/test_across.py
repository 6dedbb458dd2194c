from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.models import ClockRun
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.insight.analytics.jobs import FRESHEN
from roedtraad.insight.analytics.mart import keeping, opening
from roedtraad.insight.analytics.queries.across import unit_figures
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorKind
from roedtraad.steering.indicators.tests.factories import (
    IndicatorFactory,
    IndicatorUseFactory,
    MeasurementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture(autouse=True)
def clock_run(db: None) -> ClockRun:
    now = timezone.now()
    return ClockRun.objects.create(name=FRESHEN, due_at=now, succeeded_at=now)


@pytest.fixture
def share() -> Indicator:
    return IndicatorFactory(
        title="Familier med egne mål",
        kind=IndicatorKind.PERCENTAGE,
        over_units=Aggregation.MEAN,
        frequency="quarter",
        measured_in="%",
    )


def measure(indicator: Indicator, unit: Unit, on: date, numerator: int, denominator: int) -> None:
    use, _ = indicator.uses.get_or_create(unit=unit)
    MeasurementFactory(
        use=use,
        measured_on=on,
        value=100 * numerator / denominator,
        numerator=numerator,
        denominator=denominator,
    )


def page(client: Client, user: User, unit: Unit | None = None) -> str:
    client.force_login(user)
    name = "analytics:across" if unit is None else "analytics:unit"
    return client.get(reverse(name, args=[unit.pk] if unit else [])).content.decode()


def test_units_are_added_up_for_who_sees_them_all(
    client: Client, principal: User, north: Unit, south: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    measure(share, south, date(2026, 3, 31), 10, 98)
    keeping.refresh()

    shown = page(client, principal)

    assert "11 %" in shown
    assert "1. kvartal 2026" in shown
    assert "2 af 2" in shown
    assert "som de var kendt den" in shown


def test_a_unit_that_did_not_report_is_seen_to_be_missing(
    client: Client, principal: User, north: Unit, south: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    IndicatorUseFactory(indicator=share, unit=south)
    keeping.refresh()

    assert "1 af 2" in page(client, principal)


def test_a_leader_sees_the_own_unit_and_not_the_area_above(
    client: Client, leader: User, administration: Unit, north: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    keeping.refresh()
    client.force_login(leader)

    above = client.get(reverse("analytics:unit", args=[administration.pk]))

    assert "50 %" in page(client, leader)
    assert above.status_code == 404


def test_another_units_figures_are_not_found(
    client: Client, outsider: User, north: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    keeping.refresh()
    client.force_login(outsider)

    assert client.get(reverse("analytics:unit", args=[north.pk])).status_code == 404


def test_a_politician_sees_no_figures_of_drafts(client: Client, politician: User) -> None:
    keeping.refresh()
    client.force_login(politician)

    assert client.get(reverse("analytics:across")).status_code == 404


@pytest.fixture
def about_persons(share: Indicator) -> Indicator:
    share.is_about_persons = True
    share.save()
    return share


def test_a_sum_about_persons_is_shown_when_nobody_can_be_found_by_it(
    client: Client, principal: User, north: Unit, south: Unit, about_persons: Indicator
) -> None:
    measure(about_persons, north, date(2026, 3, 31), 20, 50)
    measure(about_persons, south, date(2026, 3, 31), 30, 50)
    keeping.refresh()

    shown = page(client, principal)

    assert "50 %" in shown and "2 af 2" in shown
    assert "Nogle tal handler om personer" in shown


def test_a_unit_of_few_takes_with_it_what_it_could_be_computed_from(
    client: Client,
    principal: User,
    administration: Unit,
    north: Unit,
    south: Unit,
    about_persons: Indicator,
) -> None:
    for on, few in ((date(2025, 12, 31), 30), (date(2026, 3, 31), 2)):
        measure(about_persons, south, on, few, 50)
        measure(about_persons, north, on, 20, 50)
    keeping.refresh()

    found = {
        unit: [each.value for each in unit_figures(principal, unit).rows[0].figures]
        for unit in (administration, north, south)
    }
    shown = page(client, principal, south)

    assert found == {administration: [50, 22], north: [40, None], south: [60, None]}
    assert "vises ikke, så ingen person kan genkendes" in shown
    assert "4 %" not in shown


def test_a_late_unit_of_few_does_not_move_a_sum_that_was_shown(
    principal: User, administration: Unit, north: Unit, south: Unit, about_persons: Indicator
) -> None:
    west = UnitFactory(name="Familiehuset Vest", parent=administration)
    on = date(2026, 3, 31)
    measure(about_persons, north, on, 20, 50)
    measure(about_persons, south, on, 30, 50)
    keeping.refresh()
    before = unit_figures(principal, administration).rows[0].figures

    measure(about_persons, west, on, 2, 4)
    keeping.refresh()
    after = unit_figures(principal, administration).rows[0].figures

    assert [each.value for each in before] == [50]
    assert [each.value for each in after] == [None]


def test_a_figure_the_linked_tables_do_not_know_is_left_out(
    principal: User, administration: Unit, north: Unit, south: Unit, about_persons: Indicator
) -> None:
    measure(about_persons, north, date(2026, 3, 31), 20, 50)
    measure(about_persons, south, date(2026, 3, 28), 30, 50)
    keeping.refresh()

    figures = unit_figures(principal, administration).rows[0].figures

    assert [each.is_hidden for each in figures] == [True]


def test_without_a_mart_the_page_says_so_and_shows_no_number(
    client: Client, principal: User, north: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)

    shown = page(client, principal)

    assert "kan ikke vises" in shown
    assert "50 %" not in shown


def test_a_mart_that_breaks_while_it_is_read_gives_no_number_and_is_built_anew(
    client: Client, principal: User, north: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    keeping.refresh()
    with duckdb.connect(opening.current()) as mart:
        mart.execute("drop table rolled")

    shown = page(client, principal)
    keeping.refresh()

    assert "kan ikke vises" in shown
    assert "50 %" in page(client, principal)


def test_it_is_told_when_the_night_found_other_figures(
    client: Client, principal: User, north: Unit, share: Indicator
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    keeping.refresh()
    with duckdb.connect(opening.current()) as mart:
        mart.execute("update rolled set value = 70")

    differing = keeping.rebuild()

    assert differing == ("rolled",)
    assert "Tal på denne side er rettet" in page(client, principal)


def test_it_is_told_when_the_figures_are_not_being_renewed(
    client: Client, principal: User, north: Unit, share: Indicator, clock_run: ClockRun
) -> None:
    measure(share, north, date(2026, 3, 31), 1, 2)
    keeping.refresh()
    running = page(client, principal)
    clock_run.succeeded_at = timezone.now() - timedelta(minutes=10)
    clock_run.save()

    stopped = page(client, principal)

    assert "fornyes ikke" in stopped
    assert "fornyes ikke" not in running


def test_queries_do_not_grow_with_units_and_indicators(
    principal: User,
    administration: Unit,
    north: Unit,
    south: Unit,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for unit in (north, south):
        for _ in range(10):
            indicator = IndicatorFactory(over_units=Aggregation.SUM, frequency="month")
            measure(indicator, unit, date(2026, 3, 31), 1, 2)
    keeping.refresh()

    with django_assert_num_queries(3):
        found = unit_figures(principal, administration)

    assert len(found.rows) == 20
