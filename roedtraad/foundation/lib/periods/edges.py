"""Which end of a part is meant: "ultimo juni", "slutningen af andet kvartal", "første halvdel"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import calendar, words
from .calendar import Dates
from .days import day_part
from .parts import LAST, READERS, Part, ordinal
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
}


def part_at(tokens: Tokens, at: int, *, depth: int = 0) -> Part | None:
    """The part that begins at token `at`, whole or an end of it."""
    if depth < DEEPEST:
        edges, end = _edges(tokens, at + (tokens[at].text == "årets"))
        if edges:
            part = part_at(tokens, _past_small_words(tokens, end), depth=depth + 1)
            return _at_edges(part, edges) if part else None
    found = (read(tokens, at) for read in (day_part, *READERS))
    return max((part for part in found if part), key=lambda part: part.end, default=None)


def _edges(tokens: Tokens, at: int) -> tuple[list[str], int]:
    """The ends named at `at` ("medio/ultimo" are two), and where they end."""
    if half := _half(tokens, at):
        return [half], at + 2
    edges: list[str] = []
    while edge := words.EDGES.get(tokens[at].text):
        edges.append(edge)
        at += 1
        if tokens[at].text == "." and tokens[at - 1].text in {"ult", "prim"}:
            at += 1
        if tokens[at].text not in {"/", "-"} or tokens[at + 1].text not in words.EDGES:
            break
        at += 1
    return edges, at


def _half(tokens: Tokens, at: int) -> str:
    number = ordinal(tokens, at)
    if number is None or tokens[number[1]].text not in words.HALVES or number[1] != at + 1:
        return ""
    return {1: "first_half", 2: "last_half", LAST: "last_half"}.get(number[0], "")


def _past_small_words(tokens: Tokens, at: int) -> int:
    if tokens[at].text in {"af", "i", "på", "til"}:
        at += 1
    return at + (tokens[at].text in {"den", "det", "årets"})


def _at_edges(part: Part, edges: list[str]) -> Part:
    def make(year: int) -> Dates | None:
        dates = part.make(year)
        if dates is None:
            return None
        ends = [EDGES[edge](dates) for edge in edges]
        return ends[0][0], ends[-1][1]

    return replace(part, make=make, edge=edges[-1], kind=f"{part.kind} {edges[-1]}", holiday="")
