"""What somebody can work out who has all that is told and knows which groups there are.

The unknowns are how many there are of each detail in each smallest group; everything told is an
equation. Which smallest groups are empty is thought to be known: a unit that does not give a kind
of help has nobody in it, and everybody may know that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .groups import Counted, Division, Group, Places, Told, UnitTree

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Where = tuple[int, str, str]  # a unit, a division and a label; both empty for the whole unit
DIRECTIONS = 12  # tables drawn at random, each of which shows many cells to be unknown at once
CLOSE = 1e-6


@dataclass(frozen=True)
class _Unknowns:
    """Which unknown each row is counted in; of each unknown its outcome and its detail."""

    of_row: Places
    truth: Numbers
    outcome: Places
    detail: Places

    def sums(self, chosen: Places, told: Told) -> Iterator[Flags]:
        """Which unknowns are added to each number that is told of the rows."""
        inside = np.isin(self.smallest, np.unique(self.smallest[self.of_row[chosen]]))
        if told == Told.TOTAL:
            yield inside
            return
        kind = self.outcome if told == Told.OUTCOMES else self.detail
        for each in np.unique(kind):
            yield inside & (kind == each)

    @property
    def smallest(self) -> Places:
        """The smallest group of each unknown."""
        return np.arange(self.truth.size) // np.unique(self.detail).size


def learnt(
    groups: Sequence[Group],
    rows: Counted,
    tree: UnitTree,
    divisions: Sequence[Division],
    threshold: int,
) -> list[tuple[Where, float]]:
    """Of every small number of persons' rows that could have been told: where it is, and in how
    wide an interval somebody knows it to lie who has all `groups`.
    """
    unknowns = _unknowns(rows)
    told = [line for group in groups for line in unknowns.sums(group.rows, group.told)]
    places: list[Where] = []
    targets: list[Flags] = []
    for where, chosen, most in _all_groups(rows, tree, divisions):
        for level in range(Told.TOTAL, most + 1):
            for line in unknowns.sums(chosen, Told(level)):
                if 0 < unknowns.truth[line].sum() < threshold:
                    places.append(where)
                    targets.append(line)
    if not targets:
        return []
    from scipy.sparse import csr_array  # costs a second: only where something is counted

    equations, wanted = (csr_array(np.array(each, dtype=float)) for each in (told, targets))
    widths = _widths(equations, wanted, unknowns.truth, enough=threshold - 1)
    return list(zip(places, widths.tolist(), strict=True))


def _unknowns(rows: Counted) -> _Unknowns:
    keys = [rows.unit, *(np.unique(each, return_inverse=True)[1] for each in rows.parts.values())]
    smallest = np.unique(np.stack(keys), axis=1, return_inverse=True)[1].ravel()
    details, detail = np.unique(rows.detail, return_inverse=True)
    outcome = rows.outcome[np.unique(rows.detail, return_index=True)[1]]
    of_row = smallest * details.size + detail
    count = (int(smallest.max()) + 1) * details.size
    return _Unknowns(
        of_row=of_row,
        truth=np.bincount(of_row, minlength=count).astype(float),
        outcome=np.resize(outcome, count),
        detail=np.resize(np.arange(details.size), count),
    )


def _all_groups(
    rows: Counted, tree: UnitTree, divisions: Sequence[Division]
) -> Iterator[tuple[Where, Places, Told]]:
    for unit, chosen in tree.rows.items():
        yield (unit, "", ""), chosen, Told.DETAILS
        for division in divisions:
            labels = rows.parts[division.name][chosen]
            for label in np.unique(labels).tolist():
                yield (unit, division.name, label), chosen[labels == label], Told.OUTCOMES


def _widths(told: csr_array, targets: csr_array, truth: Numbers, *, enough: float) -> Numbers:
    """How far apart each target may lie, as far as was looked: no further than `enough`.

    Each table that fits all that is told shows how far every target may be from the truth.
    """
    lowest = highest = targets @ truth
    chance = np.random.default_rng(0)

    def look(goal: Numbers) -> None:
        nonlocal lowest, highest
        for sign in (1, -1):
            found = targets @ _furthest(told, truth, sign * goal)
            lowest, highest = np.minimum(lowest, found), np.maximum(highest, found)

    for _ in range(DIRECTIONS):
        is_open = highest - lowest < enough - CLOSE
        if is_open.any():
            look(np.where(is_open, chance.choice([-1.0, 1.0], is_open.size), 0.0) @ targets)
    for place in np.flatnonzero(highest - lowest < enough - CLOSE):
        if highest[place] - lowest[place] < enough - CLOSE:
            look(targets[[place]].toarray().ravel())
    return np.asarray(highest - lowest)


def _furthest(told: csr_array, truth: Numbers, goal: Numbers) -> Numbers:
    """A table that fits what is told and lies furthest in a direction; the truth if none is found.

    What nothing told limits is limited here, so that the furthest is somewhere.
    """
    from scipy.optimize import linprog

    bounds = (0, 2 * float(truth.sum()) + 100)
    answer = linprog(-goal, A_eq=told, b_eq=told @ truth, bounds=bounds, method="highs")
    return np.asarray(answer.x) if answer.status == 0 else truth
