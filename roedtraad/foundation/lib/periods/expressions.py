"""Whole expressions: intervals, shared years, and what bounds them ("senest", "fra", "efter")."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from . import words
from .calendar import DAY, Dates, end_of_month
from .edges import part_at
from .parts import Part
from .tokens import Tokens, by_first_word

MOST_IN_A_ROW = 12  # "januar, februar … og december 2026"
WEEKS_AFTER_A_HOLIDAY = 4
# "efteråret 2026 og foråret 2027" is one period, "2015 og 2019" are two
MOST_DAYS_BETWEEN = defaultdict(lambda: 1, season=100, counted=100, month=62)
BOUNDS = by_first_word(words.BOUNDS)
NEUTRAL = by_first_word(words.NEUTRAL)
CONNECTORS = by_first_word(words.CONNECTORS)
ONWARDS = by_first_word(words.ONWARDS)
INCLUSIVE = frozenset({"last_day", "last_part"})  # "inden udgangen af juni" takes June's last day


@dataclass(frozen=True)
class Expression:
    """What was read from token `shown` up to `end`; without `dates` it is no date that exists."""

    shown: int
    end: int
    dates: tuple[date | None, date | None] | None
    is_bare_year: bool = False


@dataclass(frozen=True)
class _Span:
    """Parts that belong together: the first, how many, where they end and their dates."""

    first: Part
    end: int
    dates: Dates
    is_single: bool


def expression_at(tokens: Tokens, at: int) -> Expression | None:
    """The longest period that begins at token `at`."""
    shown, begins, bound = _openers(tokens, at)
    first = part_at(tokens, begins)
    if first is None:
        return None
    span = _span(tokens, begins, bound == "between")
    if span is None:
        return Expression(shown, first.end, None) if first.year is not None else None
    end, dates = span.end, _bounded(bound, span)
    onwards = tokens.longest(end, ONWARDS)
    if onwards and dates:
        end, dates = end + len(onwards), (dates[0], None)
    is_bare = first.kind == "year" and end == shown + 1
    return Expression(shown, end, dates, is_bare or (first.kind == "years" and shown == begins))


def _openers(tokens: Tokens, at: int) -> tuple[int, int, str]:
    """Where to show from, where the first part begins, and the bound before it."""
    shown, bound = at, ""
    while True:
        bounds = tokens.longest(at, BOUNDS)
        small = tokens.longest(at, NEUTRAL)
        taken = bounds if len(bounds) >= len(small) else small
        if not taken or part_at(tokens, at) is not None:
            return shown, at, bound
        if taken in words.LEFT_OUT and shown == at:
            shown += len(taken)
        bound = words.BOUNDS[bounds] if taken == bounds else bound
        at += len(taken)


def _span(tokens: Tokens, at: int, is_between: bool, count: int = 1) -> _Span | None:
    """A part, and those joined to it by "til", "-", "og" …"""
    first = part_at(tokens, at)
    if first is None:
        return None
    words_between = tokens.longest(first.end, CONNECTORS)
    joined = None
    if words_between and count < MOST_IN_A_ROW:
        are_days = words_between == ("/",) and first.kind == "day" and first.year is not None
        kind = "to" if is_between or are_days else words.CONNECTORS[words_between]
        begins = _past_small_words(tokens, first.end + len(words_between))
        joined = (
            _to(first, part_at(tokens, begins))
            if kind == "to"
            else _and(first, _span(tokens, begins, False, count + 1))
        )
    if joined:
        return joined
    dates = first.dates()
    return _Span(first, first.end, dates, is_single=not first.is_span) if dates else None


def _past_small_words(tokens: Tokens, at: int) -> int:
    while tokens[at].text in {"i", "ved", "med", "for"} or (
        tokens[at].text in {"fra", "hele"} and tokens[at - 1].text == "og"
    ):
        at += 1
    return at


def _to(left: Part, right: Part | None) -> _Span | None:
    """From the beginning of `left` to the end of `right`; a year stands for both."""
    if right is None:
        return None
    first, last = left.dates(right.year), right.dates(left.year)
    if right.year is None and left.kind in {"year", "years"}:
        return None
    if first and last and first[0] > last[1]:
        if left.year is None and right.year is not None:
            first = left.dates(right.year - 1)
        elif right.year is None and left.year is not None:
            last = right.dates(left.year + 1)
    if first is None or last is None or first[0] > last[1]:
        return None
    return _Span(left, right.end, (first[0], last[1]), is_single=False)


def _and(left: Part, right: _Span | None) -> _Span | None:
    """Two of a kind that share a year, or follow on each other."""
    if right is None or _kind(left) != _kind(right.first):
        return None
    dates = left.dates(right.dates[0].year)
    if dates is None or dates[0] > right.dates[0]:
        return None
    if left.year is not None and (right.dates[0] - dates[1]).days > MOST_DAYS_BETWEEN[_kind(left)]:
        return None
    return _Span(left, right.end, (dates[0], right.dates[1]), is_single=False)


def _kind(part: Part) -> str:
    return part.kind.split()[0]


def _bounded(bound: str, span: _Span) -> tuple[date | None, date | None]:
    starts_on, ends_on = span.dates
    if bound == "latest":
        return None, ends_on
    if bound == "before":
        return None, _last_day_before(span)
    if bound == "after":
        return _after(span)
    if bound == "from" and span.is_single:
        return starts_on, None
    return starts_on, ends_on


def _last_day_before(span: _Span) -> date:
    """ "inden juni" is 31 May; "inden 30. juni" and "inden udgangen af juni" are 30 June."""
    starts_on, ends_on = span.dates
    if span.first.holiday == "summer" and span.is_single:
        return date(starts_on.year, 6, 30)
    if span.first.kind == "turn" and span.is_single:  # before the new year: its eve is within
        return starts_on
    is_month_end = starts_on == ends_on == end_of_month(ends_on.year, ends_on.month)
    if span.is_single and (span.first.edge in INCLUSIVE or is_month_end):
        return ends_on
    return starts_on - DAY


def _after(span: _Span) -> tuple[date | None, date | None]:
    """After a holiday is the weeks that follow it (after the summer: August); else no end."""
    ends_on = span.dates[1]
    if span.first.holiday == "summer":
        return date(ends_on.year, 8, 1), date(ends_on.year, 8, 31)
    if span.first.holiday == "new_year" or span.first.kind == "turn":
        return ends_on + DAY, date(ends_on.year, 1, 31)
    if span.first.holiday:
        return ends_on + DAY, ends_on + WEEKS_AFTER_A_HOLIDAY * 7 * DAY
    return ends_on + DAY, None
