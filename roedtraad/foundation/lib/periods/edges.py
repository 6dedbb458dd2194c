"""Which end of a part is meant: "ultimo juni", "slutningen af andet kvartal", "første halvdel"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import calendar, words
from .calendar import Dates
from .days import day_part
from .parts import LAST, READERS, Part, ordinal, two_digits
from .tokens import Tokens

DEEPEST = 3  # "begyndelsen af første halvdel af 2026" is two deep

EDGES: dict[str, Callable[[Dates], Dates]] = {
    "first_part": calendar.first_part,
    "middle_part": calendar.middle_part,
    "last_part": calendar.last_part,
    "last_day": lambda dates: (dates[1], dates[1]),
    "first_day": lambda dates: (dates[0], dates[0]),
    "first_half": lambda dates: calendar.half(dates, is_first=True),
    "last_half": lambda dates: calendar.half(dates, is_first=False),
    "first_week": lambda dates: (dates[0], min(dates[0] + 6 * calendar.DAY, dates[1])),
    "last_week": lambda dates: (max(dates[1] - 6 * calendar.DAY, dates[0]), dates[1]),
}


def part_at(tokens: Tokens, at: int, *, depth: int = 0) -> Part | None:
    """The part that begins at token `at`, whole or an end of it."""
    if depth < DEEPEST:
        edges, end = _edges(tokens, at + (tokens[at].text == "årets"))
        if edges:
            begins = _past_small_words(tokens, end)
            part = part_at(tokens, begins, depth=depth + 1) or _short_year(tokens, begins)
            return _at_edges(part, edges) if part else None
    found = (read(tokens, at) for read in (day_part, *READERS))
    return max((part for part in found if part), key=lambda part: part.end, default=None)


def _short_year(tokens: Tokens, at: int) -> Part | None:
    """The year of "ultimo 22" and "primo '22", where nothing else follows."""
    at += tokens[at].text in {"'", "’"}
    year = two_digits(tokens, at) if tokens.is_last(at) else None
    return Part(at + 1, "year", lambda of: calendar.months(of, 1, 12), year) if year else None


def _edges(tokens: Tokens, at: int) -> tuple[list[str], int]:
    """The ends named at `at` ("medio/ultimo" are two), and where they end."""
    if named := _first_or_last(tokens, at):
        return [named[0]], named[1]
    edges: list[str] = []
    if tokens.has(at, ("med", ".")):
        return ["middle_part"], at + 2
    while edge := words.EDGES.get(tokens[at].text):
        edges.append(edge)
        at += 1
        if tokens[at].text == "." and tokens[at - 1].text in {"ult", "prim"}:
            at += 1
        if tokens[at].text not in {"/", "-"} or tokens[at + 1].text not in words.EDGES:
            break
        at += 1
    return edges, at


def _first_or_last(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "første halvdel", "1. halvdel", "sidste uge", "første tre måneder"; and where it ends."""
    which = ordinal(tokens, at)
    if which is None or which[0] not in {1, 2, LAST}:
        return None
    number, end = which
    side = "first" if number == 1 else "last"
    following = tokens[end].text
    if following in words.HALVES:
        return f"{side}_half", end + 1
    if following == "dag" and number != 2:
        return f"{side}_day", end + 1
    if following == "uge" and number != 2 and tokens[end + 1].text in {"af", "i"}:
        return f"{side}_week", end + 1
    count = words.NUMBERS.get(following, tokens[end].number)
    if count and number != 2 and tokens[end + 1].text in {"måneder", "måneders"}:
        return f"{side}_{count}", end + 2
    return None


def _cut(edge: str, dates: Dates) -> Dates | None:
    """The end of `dates` that `edge` names; None when there is not so much."""
    if edge in EDGES:
        return EDGES[edge](dates)
    side, count = edge.split("_")
    return calendar.some_months(dates, int(count), is_first=side == "first")


def _past_small_words(tokens: Tokens, at: int) -> int:
    if tokens[at].text in {"af", "i", "på", "til"}:
        at += 1
    return at + (tokens[at].text in {"den", "det", "årets"})


def _at_edges(part: Part, edges: list[str]) -> Part:
    def make(year: int) -> Dates | None:
        dates = part.make(year)
        if dates is None:
            return None
        first, last = _cut(edges[0], dates), _cut(edges[-1], dates)
        return (first[0], last[1]) if first and last else None

    return replace(part, make=make, edge=edges[-1], kind=f"{part.kind} {edges[-1]}", holiday="")
