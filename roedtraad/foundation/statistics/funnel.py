"""Funnel plots: which units differ from the whole by more than their size explains?

Sources: Spiegelhalter 2005 (Stat Med 24:1185) for limits and winsorising; Spiegelhalter et al. 2012
(J R Stat Soc A 175:1) and NHS Digital's SHMI for over-dispersion; R's FunnelPlotR for how they are
combined. Two of its faults are not copied: sin² of a negative angle (a lower limit that rises
again for the smallest units) and CQC limits left on the square-root scale. No ranks: a unit
inside the funnel does not differ, and a small one can hardly do otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData

Z95, Z998 = 1.959964, 3.090232  # with the decimals the sources print
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Limits:
    """Lower and upper limits at 95% and 99.8%, in the unit of the rate; shape (units,) each."""

    lower95: Numbers
    upper95: Numbers
    lower998: Numbers
    upper998: Numbers

    def outside95(self, rates: Numbers) -> Flags:
        """Which rates lie outside the 95% limits; 5 in 100 do by chance."""
        return np.asarray((rates < self.lower95) | (rates > self.upper95))

    def outside998(self, rates: Numbers) -> Flags:
        """Which rates lie outside the 99.8% limits; 2 in 1,000 do by chance."""
        return np.asarray((rates < self.lower998) | (rates > self.upper998))


@dataclass(frozen=True)
class Dispersion:
    """How much more the units vary than chance.

    `phi`: mean squared z; `tau2`: variance between units on the transformed scale, 0 when there is
    no more than chance; `z` as used, NaN where truncated; `trimmed`: which were winsorised or
    truncated; `is_needed`: n·φ > n − 1.
    """

    phi: float
    tau2: float
    z: Numbers
    trimmed: Flags
    is_needed: bool


@dataclass(frozen=True)
class Funnel:
    """Units against a benchmark; arrays of shape (units,) in the order given.

    `transformed`, `target`, `error`, `z`: on the scale where units are compared (arcsine, square
    root or log). `adjusted` are the limits with over-dispersion, `plain` without.
    """

    benchmark: float
    rates: Numbers
    transformed: Numbers
    target: float
    error: Numbers
    z: Numbers
    dispersion: Dispersion
    plain: Limits
    adjusted: Limits


def proportion_funnel(
    numerators: ArrayLike, denominators: ArrayLike, *, trim: float = 0.1
) -> Funnel:
    """Proportions by the arcsine of their root, around the pooled one; z winsorised by `trim`.

    Shape (units,) each, no NaN. `UnusableData`: no unit, a denominator not above 0, a numerator
    outside 0…denominator, or trim outside 0–0.5.
    """
    count, base = _checked(numerators, denominators, trim)
    if np.any(count > base):
        raise UnusableData(Reason.OUT_OF_RANGE, "0 ≤ numerator ≤ denominator")
    benchmark = math.fsum(count) / math.fsum(base)
    rates = count / base
    target = math.asin(math.sqrt(benchmark))
    transformed, error = np.arcsin(np.sqrt(rates)), 1 / (2 * np.sqrt(base))
    z = (transformed - target) / error
    dispersion = _winsorised(z, error, trim)
    return Funnel(
        benchmark=benchmark,
        rates=rates,
        transformed=transformed,
        target=target,
        error=error,
        z=z,
        dispersion=dispersion,
        plain=arcsine_limits(benchmark, base),
        adjusted=arcsine_limits(benchmark, base, dispersion.tau2),
    )


def cqc_funnel(observed: ArrayLike, expected: ArrayLike, *, trim: float = 0.1) -> Funnel:
    """Ratios O/E by their square root around 1, z winsorised (CQC). Errors as proportions'."""
    count, base = _checked(observed, expected, trim)
    transformed, error = np.sqrt(count / base), 1 / (2 * np.sqrt(base))
    z = (transformed - 1) / error
    dispersion = _winsorised(z, error, trim)
    spread = np.sqrt(error**2 + dispersion.tau2)
    return Funnel(
        benchmark=1.0,
        rates=count / base,
        transformed=transformed,
        target=1.0,
        error=error,
        z=z,
        dispersion=dispersion,
        plain=poisson_limits(base),
        adjusted=_limits(lambda distance: np.maximum(1 + distance * spread, 0) ** 2),
    )


def shmi_funnel(observed: ArrayLike, expected: ArrayLike, *, trim: float = 0.1) -> Funnel:
    """Ratios O/E by their logarithm around 1, z truncated by `trim` at each end (SHMI).

    A unit with nothing observed has no logarithm: its z is NaN and it is left out of φ.
    """
    count, base = _checked(observed, expected, trim)
    with np.errstate(divide="ignore"):
        transformed = np.where(count > 0, np.log(count / base), np.nan)
    error = 1 / np.sqrt(base)
    z = transformed / error
    dispersion = _truncated(z, error, trim)
    spread = np.sqrt(error**2 + dispersion.tau2)
    return Funnel(
        benchmark=1.0,
        rates=count / base,
        transformed=transformed,
        target=0.0,
        error=error,
        z=z,
        dispersion=dispersion,
        plain=poisson_limits(base),
        adjusted=_limits(lambda distance: np.exp(distance * spread)),
    )


def _checked(
    numerators: ArrayLike, denominators: ArrayLike, trim: float
) -> tuple[Numbers, Numbers]:
    count, base = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if count.shape != base.shape or count.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "numerators and denominators")
    if count.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no unit")
    if not np.all(base > 0) or not np.all(count >= 0) or not 0 <= trim < 0.5:
        raise UnusableData(Reason.OUT_OF_RANGE, "denominator > 0, numerator ≥ 0, 0 ≤ trim < .5")
    return count, base


def _limits(at: Callable[[float], Numbers]) -> Limits:
    """Limits from a function of the distance in standard errors."""
    return Limits(at(-Z95), at(Z95), at(-Z998), at(Z998))


def arcsine_limits(benchmark: float, denominators: ArrayLike, tau2: float = 0.0) -> Limits:
    """sin²(asin√θ ± z·√(1/4n + τ²)), the angle kept within 0–π/2 so that limits are 0–1."""
    base = np.asarray(denominators, dtype=float)
    spread = np.sqrt(1 / (4 * base) + tau2)
    middle = math.asin(math.sqrt(benchmark))
    return _limits(
        lambda distance: np.sin(np.clip(middle + distance * spread, 0, math.pi / 2)) ** 2
    )


def exact_binomial_limits(benchmark: float, denominators: ArrayLike) -> Limits:
    """Exact limits made continuous: r = F⁻¹(p), α = (F(r) − p)/f(r), limit = (r − α)/n."""
    from scipy.stats import binom

    n = np.asarray(denominators, dtype=float)

    def at(p: float) -> Numbers:
        r = binom.ppf(p, n, benchmark)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (binom.cdf(r, n, benchmark) - p) / binom.pmf(r, n, benchmark)
        return np.asarray((r - np.nan_to_num(share)) / n)

    return Limits(at(0.025), at(0.975), at(0.001), at(0.999))


def poisson_limits(expected: ArrayLike) -> Limits:
    """Exact limits of O/E: χ²⁻¹(p; 2E)/2E below, χ²⁻¹(1 − p; 2(E + 1))/2E above; E > 0."""
    from scipy.special import chdtri

    base = np.asarray(expected, dtype=float)
    if not np.all(base > 0):
        raise UnusableData(Reason.OUT_OF_RANGE, "expected numbers are above 0")

    def lower(p: float) -> Numbers:
        return np.asarray(chdtri(2 * base, 1 - p) / (2 * base))

    def upper(p: float) -> Numbers:
        return np.asarray(chdtri(2 * (base + 1), p) / (2 * base))

    return Limits(lower(0.025), upper(0.025), lower(0.001), upper(0.001))


def _winsorised(z: Numbers, error: Numbers, trim: float) -> Dispersion:
    low, high = np.quantile(z, [trim, 1 - trim])
    trimmed = ~((z > low) & (z < high))
    return _dispersion(np.clip(z, low, high), error, trimmed)


def _truncated(z: Numbers, error: Numbers, trim: float) -> Dispersion:
    trimmed = np.isnan(z)
    if trim > 0:
        _ranks, groups = shmi_ranks(z, trim)
        with np.errstate(invalid="ignore"):
            trimmed = trimmed | ~((groups > 0) & (groups < 1 / trim - 1))
    return _dispersion(np.where(trimmed, np.nan, z), error, trimmed)


def shmi_ranks(z: ArrayLike, trim: float) -> tuple[Numbers, Numbers]:
    """Ranks of z (ties share their mean) and SHMI's group of each: ⌊rank/trim/(n + 1)⌋."""
    from scipy.stats import rankdata

    ranks = np.asarray(rankdata(z, nan_policy="omit"), dtype=float)
    n = np.sum(~np.isnan(ranks))
    return ranks, np.floor(ranks * (1 / trim) / (n + 1)) if trim > 0 else np.zeros_like(ranks)


def _dispersion(z: Numbers, error: Numbers, trimmed: Flags) -> Dispersion:
    used = ~np.isnan(z)
    n = int(used.sum())
    if n == 0:
        return Dispersion(math.nan, 0.0, z, trimmed, False)
    phi = float(np.mean(z[used] ** 2))
    is_needed = n * phi > n - 1
    weights = 1 / error[used] ** 2
    spread = float(weights.sum() - (weights**2).sum() / weights.sum())
    tau2 = max(0.0, (n * phi - (n - 1)) / spread) if is_needed and spread > 0 else 0.0
    return Dispersion(phi, tau2, z, trimmed, is_needed)
