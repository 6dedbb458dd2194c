"""A plan over time as a small picture: a bar for each action, months along the bottom, today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

SHORTEST = timedelta(days=60)  # what the picture shows at least
WIDTH, ROW, AXIS = 720, 30, 26  # of the picture, in units of its own
MOST_MARKS = 9
LONGEST_LABEL = 62  # characters


@dataclass(frozen=True)
class Bar:
    """What is drawn of an action. Without an end it goes on to the edge."""

    label: str
    starts_on: date
    ends_on: date | None
    state: str


@dataclass(frozen=True)
class DrawnBar:
    x: float
    y: int
    width: float
    label_x: float
    anchor: str
    label: str
    state: str
    is_open: bool


@dataclass(frozen=True)
class Mark:
    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """A picture with places and sizes reckoned."""

    width: int
    height: int
    bars: list[DrawnBar]
    marks: list[Mark]
    today: float | None


def timeline_of(bars: Sequence[Bar], today: date) -> Timeline | None:
    """The picture of `bars`, or None where there are none."""
    if not bars:
        return None
    first = min(bar.starts_on for bar in bars)
    last = max([bar.ends_on or bar.starts_on for bar in bars] + [first + SHORTEST])
    if any(bar.ends_on is None for bar in bars):
        last = max(last, today + SHORTEST / 2)
    span = (last - first).days or 1

    def at(day: date) -> float:
        return round(WIDTH * (day - first).days / span, 1)

    drawn = [
        _drawn(bar, place, at(bar.starts_on), at(bar.ends_on or last))
        for place, bar in enumerate(bars)
    ]
    return Timeline(
        width=WIDTH,
        height=ROW * len(bars) + AXIS,
        bars=drawn,
        marks=[Mark(at(day), label) for day, label in _marks(first, last)],
        today=at(today) if first <= today <= last else None,
    )


def _drawn(bar: Bar, place: int, start: float, end: float) -> DrawnBar:
    """Its words stand at its start – or end before the edge, where it starts late."""
    starts_late = start > WIDTH / 2
    label = bar.label if len(bar.label) <= LONGEST_LABEL else f"{bar.label[: LONGEST_LABEL - 1]}…"
    return DrawnBar(
        x=start,
        y=ROW * place + 18,
        width=max(end - start, 4),
        label_x=WIDTH if starts_late else start,
        anchor="end" if starts_late else "start",
        label=label,
        state=bar.state,
        is_open=bar.ends_on is None,
    )


def _marks(first: date, last: date) -> list[tuple[date, str]]:
    """The first of months, as many as there is room for."""
    months = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if (day := date(year, month, 1)) >= first:
            months.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    every = -(-len(months) // MOST_MARKS) or 1
    return [(day, date_format(day, "M y")) for day in months[::every]]
