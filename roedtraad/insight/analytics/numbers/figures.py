"""From rows to what is told of them: counts, a share and a mean, each with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import Any

import numpy as np

from roedtraad.casework.profiles.queries.rows_of_quarter import Row
from roedtraad.foundation.statistics.clustered import clustered_mean, clustered_share
from roedtraad.foundation.statistics.disclosure.derived import may_show_mean
from roedtraad.foundation.statistics.disclosure.groups import Counted, Group, Places, Told
from roedtraad.foundation.statistics.disclosure.together import told_together
from roedtraad.foundation.statistics.proportions import Interval

from .tables import DIVISIONS, Table

DECIMALS = 4


@dataclass(frozen=True)
class Figures:
    """What is told: `n` rows, how many of each outcome and of each detail (empty: left out).

    `share`: of the main outcome, 0–1, and `mean`: points, each with its limits by family; None
    where none is told.
    """

    n: int
    outcomes: Mapping[str, int]
    details: Mapping[str, int]
    share: Sequence[float | None] | None = None
    mean: Sequence[float | None] | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Figures:
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def told_of(
    table: Table, rows: Sequence[Row], parents: Mapping[int, int | None]
) -> list[tuple[Group, Figures]]:
    """What may be told of a table's rows, in the tree of units that `parents` is."""
    counted, values = counted_of(table, rows), values_of(rows)

    def mean_tells_of_nobody(chosen: Places) -> bool:
        return not table.has_points or may_show_mean(values[chosen])

    groups = told_together(counted, parents, DIVISIONS, may_tell=mean_tells_of_nobody)
    return [(group, _figures(table, rows, counted, values, group)) for group in groups]


def counted_of(table: Table, rows: Sequence[Row]) -> Counted:
    """The rows as arrays. An outcome without details is a detail of itself."""
    outcomes = list(table.outcomes)
    pairs = sorted({(outcomes.index(row.outcome), row.detail) for row in rows})
    return Counted(
        unit=np.array([row.unit for row in rows], dtype=np.int64),
        person=np.array([row.family for row in rows], dtype=np.int64),
        outcome=np.array([outcomes.index(row.outcome) for row in rows], dtype=np.int64),
        detail=np.array(
            [pairs.index((outcomes.index(row.outcome), row.detail)) for row in rows],
            dtype=np.int64,
        ),
        parts={
            each.name: np.array([getattr(row, each.name) for row in rows], dtype=np.str_)
            for each in DIVISIONS
        },
    )


def values_of(rows: Sequence[Row]) -> np.ndarray:
    return np.array([np.nan if row.value is None else row.value for row in rows], dtype=float)


def _figures(
    table: Table, rows: Sequence[Row], counted: Counted, values: np.ndarray, group: Group
) -> Figures:
    own = [rows[place] for place in group.rows]
    if group.told == Told.TOTAL:
        return Figures(len(own), {}, {})
    outcomes = Counter(row.outcome for row in own)
    details = Counter(row.detail for row in own)
    has_details = group.told == Told.DETAILS and table.details
    family = counted.person[group.rows]
    share = _share(table, own, family)
    mean = None
    if table.has_points:
        found = clustered_mean(values[group.rows], family)
        mean = _rounded(found.mean, found.interval)
    return Figures(
        n=len(own),
        outcomes={key: outcomes[key] for key in table.outcomes},
        details={key: details[key] for key in table.details} if has_details else {},  # type: ignore[union-attr]
        share=share,
        mean=mean,
    )


def _share(table: Table, own: Sequence[Row], family: Places) -> list[float | None]:
    of = table.of or tuple(table.outcomes)
    flags = [float(row.outcome == table.main) if row.outcome in of else np.nan for row in own]
    found = clustered_share(flags, family).share
    return _rounded(found.share, found.interval)


def _rounded(value: float, interval: Interval) -> list[float | None]:
    numbers = (value, interval.lower, interval.upper)
    return [None if isnan(each) else round(float(each), DECIMALS) for each in numbers]
