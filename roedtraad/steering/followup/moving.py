"""Where a date of one year's wheel lies in another year's. Plain arithmetic on the calendar.

Every answer is a working day: none falls on a weekend, a Danish public holiday, Grundlovsdag,
Christmas Eve or New Year's Eve. A rule that counts within a month stays in that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from roedtraad.foundation.lib.workdays import (
    add_workdays,
    is_workday,
    next_workday,
    workdays_between,
)

from .models import MovingRule

DAY = timedelta(days=1)
LONGEST_LEAP = 52  # weeks that every year has


def moved(day: date, rule: str, years: int = 1) -> date:
    """The day of `years` later that corresponds to `day` by `rule`."""
    return _RULES[MovingRule(rule)](day, day.year + years)


def moved_in_order(days: Sequence[date], rule: str, years: int = 1) -> list[date]:
    """As `moved`, of days in order: none comes to lie before the one it follows."""
    found: list[date] = []
    for day in days:
        place = moved(day, rule, years)
        found.append(max(place, found[-1]) if found else place)
    return found


def moved_span(first: date, last: date, rule: str, years: int = 1) -> tuple[date, date]:
    """A span as long as before in working days, its first day moved by `rule`."""
    start = moved(first, rule, years)
    length = max(workdays_between(first, last) - 1, 0)
    return start, max(add_workdays(start, length), start)


def _workdays(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = (first + number * DAY for number in range(monthrange(year, month)[1]))
    return [day for day in days if is_workday(day)]


def _from_start(day: date, year: int) -> date:
    place = workdays_between(day.replace(day=1), day)
    days = _workdays(year, day.month)
    return days[min(max(place, 1), len(days)) - 1]


def _from_end(day: date, year: int) -> date:
    last = day.replace(day=monthrange(day.year, day.month)[1])
    days = _workdays(year, day.month)
    return days[-min(max(workdays_between(day, last), 1), len(days))]


def _weekday_of_month(day: date, year: int) -> date:
    number = (day.day - 1) // 7
    first = date(year, day.month, 1)
    first += (day.weekday() - first.weekday()) % 7 * DAY
    found = first + number * 7 * DAY
    if found.month != day.month:  # there is no fifth: the last
        found -= 7 * DAY
    return _worked_in_month(found)


def _same_week(day: date, year: int) -> date:
    iso = day.isocalendar()
    wanted = iso.year + year - day.year
    try:
        found = date.fromisocalendar(wanted, iso.week, iso.weekday)
    except ValueError:  # week 53
        found = date.fromisocalendar(wanted, LONGEST_LEAP, iso.weekday)
    return next_workday(found)


def _same_date(day: date, year: int) -> date:
    last = monthrange(year, day.month)[1]
    return next_workday(day.replace(year=year, day=min(day.day, last)))


def _worked_in_month(day: date) -> date:
    """`day`, or the next working day, or at the end of a month the last one before it."""
    found = next_workday(day)
    return found if found.month == day.month else _workdays(day.year, day.month)[-1]


_RULES: dict[MovingRule, Callable[[date, int], date]] = {
    MovingRule.WORKDAY: _from_start,
    MovingRule.WORKDAY_FROM_END: _from_end,
    MovingRule.WEEKDAY: _weekday_of_month,
    MovingRule.WEEK: _same_week,
    MovingRule.DATE: _same_date,
}
