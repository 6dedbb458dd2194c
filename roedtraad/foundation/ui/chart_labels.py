"""Where the words of a chart stand, so that none lies over another or over the series.

Reckoned for the narrowest picture, on screen a phone's: what has room there has room everywhere.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .chart_frame import HEIGHT, NARROWEST

Align = Literal["left", "center", "right"]
LETTER, LINE = 6.6, 13  # pixels: the mean width of a letter, the height of a line
EDGE = 2 * LETTER  # how far a word may reach past the right edge
STEPS = 24  # points looked at on each piece of the line


@dataclass(frozen=True)
class Frame:
    """The days and values that the picture spans, and its size in pixels."""

    first: date
    last: date
    lowest: float
    highest: float
    width: int = NARROWEST
    height: int = HEIGHT

    def x(self, on: date) -> float:
        return self.width * (on - self.first).days / max((self.last - self.first).days, 1)

    def y(self, value: float) -> float:
        low, high = rounded_out(self.lowest, self.highest)
        return self.height * (high - value) / (high - low)


@dataclass(frozen=True)
class Spot:
    """A place for a word: beside a day and a value, `dy` pixels down."""

    on: date
    value: float
    align: Align
    dy: int
    dx: int = 0


@dataclass(frozen=True)
class Words:
    """A word of the chart and the places it may have, the best first."""

    text: str
    spots: Sequence[Spot]


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def rounded_out(lowest: float, highest: float) -> tuple[float, float]:
    """The ends of the axis: from zero, and out to the next round number, as vega has them."""
    low, high = min(lowest, 0.0), max(highest, 0.0)
    if low == high:
        return low, high + 1
    rough = (high - low) / 10
    power = 10 ** math.floor(math.log10(rough))
    steps = ((math.sqrt(50), 10), (math.sqrt(10), 5), (math.sqrt(2), 2))
    step = power * next((size for limit, size in steps if rough / power >= limit), 1)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def placed(
    frame: Frame,
    words: Iterable[Words],
    line: Sequence[tuple[date, float]],
    levels: Iterable[float],
) -> list[Spot]:
    """For each of `words` the first spot that is free, or the one that hides least.

    `line` is the series, `levels` are the values of the lines across.
    """
    on_line = sorted(_along([(frame.x(on), frame.y(value)) for on, value in line]))
    xs = [x for x, _y in on_line]
    across = [frame.y(level) for level in levels]
    taken: list[_Box] = []
    chosen: list[Spot] = []
    for each in words:

        def hidden(spot: Spot, text: str = each.text) -> float:
            box = _box(frame, spot, text)
            words_hit = sum(box.meets(other) for other in taken)
            lines_hit = sum(box.top + 2 < y < box.bottom - 2 for y in across)
            outside = max(0.0, -box.left, box.right - frame.width - EDGE)
            near = on_line[bisect_right(xs, box.left) : bisect_left(xs, box.right)]
            hits = sum(box.top < y < box.bottom for _x, y in near)
            return 1000 * words_hit + 200 * lines_hit + 10 * hits + 20 * outside

        best = min(each.spots, key=hidden)
        taken.append(_box(frame, best, each.text))
        chosen.append(best)
    return chosen


def _box(frame: Frame, spot: Spot, text: str) -> _Box:
    width = len(text) * LETTER
    shift = {"left": 0.0, "center": width / 2, "right": width}[spot.align]
    left = frame.x(spot.on) + spot.dx - shift
    middle = frame.y(spot.value) + spot.dy
    return _Box(left, left + width, middle - LINE / 2, middle + LINE / 2)


def _along(points: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    yield from points
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        for step in range(1, STEPS):
            part = step / STEPS
            yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
