"""A period in words: "3. kvartal 2026", "2026–2027", "senest 30. juni 2026"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import Dates, months_in

DASH = "–"


@dataclass(frozen=True)
class _Words:
    months: tuple[str, ...]
    by: str
    since: str
    day: str
    quarter: str
    half: str
    week: str
    school_year: str


DANISH = _Words(
    months=(
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ),
    by="senest {}",
    since="fra {}",
    day="{day}. {month}",
    quarter="{number}. kvartal {year}",
    half="{number}. halvår {year}",
    week="uge {number} {year}",
    school_year="skoleåret {year}/{next:02}",
)
ENGLISH = _Words(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    by="by {}",
    since="from {}",
    day="{day} {month}",
    quarter="Q{number} {year}",
    half="H{number} {year}",
    week="week {number} {year}",
    school_year="school year {year}/{next:02}",
)


def format_period(starts_on: date | None, ends_on: date | None, language: str = "da") -> str:
    """The period in the fewest words that say it exactly; empty when neither end is known."""
    words = ENGLISH if language.lower().startswith("en") else DANISH
    if starts_on and ends_on:
        return _closed((starts_on, ends_on), words)
    if ends_on:
        return words.by.format(_date(ends_on, words))
    return words.since.format(_date(starts_on, words)) if starts_on else ""


def _closed(dates: Dates, words: _Words) -> str:
    starts_on, ends_on = dates
    if starts_on == ends_on:
        return _date(starts_on, words)
    count = months_in(dates)
    if count:
        return _named(dates, count, words) or _months(dates, words)
    year, week, weekday = starts_on.isocalendar()
    if weekday == 1 and ends_on == starts_on + timedelta(days=6):
        return words.week.format(number=week, year=year)
    return _days(dates, words)


def _named(dates: Dates, count: int, words: _Words) -> str:
    """Years, halves, quarters and school years by their names."""
    year, first = dates[0].year, dates[0].month
    if count % 12 == 0 and first == 1:
        last = year + count // 12 - 1
        return str(year) if last == year else f"{year}{DASH}{last}"
    if count == 12 and first == 8:
        return words.school_year.format(year=year, next=(year + 1) % 100)
    if count == 6 and first % 6 == 1:
        return words.half.format(number=first // 6 + 1, year=year)
    if count == 3 and first % 3 == 1:
        return words.quarter.format(number=first // 3 + 1, year=year)
    return ""


def _months(dates: Dates, words: _Words) -> str:
    starts_on, ends_on = dates
    first, last = words.months[starts_on.month - 1], words.months[ends_on.month - 1]
    if starts_on.year != ends_on.year:
        return f"{first} {starts_on.year} {DASH} {last} {ends_on.year}"
    if starts_on.month == ends_on.month:
        return f"{first} {starts_on.year}"
    return f"{first}{DASH}{last} {starts_on.year}"


def _days(dates: Dates, words: _Words) -> str:
    starts_on, ends_on = dates
    if starts_on.year != ends_on.year:
        return f"{_date(starts_on, words)} {DASH} {_date(ends_on, words)}"
    if starts_on.month == ends_on.month:
        first = words.day.format(day=starts_on.day, month="").strip()
        return f"{first}{DASH}{_date(ends_on, words)}"
    return f"{_day(starts_on, words)} {DASH} {_date(ends_on, words)}"


def _date(day: date, words: _Words) -> str:
    return f"{_day(day, words)} {day.year}"


def _day(day: date, words: _Words) -> str:
    return words.day.format(day=day.day, month=words.months[day.month - 1])
