from datetime import date
from pathlib import Path

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.insight.analytics.mart import opening
from roedtraad.insight.analytics.mart.build import build, source_tables
from roedtraad.insight.analytics.mart.opening import MartUnavailable
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorKind
from roedtraad.steering.indicators.services import withdraw_measurement
from roedtraad.steering.indicators.tests.factories import (
    IndicatorFactory,
    IndicatorUseFactory,
    MeasurementFactory,
)

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 31)


def percentage(**more: object) -> Indicator:
    return IndicatorFactory(
        kind=IndicatorKind.PERCENTAGE,
        over_units=Aggregation.MEAN,
        frequency="quarter",
        decimals=1,
        **more,
    )


def measure(indicator: Indicator, unit: Unit, *parts: int) -> object:
    numerator, denominator = parts
    return MeasurementFactory(
        use=IndicatorUseFactory(indicator=indicator, unit=unit),
        measured_on=MARCH,
        value=100 * numerator / denominator,
        numerator=numerator,
        denominator=denominator,
    )


def rolled(marts: Path, unit: Unit) -> list[tuple[float, float, float, int]]:
    build(source_tables(), marts)
    with opening.reading(marts) as mart:
        rows = mart.execute(
            "select value, numerator, denominator, units from rolled where unit = ?", [unit.pk]
        )
        return rows.fetchall()


@pytest.fixture
def marts(tmp_path: Path) -> Path:
    return tmp_path / "marts"


@pytest.fixture
def area(council: Unit) -> Unit:
    return UnitFactory(name="Området", parent=council)


@pytest.fixture
def houses(area: Unit) -> tuple[Unit, Unit]:
    return UnitFactory(parent=area), UnitFactory(parent=area)


def test_a_percentage_is_added_up_before_it_is_divided(
    marts: Path, area: Unit, houses: tuple[Unit, Unit]
) -> None:
    share = percentage()
    measure(share, houses[0], 1, 2)
    measure(share, houses[1], 10, 98)

    assert rolled(marts, area) == [(11.0, 11.0, 100.0, 2)]


def test_what_is_not_added_up_over_units_is_left_out(
    marts: Path, area: Unit, houses: tuple[Unit, Unit]
) -> None:
    alone = percentage()
    alone.over_units = Aggregation.NONE
    alone.save()
    measure(alone, houses[0], 1, 2)

    assert rolled(marts, area) == []


def test_a_withdrawn_figure_is_not_in_the_mart(
    marts: Path, area: Unit, houses: tuple[Unit, Unit], consultant: User
) -> None:
    share = percentage()
    measure(share, houses[0], 1, 2)
    withdraw_measurement(
        measure(share, houses[1], 10, 98), reason="Forkert", acting_user=consultant
    )

    assert rolled(marts, area) == [(50.0, 1.0, 2.0, 1)]


def test_a_node_with_a_figure_of_its_own_passes_that_one_up(
    marts: Path, area: Unit, houses: tuple[Unit, Unit]
) -> None:
    share = percentage()
    team = UnitFactory(parent=houses[0])
    measure(share, team, 9, 10)
    measure(share, houses[0], 1, 2)
    measure(share, houses[1], 10, 98)

    assert rolled(marts, area) == [(11.0, 11.0, 100.0, 2)]


def test_who_reads_the_former_mart_goes_on_reading_it(
    marts: Path, area: Unit, houses: tuple[Unit, Unit]
) -> None:
    share = percentage()
    measure(share, houses[0], 1, 2)
    build(source_tables(), marts)
    with opening.reading(marts) as former:
        measure(share, houses[1], 10, 98)
        build(source_tables(), marts)

        assert former.execute("select count(*) from measurement").fetchone() == (1,)
    with opening.reading(marts) as newest:
        assert newest.execute("select count(*) from measurement").fetchone() == (2,)


def test_without_a_mart_it_is_said_that_there_is_none(marts: Path) -> None:
    with pytest.raises(MartUnavailable), opening.reading(marts):
        pass


def test_a_broken_mart_gives_no_numbers(marts: Path) -> None:
    whole = build(source_tables(), marts)
    whole.write_bytes(b"no database" * 1000)

    with pytest.raises(MartUnavailable), opening.reading(marts):
        pass
