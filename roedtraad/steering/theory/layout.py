"""The picture lays itself out: boxes in five columns, in an order with few crossings.

The one place that knows the layout library. Sizes are in pixels of the drawing.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import fast_sugiyama

from .graph import Arrow

WIDTH, GAP_ACROSS, GAP_DOWN, MARGIN = 210, 70, 18, 12
HEAD = 44  # the height of the columns' headings
LINE, PADDING, LETTERS = 17, 12, 27


@dataclass(frozen=True)
class Box:
    """What is drawn: `column` counts from 0, `text` stands in it with `notes` below it in small.

    `place` breaks ties in the order.
    """

    pk: int
    column: int
    text: str
    notes: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True)
class Placed:
    """A box where it stands, its text in lines."""

    box: Box
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + WIDTH


@dataclass(frozen=True)
class Layout:
    """All boxes by key, and how large the picture is."""

    boxes: Mapping[int, Placed]
    width: float
    height: float


def laid_out(boxes: Sequence[Box], arrows: Iterable[Arrow], *, columns: int) -> Layout:
    """Where every box stands; the same for the same boxes and arrows."""
    known = {box.pk for box in boxes}
    inside = [(a, b) for a, b in arrows if a in known and b in known]
    order = _order(boxes, inside)
    tall = {box.pk: _height(box) for box in boxes}
    by_column: defaultdict[int, list[Box]] = defaultdict(list)
    for box in sorted(boxes, key=lambda box: (order.get(box.pk, 0.0), box.place, box.pk)):
        by_column[box.column].append(box)
    heights = {
        column: sum(tall[box.pk] + GAP_DOWN for box in found) - GAP_DOWN
        for column, found in by_column.items()
    }
    tallest = max(heights.values(), default=0.0)
    placed: dict[int, Placed] = {}
    for column, found in by_column.items():
        y = HEAD + MARGIN + (tallest - heights[column]) / 2
        for box in found:
            x = MARGIN + column * (WIDTH + GAP_ACROSS)
            placed[box.pk] = Placed(box, x, y, tall[box.pk], _lines(box))
            y += tall[box.pk] + GAP_DOWN
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP_ACROSS
    return Layout(placed, width, HEAD + 2 * MARGIN + tallest)


def _lines(box: Box) -> tuple[str, ...]:
    return tuple(textwrap.wrap(box.text, LETTERS, break_long_words=True) or [""])


def _height(box: Box) -> float:
    return float(2 * PADDING + LINE * (len(_lines(box)) + len(box.notes)))


def _order(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> dict[int, float]:
    """A number for each box by which its column is sorted; boxes on their own have none."""
    edges = list(_steps(boxes, arrows))
    if not edges:
        return {}
    # the library goes through a set of what it is given: of texts another order in every process
    names = list(dict.fromkeys(name for edge in edges for name in edge))
    number = {name: place for place, name in enumerate(names)}
    numbered = [(number[start], number[end]) for start, end in edges]
    found: dict[int, float] = {}
    offset = 0.0
    for points, *_rest in fast_sugiyama.from_edges(numbered, dummy_vertices=False):
        widest = 0.0
        for key, (x, _y) in points:
            name = names[int(key)]
            if name.startswith("n"):
                found[int(name[1:])] = offset + x
            widest = max(widest, x)
        offset += widest + 1
    return found


def _steps(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Iterator[tuple[str, str]]:
    """The arrows in steps of one column, held in their columns by one spine from the left.

    Arrows within a column or backwards say nothing of the order, and are left out.
    """
    column = {box.pk: box.column for box in boxes}
    last = max(column.values(), default=0)
    for place in range(last):
        yield f"s{place}", f"s{place + 1}"
    reached = set()
    for start, end in sorted(set(arrows)):
        first, then = column[start], column[end]
        if then <= first:
            continue
        reached.add(end)
        names = [f"n{start}", *(f"d{start}-{end}-{c}" for c in range(first + 1, then)), f"n{end}"]
        yield from zip(names, names[1:], strict=False)
    for box in sorted(boxes, key=lambda box: (box.column, box.place, box.pk)):
        if box.pk not in reached and box.column:
            yield f"s{box.column - 1}", f"n{box.pk}"
