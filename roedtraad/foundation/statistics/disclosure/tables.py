"""A table of counts with its margins made safe, and the proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from . import THRESHOLD
from .attack import Numbers, intervals
from .cells import Cells, Counts, Flags, checked_counts, table_cells
from .search import Choice, are_protected, least_secondary


@dataclass(frozen=True)
class SafeTable:
    """What may be published of a table of persons. Shapes are (rows, columns).

    `hidden` is what is left out; margins and noughts are published. `lowest`, `highest` are what
    can be computed of each cell. `is_safe`: every small cell could be anything in an interval at
    least `width` persons wide, and no margin is itself small.
    """

    counts: Counts
    primary: Flags
    secondary: Flags
    lowest: Numbers
    highest: Numbers
    is_safe: bool
    is_least: bool

    @property
    def hidden(self) -> Flags:
        return np.asarray(self.primary | self.secondary)


def is_small(counts: ArrayLike, threshold: int = THRESHOLD) -> Flags:
    """Where a count of persons is above nought and below the threshold."""
    values = np.asarray(counts)
    return np.asarray((values > 0) & (values < threshold))


def small_margins(counts: Counts, threshold: int = THRESHOLD) -> tuple[list[int], list[int]]:
    """The rows, and the columns, whose totals are themselves small: no table can show them."""
    rows = np.flatnonzero(is_small(counts.sum(axis=1), threshold))
    columns = np.flatnonzero(is_small(counts.sum(axis=0), threshold))
    return rows.tolist(), columns.tolist()


def safe_table(
    counts: ArrayLike, *, threshold: int = THRESHOLD, width: float | None = None
) -> SafeTable | None:
    """Hide small counts and as few others as it takes; None when no choice is safe.

    `width` is how wide the interval of each small cell must be, in persons; without it the
    threshold less one. None is answered too where a margin is small: merge rows or columns, or
    publish no margin. `UnusableData`: a count that is negative, broken or missing.
    """
    values = _two_dimensional(counts)
    if any(small_margins(values, threshold)):
        return None
    cells = table_cells(values)
    primary = _of_cells(cells, is_small(values, threshold))
    choice = least_secondary(cells, primary, threshold - 1 if width is None else width)
    return None if choice is None else _as_table(values, cells, primary, choice)


def audited(
    counts: ArrayLike, secondary: Flags, *, threshold: int = THRESHOLD, width: float | None = None
) -> SafeTable:
    """The table with those cells hidden besides the small ones; `is_safe` says whether they do."""
    values = _two_dimensional(counts)
    cells = table_cells(values)
    primary = _of_cells(cells, is_small(values, threshold))
    extra = _of_cells(cells, secondary) & ~primary
    wide = threshold - 1 if width is None else width
    is_safe = not any(small_margins(values, threshold))
    is_safe = is_safe and are_protected(cells, primary | extra, primary, wide)
    return _as_table(values, cells, primary, Choice(extra, is_least=False), is_safe=is_safe)


def _two_dimensional(counts: ArrayLike) -> Counts:
    values = checked_counts(counts)
    if values.ndim != 2:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "a table has rows and columns")
    return values


def _of_cells(cells: Cells, inner: Flags) -> Flags:
    """Flags of the inner cells as flags of all cells, margins last."""
    flags = np.zeros(cells.size, dtype=bool)
    flags[: inner.size] = inner.ravel()
    return flags


def _as_table(
    values: Counts, cells: Cells, primary: Flags, choice: Choice, *, is_safe: bool = True
) -> SafeTable:
    lowest, highest = intervals(cells, primary | choice.secondary)
    inner = slice(values.size)
    return SafeTable(
        counts=values,
        primary=primary[inner].reshape(values.shape),
        secondary=choice.secondary[inner].reshape(values.shape),
        lowest=lowest[inner].reshape(values.shape),
        highest=highest[inner].reshape(values.shape),
        is_safe=is_safe,
        is_least=choice.is_least,
    )
