"""Charts of proportions (p) and rates (u), with limits by each point's own denominator.

Sources: Montgomery, Introduction to Statistical Quality Control (7.8, 7.19); Laney 2002 (Qual Eng
14:531) for the prime charts, whose limits allow for variation between periods. Limits, runs and
signals as R's qicharts2 has them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .runs import Runs, runs
from .unusable import Reason, UnusableData

LANEY = 1.128
RULE_SET = "shewhart-3-sigma"


class RateKind(StrEnum):
    """p: a share of the denominator; u: events per unit of it, which may exceed it."""

    P = "p"
    U = "u"


@dataclass(frozen=True)
class RateChart:
    """Values and limits by point, shape (points,), in the unit numerator/denominator.

    `lower`, `upper` are 3 sigma, `lower_95`, `upper_95` 2 sigma; clipped at 0, p-charts at 1 too.
    `runs` is about `centre`, the pooled rate. `sigma_z` is Laney's factor, 1 without him.
    """

    centre: float
    values: Numbers
    lower: Numbers
    upper: Numbers
    lower_95: Numbers
    upper_95: Numbers
    is_outside: NDArray[np.bool_]
    runs: Runs
    sigma_z: float
    rule_set: str = RULE_SET


def rate_chart(
    numerators: ArrayLike, denominators: ArrayLike, kind: RateKind, *, laney: bool = False
) -> RateChart:
    """The chart of counts in order of time. Shape (points,) each, no NaN.

    `UnusableData`: no point, a denominator that is not above 0, a numerator below 0 or, in a
    p-chart, above its denominator.
    """
    count, base = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    _require_counts(count, base, kind)
    centre = math.fsum(count) / math.fsum(base)
    values = count / base
    spread = centre * (1 - centre) if kind == RateKind.P else centre
    sigma = np.sqrt(max(0.0, spread) / base)
    sigma_z = _sigma_z((values - centre) / sigma) if laney and spread > 0 else 1.0
    sigma = sigma * sigma_z
    most = 1.0 if kind == RateKind.P else np.inf
    lower, upper = (np.clip(centre + side * 3 * sigma, 0, most) for side in (-1, 1))
    lower_95, upper_95 = (np.clip(centre + side * 2 * sigma, 0, most) for side in (-1, 1))
    return RateChart(
        centre=centre,
        values=values,
        lower=lower,
        upper=upper,
        lower_95=lower_95,
        upper_95=upper_95,
        is_outside=_outside(values, lower, upper),
        runs=runs(values, centre),
        sigma_z=sigma_z,
    )


def _require_counts(count: Numbers, base: Numbers, kind: RateKind) -> None:
    if count.shape != base.shape or count.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "numerators and denominators")
    if count.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no point")
    is_too_many = kind == RateKind.P and bool(np.any(count > base))
    if not np.all(base > 0) or not np.all(count >= 0) or is_too_many:
        raise UnusableData(Reason.OUT_OF_RANGE, "denominator > 0, 0 ≤ numerator (≤ denominator)")


def _sigma_z(scores: Numbers) -> float:
    """Laney's factor: how much more than the binomial the periods vary; NaN for one period."""
    if scores.size < 2:
        return math.nan
    return float(np.abs(np.diff(scores)).mean()) / LANEY


def _outside(values: Numbers, lower: Numbers, upper: Numbers) -> NDArray[np.bool_]:
    """Strictly outside, and by more than rounding: equal periods give no signal."""
    slack = 1e-12 * np.maximum(np.abs(values), np.abs(upper))
    return np.asarray((values > upper + slack) | (values < lower - slack))
