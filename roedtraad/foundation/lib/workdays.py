"""Danish working days and holidays.

Store Bededag was abolished from 2024. Grundlovsdag, Christmas Eve and New Year's Eve are no public
holidays, yet no working days of a municipality either, and are left out here as well; set
`is_whole` to False to count them. The school's summer holiday is taken as ISO weeks 27 to 32: each
municipality sets its own, usually from the last Saturday of June, so it is good for reminders and
no more.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)
FIRST_SUMMER_WEEK, LAST_SUMMER_WEEK = 27, 32
HALF_DAYS = {(6, 5): "Grundlovsdag", (12, 24): "Juleaftensdag", (12, 31): "Nytårsaftensdag"}


def holiday_name(day: date) -> str:
    """The Danish name of the public holiday that `day` is; empty on any other day."""
    return _public_holidays(day.year).get(day, "")


def is_workday(day: date, *, is_whole: bool = True) -> bool:
    """Whether a municipality works on `day`; without `is_whole` also when it may close early."""
    if day.weekday() >= 5 or holiday_name(day):
        return False
    return not (is_whole and (day.month, day.day) in HALF_DAYS)


def add_workdays(day: date, count: int) -> date:
    """The day that is `count` working days after `day`, or before it when `count` is negative.

    With 0 it is `day` itself, or the next working day when it is none.
    """
    if count == 0:
        return next_workday(day)
    step = DAY if count > 0 else -DAY
    for _number in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def next_workday(day: date) -> date:
    """`day`, or the first working day after it."""
    while not is_workday(day):
        day += DAY
    return day


def workdays_between(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both counted."""
    days = (first + number * DAY for number in range((last - first).days + 1))
    return sum(is_workday(day) for day in days)


def is_school_summer_holiday(day: date) -> bool:
    """Whether most schools are closed for the summer, as far as weeks can say it."""
    year, week, _weekday = day.isocalendar()
    return year == day.year and FIRST_SUMMER_WEEK <= week <= LAST_SUMMER_WEEK


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DK", years=year, language="da"))
