"""How much goals moved from their first to their last score, by unit, period and intervention.

One row per goal is the fact: the raw scores are read only when that row is made. The rows lie in
the order of `BY`, so that a group is a stretch of them; all groups are judged at once as arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

BY = ("unit", "period", "intervention")
HALF_A_DIGIT = 5e-10  # changes are compared in nine decimals: 23.2 − 18.2 does not exceed 5
Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Columns = NDArray[Any]


@dataclass(frozen=True)
class GroupChange:
    """Shape (groups,), in the order of `BY`; points, and how many goals.

    `started`: every goal. `n`: those whose change counts, and of them `better` and `worse` by more
    than the threshold. `mean`, `sd`, `lower`, `upper`: of the change, with Student's interval; NaN
    where too few count.
    """

    unit: Columns
    period: Columns
    intervention: Columns
    started: Counts
    n: Counts
    mean: Numbers
    sd: Numbers
    better: Counts
    worse: Counts
    lower: Numbers
    upper: Numbers

    def reliable_share(self) -> tuple[Numbers, Numbers]:
        """Of those whose change counts, the shares of better and of worse, 0–1; NaN of none."""
        with np.errstate(invalid="ignore"):
            return self.better / self.n, self.worse / self.n


def first_and_last(scores: ir.Table) -> ir.Table:
    """One row per goal: its first and last score, the days between and how many there are.

    `scores`: goal, unit, intervention, scored_on, value. `period` is the quarter of the last score,
    as its first day. Of two scores on one day either may be taken: a day has one score by a rater.
    """
    at = scores.scored_on
    return (
        scores.group_by("goal")
        .agg(
            unit=scores.unit.argmax(at),
            intervention=scores.intervention.argmax(at),
            period=at.max().truncate("Q").cast("date"),
            first=scores.value.argmin(at),
            last=scores.value.argmax(at),
            first_on=at.min(),
            days=at.max().delta(at.min(), unit="day").cast("int32"),
            scores=scores.count().cast("int32"),
        )
        .order_by(*BY)
    )


def changes(goals: ir.Table, *, days_apart: int = 28) -> ir.Table:
    """What each goal changed, in points; null where its scores lie fewer than `days_apart` apart.

    `goals` as `first_and_last` gives them.
    """
    is_counted = (goals.scores >= 2) & (goals.days >= days_apart)
    change = is_counted.ifelse((goals["last"] - goals["first"]).cast("float64"), None)
    return goals.select(*BY, change=change)


def change_by_group(changed: pa.Table, *, threshold: float) -> GroupChange:
    """Every unit × period × intervention of `changes`. `threshold`: points a change must exceed.

    The rows may come in any order; in the order of `BY` they need not be sorted.
    """
    *keys, change = (changed[name].to_numpy() for name in (*BY, "change"))
    if not _is_in_order(keys):
        order = np.lexsort(keys[::-1])
        keys, change = [key[order] for key in keys], change[order]
    least = threshold + HALF_A_DIGIT
    starts = _starts(keys)
    started = np.diff(np.append(starts, change.size))
    is_counted = ~np.isnan(change)
    n = _added(is_counted, starts)
    mean, sd = _moments(change, is_counted, starts, started, n)
    lower, upper = mean_interval(mean, sd, n)
    unit, period, intervention = (key[starts] for key in keys)
    return GroupChange(
        unit=unit,
        period=period,
        intervention=intervention,
        started=started,
        n=n,
        mean=mean,
        sd=sd,
        better=_added(change > least, starts),
        worse=_added(change < -least, starts),
        lower=lower,
        upper=upper,
    )


def _is_in_order(keys: Sequence[Columns]) -> bool:
    """Rows rise by the first key, by the second where the first is the same, and so on."""
    is_same = np.ones(max(0, keys[0].size - 1), dtype=bool)
    for key in keys:
        if np.any(is_same & (key[1:] < key[:-1])):
            return False
        is_same &= key[1:] == key[:-1]
    return True


def _starts(keys: Sequence[Columns]) -> Counts:
    """Where a row's keys differ from those of the row before."""
    is_new = np.zeros(keys[0].size, dtype=bool)
    is_new[:1] = True
    for key in keys:
        is_new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(is_new)


def _added(values: Columns, starts: Counts) -> Columns:
    kind = np.int64 if values.dtype == bool else values.dtype
    return np.add.reduceat(values, starts, dtype=kind)


def _moments(
    change: Numbers, is_counted: NDArray[np.bool_], starts: Counts, started: Counts, n: Counts
) -> tuple[Numbers, Numbers]:
    """Mean and sample SD; the SD from what lies off the mean, which loses no digits."""
    known = np.where(is_counted, change, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _added(known, starts) / n
        off = np.where(is_counted, known - np.repeat(mean, started), 0)
        variance = _added(off * off, starts) / (n - 1)
    return mean, np.sqrt(np.where(n > 1, variance, np.nan))


def mean_interval(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Student's interval for many means at once, shape (rows,); NaN where n is below 2."""
    from scipy.stats import t  # costs a second: only where it is needed

    count = np.asarray(n, dtype=np.int64)
    sizes = np.flatnonzero(np.bincount(count))  # few, however many the rows
    sizes = sizes[sizes > 1]
    reach_of_size = np.full(count.max(initial=0) + 1, np.nan)
    reach_of_size[sizes] = t.ppf((1 + confidence) / 2, sizes - 1) / np.sqrt(sizes)
    reach = reach_of_size[count] * np.asarray(sd, dtype=float)
    middle = np.asarray(mean, dtype=float)
    return middle - reach, middle + reach
