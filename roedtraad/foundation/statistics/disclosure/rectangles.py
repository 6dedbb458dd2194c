"""Units × parts: where they leave out, so that no sum of what is left out is small."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from .groups import Places

REST = "rest"  # the parts that are not told one by one, together
Parts = dict[str, Places]
Test = Callable[[Places], bool]
Key = TypeVar("Key")


def joined(parts: Sequence[Places]) -> Places:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


class Rectangle:
    """Which units leave out which parts: those that fail the test, and others until sums pass it.

    `table`: by unit the rows of each part, the same parts in each. `has_sums`: whether the sum of a
    part over the units is told.
    """

    def __init__(self, table: Mapping[int, Parts], test: Test, *, has_sums: bool = True) -> None:
        self.table, self.test, self.has_sums = table, test, has_sums
        self.columns = list(next(iter(table.values()), {}))
        failing = [
            (row, column)
            for row, parts in table.items()
            for column, chosen in parts.items()
            if not self._passes(chosen)
        ]
        self.out_rows = {row for row, _column in failing}
        self.out_columns = {column for _row, column in failing}
        if failing and REST in self.columns:
            self.out_columns.add(REST)
        while self._grows():
            pass

    def told(self) -> list[tuple[int, Parts]]:
        """Of each unit the parts that are told, and the rest of them together."""
        found: list[tuple[int, Parts]] = []
        for row, parts in self.table.items():
            out = self.out_columns if row in self.out_rows else set()
            told = {column: chosen for column, chosen in parts.items() if column not in out}
            if out:
                told[REST] = self._of_row(row)
            found.append((row, told))
        return found

    def _passes(self, chosen: Places) -> bool:
        return chosen.size == 0 or self.test(chosen)

    def _of_row(self, row: int) -> Places:
        return joined([self.table[row][column] for column in sorted(self.out_columns)])

    def _of_column(self, column: str) -> Places:
        return joined([self.table[row][column] for row in sorted(self.out_rows)])

    def _grows(self) -> bool:
        """Leave out one more part, or one more unit, the smallest; False where no sum is small."""
        if not all(self._passes(self._of_row(row)) for row in self.out_rows):
            more = set(self.columns) - self.out_columns
            return self._leave_out(self.out_columns, sorted(more), self._of_column)
        if self.has_sums and not all(
            self._passes(self._of_column(column)) for column in self.out_columns
        ):
            others = set(self.table) - self.out_rows
            return self._leave_out(self.out_rows, sorted(others), self._of_row)
        return False

    def _leave_out(
        self, out: set[Key], others: Sequence[Key], rows: Callable[[Key], Places]
    ) -> bool:
        if others:
            out.add(min(others, key=lambda each: rows(each).size))
        return bool(others)
