"""One case measured over and over: does phase B differ from phase A?

Sources: Parker, Vannest & Davis 2011 (Behav Modif 35:303) for the nonoverlap measures; Sen 1967 and
Mee 1990 for the variance of NAP; Newcombe 2006 (Stat Med 25:559, method 5) for its interval;
Pustejovsky's SingleCaseES for how they are combined. All measures are turned so that more is
improvement: +1 `direction` where the score should rise, −1 where it should fall.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .pairs import Numbers, sample_sd
from .unusable import Reason, UnusableData

FEWEST_BASELINE = 3
FEWEST_WITHOUT_OVERLAP = 5
# R stops its search here, so the limits in print are up to 6e-5 from the root; nobody would want
# the same case to have two intervals, so the same stop is kept.
AS_PRINTED = float(np.finfo(float).eps ** 0.25)


@dataclass(frozen=True)
class Estimate:
    """A measure with its standard error and interval; NaN where they cannot be computed."""

    value: float
    se: float
    lower: float
    upper: float


@dataclass(frozen=True)
class PhaseComparison:
    """Two phases of one case.

    `nap`: 0–1, the share of A–B pairs in which B is better, ties half. `tau`: 2·NAP − 1.
    `tau_u`: corrected for the trend of the baseline, may exceed 1. `pnd`, `pem`: share of B beyond
    the best, beyond the median of A (a tie with the median counts half). `pand`: share of points
    left when the fewest are removed to leave no overlap; `ird`: robust improvement rate difference.
    `smd`: difference in SDs of A. `is_showable`: false where so few points promise too much.
    """

    n_a: int
    n_b: int
    mean_a: float
    mean_b: float
    nap: Estimate
    tau: Estimate
    tau_u: float
    pnd: float
    pem: float
    pand: float
    ird: float
    smd: Estimate
    is_showable: bool


NOTHING = Estimate(math.nan, math.nan, math.nan, math.nan)


def compare_phases(
    baseline: ArrayLike, treatment: ArrayLike, *, direction: int, conf_level: float = 0.95
) -> PhaseComparison:
    """Compare treatment (B) with baseline (A). Shape (measurements,) each, in order of time.

    A NaN is left out. A phase without measurements gives NaN throughout. `UnusableData`: a
    direction other than ±1, or a level outside 0–1.
    """
    if direction not in {-1, 1} or not 0 < conf_level < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "direction is ±1, conf_level 0–1")
    a, b = (_there(values) for values in (baseline, treatment))
    n_a, n_b = a.size, b.size
    if n_a == 0 or n_b == 0:
        return _without_a_phase(a, b)
    up_a, up_b = direction * a, direction * b
    nap = _nap(up_a, up_b, conf_level)
    pand = _pand(up_a, up_b)
    return PhaseComparison(
        n_a=n_a,
        n_b=n_b,
        mean_a=float(a.mean()),
        mean_b=float(b.mean()),
        nap=nap,
        tau=Estimate(2 * nap.value - 1, 2 * nap.se, 2 * nap.lower - 1, 2 * nap.upper - 1),
        tau_u=(_pairwise_sign(up_a, up_b).sum() - _trend_sign(up_a)) / (n_a * n_b),
        pnd=float(np.mean(up_b > up_a.max())),
        pem=float(np.mean(_beats(np.array([np.median(up_a)]), up_b))),
        pand=pand,
        ird=1 - (n_a + n_b) ** 2 / (2 * n_a * n_b) * (1 - pand),
        smd=_smd(up_a, up_b, conf_level),
        is_showable=_is_showable(n_a, n_b, nap.value),
    )


def _there(values: ArrayLike) -> Numbers:
    array = np.asarray(values, dtype=float)
    return np.asarray(array[np.isfinite(array)])


def _without_a_phase(a: Numbers, b: Numbers) -> PhaseComparison:
    none = math.nan
    return PhaseComparison(
        n_a=a.size,
        n_b=b.size,
        mean_a=float(a.mean()) if a.size else none,
        mean_b=float(b.mean()) if b.size else none,
        nap=NOTHING,
        tau=NOTHING,
        tau_u=none,
        pnd=none,
        pem=none,
        pand=none,
        ird=none,
        smd=NOTHING,
        is_showable=False,
    )


def _is_showable(n_a: int, n_b: int, nap: float) -> bool:
    if n_a < FEWEST_BASELINE:
        return False
    return not (nap in {0.0, 1.0} and min(n_a, n_b) < FEWEST_WITHOUT_OVERLAP)


def _beats(a: Numbers, b: Numbers) -> Numbers:
    """1 where B is above A, ½ where they tie; shape (A, B)."""
    return np.asarray(0.5 * (1 + _pairwise_sign(a, b)))


def _pairwise_sign(a: Numbers, b: Numbers) -> Numbers:
    return np.asarray(np.sign(b[None, :] - a[:, None]))


def _trend_sign(a: Numbers) -> float:
    """Kendall's S of the baseline: pairs that rise minus pairs that fall."""
    return float(np.triu(np.sign(a[None, :] - a[:, None]), k=1).sum())


def _nap(a: Numbers, b: Numbers, conf_level: float) -> Estimate:
    pairs = _beats(a, b)
    value = float(pairs.mean())
    is_showable = _is_showable(a.size, b.size, value)
    lower, upper = _nap_interval(value, a.size, b.size, conf_level, is_degenerate=not is_showable)
    return Estimate(value, _nap_error(pairs, value), lower, upper)


def _nap_error(pairs: Numbers, value: float) -> float:
    """The unbiased one; without overlap it would be 0, and half a pair is granted."""
    n_a, n_b = pairs.shape
    if min(n_a, n_b) < 2:
        return math.nan
    off = pairs - value
    by_a, by_b = off.mean(axis=1), off.mean(axis=0)
    half_a_pair = 0.5 / (n_a * n_b)
    kept = min(max(value, half_a_pair), 1 - half_a_pair)
    variance = kept * (1 - kept) + n_b * np.mean(by_a**2) + n_a * np.mean(by_b**2)
    variance -= 2 * np.mean(off**2)
    return math.sqrt(max(0.0, float(variance)) / ((n_a - 1) * (n_b - 1)))


def _nap_interval(
    value: float, n_a: int, n_b: int, conf_level: float, *, is_degenerate: bool
) -> tuple[float, float]:
    """Newcombe's score inversion, method 5.

    Without overlap the equation has a second root on the border, and SingleCaseES answers that one:
    an interval of no width. That is kept only where the case may not be shown anyway; where it may,
    the limit is the other root.
    """
    from scipy.optimize import brentq
    from scipy.special import ndtri

    if value in {0.0, 1.0} and is_degenerate:
        return value, value
    half, z = (n_a + n_b) / 2 - 1, float(ndtri(0.5 + conf_level / 2))

    def off(x: float) -> float:
        spread = x * (1 - x)
        distance = n_a * n_b * (value - x) ** 2 * (2 - x) * (1 + x)
        return float(distance - z * z * spread * (2 + half + (1 + 2 * half) * spread))

    inside = 1e-9  # away from the root on the border
    below, above = value - inside * (value == 1), value + inside * (value == 0)
    lower = 0.0 if value == 0 else brentq(off, 0.0, below, xtol=AS_PRINTED)
    upper = 1.0 if value == 1 else brentq(off, above, 1.0, xtol=AS_PRINTED)
    return float(lower), float(upper)


def _pand(a: Numbers, b: Numbers) -> float:
    """The most points that can stay: i lowest of A and j highest of B that do not overlap."""
    lowest = np.concatenate([[-np.inf], np.sort(a)])
    highest = np.concatenate([[np.inf], np.sort(b)[::-1]])
    kept = np.add.outer(np.arange(a.size + 1), np.arange(b.size + 1))
    is_apart = lowest[:, None] < highest[None, :]
    return float(kept[is_apart].max() / (a.size + b.size))


def _smd(a: Numbers, b: Numbers, conf_level: float) -> Estimate:
    from scipy.special import ndtri

    sd = sample_sd(a)
    if not sd > 0:
        return NOTHING
    freedom = a.size - 1
    correction = 1 - 3 / (4 * freedom - 1)
    g = float(b.mean() - a.mean()) / sd * correction
    sd_b = sample_sd(b)
    variance = 1 / a.size + (sd_b / sd) ** 2 / b.size + g * g / (2 * freedom)
    se = correction * math.sqrt(variance)
    half = float(ndtri(0.5 + conf_level / 2)) * se
    return Estimate(g, se, g - half, g + half)
