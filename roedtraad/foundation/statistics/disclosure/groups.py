"""Groups of rows about persons: which there are in units and in what these divide into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from . import THRESHOLD

Places = NDArray[np.int64]
Labels = NDArray[np.str_]


class Told(IntEnum):
    """How much is told of a group: how many it is, the outcomes, or also what these divide into."""

    TOTAL = 1
    OUTCOMES = 2
    DETAILS = 3


@dataclass(frozen=True)
class Counted:
    """Rows to be counted; all arrays have the shape (rows,).

    `unit`: the unit each belongs to, a key above 0. `person`: whom it is about. `outcome`: the
    number of an outcome; `detail`: of what outcomes divide into, each within one of them. `parts`:
    by the name of a division the label of each row.
    """

    unit: Places
    person: Places
    outcome: Places
    detail: Places
    parts: Mapping[str, Labels]


@dataclass(frozen=True)
class Division:
    """A way to divide a unit's rows. `within`: another one, whose labels its own lie in."""

    name: str
    within: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of a unit and what lies below it, or one part of them, and how much is told of it.

    `within`: the label of the part that it is a part of, where the division is within another.
    """

    unit: int
    division: str
    label: str
    told: Told
    rows: Places
    within: str = ""


def are_enough(rows: Counted, chosen: Places, threshold: int = THRESHOLD) -> bool:
    """Whether the rows are about enough persons to say how many they are."""
    return bool(np.unique(rows.person[chosen]).size >= threshold)


def are_safe(rows: Counted, chosen: Places, threshold: int = THRESHOLD) -> bool:
    """Whether each outcome is that of nobody, or of enough persons – and not all have the same one.

    Were they all alike, it would be known of every single person.
    """
    counts = _persons_of_each(rows.outcome[chosen], rows.person[chosen])
    return bool(np.all(counts >= threshold) and counts.size > 1)


def are_detailed(rows: Counted, chosen: Places, threshold: int = THRESHOLD) -> bool:
    """Whether each detail is that of nobody, or of enough persons."""
    counts = _persons_of_each(rows.detail[chosen], rows.person[chosen])
    return bool(np.all(counts >= threshold))


def _persons_of_each(kind: Places, person: Places) -> Places:
    kinds = np.unique(np.stack([kind, person]), axis=1)[0]
    return np.unique(kinds, return_counts=True)[1]


@dataclass
class UnitTree:
    """Units that have rows. What one has itself, beside others below it, is a child: − its key."""

    unit: Places
    parents: Mapping[int, int | None]
    rows: dict[int, Places] = field(default_factory=dict)
    below: dict[int, list[int]] = field(default_factory=dict)
    tops: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        members: defaultdict[int, list[Places]] = defaultdict(list)
        children: defaultdict[int, set[int]] = defaultdict(set)
        lines = {int(unit): self.line(int(unit)) for unit in np.unique(self.unit)}
        inner = {above for line in lines.values() for above in line[1:]}
        for unit, whole in lines.items():
            line = [-unit, *whole] if unit in inner else whole
            for here in line:
                members[here].append(np.flatnonzero(self.unit == unit))
            for here, above in pairwise(line):
                children[above].add(here)
        self.tops = sorted({line[-1] for line in lines.values()})
        self.rows = {here: np.concatenate(parts) for here, parts in members.items()}
        self.below = {here: sorted(children[here]) for here in members}

    def line(self, unit: int) -> list[int]:
        """The unit and those above it, up to the top."""
        line = [unit, -unit] if unit < 0 else [unit]
        while (above := self.parents.get(line[-1])) is not None and above not in line:
            line.append(above)
        return line
