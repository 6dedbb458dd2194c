from datetime import date

import pytest

from roedtraad.steering.indicators.frequency import (
    MeasuringPeriod,
    last_ended,
    period_with,
    periods_between,
)
from roedtraad.steering.indicators.models import Frequency


@pytest.mark.parametrize(
    ("frequency", "starts_on", "ends_on"),
    [
        (Frequency.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Frequency.QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
        (Frequency.THIRD, date(2024, 1, 1), date(2024, 4, 30)),
        (Frequency.HALF_YEAR, date(2024, 1, 1), date(2024, 6, 30)),
        (Frequency.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (Frequency.SCHOOL_YEAR, date(2023, 8, 1), date(2024, 7, 31)),
    ],
)
def test_a_day_lies_in_one_period_of_each_frequency(
    frequency: Frequency, starts_on: date, ends_on: date
) -> None:
    assert period_with(frequency, date(2024, 2, 29)) == MeasuringPeriod(starts_on, ends_on)


def test_december_belongs_to_the_last_period_of_its_year() -> None:
    period = period_with(Frequency.THIRD, date(2026, 12, 31))

    assert period == MeasuringPeriod(date(2026, 9, 1), date(2026, 12, 31))


@pytest.mark.parametrize("frequency", list(Frequency))
def test_periods_follow_each_other_without_a_gap(frequency: Frequency) -> None:
    periods = list(periods_between(frequency, date(2023, 5, 17), date(2027, 1, 1)))

    assert periods[0].starts_on <= date(2023, 5, 17) <= periods[0].ends_on
    assert periods[-1].starts_on <= date(2027, 1, 1) <= periods[-1].ends_on
    for earlier, later in zip(periods, periods[1:], strict=False):
        assert (later.starts_on - earlier.ends_on).days == 1


def test_the_last_period_that_ended_is_not_the_running_one() -> None:
    period = last_ended(Frequency.QUARTER, date(2026, 3, 31))

    assert period == MeasuringPeriod(date(2025, 10, 1), date(2025, 12, 31))
