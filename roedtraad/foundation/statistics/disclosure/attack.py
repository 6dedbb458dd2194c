"""What somebody can compute of the hidden cells from all that is published."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .cells import Cells, Flags

Numbers = NDArray[np.float64]
CLOSE = 1e-6  # of what a solver calls whole


def intervals(cells: Cells, hidden: Flags, only: Flags | None = None) -> tuple[Numbers, Numbers]:
    """The lowest and highest that each hidden cell can be, by linear programming.

    Shape (cells,) each, in persons; a published cell has its own value twice. The attacker knows
    that counts are at least 0, every published value, and what adds up to what. For one table with
    margins the limits are exact; for linked tables somebody who also uses that counts are whole
    might narrow them further. `only` computes no more than those cells, the rest are NaN.
    """
    lowest = cells.values.astype(float)
    highest = lowest.copy()
    wanted = hidden if only is None else hidden & only
    lowest[hidden], highest[hidden] = np.nan, np.nan
    for members, equations, sums in _separate_parts(cells, hidden):
        for place in np.flatnonzero(wanted[members]):
            low, high = _limits(equations, sums, int(place))
            lowest[members[place]], highest[members[place]] = low, high
    return lowest, highest


def are_wide(cells: Cells, hidden: Flags, only: Flags, width: float) -> bool:
    """Whether each of those hidden cells could be anything in an interval at least that wide."""
    for members, equations, sums in _separate_parts(cells, hidden):
        for place in np.flatnonzero(only[members]):
            low, high = _limits(equations, sums, int(place))
            if high - low < width - CLOSE:
                return False
    return True


def _separate_parts(
    cells: Cells, hidden: Flags
) -> Iterator[tuple[NDArray[np.intp], csr_array, Numbers]]:
    """Groups of hidden cells that share no relation with others; each with its own equations."""
    columns = np.flatnonzero(hidden)
    inside = csr_array(cells.relations[:, columns])
    shared = csr_array(abs(inside).T @ abs(inside))
    n_parts, part_of = connected_components(shared, directed=False)
    sums = inside @ cells.values[columns].astype(float)
    for part in range(n_parts):
        chosen = np.flatnonzero(part_of == part)
        own = csr_array(inside[:, chosen])
        rows = np.flatnonzero(np.diff(own.indptr))
        yield columns[chosen], csr_array(own[rows]), sums[rows]


def _limits(equations: csr_array, sums: Numbers, place: int) -> tuple[float, float]:
    goal = np.zeros(equations.shape[1])
    found = []
    for sign in (1.0, -1.0):
        goal[place] = sign
        answer = linprog(goal, A_eq=equations, b_eq=sums, bounds=(0, None), method="highs")
        found.append(_whole(sign * answer.fun) if answer.status == 0 else np.inf)
    return found[0], found[1]


def _whole(value: float) -> float:
    nearest = round(value)
    return float(nearest) if abs(value - nearest) < CLOSE else float(value)
