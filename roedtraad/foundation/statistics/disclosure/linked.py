"""Tables that share cells made safe together: quarters and years, units and those above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from . import THRESHOLD
from .cells import Labels, linked_cells
from .search import are_protected, least_secondary
from .tables import is_small


@dataclass(frozen=True)
class SafeCells:
    """Of every cell of the linked tables by its labels: its count, or None where it is hidden.

    `small` are those hidden for their own sake. Totals are cells as others, and may be hidden.
    """

    published: Mapping[Labels, int | None]
    small: frozenset[Labels]


def safe_linked(
    leaves: Mapping[Labels, int],
    parents: Sequence[Mapping[str, str]],
    *,
    threshold: int = THRESHOLD,
    width: float | None = None,
) -> SafeCells | None:
    """Hide small counts in all tables, and enough others in each; None when no choice is safe.

    `leaves` and `parents` as in `linked_cells`; `width` as in `safe_table`. What is hidden in one
    table is hidden in all, so that none tells what another hides. The limits that are promised are
    those of linear programming. `UnusableData`: a count that is negative or broken.
    """
    cells, labels = linked_cells(leaves, parents)
    small = is_small(cells.values, threshold)
    choice = least_secondary(cells, small, threshold - 1 if width is None else width)
    if choice is None:
        return None
    hidden = small | choice.secondary
    return SafeCells(
        published={
            each: None if hidden[index] else int(cells.values[index])
            for index, each in enumerate(labels)
        },
        small=frozenset(labels[index] for index in np.flatnonzero(small)),
    )


def is_safe(
    published: SafeCells,
    leaves: Mapping[Labels, int],
    parents: Sequence[Mapping[str, str]],
    *,
    width: float,
) -> bool:
    """Audit: whether every small cell could be anything in an interval at least that wide."""
    cells, labels = linked_cells(leaves, parents)
    hidden = np.array([published.published[each] is None for each in labels])
    small = np.array([each in published.small for each in labels])
    return are_protected(cells, hidden, small, width)
