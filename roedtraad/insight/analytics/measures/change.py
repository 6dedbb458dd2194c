"""How much goals moved from their first to their last score, by unit, period and intervention.

One row per goal is the fact: the raw scores are read only when that row is made.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import numpy as np
from numpy.typing import ArrayLike, NDArray

BY = ("unit", "period", "intervention")


def first_and_last(scores: ir.Table) -> ir.Table:
    """One row per goal: its first and last score and how many there are.

    `scores`: goal, unit, intervention, scored_on, value. `period` is the quarter of the last score,
    as its first day. Of two scores on one day either may be taken: a day has one score by a rater.
    """
    at = scores.scored_on
    return scores.group_by("goal").agg(
        unit=scores.unit.argmax(at),
        intervention=scores.intervention.argmax(at),
        period=at.max().truncate("Q"),
        first=scores.value.argmin(at),
        last=scores.value.argmax(at),
        first_on=at.min(),
        last_on=at.max(),
        scores=scores.count(),
    )


def change_by_unit(goals: ir.Table, *, threshold: float, days_apart: int = 28) -> ir.Table:
    """Started, scored twice, mean, SD and how many changed reliably, by `BY`.

    `goals` as `first_and_last` gives them. `threshold`: the points a change must exceed. Goals
    whose scores lie fewer than `days_apart` days apart count as started only.
    """
    is_counted = (goals.scores >= 2) & (
        goals.last_on >= goals.first_on + ibis.interval(days=days_apart)
    )
    change = is_counted.ifelse((goals["last"] - goals["first"]).cast("float64"), None)
    return (
        goals.mutate(change=change)
        .group_by(*BY)
        .agg(
            started=ibis._.count(),
            n=ibis._.change.count(),
            mean=ibis._.change.mean(),
            sd=ibis._.change.std(how="sample"),
            better=(ibis._.change > threshold).sum(),
            worse=(ibis._.change < -threshold).sum(),
        )
    )


def mean_interval(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Student's interval for many means at once, shape (rows,); NaN where n is below 2."""
    from scipy.stats import t  # costs a second: only where it is needed

    count = np.asarray(n, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        reach = t.ppf((1 + confidence) / 2, count - 1) * np.asarray(sd, float) / np.sqrt(count)
    middle = np.asarray(mean, dtype=float)
    return middle - reach, middle + reach
