"""The periods indicators are measured in, from months to school years."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .models import Frequency

MONTHS_OF = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.THIRD: 4,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
    Frequency.SCHOOL_YEAR: 12,
}
SCHOOL_YEAR_BEGINS = 8  # August
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class MeasuringPeriod:
    """One period, both days included."""

    starts_on: date
    ends_on: date

    def is_over(self, today: date) -> bool:
        return self.ends_on < today


@lru_cache(maxsize=50_000)
def period_with(frequency: Frequency, day: date) -> MeasuringPeriod:
    """The period of `frequency` that `day` lies in."""
    count = MONTHS_OF[frequency]
    offset = SCHOOL_YEAR_BEGINS - 1 if frequency == Frequency.SCHOOL_YEAR else 0
    months = day.year * 12 + day.month - 1 - offset
    return _from_month(months - months % count + offset, count)


def periods_between(frequency: Frequency, first: date, last: date) -> Iterator[MeasuringPeriod]:
    """Every period that has a day from `first` to `last`, oldest first."""
    period = period_with(frequency, first)
    while period.starts_on <= last:
        yield period
        period = period_with(frequency, period.ends_on + ONE_DAY)


def last_ended(frequency: Frequency, today: date) -> MeasuringPeriod:
    """The newest period that is over."""
    return period_with(frequency, period_with(frequency, today).starts_on - ONE_DAY)


def _from_month(first: int, count: int) -> MeasuringPeriod:
    last = first + count - 1
    days = calendar.monthrange(last // 12, last % 12 + 1)[1]
    return MeasuringPeriod(
        date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, days)
    )
