"""Reading a period from a text that is one, and finding periods in a running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from . import words
from .expressions import Expression, expression_at
from .spelling import put_right
from .tokens import Tokens

AROUND = " \t\r\n\u00a0.,;:()[]\"'»«”“"
_TIME_OF_DAY = re.compile(r"\s+kl\.?\s*\d{1,2}(?:[.:]\d{2})?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?<=\d)\s*(?:[-–—]|→|->)$")  # "2026-": from then on
A_LEAP_YEAR = 2024  # has every day a year may have
FARTHEST = 30  # tokens from the first word of a period to its first number
SEASON_WORDS = {
    words.OF_SCHOOL_YEAR,
    *words.SEASONS,
    *words.HOLIDAYS,
    *words.TURN_OF_YEAR,
    *words.SCHOOL_YEAR,
}
_SAYS_WHEN = frozenset(
    {*words.MONTHS, *words.COUNTED, *words.WEEKS, *SEASON_WORDS, *words.EDGES, *words.YEAR_WORDS}
)
FIRST_WORDS = frozenset(
    {
        *words.MONTHS,
        *words.WEEKDAYS,
        *words.ORDINALS,
        words.LAST,
        *words.COUNTED,
        *words.COUNTED_IN_LETTERS,
        *words.WEEKS,
        *SEASON_WORDS,
        *words.YEAR_WORDS,
        *words.EDGES,
        *(phrase[0] for phrase in words.BOUNDS),
        *(phrase[0] for phrase in words.NEUTRAL if phrase not in words.LEFT_OUT),
        "i",
    }
)


@dataclass(frozen=True)
class Period:
    """From and to as read, and the text as it was written.

    Without `starts_on` it is a last day ("senest juni 2020"), without `ends_on` it goes on.
    `read_as` is the text with its spelling put right, where that was needed to read it.
    """

    raw: str
    starts_on: date | None
    ends_on: date | None
    read_as: str = ""


@dataclass(frozen=True)
class FoundPeriod:
    """A period in a text, and where it stands: `text[start:end]` is its raw text."""

    period: Period
    start: int
    end: int


def parse_period(text: str) -> Period | None:
    """The period that `text` is; None when it is none, or says more than that."""
    found = _parsed(text)
    if found is None and (corrected := put_right(text)) != text:
        found = _parsed(corrected)
        return found and Period(text, found.starts_on, found.ends_on, corrected.strip())
    return found


def lacks_year(text: str) -> bool:
    """Whether `text` would be a period if it said which year: "ultimo juni", "3. kvartal"."""
    plain = text.strip(AROUND)
    says_when = any(
        word in _SAYS_WHEN or word.isdecimal() for word in re.findall(r"\w+", plain.lower())
    )
    in_a_year = parse_period(f"{plain} {A_LEAP_YEAR}") if says_when else None
    return in_a_year is not None and parse_period(text) is None


def _parsed(text: str) -> Period | None:
    plain = _TIME_OF_DAY.sub("", text.strip(AROUND))
    is_open = _GOES_ON.search(plain) is not None
    tokens = Tokens(_GOES_ON.sub("", plain), is_alone=True)
    read = expression_at(tokens, 0) if len(tokens) else None
    if read is None or read.dates is None:
        return None
    if read.end + (tokens[read.end].text == ".") < len(tokens):
        return None
    starts_on, ends_on = read.dates
    return Period(text, starts_on, None if is_open else ends_on)


def find_periods(text: str) -> list[FoundPeriod]:
    """The periods in a running text, each as long as it goes, in order."""
    tokens = Tokens(text)
    found: list[FoundPeriod] = []
    at = 0
    while at < len(tokens):
        read = _expression(tokens, at)
        if read is None:
            at += 1
            continue
        if read.dates is not None and not _is_number(tokens, read):
            start, end = tokens[read.shown].start, tokens[read.end - 1].end
            found.append(FoundPeriod(Period(text[start:end], *read.dates), start, end))
        at = read.end
    return found


def _expression(tokens: Tokens, at: int) -> Expression | None:
    token = tokens[at]
    may_begin = token.text in FIRST_WORDS or token.number is not None
    if not may_begin or not tokens.has_digits_within(at, FARTHEST) or tokens.inside_a_number(at):
        return None
    return expression_at(tokens, at)


def _is_number(tokens: Tokens, read: Expression) -> bool:
    """Whether what looks like a year is a number of something: "2020 kr.", "nr. 2016"."""
    if not read.is_bare_year:
        return False
    before = read.shown - 1 - (tokens[read.shown - 1].text == ".")
    following = tokens[read.end]
    goes_on = following.is_close and (
        following.text.isalpha()
        or (following.text in {"/", "-"} and tokens[read.end + 1].text.isdecimal())
    )
    is_counted = following.text in words.NOT_A_YEAR_BEFORE
    return tokens[before].text in words.NOT_A_YEAR_AFTER or is_counted or goes_on
