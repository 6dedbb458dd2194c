"""From and to of months, weeks, holidays: what the calendar says, None where it says nothing."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Dates = tuple[date, date]
DAY = timedelta(days=1)
WINTER_HOLIDAY, AUTUMN_HOLIDAY = 7, 42  # weeks, as in most municipalities
FIRST_SUMMER_WEEK, LAST_SUMMER_WEEK = 27, 32


def day(year: int, month: int, number: int) -> date | None:
    """A day, or None for the 31st of February."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def months(year: int, first: int, count: int = 1) -> Dates | None:
    """`count` whole months from the month numbered `first`; they may run into the next year."""
    if not 1 <= first <= 12 or count < 1:
        return None
    last = year * 12 + first + count - 2
    return date(year, first, 1), end_of_month(last // 12, last % 12 + 1)


def end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def weeks(year: int, first: int, last: int) -> Dates | None:
    """ISO weeks `first` to `last`, Monday to Sunday; week 52 to 2 begins the year before."""
    try:
        starts_on = date.fromisocalendar(year if first <= last else year - 1, first, 1)
        return starts_on, date.fromisocalendar(year, last, 7)
    except ValueError:
        return None


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, before = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, before + 1)


def holiday(name: str, year: int) -> Dates | None:
    """From and to of a holiday; school holidays are the weeks that most schools have."""
    easter = easter_sunday(year)
    known: dict[str, Dates | None] = {
        "winter": weeks(year, WINTER_HOLIDAY, WINTER_HOLIDAY),
        "easter": (easter - 7 * DAY, easter + DAY),
        "easter_holiday": (easter - 8 * DAY, easter + DAY),
        "whitsun": (easter + 49 * DAY, easter + 50 * DAY),
        "summer": weeks(year, FIRST_SUMMER_WEEK, LAST_SUMMER_WEEK),
        "autumn": weeks(year, AUTUMN_HOLIDAY, AUTUMN_HOLIDAY),
        "christmas": (date(year, 12, 24), date(year, 12, 26)),
        "christmas_holiday": (date(year, 12, 23), date(year + 1, 1, 2)),
        "new_year": (date(year, 1, 1), date(year, 1, 1)),
    }
    return known.get(name)


def first_part(dates: Dates) -> Dates:
    """Of a month its first ten days; of anything longer its first month."""
    starts_on, ends_on = dates
    count = months_in(dates)
    if count > 1:
        return starts_on, end_of_month(starts_on.year, starts_on.month)
    return starts_on, starts_on.replace(day=10) if count else _third(starts_on, ends_on, 0)[1]


def middle_part(dates: Dates) -> Dates:
    """Of a month the 11th to the 20th; of anything longer the month or two in the middle."""
    starts_on, ends_on = dates
    count = months_in(dates)
    if count == 1:
        return starts_on.replace(day=11), starts_on.replace(day=20)
    if not count:
        return _third(starts_on, ends_on, 1)
    first = starts_on.year * 12 + starts_on.month - 1 + (count - 1) // 2
    span = months(first // 12, first % 12 + 1, 2 - count % 2)
    return span or dates


def last_part(dates: Dates) -> Dates:
    """Of a month the 21st to its end; of anything longer its last month."""
    starts_on, ends_on = dates
    count = months_in(dates)
    if count > 1:
        return ends_on.replace(day=1), ends_on
    return (ends_on.replace(day=21) if count else _third(starts_on, ends_on, 2)[0]), ends_on


def half(dates: Dates, *, is_first: bool) -> Dates:
    """One half: whole months where they can be halved, else days."""
    starts_on, ends_on = dates
    count = months_in(dates)
    if count and count % 2 == 0:
        split = starts_on.year * 12 + starts_on.month - 1 + count // 2
        second = date(split // 12, split % 12 + 1, 1)
    elif count == 1:
        second = starts_on.replace(day=16)
    else:
        second = starts_on + ((ends_on - starts_on) / 2 + DAY)
    if second > ends_on:
        return dates
    return (starts_on, second - DAY) if is_first else (second, ends_on)


def some_months(dates: Dates, count: int, *, is_first: bool) -> Dates | None:
    """The first or the last `count` months; None when it is not longer than that."""
    starts_on, ends_on = dates
    if not 0 < count < months_in(dates):
        return None
    if is_first:
        return months(starts_on.year, starts_on.month, count)
    first = ends_on.year * 12 + ends_on.month - count
    return months(first // 12, first % 12 + 1, count)


def months_in(dates: Dates) -> int:
    """How many whole months there are; 0 when it is not whole months."""
    starts_on, ends_on = dates
    is_whole = starts_on.day == 1 and ends_on == end_of_month(ends_on.year, ends_on.month)
    if not is_whole:
        return 0
    return (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1


def _third(starts_on: date, ends_on: date, number: int) -> Dates:
    length = (ends_on - starts_on).days + 1
    first = starts_on + length * number // 3 * DAY
    last = starts_on + (length * (number + 1) // 3 - 1) * DAY
    return min(first, ends_on), max(min(last, ends_on), min(first, ends_on))
