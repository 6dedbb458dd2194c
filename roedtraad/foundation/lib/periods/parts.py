"""The simple parts of a period: a day, a month, a quarter, a week, a season, a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from . import calendar, words
from .calendar import Dates
from .tokens import Tokens

Make = Callable[[int], Dates | None]
LAST = -1  # "sidste": its number depends on how many there are


@dataclass(frozen=True)
class Part:
    """What was read up to the token `end`: `make` gives from and to in a year.

    `year` is None where none was written; it may then be that of the other end of an interval.
    """

    end: int
    kind: str
    make: Make
    year: int | None = None
    edge: str = ""  # when only an end of it is meant: "last_day", "first_part" …
    holiday: str = ""
    is_span: bool = False  # it has two ends of its own: "2016-19", "uge 3-5"

    def dates(self, year: int | None = None) -> Dates | None:
        chosen = self.year if self.year is not None else year
        return None if chosen is None else self.make(chosen)


def year_at(tokens: Tokens, at: int) -> int | None:
    """A year of four digits, if there is one at `at`."""
    number = tokens[at].number
    if number is None or len(tokens[at].text) != 4 or not 1900 <= number <= 2099:
        return None
    goes_on = tokens[at + 1].text in {".", ","} and tokens[at + 2].text.isdecimal()
    return None if goes_on and tokens.closed(at, 2) else number


def two_digits(tokens: Tokens, at: int) -> int | None:
    """A year of two digits: 26 is 2026, 98 is 1998."""
    number = tokens[at].number
    if number is None or len(tokens[at].text) != 2:
        return None
    return number + (2000 if number < 70 else 1900)


def with_year(tokens: Tokens, part: Part) -> Part:
    """`part` with the year that follows it: "juni 2016", "kvartal i 2021", "uge 1, 2017"."""
    at = part.end
    if tokens[at].text == "(" and (year := year_at(tokens, at + 1)) is not None:
        closes = tokens[at + 2].text == ")"
        return replace(part, end=at + 2 + closes, year=year)
    if tokens[at].text in {",", "i", "af", "/", "-", "for"}:
        at += 1
    if tokens[at].text in words.YEAR_WORDS:
        at += 1
    if (year := year_at(tokens, at)) is not None:
        return replace(part, end=at + 1, year=year)
    has_mark = tokens[at].text in {"'", "’"}
    may_be_short = has_mark or tokens.is_last(at) or _ends_one_side(tokens, at)
    if may_be_short and (year := two_digits(tokens, at + has_mark)) is not None:
        return replace(part, end=at + has_mark + 1, year=year)
    return part


def _ends_one_side(tokens: Tokens, at: int) -> bool:
    """Whether two digits at `at` are the year of the first end of "nov. 22 - jan. 23"."""
    return tokens.is_alone and tokens[at + 1].text in {"-", "til"} and tokens[at + 2].text.isalpha()


def year_pair(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """ "2025/26", "2025-2026" and "25/26": first year, last year, and where it ends."""
    first = year_at(tokens, at) or two_digits(tokens, at)
    if first is None or tokens[at + 1].text not in {"/", "-"}:
        return None
    last = year_at(tokens, at + 2)
    if last is None and tokens.closed(at, 2) and (last := two_digits(tokens, at + 2)) is not None:
        last = first // 100 * 100 + last % 100
    return (first, last, at + 3) if last is not None and last > first else None


def month_part(tokens: Tokens, at: int) -> Part | None:
    """ "juni 2016", "marts måned 2026", "nov. 2019", "06/2026"."""
    name = tokens[at].text
    number = words.MONTHS.get(name)
    if number is None:
        return _month_in_digits(tokens, at)
    end = at + 1
    if tokens[end].text == "." and len(name) <= 4 and name not in {"juni", "juli"}:
        end += 1
    elif name in words.ALSO_A_WORD and not _is_in_a_row(tokens, at):
        return None
    if tokens[end].text in {"måned", "måneds"}:
        end += 1
    return with_year(tokens, Part(end, "month", lambda year: calendar.months(year, number)))


def _is_in_a_row(tokens: Tokens, at: int) -> bool:
    """Whether what is also a word stands as a month: "jan-mar", and "mar 2022" alone."""
    if "-" in {tokens[at - 1].text, tokens[at + 1].text}:
        return True
    return tokens.is_alone and tokens[at].text == "mar"


def _month_in_digits(tokens: Tokens, at: int) -> Part | None:
    number, year = tokens[at].number, year_at(tokens, at + 2)
    signs = {"/", "-", "."} if tokens.is_alone else {"/", "-"}
    is_written_so = tokens[at + 1].text in signs and len(tokens[at].text) <= 2
    if number is None or year is None or not is_written_so or not tokens.closed(at, 2):
        return None
    return Part(at + 3, "month", lambda of: calendar.months(of, number), year)


def counted_part(tokens: Tokens, at: int) -> Part | None:
    """ "3. kvartal 2026", "første halvår", "1.-2. kvartal", "kvartal 3", "kvartalerne 1-2"."""
    first = ordinal(tokens, at)
    if first is None:
        return _unit_first(tokens, at)
    last, end = _up_to(tokens, *first)
    size = words.COUNTED.get(tokens[end].text)
    if size is None:
        return None
    if tokens[end].text in words.MANY and last == first[0]:
        return None  # "3 måneder" is how long, not when
    end += 1
    if tokens[end].text == "." and tokens[end - 1].text in words.ABBREVIATED:
        end += 1
    return _counted(tokens, end, size, (first[0], last))


def _unit_first(tokens: Tokens, at: int) -> Part | None:
    size = words.COUNTED.get(tokens[at].text)
    at += tokens[at].text in words.ABBREVIATED and tokens[at + 1].text == "."
    first = tokens[at + 1].number
    if size is None or first is None or len(tokens[at + 1].text) > 2:
        return None
    last, end = _up_to(tokens, first, at + 2)
    return _counted(tokens, end, size, (first, last))


def _counted(tokens: Tokens, end: int, size: int, numbers: tuple[int, int]) -> Part:
    first, last = (12 // size if number == LAST else number for number in numbers)

    def make(year: int) -> Dates | None:
        if not 1 <= first <= last <= 12 // size:
            return None
        return calendar.months(year, (first - 1) * size + 1, (last - first + 1) * size)

    return with_year(tokens, Part(end, "counted", make, is_span=first != last))


def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "3.", "3", "tredje", "sidste" (-1), and where it ends."""
    token = tokens[at]
    if token.text == words.LAST:
        return LAST, at + 1
    if (number := words.ORDINALS.get(token.text)) is not None:
        return number, at + 1
    number = token.number
    if number is None or len(token.text) > 2:
        return None
    end = at + 1
    if tokens[end].text in {"ste", "det", "den", "die", "de"} and tokens[end].is_close:
        end += 1
    return number, end + (tokens[end].text == ".")


def _up_to(tokens: Tokens, first: int, at: int) -> tuple[int, int]:
    """The last number of "1.-2.", "1. og 2.", "første til tredje", and where it ends."""
    if tokens[at].text in {"-", "og", "til", "/", "samt"}:
        last = ordinal(tokens, at + 1)
        if last is not None and (last[0] == LAST or last[0] > first):
            return last
    return first, at


def week_part(tokens: Tokens, at: int) -> Part | None:
    """ "uge 1 2017", "uge 3-5 2026", "uge 7, 2026", "uge 50-2 2026", "u. 7 2026"."""
    is_short = tokens[at].text in words.WEEK_IN_LETTERS and tokens.is_alone
    if not is_short and tokens[at].text not in words.WEEKS:
        return None
    at += is_short and tokens[at + 1].text == "."
    first = tokens[at + 1].number
    if first is None or len(tokens[at + 1].text) > 2:
        return None
    end, last = at + 2, first
    while tokens[end].text in {"-", "og", "til", ",", "/", "+", "&", "samt"}:
        step = 2 if tokens[end + 1].text in words.WEEKS else 1
        following = tokens[end + step]
        if following.number is None or len(following.text) > 2:
            break
        last, end = following.number, end + step + 1
    part = Part(end, "week", lambda year: calendar.weeks(year, first, last), is_span=first != last)
    return with_year(tokens, part)


def season_part(tokens: Tokens, at: int) -> Part | None:
    """ "foråret 2020"; the winter of a year is the one that begins in it."""
    season = words.SEASONS.get(tokens[at].text)
    if tokens[at].text == words.OF_SCHOOL_YEAR:  # "skoleårets start": August, its end: June
        at += 1
        side = words.EDGES.get(tokens[at].text, "").split("_")[0]
        season = {"first": (8, 1), "last": (6, 1)}.get(side)
    if season is None:
        return None
    part = Part(at + 1, "season", lambda year: calendar.months(year, *season))
    pair = year_pair(tokens, at + 1)
    if pair and season[0] == 12:
        return replace(part, end=pair[2], year=pair[0])
    return with_year(tokens, part)


def holiday_part(tokens: Tokens, at: int) -> Part | None:
    """ "sommerferien 2020", "påske 2021"."""
    name = words.HOLIDAYS.get(tokens[at].text)
    if name is None:
        return None
    part = Part(at + 1, "holiday", lambda year: calendar.holiday(name, year), holiday=name)
    pair = year_pair(tokens, at + 1)
    if pair and name in {"new_year", "christmas_holiday"}:
        return replace(part, end=pair[2], year=pair[name == "new_year"])
    return with_year(tokens, part)


def turn_of_year_part(tokens: Tokens, at: int) -> Part | None:
    """ "årsskiftet 2025/26": its two days; with one year the turn at that year's end."""
    if tokens[at].text not in words.TURN_OF_YEAR:
        return None

    def make(year: int) -> Dates | None:
        last = date(year, 12, 31)
        return last, last + calendar.DAY

    part = Part(at + 1, "turn", make)
    if tokens[at + 1].text == "til" and (following := year_at(tokens, at + 2)) is not None:
        return replace(part, end=at + 3, year=following - 1)
    pair = year_pair(tokens, at + 1)
    return replace(part, end=pair[2], year=pair[0]) if pair else with_year(tokens, part)


def letters_part(tokens: Tokens, at: int) -> Part | None:
    """ "Q3 2026", "H1 2026", "2026K3", "2026M06", "2026-W07"."""
    year = year_at(tokens, at)
    if year is None and tokens[at].number is not None:
        return _letter_last(tokens, at)
    letter = at if year is None else at + 1 + (tokens[at + 1].text in {"-", "/"})
    size = words.COUNTED_IN_LETTERS.get(tokens[letter].text)
    is_week = tokens[letter].text in {"w", "u"} and year is not None
    number = tokens[letter + 1].number
    if number is None or not tokens.closed(letter, 1) or not (size or is_week):
        return None
    if is_week:
        return Part(letter + 2, "week", lambda of: calendar.weeks(of, number, number), year)
    last, end = number, letter + 2
    if tokens[end].text == "-" and tokens[end + 1].text == tokens[letter].text:
        last, end = tokens[end + 2].number or number, end + 3
    part = _counted(tokens, end, size or 1, (number, last))
    if year is not None:
        return replace(part, end=end, year=year)
    return part if part.year or tokens[letter].text in {"q", "k"} else None


def _letter_last(tokens: Tokens, at: int) -> Part | None:
    """ "4Q 2023", "1H 2026"."""
    number, letter = tokens[at].number, tokens[at + 1]
    size = words.COUNTED_IN_LETTERS.get(letter.text)
    if number is None or size not in {3, 6} or not letter.is_close:
        return None
    part = _counted(tokens, at + 2, size, (number, number))
    return part if part.year else None


def year_first_part(tokens: Tokens, at: int) -> Part | None:
    """ "2026, 1. kvartal", "2026: uge 12", "2026 juni"."""
    year = year_at(tokens, at)
    if year is None:
        return None
    begins = at + 1 + (tokens[at + 1].text in {",", ":", "/"})
    part = counted_part(tokens, begins) or week_part(tokens, begins)
    if part is None and tokens[begins].text.isalpha() and tokens.is_alone:
        part = month_part(tokens, begins) or season_part(tokens, begins)
    return replace(part, year=year) if part and part.year is None else None


def school_year_part(tokens: Tokens, at: int) -> Part | None:
    """ "skoleåret 2025/26", and "2025/26" alone: 1 August to 31 July."""
    named = tokens[at].text in words.SCHOOL_YEAR
    start = at + named
    pair = year_pair(tokens, start)
    if pair is None:
        return None
    first, last, end = pair
    is_slash = tokens[start + 1].text == "/" and year_at(tokens, start) is not None
    if last != first + 1 or not (named or is_slash):
        return None
    return Part(end, "school_year", lambda year: calendar.months(year, 8, 12), first)


def year_part(tokens: Tokens, at: int) -> Part | None:
    """ "2020", "året 2020", "2016-19", "2016/2019"."""
    start = at + (tokens[at].text in words.YEAR_WORDS)
    pair = year_pair(tokens, start)
    year = year_at(tokens, start)
    if year is None:
        return None
    if pair:
        count = 12 * (pair[1] - pair[0] + 1)
        return Part(pair[2], "years", lambda of: calendar.months(of, 1, count), year, is_span=True)
    month = tokens[start + 2].number
    is_month = tokens[start + 1].text == "-" and len(tokens[start + 2].text) == 2
    if is_month and month is not None and tokens.closed(start, 2):  # 2026-06: as ISO has it
        return Part(start + 3, "month", lambda of: calendar.months(of, month), year)
    return Part(start + 1, "year", lambda of: calendar.months(of, 1, 12), year)


READERS: tuple[Callable[[Tokens, int], Part | None], ...] = (
    month_part,
    counted_part,
    week_part,
    season_part,
    holiday_part,
    turn_of_year_part,
    letters_part,
    school_year_part,
    year_first_part,
    year_part,
)
