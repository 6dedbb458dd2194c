"""From rows to what is told of them: counts, a share and a mean, each with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import isnan
from typing import Any

import numpy as np

from roedtraad.casework.profiles.queries.rows_of_quarter import MISSING, Row
from roedtraad.foundation.statistics.clustered import clustered_mean, clustered_share
from roedtraad.foundation.statistics.disclosure.derived import may_show_mean
from roedtraad.foundation.statistics.disclosure.groups import Counted, Group, Places, Told
from roedtraad.foundation.statistics.disclosure.rectangles import REST
from roedtraad.foundation.statistics.disclosure.together import told_together
from roedtraad.foundation.statistics.proportions import Interval

from .tables import DIVISIONS, Table

DECIMALS = 4


@dataclass(frozen=True)
class Figures:
    """What is told: `n` rows, how many of each outcome and of each detail (empty: left out).

    `share`: of the main outcome, 0–1, and `mean`: points, each with its limits by family; None
    where none is told. `missing`: how many rows more have no outcome; None where that is not told.
    """

    n: int
    outcomes: Mapping[str, int]
    details: Mapping[str, int]
    share: Sequence[float | None] | None = None
    mean: Sequence[float | None] | None = None
    missing: int | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Figures:
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def told_of(
    table: Table, rows: Sequence[Row], parents: Mapping[int, int | None]
) -> list[tuple[Group, Figures]]:
    """What may be told of a table's rows, in the tree of units that `parents` is.

    Who is missing is told apart from all others, as a table of its own: the two have no sum that
    is told, so that few who are missing hide nothing but themselves.
    """
    known = [row for row in rows if row.outcome != MISSING[0]]
    counted, values = counted_of(list(table.outcomes), known), values_of(known)

    def mean_tells_of_nobody(chosen: Places) -> bool:
        return not table.has_points or may_show_mean(values[chosen])

    groups = told_together(counted, parents, DIVISIONS, may_tell=mean_tells_of_nobody)
    missing = _missing(rows, parents)
    place = np.array([at for at, row in enumerate(rows) if row.outcome != MISSING[0]], dtype=int)
    return [
        (
            replace(group, rows=place[group.rows]),
            _figures(table, known, counted, values, group, missing.get(_name(group))),
        )
        for group in groups
    ]


Name = tuple[int, str, str, str]


def _name(group: Group) -> Name:
    return group.unit, group.division, group.label, group.within


def _missing(rows: Sequence[Row], parents: Mapping[int, int | None]) -> dict[Name, int]:
    """How many are missing, where that may be told; the rest of a unit are others than in the
    figures, and are left out.
    """
    counted = counted_of([MISSING[0]], [row for row in rows if row.outcome == MISSING[0]])
    groups = told_together(counted, parents, DIVISIONS, most=Told.TOTAL)
    return {_name(group): group.rows.size for group in groups if group.label != REST}


def counted_of(outcomes: Sequence[str], rows: Sequence[Row]) -> Counted:
    """The rows as arrays. An outcome without details is a detail of itself."""
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
    table: Table,
    rows: Sequence[Row],
    counted: Counted,
    values: np.ndarray,
    group: Group,
    missing: int | None,
) -> Figures:
    own = [rows[place] for place in group.rows]
    if group.told == Told.TOTAL:
        return Figures(len(own), {}, {}, missing=missing)
    outcomes = Counter(row.outcome for row in own)
    details = Counter(row.detail for row in own)
    has_details = group.told == Told.DETAILS and table.details
    family = counted.person[group.rows]
    share = clustered_share([float(row.outcome == table.main) for row in own], family).share
    mean = None
    if table.has_points:
        found = clustered_mean(values[group.rows], family)
        mean = _rounded(found.mean, found.interval)
    return Figures(
        n=len(own),
        outcomes={key: outcomes[key] for key in table.outcomes},
        details={key: details[key] for key in table.details} if has_details else {},  # type: ignore[union-attr]
        share=_rounded(share.share, share.interval),
        mean=mean,
        missing=missing,
    )


def _rounded(value: float, interval: Interval) -> list[float | None]:
    numbers = (value, interval.lower, interval.upper)
    return [None if isnan(each) else round(float(each), DECIMALS) for each in numbers]
