"""Counts that add up to each other: one table with its margins, or many that share cells."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from roedtraad.foundation.statistics.unusable import Reason, UnusableData

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Labels = tuple[str, ...]
ALL = "*"  # the label of a total


@dataclass(frozen=True)
class Cells:
    """Every cell that could be published, and which of them add up.

    `values` holds counts of persons, shape (cells,). `relations`, shape (relations, cells), has −1
    at a total and 1 at each of its parts, so that relations @ values is nought. `may_hide` says of
    which cells the value may be left out.
    """

    values: Counts
    relations: csr_array
    may_hide: Flags

    @cached_property
    def size(self) -> int:
        return int(self.values.size)


def checked_counts(counts: ArrayLike) -> Counts:
    """The counts as whole numbers; `UnusableData` where one is negative, broken or missing."""
    values = np.asarray(counts, dtype=float)
    if not values.size:
        raise UnusableData(Reason.TOO_FEW, "no cell")
    if not np.all(np.isfinite(values)) or np.any(values < 0) or np.any(values != np.rint(values)):
        raise UnusableData(Reason.OUT_OF_RANGE, "a count is a whole number of at least 0")
    return values.astype(np.int64)


def table_cells(counts: ArrayLike) -> Cells:
    """The inner cells of a table, row by row, then its row totals, column totals and the total.

    `counts` has shape (rows, columns). Margins and noughts are always published.
    """
    inner = checked_counts(counts)
    if inner.ndim != 2:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "a table has rows and columns")
    n_rows, n_columns = inner.shape
    size = n_rows * n_columns
    row, column = np.divmod(np.arange(size), n_columns)
    margins = np.arange(n_rows + n_columns)
    part = np.tile(np.arange(size), 2)
    relations = csr_array(
        (
            np.concatenate([np.ones(2 * size), -np.ones(margins.size)]),
            (
                np.concatenate([row, n_rows + column, margins]),
                np.concatenate([part, size + margins]),
            ),
        ),
        shape=(margins.size, size + margins.size),
    )
    values = np.concatenate([inner.ravel(), inner.sum(axis=1), inner.sum(axis=0)])
    may_hide = np.concatenate([inner.ravel() > 0, np.zeros(margins.size, dtype=bool)])
    return Cells(values, relations, may_hide)


def linked_cells(
    leaves: Mapping[Labels, int], parents: Sequence[Mapping[str, str]]
) -> tuple[Cells, list[Labels]]:
    """The cells of tables that share cells, and their labels in the same order.

    `leaves` holds a count by one label for each dimension; `parents` says for each dimension which
    label belongs to which, at any depth (a quarter to its year, a team to its unit). A label
    without a parent belongs to the total `ALL`, unless a dimension has one such label only. Every
    sum over one dimension's parts is a cell of its own, that may be hidden too.
    """
    checked_counts(list(leaves.values()))
    lines = _all_lines(leaves, parents)
    totals: dict[Labels, int] = defaultdict(int)
    for labels, count in leaves.items():
        for each in itertools.product(*_ways(labels, lines)):
            totals[each] += int(count)
    order = list(totals)
    values = np.array([totals[labels] for labels in order], dtype=np.int64)
    return Cells(values, _relations(order, lines), values > 0), order


def made_of(
    leaves: Iterable[Labels], parents: Sequence[Mapping[str, str]]
) -> dict[Labels, list[Labels]]:
    """Of each cell of the linked tables, the leaves that it is the sum of."""
    leaves = list(leaves)
    lines = _all_lines(leaves, parents)
    found: dict[Labels, list[Labels]] = defaultdict(list)
    for labels in leaves:
        for each in itertools.product(*_ways(labels, lines)):
            found[each].append(labels)
    return found


Lines = dict[str, tuple[str, ...]]


def _all_lines(leaves: Iterable[Labels], parents: Sequence[Mapping[str, str]]) -> list[Lines]:
    rows = list(leaves)
    return [_lines({labels[axis] for labels in rows}, above) for axis, above in enumerate(parents)]


def _ways(labels: Labels, lines: Sequence[Lines]) -> Iterator[tuple[str, ...]]:
    return (lines[axis][label] for axis, label in enumerate(labels))


def _lines(labels: set[str], above: Mapping[str, str]) -> Lines:
    """Of each label, and of those above it: itself, its parent, and so on to the top."""
    found: dict[str, tuple[str, ...]] = {}
    for label in labels:
        line = [label]
        while line[-1] in above:
            if above[line[-1]] in line:
                raise UnusableData(Reason.OUT_OF_RANGE, "a label is above itself")
            line.append(above[line[-1]])
        for start in range(len(line)):
            found[line[start]] = tuple(line[start:])
    has_total = len({line[-1] for line in found.values()}) > 1
    lines = {label: (*line, ALL) if has_total else line for label, line in found.items()}
    return {**lines, ALL: (ALL,)} if has_total else lines


def _relations(order: Sequence[Labels], lines: Sequence[Mapping[str, Labels]]) -> csr_array:
    position = {labels: index for index, labels in enumerate(order)}
    parts: dict[tuple[int, int], list[int]] = defaultdict(list)  # axis, total: its parts
    for labels, index in position.items():
        for axis, line in enumerate(lines):
            if len(line[labels[axis]]) > 1:
                total = (*labels[:axis], line[labels[axis]][1], *labels[axis + 1 :])
                parts[axis, position[total]].append(index)
    signs: list[float] = []
    rows: list[int] = []
    columns: list[int] = []
    for row, ((_axis, total_index), indexes) in enumerate(parts.items()):
        signs += [-1.0, *([1.0] * len(indexes))]
        rows += [row] * (len(indexes) + 1)
        columns += [total_index, *indexes]
    return csr_array((signs, (rows, columns)), shape=(len(parts), len(order)))
