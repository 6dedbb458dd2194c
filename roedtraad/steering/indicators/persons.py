"""Which figures about persons may be handed out, so that nobody in them can be found. Pure.

Everything that is published of an indicator is one set of linked counts: every unit and period,
those with and those without (of a share), the sum of units and the sum of a year. Small counts are
hidden, and as many others as it takes that none of them can be computed back
(`foundation.statistics.disclosure`). What is hidden in one place is hidden in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from roedtraad.foundation.statistics.disclosure import THRESHOLD

if TYPE_CHECKING:
    from roedtraad.foundation.statistics.disclosure.cells import Cells

MOST_CELLS = 1_500  # beyond it sums of units are not handed out, so that each unit stands alone
EXACT_CELLS = 40  # beyond it the fewest cells take longer to find than a page may
KEPT = 5_000
IN, OUT, ALL = "in", "out", "all"

Holder = str  # a use, or a unit whose uses are summed
Period = str  # a date, or a year
Key = tuple[Holder, Period]
Cell = tuple[Holder, Period, str]


@dataclass(frozen=True)
class Count:
    """Persons behind one measurement: `inside` of `whole`, or `whole` alone.

    `is_changed`: a revision moved it by so few that they stand out against what was read before.
    """

    holder: Holder
    on: date
    whole: int
    inside: int | None = None
    is_changed: bool = False


@dataclass(frozen=True)
class Published:
    """What sums are handed out: `above` says of each holder what it is part of; years or not.

    `covers`: units that report a figure of their own, and the uses below them. Where it is their
    sum, it tells as much as a sum does.
    """

    above: tuple[tuple[Holder, Holder], ...] = ()
    covers: tuple[tuple[Holder, tuple[Holder, ...]], ...] = ()
    has_years: bool = False


def hidden(counts: Sequence[Count], published: Published) -> frozenset[Key]:
    """The holder and period of every figure that must not be handed out; sums too."""
    found: set[Key] = set()
    is_by_unit = not published.above and not published.covers
    for group in _apart(counts, published.has_years, is_by_unit=is_by_unit):
        found |= _hidden(tuple(group), published)
    return frozenset(found)


def is_moved_by_few(values: Sequence[int | None]) -> bool:
    """Whether any revision differs from the one before by some, but fewer than the threshold."""
    known = [each for each in values if each is not None]
    steps = [abs(b - a) for a, b in zip(known, known[1:], strict=False)]
    return any(0 < step < THRESHOLD for step in steps)


def _apart(counts: Sequence[Count], has_years: bool, *, is_by_unit: bool) -> Iterator[list[Count]]:
    """Counts that share no published sum, so that each group can be made safe by itself."""
    groups: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for each in counts:
        period = str(each.on.year) if has_years else each.on.isoformat()
        groups[each.holder if is_by_unit else "", period].append(each)
    yield from groups.values()


@lru_cache(maxsize=KEPT)
def _hidden(counts: tuple[Count, ...], published: Published) -> frozenset[Key]:
    above = dict(published.above)
    table = _Table(counts, published)
    if len(table.values) > MOST_CELLS and above:
        alone = Published(has_years=published.has_years)
        sums = {(top, period) for top in above.values() for _cell, period, _side in table.values}
        return hidden(counts, alone) | frozenset(sums)
    return table.hidden()


class _Table:
    """The cells with their values, and what adds up to what."""

    def __init__(self, counts: Sequence[Count], published: Published) -> None:
        self.values: dict[Cell, int] = {}
        self.parts: defaultdict[Cell, list[Cell]] = defaultdict(list)  # of each sum
        self.primary: set[Cell] = set()
        for each in counts:
            self._take(each)
        above = dict(published.above)
        for cell in list(self.values):
            self._add_units(cell, above)
        self.covers = list(self._covered(published))
        if published.has_years:
            for holder, period, side in list(self.values):
                self._add((holder, period[:4], side), (holder, period, side))
        self._add_sides()

    def _take(self, count: Count) -> None:
        period = count.on.isoformat()
        sides = {ALL: count.whole}
        if count.inside is not None:
            sides |= {IN: count.inside, OUT: count.whole - count.inside}
        for side, value in sides.items():
            cell = (count.holder, period, side)
            self.values[cell] = value
            if count.is_changed:
                self.primary.add(cell)

    def _add_units(self, cell: Cell, above: Mapping[Holder, Holder]) -> None:
        """The cell's value in every sum above it; each sum is the parts just below it."""
        holder, period, side = cell
        value, part = self.values[cell], cell
        while holder in above:
            holder = above[holder]
            total = (holder, period, side)
            self.values[total] = self.values.get(total, 0) + value
            if part not in self.parts[total]:
                self.parts[total].append(part)
            part = total

    def _covered(self, published: Published) -> Iterator[tuple[Cell, list[Cell]]]:
        """Figures of a unit that are the sum of the figures below it."""
        below = dict(published.covers)
        for total in [each for each in self.values if each[0] in below]:
            cells = [(each, *total[1:]) for each in below[total[0]]]
            parts = [each for each in cells if each in self.values]
            if parts and self.values[total] == sum(self.values[each] for each in parts):
                yield total, parts

    def _add(self, total: Cell, part: Cell) -> None:
        self.values[total] = self.values.get(total, 0) + self.values[part]
        self.parts[total].append(part)

    def _add_sides(self) -> None:
        """With and without make the whole; a share of nobody or of everybody tells of each."""
        self.sides = [
            (holder, period)
            for holder, period, side in self.values
            if side == IN and (holder, period, OUT) in self.values
        ]
        for holder, period in self.sides:
            if self.values[holder, period, ALL] > 0:
                for side in (IN, OUT):
                    if self.values[holder, period, side] < THRESHOLD:
                        self.primary.add((holder, period, side))
        self.primary |= {cell for cell, value in self.values.items() if 0 < value < THRESHOLD}

    def hidden(self) -> frozenset[Key]:
        if not self.primary:
            return frozenset()
        if len(keys := frozenset((holder, period) for holder, period, _side in self.values)) == 1:
            return keys  # a figure that stands alone has nothing else to hide behind
        # takes a second to load, and most processes never hide a figure
        from roedtraad.foundation.statistics.disclosure.search import least_secondary

        order = list(self.values)
        cells, primary = self._cells(order), np.array([cell in self.primary for cell in order])
        is_quick = len(order) > EXACT_CELLS
        choice = least_secondary(cells, primary, THRESHOLD - 1, is_quick=is_quick)
        if choice is None:
            return keys
        chosen = np.flatnonzero(primary | choice.secondary)
        return frozenset(order[place][:2] for place in chosen)

    def _cells(self, order: Sequence[Cell]) -> Cells:
        from scipy.sparse import csr_array

        from roedtraad.foundation.statistics.disclosure.cells import Cells

        place = {cell: index for index, cell in enumerate(order)}
        sums = [*self.parts.items(), *self.covers]
        sums += [
            ((holder, period, ALL), [(holder, period, IN), (holder, period, OUT)])
            for holder, period in self.sides
        ]
        signs: list[float] = []
        rows: list[int] = []
        columns: list[int] = []
        for row, (total, parts) in enumerate(sums):
            signs += [-1.0, *([1.0] * len(parts))]
            rows += [row] * (len(parts) + 1)
            columns += [place[total], *(place[part] for part in parts)]
        relations = csr_array((signs, (rows, columns)), shape=(len(sums), len(order)))
        values = np.array([self.values[cell] for cell in order], dtype=np.int64)
        return Cells(values, relations, values > 0)
