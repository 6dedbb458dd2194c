from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from roedtraad.steering.indicators.models import IndicatorKind, Target
from roedtraad.steering.indicators.series import indicator_chart, target_steps
from roedtraad.steering.indicators.tests.factories import (
    IndicatorUseFactory,
    MeasurementFactory,
    TargetFactory,
)

JANUARY, MARCH, DECEMBER = date(2026, 1, 1), date(2026, 3, 1), date(2026, 12, 31)


def target(pk: int, value: int, **more: object) -> Target:
    given = {"set_at": datetime(2026, 1, 1, 12, tzinfo=UTC), "due_on": DECEMBER} | more
    return Target(pk=pk, value=Decimal(value), **given)


def shown(targets: list[Target]) -> list[tuple[date, date, int, bool]]:
    steps = target_steps(targets, first=JANUARY, last=DECEMBER)
    return [(step.starts_on, step.ends_on, int(step.value), step.is_replaced) for step in steps]


def test_one_target_holds_all_the_way() -> None:
    assert shown([target(1, 80)]) == [(JANUARY, DECEMBER, 80, False)]


def test_a_revised_target_holds_until_it_was_revised_and_stays_as_what_would_have_been() -> None:
    old = target(1, 70, replaced_by_id=2)
    new = target(2, 80, set_at=datetime(2026, 3, 1, 12, tzinfo=UTC))

    assert shown([old, new]) == [
        (JANUARY, MARCH, 70, False),
        (MARCH, DECEMBER, 70, True),
        (MARCH, DECEMBER, 80, False),
    ]


def test_targets_of_several_dates_follow_each_other() -> None:
    assert shown([target(1, 60, due_on=MARCH), target(2, 80)]) == [
        (JANUARY, MARCH, 60, False),
        (MARCH, DECEMBER, 80, False),
    ]


@pytest.mark.django_db
def test_a_number_with_measurements_is_a_chart_that_says_where_it_stands() -> None:
    use = IndicatorUseFactory(indicator__title="Andel med egne mål")
    TargetFactory(use=use, value=Decimal(80))
    MeasurementFactory(use=use, measured_on=JANUARY, value=Decimal(0))
    MeasurementFactory(use=use, measured_on=MARCH, value=Decimal(58))

    chart = indicator_chart(use, list(use.measurements.all()), list(use.targets.all()))

    assert chart is not None
    assert chart.spec["title"]["text"] == ["Seneste: 58 % – måltallet er 80 %"]
    assert chart.spec["title"]["subtitle"] == ["Andel med egne mål"]
    assert [row[1] for row in chart.rows] == ["0", "58"]


@pytest.mark.django_db
def test_a_measurement_is_shown_with_all_its_decimals() -> None:
    use = IndicatorUseFactory(indicator__measured_in="%")
    MeasurementFactory(use=use, measured_on=JANUARY, value=Decimal("18.50"))
    MeasurementFactory(use=use, measured_on=MARCH, value=Decimal(15))

    chart = indicator_chart(use, list(use.measurements.all()), [])

    assert chart is not None
    assert [row[1] for row in chart.rows] == ["18,5", "15,0"]
    assert "18,5" in chart.alt


@pytest.mark.django_db
def test_a_milestone_and_a_number_without_measurements_have_no_chart() -> None:
    number = IndicatorUseFactory()
    milestone = IndicatorUseFactory(indicator__kind=IndicatorKind.MILESTONE)
    done = MeasurementFactory(use=milestone, value=None, is_done=True)

    assert indicator_chart(number, [], []) is None
    assert indicator_chart(milestone, [done], []) is None
