"""Two measurements of the same persons: how many started, how many can be compared, moments."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .unusable import Reason, UnusableData

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class PairedSample:
    """Moments over complete pairs; SDs have divisor n − 1 and are NaN when n is 1.

    `n_started` counts everyone with a row, also those who lack a measurement. Means and SDs are in
    points of the scale; `correlation` is NaN where a side does not vary.
    """

    n_started: int
    n: int
    mean_pre: float
    sd_pre: float
    mean_post: float
    sd_post: float
    correlation: float
    mean_change: float
    sd_change: float


def complete_pairs(pre: ArrayLike, post: ArrayLike) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Both as float arrays, and where both are there. Shape (persons,); NaN is missing."""
    first, second = np.asarray(pre, dtype=float), np.asarray(post, dtype=float)
    if first.shape != second.shape or first.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "pre and post")
    return first, second, np.isfinite(first) & np.isfinite(second)


def paired_sample(pre: ArrayLike, post: ArrayLike) -> PairedSample:
    """Describe the pairs; `UnusableData` (too few) when there is not a single complete one."""
    first, second, is_complete = complete_pairs(pre, post)
    before, after = first[is_complete], second[is_complete]
    if before.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no complete pair")
    change = after - before
    return PairedSample(
        n_started=int(first.size),
        n=int(before.size),
        mean_pre=float(before.mean()),
        sd_pre=sample_sd(before),
        mean_post=float(after.mean()),
        sd_post=sample_sd(after),
        correlation=correlation(before, after),
        mean_change=float(change.mean()),
        sd_change=sample_sd(change),
    )


def sample_sd(values: Numbers) -> float:
    """SD with divisor n − 1; NaN below two values, and exactly 0 for a constant."""
    if values.size < 2:
        return math.nan
    if np.all(values == values[0]):
        return 0.0
    return float(values.std(ddof=1))


def correlation(first: Numbers, second: Numbers) -> float:
    """Pearson's r; NaN where a side does not vary or there are fewer than two pairs."""
    if not (sample_sd(first) > 0 and sample_sd(second) > 0):
        return math.nan
    return float(np.corrcoef(first, second)[0, 1])
