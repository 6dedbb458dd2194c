"""The year's wheel as a drawing: months around, rounds as bands, dates as numbered marks.

The list beside it says all of it in words; numbers lead from the one to the other. Angles are in
turns: 0 is New Year at the top, 0.25 the end of March, clockwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SIZE = 640
MIDDLE = SIZE / 2
OUTER, MONTHS = 312.0, 280.0  # between these the names of the months
MARK, MARK_LANE, MOST_MARK_LANES = 10.0, 24.0, 4
BAND, GAP, INNERMOST = 34.0, 5.0, 84.0
ROOM_FOR_A_NUMBER = 0.016  # of a turn
APART = 0.018  # of a turn, between what lies in the same lane


@dataclass(frozen=True)
class Span:
    """What lies between two days; `parts` are the days of its phases, each with its number."""

    number: int
    starts_on: date
    ends_on: date
    kind: str  # how it is drawn: a state of a round, or a kind of date
    parts: Sequence[tuple[date, date, int]] = ()


def wheel_picture(
    year: int, rounds: Sequence[Span], dates: Sequence[Span], *, today: date, label: str
) -> SafeString:
    """The wheel of a year as SVG, without script or inline style; `label` says what it shows."""
    mark_lanes = _lanes(dates, year)
    marks_end = (
        MONTHS - 6 - MARK_LANE * min(max(mark_lanes.values(), default=-1) + 1, MOST_MARK_LANES)
    )
    band_lanes = _lanes(rounds, year)
    room = marks_end - INNERMOST
    width = min(BAND, room / (max(band_lanes.values(), default=0) + 1) - GAP)
    pieces = [
        *_months(year),
        *(piece for each in rounds for piece in _band(each, year, marks_end, width, band_lanes)),
        *(piece for each in dates for piece in _mark(each, year, mark_lanes)),
        *_today(today, year),
        f'<text class="wheel-year" x="{MIDDLE:g}" y="{MIDDLE + 14:g}">{year}</text>',
    ]
    return mark_safe(  # noqa: S308  numbers, our own words, and what is escaped
        f'<svg class="wheel" viewBox="0 0 {SIZE} {SIZE}" role="img" aria-label="{escape(label)}">'
        f"{''.join(pieces)}</svg>"
    )


def turn_of(day: date, year: int, *, end: bool = False) -> float:
    """Where a day begins, or ends, in its year; what lies outside the year is cut off at it."""
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    return min(max(((day - first).days + end) / length, 0.0), 1.0)


def _lanes(spans: Iterable[Span], year: int) -> dict[int, int]:
    """In which lane each lies, by number: the first in which it touches nothing."""
    ends: list[float] = []
    found: dict[int, int] = {}
    for span in sorted(spans, key=lambda each: (each.starts_on, each.number)):
        start = turn_of(span.starts_on, year)
        lane = next((at for at, end in enumerate(ends) if end + APART <= start), len(ends))
        end = max(turn_of(span.ends_on, year, end=True), start)
        ends[lane : lane + 1] = [end]
        found[span.number] = lane
    return found


def _months(year: int) -> Iterator[str]:
    yield f'<circle class="wheel-ring" cx="{MIDDLE:g}" cy="{MIDDLE:g}" r="{OUTER:g}"/>'
    yield f'<circle class="wheel-face" cx="{MIDDLE:g}" cy="{MIDDLE:g}" r="{MONTHS:g}"/>'
    for month in range(1, 13):
        first = date(year, month, 1)
        start = turn_of(first, year)
        yield _line("wheel-month", start, INNERMOST - 12, OUTER)
        x, y = _at(start + 1 / 24, (OUTER + MONTHS) / 2)
        name = escape(date_format(first, "M").rstrip("."))
        yield f'<text class="wheel-name" x="{x:.1f}" y="{y + 5:.1f}">{name}</text>'


def _band(
    span: Span, year: int, outermost: float, width: float, lanes: dict[int, int]
) -> Iterator[str]:
    outer = outermost - GAP - lanes[span.number] * (width + GAP)
    inner = outer - width
    start, end = turn_of(span.starts_on, year), turn_of(span.ends_on, year, end=True)
    yield _sector(f"wheel-band wheel-{span.kind}", start, end, inner, outer)
    for first, last, number in span.parts:
        part_start, part_end = turn_of(first, year), turn_of(last, year, end=True)
        if part_end > part_start:
            yield _sector(f"wheel-phase wheel-phase-{number}", part_start, part_end, inner, outer)
        if part_end - part_start > ROOM_FOR_A_NUMBER:
            x, y = _at((part_start + part_end) / 2, (inner + outer) / 2)
            yield f'<text class="wheel-phase-number" x="{x:.1f}" y="{y + 4:.1f}">{number}</text>'
    yield from _number(span.number, start, (inner + outer) / 2, "wheel-circle")


def _mark(span: Span, year: int, lanes: dict[int, int]) -> Iterator[str]:
    lane = min(lanes[span.number], MOST_MARK_LANES - 1)
    radius = MONTHS - 6 - MARK_LANE / 2 - lane * MARK_LANE
    start, end = turn_of(span.starts_on, year), turn_of(span.ends_on, year, end=True)
    if span.ends_on > span.starts_on:
        yield _sector(f"wheel-days wheel-{span.kind}", start, end, radius - 4, radius + 4)
    yield from _number(span.number, start, radius, f"wheel-mark wheel-{span.kind}", span.kind)


def _number(
    number: int, turn: float, radius: float, css_class: str, kind: str = ""
) -> Iterator[str]:
    x, y = _at(turn, radius)
    yield shape(kind, x, y, MARK, css_class)
    yield f'<text class="wheel-number" x="{x:.1f}" y="{y + 4:.1f}">{number}</text>'


def shape(kind: str, x: float, y: float, size: float, css_class: str) -> str:
    """The mark of a kind of date, around a point: each has a form of its own beside its colour."""
    css_class = escape(css_class)
    if kind == "budget":
        corner = f'x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:g}" height="{2 * size:g}"'
        return f'<rect class="{css_class}" {corner}/>'
    if kind in ("meeting", "deadline"):
        reach = size * (1.35 if kind == "meeting" else 1.25)
        sides = 4 if kind == "meeting" else 6
        corners = (
            (x + reach * sin(2 * pi * side / sides), y - reach * cos(2 * pi * side / sides))
            for side in range(sides)
        )
        points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
        return f'<polygon class="{css_class}" points="{points}"/>'
    return f'<circle class="{css_class}" cx="{x:.1f}" cy="{y:.1f}" r="{size:g}"/>'


def _today(today: date, year: int) -> Iterator[str]:
    if today.year == year:
        yield _line("wheel-today", turn_of(today, year), INNERMOST - 24, OUTER + 6)


def _at(turn: float, radius: float) -> tuple[float, float]:
    return MIDDLE + radius * sin(2 * pi * turn), MIDDLE - radius * cos(2 * pi * turn)


def _line(css_class: str, turn: float, inner: float, outer: float) -> str:
    (x1, y1), (x2, y2) = _at(turn, inner), _at(turn, outer)
    return f'<line class="{css_class}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _sector(css_class: str, start: float, end: float, inner: float, outer: float) -> str:
    end = min(max(end, start + 0.002), start + 0.9999)  # a whole turn has no arc
    large = int(end - start > 0.5)
    (x1, y1), (x2, y2) = _at(start, outer), _at(end, outer)
    (x3, y3), (x4, y4) = _at(end, inner), _at(start, inner)
    return (
        f'<path class="{escape(css_class)}" d="M{x1:.1f} {y1:.1f}'
        f"A{outer:.1f} {outer:.1f} 0 {large} 1 {x2:.1f} {y2:.1f}L{x3:.1f} {y3:.1f}"
        f'A{inner:.1f} {inner:.1f} 0 {large} 0 {x4:.1f} {y4:.1f}Z"/>'
    )
