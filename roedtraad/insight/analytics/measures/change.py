"""How much goals moved from their first to their last score, by unit, period and intervention.

One row per goal is the fact: the raw scores are read only when that row is made. The rows lie in
the order of `BY` and family, so that a group is a stretch of them, and a family one of a group; all
groups are judged at once as arrays. Goals of a family go up and down together: the interval is by
family, as `foundation.statistics.clustered` has it for one group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from roedtraad.foundation.statistics.effect_size import FEWEST_FOR_INTERVAL

BY = ("unit", "period", "intervention")
HALF_A_DIGIT = 5e-10  # changes are compared in nine decimals: 23.2 − 18.2 does not exceed 5
Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Columns = NDArray[Any]


@dataclass(frozen=True)
class GroupChange:
    """Shape (groups,), in the order of `BY`; points, and how many goals.

    `started`: every goal. `n`: those whose change counts, of so many `families`, and of them
    `better` and `worse` by more than the threshold. `mean`, `sd`: of the change; `lower`, `upper`:
    the limits of the mean by family (Bell and McCaffrey's); NaN where too few count.
    """

    unit: Columns
    period: Columns
    intervention: Columns
    started: Counts
    n: Counts
    families: Counts
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

    `scores`: goal, unit, intervention, family, scored_on, value. `period` is the quarter of the
    last score, as its first day. Of two scores on one day either may be taken: a day has one score
    by a rater.
    """
    at = scores.scored_on
    return (
        scores.group_by("goal")
        .agg(
            unit=scores.unit.argmax(at),
            intervention=scores.intervention.argmax(at),
            family=scores.family.argmax(at),
            period=at.max().truncate("Q").cast("date"),
            first=scores.value.argmin(at),
            last=scores.value.argmax(at),
            first_on=at.min(),
            days=at.max().delta(at.min(), unit="day").cast("int32"),
            scores=scores.count().cast("int32"),
        )
        .order_by(*BY, "family")
    )


def changes(goals: ir.Table, *, days_apart: int = 28) -> ir.Table:
    """What each goal changed, in points; null where its scores lie fewer than `days_apart` apart.

    `goals` as `first_and_last` gives them.
    """
    is_counted = (goals.scores >= 2) & (goals.days >= days_apart)
    change = is_counted.ifelse((goals["last"] - goals["first"]).cast("float64"), None)
    return goals.select(*BY, "family", change=change)


def change_by_group(
    changed: pa.Table, *, threshold: float, fewest: int = FEWEST_FOR_INTERVAL
) -> GroupChange:
    """Every unit × period × intervention of `changes`. `threshold`: points a change must exceed.

    The rows may come in any order; in the order of `BY` and family they need not be sorted. Below
    `fewest` families there is no interval.
    """
    *keys, change = (changed[name].to_numpy() for name in (*BY, "family", "change"))
    if not _is_in_order(keys):
        order = np.lexsort(keys[::-1])
        keys, change = [key[order] for key in keys], change[order]
    least = threshold + HALF_A_DIGIT
    starts = _starts(keys[:-1])
    started = np.diff(np.append(starts, change.size))
    is_counted = ~np.isnan(change)
    n = _added(is_counted, starts)
    mean, off = _means(change, is_counted, starts, started, n)
    of_families = _Families.of(off, is_counted, _starts(keys), starts)
    reach = of_families.reach(n, fewest)
    unit, period, intervention = (key[starts] for key in keys[:-1])
    return GroupChange(
        unit=unit,
        period=period,
        intervention=intervention,
        started=started,
        n=n,
        families=_added(of_families.size > 0, of_families.starts),
        mean=mean,
        sd=_spread(off, starts, n),
        better=_added(change > least, starts),
        worse=_added(change < -least, starts),
        lower=mean - reach,
        upper=mean + reach,
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


def _means(
    change: Numbers, is_counted: NDArray[np.bool_], starts: Counts, started: Counts, n: Counts
) -> tuple[Numbers, Numbers]:
    """The mean of each group, and how far off it each row is: 0 where it does not count."""
    known = np.where(is_counted, change, 0)
    with np.errstate(invalid="ignore"):
        mean = _added(known, starts) / n
    return mean, np.where(is_counted, known - np.repeat(mean, started), 0)


def _spread(off: Numbers, starts: Counts, n: Counts) -> Numbers:
    """Sample SD, from what lies off the mean, which loses no digits."""
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = _added(off * off, starts) / (n - 1)
    return np.asarray(np.sqrt(np.where(n > 1, variance, np.nan)))


@dataclass(frozen=True)
class _Families:
    """Of each family of each group, in order: how many of its rows count, and how far they are off
    the group's mean in sum. `starts`: where each group's begin.
    """

    size: Counts
    off: Numbers
    starts: Counts

    @classmethod
    def of(
        cls, off: Numbers, is_counted: NDArray[np.bool_], families: Counts, groups: Counts
    ) -> _Families:
        """`families`, `groups`: at which rows each of them begins."""
        return cls(
            size=_added(is_counted, families),
            off=_added(off, families),
            starts=np.searchsorted(families, groups),
        )

    def reach(self, n: Counts, fewest: int) -> Numbers:
        """Half the width of each mean's interval; see `clustered` for the formulas."""
        in_group = np.repeat(n, np.diff(np.append(self.starts, self.size.size)))
        with np.errstate(invalid="ignore", divide="ignore"):
            rest = 1 - self.size / in_group
            variance = _added(np.where(self.size > 0, self.off**2 / rest, 0), self.starts) / n**2.0
            own = _added((self.size / in_group) ** 2, self.starts)
            leverage = self.size**2 / rest
            both = _added(leverage, self.starts) ** 2 - _added(leverage**2, self.starts)
            df = 1 / (own + both / n**4.0)
        is_enough = _added(self.size > 0, self.starts) >= max(2, fewest)
        return np.asarray(
            np.where(is_enough, _quantiles(df, is_enough) * np.sqrt(variance), np.nan)
        )


def _quantiles(df: Numbers, is_asked: NDArray[np.bool_], level: float = 0.975) -> Numbers:
    """Student's, for each df that is asked for; where all families are alike there are few."""
    from scipy.special import stdtrit  # costs a second: only where it is needed

    found = np.full(df.size, np.nan)
    different, place = np.unique(np.round(df[is_asked], 9), return_inverse=True)
    found[is_asked] = stdtrit(different, level)[place]
    return found
