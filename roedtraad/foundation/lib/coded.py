"""Columns as their distinct values and a code for each row, so that each value is read once.

A table of a hundred thousand rows names some fifty units, forty periods and a few thousand numbers.
What is asked of a value is asked of the distinct ones (`map`), what is asked of several together
of the combinations that occur (`crossed`), and the answers stand in every row by its code.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
R = TypeVar("R")
Codes: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
MOST_COUNTED = 4  # possible codes for each row, up to which a table of them is small


class _Numbered(dict[Hashable, int]):
    """Numbers what it is asked for, from 0, in the order it is asked."""

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True)
class Coded(Generic[T]):
    """A column: row `n` holds `values[codes[n]]`. Values may stand twice, or in no row."""

    values: Sequence[T]
    codes: Codes

    @classmethod
    def of(cls, cells: Iterable[T]) -> Coded[T]:
        """The column of these cells, which must be hashable."""
        numbers = _Numbered()
        codes = np.fromiter(map(numbers.__getitem__, cells), dtype=np.int64)
        return Coded(list(numbers), codes)  # type: ignore[arg-type]

    @classmethod
    def constant(cls, value: T, count: int) -> Coded[T]:
        """The column that holds the same in every row."""
        return Coded([value], np.zeros(count, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.codes)

    def map(self, told: Callable[[T], R]) -> Coded[R]:
        """What `told` answers to the value of each row, asked once for each distinct value."""
        return Coded([told(each) for each in self.values], self.codes)

    def at(self, rows: Codes) -> Coded[T]:
        """The column of these rows alone."""
        return Coded(self.values, self.codes[rows])

    def only(self, rows: Codes) -> Coded[T]:
        """The column of these rows alone, without values that stand in none of them."""
        if len(rows) == len(self):
            return self
        first, codes = _in_order(self.codes[rows], len(self.values))
        return Coded(self.at(rows).at(first).spread(), codes)

    def mask(self, holds: Callable[[T], object]) -> Mask:
        """In which rows it holds."""
        found: Mask = np.array([bool(holds(each)) for each in self.values], dtype=bool)[self.codes]
        return found

    def compact(self) -> Coded[T]:
        """The same column with equal values as one; what is computed by them is so but once."""
        again: Coded[T] = Coded.of(self.values)
        return Coded(again.values, again.codes[self.codes])

    def spread(self) -> list[T]:
        """The value of each row."""
        return list(map(self.values.__getitem__, self.codes.tolist()))


def crossed(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """The combinations that occur, in the order in which they first do.

    All columns are of the same rows, and there is at least one.
    """
    first, codes = _in_order(*_combined(columns))
    parts = (each.at(first).spread() for each in columns)
    return Coded(list(zip(*parts, strict=True)), codes)


def repeated(*columns: Coded[Any]) -> Mask:
    """In which rows a combination stands that stands in others too.

    Values of a column that are equal stand in it once (`compact`).
    """
    codes, size = _combined(columns)
    if size > MOST_COUNTED * len(codes):
        _distinct, codes = np.unique(codes, return_inverse=True)
    found: Mask = np.bincount(codes)[codes] > 1
    return found


def _combined(columns: Sequence[Coded[Any]]) -> tuple[Codes, int]:
    """One code for each combination, and how many there could be."""
    varied = [each for each in columns if len(each.values) > 1] or [columns[0]]
    codes, size = varied[0].codes, len(varied[0].values)
    for column in varied[1:]:
        codes, size = _renumbered(codes * len(column.values) + column.codes, size, column)
    return codes, size


def _renumbered(codes: Codes, size: int, column: Coded[Any]) -> tuple[Codes, int]:
    """Codes of combinations, made small where they would grow beyond what a number holds."""
    size *= len(column.values)
    if size <= np.iinfo(np.int32).max:
        return codes, size
    distinct, codes = np.unique(codes, return_inverse=True)
    return codes, len(distinct)


def _in_order(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """The row in which each code first stands, and the codes numbered in that order."""
    count = len(codes)
    if size <= MOST_COUNTED * count:  # a table of all codes is quicker than sorting them
        seen = np.full(size, count, dtype=np.int64)
        seen[codes[::-1]] = np.arange(count - 1, -1, -1)  # of several, the last assigned stays
        order = np.argsort(seen, kind="stable")[: int(np.count_nonzero(seen < count))]
        rank = np.empty(size, dtype=np.int64)
        rank[order] = np.arange(len(order))
        return seen[order], rank[codes]
    _distinct, first, codes = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return first[order], rank[codes]
