"""Invented national data for `bench engine`: one numbered tree, quarters, indicators, scores.

Municipalities × units in a tree of four levels (country, municipality, area, unit); figures come in
the order in which they are reported, quarter by quarter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

AREAS = 6  # in a municipality
QUARTERS = 40
BEGUN = "2016-01-01"  # the first day of the first quarter
DAYS = QUARTERS * 91  # on which scores are given; the last lie in the last quarter
REPORTED = 0.9  # of all figures
INTERVENTIONS = 12


@dataclass(frozen=True)
class Size:
    """How much is measured; the default is the national size."""

    municipalities: int = 98
    units: int = 60  # in each
    indicators: int = 300
    scores: int = 10_000_000

    @property
    def inner(self) -> int:
        """Nodes that are no units; they are numbered first, the country is 0."""
        return 1 + self.municipalities * (1 + AREAS)

    @property
    def nodes(self) -> int:
        return self.inner + self.municipalities * self.units


@dataclass(frozen=True)
class National:
    """Columns, all of one length within a table."""

    parents: NDArray[np.int32]  # by node; −1 above the country
    edges: pa.Table
    indicators: pa.Table
    facts: pa.Table


def national(size: Size, seed: int = 1) -> National:
    """The tree and the figures reported in it."""
    rng = np.random.default_rng(seed)
    parents, levels = _tree(size)
    edges = pa.table(
        {
            "unit": pa.array(np.arange(size.nodes, dtype=np.int32)),
            "parent": pa.array(parents),
            "level": pa.array(levels),
        }
    )
    rules = pa.table(
        {
            "indicator": pa.array(np.arange(size.indicators, dtype=np.int32)),
            "over_units": ["mean"] * size.indicators,
            "scale": [100.0] * size.indicators,
        }
    )
    return National(parents, edges, rules, _facts(size, rng))


def _tree(size: Size) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    count = size.municipalities
    municipalities = np.arange(1, 1 + count)
    areas = np.arange(1 + count, size.inner)
    parents = np.concatenate(
        [
            [-1],
            np.zeros(count),
            np.repeat(municipalities, AREAS),
            np.repeat(areas, size.units // AREAS),
        ]
    )
    levels = np.repeat([0, 1, 2, 3], [1, count, count * AREAS, count * size.units])
    return parents.astype(np.int32), levels.astype(np.int8)


def _facts(size: Size, rng: np.random.Generator) -> pa.Table:
    units = np.arange(size.inner, size.nodes, dtype=np.int32)
    batches = []
    for quarter in range(QUARTERS):
        unit = np.repeat(units, size.indicators)
        indicator = np.tile(np.arange(size.indicators, dtype=np.int32), units.size)
        is_reported = rng.random(unit.size) < REPORTED
        unit, indicator = unit[is_reported], indicator[is_reported]
        denominator = rng.integers(1, 200, unit.size).astype(np.float64)
        numerator = np.floor(denominator * rng.random(unit.size))
        batches.append(
            pa.table(
                {
                    "unit": unit,
                    "indicator": indicator,
                    "period": np.full(unit.size, quarter, np.int32),
                    "numerator": numerator,
                    "denominator": denominator,
                    "units": np.ones(unit.size, np.int32),
                }
            )
        )
    return pa.concat_tables(batches).combine_chunks()


def scores(size: Size, seed: int = 2) -> pa.Table:
    """Case-level scores in order of goal and day: four to a goal on the average, 0–10."""
    rng = np.random.default_rng(seed)
    goals = size.scores // 4
    goal = np.sort(rng.integers(0, goals, size.scores)).astype(np.int32)
    day = rng.integers(0, DAYS, size.scores).astype(np.int32)
    order = np.lexsort((day, goal))
    goal, day = goal[order], day[order]
    is_first_of_day = np.append(True, (np.diff(goal) != 0) | (np.diff(day) != 0))
    goal, day = goal[is_first_of_day], day[is_first_of_day]
    unit_of = rng.integers(size.inner, size.nodes, goals).astype(np.int32)
    intervention_of = rng.integers(0, INTERVENTIONS, goals).astype(np.int32)
    days = np.datetime64(BEGUN) + day.astype("timedelta64[D]")
    return pa.table(
        {
            "goal": goal,
            "unit": unit_of[goal],
            "intervention": intervention_of[goal],
            "family": goal,  # each has one goal, so that Student's interval of the others holds
            "scored_on": pa.array(days, pa.date32()),
            "value": rng.integers(0, 11, goal.size).astype(np.float64),
        }
    )
