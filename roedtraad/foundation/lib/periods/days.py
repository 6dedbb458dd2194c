"""Single days and spans of days as people write them: "26/4 2016", "d. 6. maj 2020"."""

from __future__ import annotations

from dataclasses import replace

from . import calendar, words
from .calendar import Dates
from .parts import Make, Part, two_digits, with_year, year_at
from .tokens import Tokens

CONNECTED = frozenset({"-", "og", "til"})


def day_part(tokens: Tokens, at: int) -> Part | None:
    """A day, or days of one month, in any of the ways it is written."""
    start = _after_weekday(tokens, at)
    found = [
        _iso(tokens, start),
        _in_digits(tokens, start),
        _with_month_name(tokens, start),
    ]
    return max((each for each in found if each), key=lambda each: each.end, default=None)


def _after_weekday(tokens: Tokens, at: int) -> int:
    """Past "onsdag den", "tors. d." and "d."."""
    if tokens[at].text in words.WEEKDAYS:
        at += 1
        at += tokens[at].text == "."
        at += tokens[at].text == ","
    if tokens[at].text == "den":
        return at + 1
    if tokens.has(at, ("d", ".")):
        return at + 2
    return at


def _iso(tokens: Tokens, at: int) -> Part | None:
    """ "2020-05-06"; alone also "2020/05/06" and "2020.05.06"."""
    year, month, day = tokens[at].number, tokens[at + 2].number, tokens[at + 4].number
    sign = tokens[at + 1].text
    is_sign = sign == "-" or (tokens.is_alone and sign in {"/", "."})
    is_year = len(tokens[at].text) == 4 and year is not None and 1900 <= year <= 2099
    if not is_year or not is_sign or tokens[at + 3].text != sign or not tokens.closed(at, 4):
        return None
    if year is None or month is None or day is None:
        return None
    return Part(at + 5, "day", _days(month, day, day), year)


def _in_digits(tokens: Tokens, at: int) -> Part | None:
    """ "26/4 2016", "25.3. 2020", "06-05-2020", "30.06.26", "1.-3.6.2026", "1/1"."""
    days = _day_numbers(tokens, at)
    if days is None:
        return None
    first, last, at = days
    sign, month = tokens[at].text, tokens[at + 1].number
    if tokens[at - 1].text == ".":  # "25. 3. 2020": the full stop was taken with the day
        sign, month, at = ".", tokens[at].number, at - 1
    if sign not in {"/", ".", "-"} or month is None or len(tokens[at + 1].text) > 2:
        return None
    part = Part(at + 2, "day", _days(month, first, last), is_span=first != last)
    dated = _year_after(tokens, at + 2, sign)
    if dated:
        return replace(part, year=dated[0], end=dated[1])
    if sign == "." and tokens[at + 2].text == ".":
        return replace(part, end=at + 3)
    return part if sign == "/" or (sign == "." and tokens[at + 2].text == "-") else None


def _year_after(tokens: Tokens, at: int, sign: str) -> tuple[int, int] | None:
    """The year of a date in digits, and where it ends; `sign` stands between day and month."""
    separator = tokens[at].text
    if separator in {sign, "-", ","}:
        year = year_at(tokens, at + 1)
        if year is not None:
            return year, at + 2
        short = two_digits(tokens, at + 1)
        if short is not None and _may_be_short(tokens, at, sign):
            return short, at + 2
        return None
    year = year_at(tokens, at)
    if year is None and tokens.is_last(at):
        year = two_digits(tokens, at)
    return (year, at + 1) if year is not None and sign != "-" else None


def _may_be_short(tokens: Tokens, at: int, sign: str) -> bool:
    """Whether two digits after the sign at `at` are a year, and no day or number of a section."""
    signs = {"/", ".", "-"} if sign == "-" else {"/", "."}
    goes_on = tokens[at + 2].text in signs and tokens[at + 3].text.isdecimal()
    is_close = tokens.closed(at, 1) and not (goes_on and tokens.closed(at, 3))
    is_section = sign == "." and len(tokens[at - 1].text) < 2 and not tokens.is_alone
    return is_close and not is_section and tokens[at].text != ","


def _with_month_name(tokens: Tokens, at: int) -> Part | None:
    """ "1. november 2019", "1.-15. juni 2026", "den 1. og 2. maj 2020", "6. maj"."""
    days = _day_numbers(tokens, at)
    if days is None:
        return None
    first, last, at = days
    month = words.MONTHS.get(tokens[at].text)
    if month is None:
        return None
    end = at + 1
    if tokens[end].text == "." and len(tokens[at].text) <= 4:
        end += 1
    part = Part(end, "day", _days(month, first, last), is_span=first != last)
    return with_year(tokens, part)


def _day_numbers(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """First day, last day, and where they end: "6.", "1.-15.", "1. og 2."."""
    first = tokens[at].number
    if first is None or len(tokens[at].text) > 2:
        return None
    end = at + 1 + (tokens[at + 1].text == ".")
    if tokens[end].text in CONNECTED:
        following = end + 1 + (tokens[end + 1].text == "den")
        following += 2 * tokens.has(following, ("d", "."))
        last = tokens[following].number
        if last is not None and len(tokens[following].text) <= 2 and last > first:
            after = following + 1 + (tokens[following + 1].text == ".")
            if _is_month(tokens, after):
                return first, last, after
    return first, first, end


def _is_month(tokens: Tokens, at: int) -> bool:
    """Whether a month stands at `at`, in a name or in digits after a sign."""
    if tokens[at].text in words.MONTHS:
        return True
    if tokens[at - 1].text == "." and tokens[at].number is not None:
        return tokens[at].is_close and len(tokens[at].text) <= 2
    return tokens[at].text == "/" and tokens[at + 1].number is not None


def _days(month: int, first: int, last: int) -> Make:
    def make(year: int) -> Dates | None:
        starts_on, ends_on = calendar.day(year, month, first), calendar.day(year, month, last)
        return (starts_on, ends_on) if starts_on and ends_on else None

    return make
