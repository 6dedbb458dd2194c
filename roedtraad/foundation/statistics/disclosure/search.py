"""Which cells to hide besides the small ones: exact on small tables, else fast and audited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_diag, csr_array, diags_array, eye_array, hstack, kron

from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from .attack import CLOSE, Numbers, are_wide, intervals
from .cells import Cells, Flags

Places = NDArray[np.intp]

EXACT_SIZE = 4_000  # variables; beyond that the exact search takes longer than a person waits
SECONDS = 20.0
NEARLY_NOTHING = 1e-3  # what moving a hidden cell costs, so that few are moved


@dataclass(frozen=True)
class Choice:
    """Cells to hide besides the primary ones, shape (cells,).

    `is_least`: proven that no fewer will do, and with that number none of fewer persons.
    """

    secondary: Flags
    is_least: bool


def are_protected(cells: Cells, hidden: Flags, primary: Flags, width: float) -> bool:
    """Whether every primary cell could be anything in an interval at least that wide."""
    return bool(np.all(hidden[primary])) and are_wide(cells, hidden, primary, width)


def least_secondary(
    cells: Cells,
    primary: Flags,
    width: float,
    *,
    is_quick: bool = False,
    kept: Flags | None = None,
) -> Choice | None:
    """The cells to hide so that each primary cell has an interval `width` wide; None: none would.

    First the fewest cells, then the fewest persons in them. Where the exact search is too large or
    not done in time, a smaller choice may exist: `is_least` is false then. `is_quick` does without
    the exact search. `kept` are hidden already, whether that is of use or not; the exact search
    does without them.
    """
    nothing = np.zeros(cells.size, dtype=bool)
    if kept is not None:
        return _beside(cells, primary, width, kept)
    most = primary | cells.may_hide
    if not primary.any() or are_protected(cells, primary, primary, width):
        return Choice(nothing, is_least=True)
    if not are_protected(cells, most, primary, width):
        return None
    chosen = None if is_quick else _exact(cells, primary, width)
    if chosen is not None and are_protected(cells, primary | chosen, primary, width):
        return Choice(chosen, is_least=True)
    return Choice(_one_by_one(cells, primary, width), is_least=False)


def _beside(cells: Cells, primary: Flags, width: float, kept: Flags) -> Choice | None:
    """A choice beside what is hidden already; few, but perhaps not the fewest."""
    if not are_protected(cells, primary | kept | cells.may_hide, primary, width):
        return None
    return Choice(_one_by_one(cells, primary, width, kept), is_least=False)


def _exact(cells: Cells, primary: Flags, width: float) -> Flags | None:
    """A choice proven least; None when that is not to be had in the time."""
    free, targets = np.flatnonzero(primary | cells.may_hide), np.flatnonzero(primary)
    if 2 * free.size * targets.size > EXACT_SIZE:
        return None
    model = _Model(cells, primary, targets, width)
    fewest = model.solved(np.ones(free.size))
    if fewest is None:
        return None
    smallest = model.solved(cells.values[free].astype(float), exactly=int(fewest.sum()))
    found = np.zeros(cells.size, dtype=bool)
    found[free] = (fewest if smallest is None else smallest) & ~primary[free]
    return found


class _Model:
    """Mixed whole-number programme: for each primary cell two tables that nobody can refute.

    Variables: whether each free cell is hidden; then, for each primary cell, how far the free cells
    differ from the truth in a table where that cell is high, and in one where it is low.
    """

    def __init__(self, cells: Cells, primary: Flags, targets: Places, width: float) -> None:
        free = np.flatnonzero(primary | cells.may_hide)
        self.n, self.n_tables = free.size, 2 * targets.size
        up, down = _room(cells, primary)
        tables, all_tables = eye_array(self.n_tables), np.ones((self.n_tables, 1))
        moves = kron(tables, eye_array(self.n))
        equations = kron(tables, _equations(cells, free))
        adds_up = hstack([csr_array((equations.shape[0], self.n)), equations])
        self.constraints = [
            LinearConstraint(csr_array(adds_up), lb=0, ub=0),
            LinearConstraint(csr_array(hstack([kron(all_tables, -diags_array(up)), moves])), ub=0),
            LinearConstraint(csr_array(hstack([kron(all_tables, diags_array(down)), moves])), lb=0),
            LinearConstraint(self._apart(np.searchsorted(free, targets)), lb=width),
        ]
        of_use = (up > CLOSE) | (down > CLOSE) | primary[free]
        far = np.tile(np.maximum(up, down), self.n_tables)
        self.bounds = Bounds(
            np.concatenate([primary[free].astype(float), -far]),
            np.concatenate([of_use.astype(float), far]),
        )
        self.whole = np.repeat([1, 0], [self.n, self.n * self.n_tables])

    def _apart(self, places: Places) -> csr_array:
        """How far each primary cell's two tables are apart in that cell."""
        high = self.n * (1 + 2 * np.arange(places.size)) + places
        signs = np.repeat([1.0, -1.0], places.size)
        rows = np.tile(np.arange(places.size), 2)
        columns = np.concatenate([high, high + self.n])
        return csr_array((signs, (rows, columns)), (places.size, self.n * (1 + self.n_tables)))

    def solved(self, costs: Numbers, exactly: int | None = None) -> Flags | None:
        """The cells hidden at the least cost, shape (free cells,); None when not proven in time."""
        rest = np.zeros(self.n * self.n_tables)
        constraints = list(self.constraints)
        if exactly is not None:
            count = np.concatenate([np.ones(self.n), rest])
            constraints.append(LinearConstraint(csr_array(count[np.newaxis, :]), exactly, exactly))
        answer = milp(
            np.concatenate([costs, rest]),
            integrality=self.whole,
            bounds=self.bounds,
            constraints=constraints,
            options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        if answer.status != 0 or answer.x is None:
            return None
        return np.asarray(answer.x[: self.n] > 0.5)


def _equations(cells: Cells, free: Places) -> csr_array:
    """The relations that any free cell is in, for the free cells alone."""
    inside = csr_array(cells.relations[:, free])
    return csr_array(inside[np.flatnonzero(np.diff(inside.indptr))])


def _room(cells: Cells, primary: Flags) -> tuple[Numbers, Numbers]:
    """How far up and down each free cell can be from its value when all free cells are hidden."""
    everything = primary | cells.may_hide
    lowest, highest = intervals(cells, everything)
    most = cells.values.sum() + 1.0
    return (np.minimum(highest, most) - cells.values)[everything], (cells.values - lowest)[
        everything
    ]


def _one_by_one(cells: Cells, primary: Flags, width: float, kept: Flags | None = None) -> Flags:
    """For each primary cell the cheapest cells that protect it, given those already hidden.

    A table where the cell is high and one where it is low, with as little moved in as few cells as
    a linear programme finds; then every cell that is not needed is shown again.
    """
    always = primary if kept is None else primary | kept
    hidden = always.copy()
    tables = _Tables(cells, always | cells.may_hide, width)
    moved: dict[int, Flags] = {}
    for target in sorted(np.flatnonzero(primary), key=lambda place: int(cells.values[place])):
        found = tables.moved(int(target), hidden, tables.is_free)
        if found is None:
            raise UnusableData(Reason.NO_CONVERGENCE, "no table protects a cell")
        moved[int(target)] = found
        hidden |= found
    _show_the_needless(tables, hidden, always, moved)
    return np.asarray(hidden & ~always)


class _Tables:
    """Pairs of tables that nobody can refute: one cell is high in one and low in the other."""

    def __init__(self, cells: Cells, is_free: Flags, width: float) -> None:
        self.cells, self.is_free, self.width = cells, is_free, width
        self.free = np.flatnonzero(is_free)
        equations = _equations(cells, self.free)
        both_ways = hstack([equations, -equations])  # up and down in one table
        self.kept = csr_array(block_diag([both_ways, both_ways]))
        self.down = cells.values[self.free].astype(float)
        self.dear = 1 + self.down / (1 + cells.values.max())

    def moved(self, target: int, hidden: Flags, allowed: Flags) -> Flags | None:
        """Which cells the cheapest pair differs from the truth in; None where there is no pair.

        Cells that are hidden already cost next to nothing; those not `allowed` stay as they are.
        """
        n = self.free.size
        place = int(np.searchsorted(self.free, target))
        apart = np.zeros(4 * n)
        apart[[place + block * n for block in range(4)]] = [-1, 1, 1, -1]
        may_move = allowed[self.free]
        up, down = np.where(may_move, np.inf, 0.0), np.where(may_move, self.down, 0.0)
        answer = linprog(
            np.tile(np.where(hidden[self.free], NEARLY_NOTHING, self.dear), 4),
            A_eq=self.kept,
            b_eq=np.zeros(self.kept.shape[0]),
            A_ub=apart[np.newaxis, :],
            b_ub=[-self.width],
            bounds=np.column_stack([np.zeros(4 * n), np.concatenate([up, down] * 2)]),
            method="highs",
        )
        if answer.status != 0 or answer.x is None:
            return None
        found = np.zeros(self.cells.size, dtype=bool)
        found[self.free] = np.any(np.asarray(answer.x).reshape(4, n) > CLOSE, axis=0)
        return found


def _show_the_needless(
    tables: _Tables, hidden: Flags, always: Flags, moved: dict[int, Flags]
) -> None:
    """Show again whatever the primary cells are protected without, the largest counts first.

    Only those need another pair of tables whose own pair moves the cell.
    """
    values = tables.cells.values
    for place in sorted(np.flatnonzero(hidden & ~always), key=lambda each: -int(values[each])):
        hidden[place] = False
        others: dict[int, Flags] = {}
        for target in [target for target, cells in moved.items() if cells[place]]:
            found = tables.moved(target, hidden, hidden)
            if found is None:
                hidden[place] = True
                break
            others[target] = found
        if not hidden[place]:
            moved |= others
