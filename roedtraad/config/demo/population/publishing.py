"""The tables that would be published of a population, edition by edition, as things were known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from roedtraad.foundation.statistics.disclosure.cells import Labels
from roedtraad.foundation.statistics.disclosure.editions import Declared, Edition, next_edition

from .design import PRACTITIONER, Design
from .meeting import YEAR
from .recording import quarter_ends
from .tables import Counts, Population

AGES = (0, 6, 13, 18)  # the first year of each group


def declared(design: Design) -> Declared:
    """Unit × period × age, the quarters in their years."""
    ends = quarter_ends(design.starts_on, design.ends_on)
    quarters = {str(end): f"{date.fromordinal(int(end)):%Y}" for end in ends}
    return Declared(parents=({}, quarters, {}))


def editions(design: Design, population: Population) -> Iterator[Edition]:
    """One at the end of each quarter, when many scores of it are not recorded yet."""
    tables = declared(design)
    ends = quarter_ends(design.starts_on, design.ends_on)
    former = None
    for number in range(1, ends.size + 1):
        known_on = int(ends[number - 1])
        former = next_edition(former, counts(design, population, ends[:number], known_on), tables)
        yield former


def counts(
    design: Design, population: Population, ends: Counts, known_on: int
) -> dict[Labels, int]:
    """How many of each unit and age had a goal scored by the practitioner in each quarter, as it
    was known on a day.
    """
    scores = population.scores.only(
        (population.scores.recorded_on <= known_on) & (population.scores.rater == PRACTITIONER)
    )
    child = population.goals.child[scores.goal]
    quarter = np.searchsorted(ends, scores.given_on)
    seen = np.unique(np.stack([child, quarter])[:, quarter < ends.size], axis=1)
    children = population.children.only(seen[0])
    age = np.searchsorted(AGES, (ends[seen[1]] - children.born_on) / YEAR, side="right") - 1
    unit = population.families.unit[children.family]
    shape = (len(design.units), ends.size, len(AGES))
    table = np.zeros(shape, dtype=np.int64)
    np.add.at(table, (unit, seen[1], np.maximum(age, 0)), 1)
    return {
        (design.units[u].name, str(ends[q]), f"{AGES[a]}–"): int(table[u, q, a])
        for u, q, a in np.ndindex(shape)
    }
