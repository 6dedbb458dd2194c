"""Interrupted time series of counts: a step, and a change of slope, beside trend and season.

Sources: Lopez Bernal, Cummins and Gasparrini 2017 (Int J Epidemiol 46:348), with the authors' own
code; McCullagh and Nelder, Generalized Linear Models (1989), 6.2 on dispersion. A series alone does
not tell what caused a change at that date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData

MOST_STEPS = 25


@dataclass(frozen=True)
class Term:
    """A rate ratio with its 95 % interval; `coef` and `se` are its logarithm's."""

    rr: float
    lo: float
    hi: float
    p: float
    coef: float
    se: float


@dataclass(frozen=True)
class Segments:
    """A fitted model. `trend` is per unit of time, `slope_change` is NaN terms where not asked for.

    `dispersion` is Pearson's φ, 1 in a Poisson model; `acf1` the correlation of each deviance
    residual with the next.
    """

    step: Term
    trend: Term
    slope_change: Term | None
    dispersion: float
    deviance: float
    df: int
    acf1: float


@dataclass(frozen=True)
class SlopeTest:
    """F test of one model within another, by deviance, with the larger one's dispersion."""

    f: float
    p: float


@dataclass(frozen=True)
class Interrupted:
    """Periods in order of time, shape (periods,) each.

    `outcome` counts events; `intervention` is 0 and then 1; `exposure` is what the counts are of
    (persons), 1 where nothing is known; `season` is the position in the cycle.
    """

    time: Numbers
    outcome: Numbers
    intervention: Numbers
    exposure: Numbers
    season: Numbers | None = None

    def __post_init__(self) -> None:
        if np.any(self.outcome < 0) or np.any(self.exposure <= 0):
            raise UnusableData(Reason.OUT_OF_RANGE, "counts at least 0, exposures above 0")
        steps = np.diff(self.intervention)
        is_once = np.isin(self.intervention, (0, 1)).all() and np.all(steps >= 0)
        if not is_once or not 0 < self.intervention.sum() < self.time.size:
            raise UnusableData(Reason.OUT_OF_RANGE, "the intervention is 0, then 1")


def rates(series: Interrupted) -> tuple[float, float]:
    """Events per unit of exposure before and after: the mean of each side's periods."""
    each = series.outcome / series.exposure
    after = series.intervention == 1
    return float(each[~after].mean()), float(each[after].mean())


def segmented(
    series: Interrupted,
    *,
    quasi: bool = True,
    harmonics: int = 0,
    cycle: int = 12,
    center: float | None = None,
) -> Segments:
    """Log-linear model of the counts: intercept, step, trend, `harmonics` pairs of waves, slope.

    `center` adds a change of slope after it: (time − center) from the intervention on. `quasi`
    widens the errors by the dispersion and tests by t; without it they are Poisson's, by z.
    `UnusableData`: fewer periods than terms, terms that cannot be told apart, no convergence.
    """
    design = _design(series, harmonics, cycle, center)
    if design.shape[0] <= design.shape[1]:
        raise UnusableData(Reason.TOO_FEW, "more terms than periods")
    if np.linalg.matrix_rank(design) < design.shape[1] or not series.outcome.any():
        raise UnusableData(Reason.NO_VARIATION, "terms cannot be told apart")
    fit = _fitted(design, series.outcome, np.log(series.exposure))
    df = design.shape[0] - design.shape[1]
    dispersion = fit.pearson / df if quasi else 1.0
    terms = [
        _term(float(coef), float(se) * dispersion**0.5, df if quasi else None)
        for coef, se in zip(fit.coef, fit.se, strict=True)
    ]
    return Segments(
        step=terms[1],
        trend=terms[2],
        slope_change=terms[-1] if center is not None else None,
        dispersion=dispersion,
        deviance=fit.deviance,
        df=df,
        acf1=_first_autocorrelation(fit.residuals),
    )


@dataclass(frozen=True)
class _Fit:
    coef: Numbers
    se: Numbers
    pearson: float
    deviance: float
    residuals: Numbers


def _fitted(design: NDArray[np.float64], counts: Numbers, offset: Numbers) -> _Fit:
    """Poisson regression by iteratively reweighted least squares.

    Starts, stops (relative change of deviance below 1e-8) and takes errors and φ from the weights
    of the last step as R's glm does, so that the published numbers come out in every digit.
    """
    mean, deviance = counts + 0.1, np.inf
    for _step in range(MOST_STEPS):
        weights = mean
        working = np.log(mean) - offset + (counts - mean) / mean
        root = np.sqrt(weights)
        solved = np.linalg.lstsq(design * root[:, np.newaxis], working * root, rcond=None)
        coef = np.asarray(solved[0], dtype=float)
        with np.errstate(over="ignore"):
            mean = np.exp(design @ coef + offset)
        before, deviance = deviance, _deviance(counts, mean)
        if not np.isfinite(deviance):
            break
        if abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            inverse = np.linalg.inv(design.T @ (design * weights[:, np.newaxis]))
            signs = np.sign(counts - mean)
            return _Fit(
                coef=coef,
                se=np.sqrt(np.diag(inverse)),
                pearson=float(np.sum(weights * ((counts - mean) / mean) ** 2)),
                deviance=deviance,
                residuals=signs * np.sqrt(np.maximum(_parts(counts, mean), 0)),
            )
    raise UnusableData(Reason.NO_CONVERGENCE, "no solution")


def _parts(counts: Numbers, mean: Numbers) -> Numbers:
    from scipy.special import xlogy

    return np.asarray(2 * (xlogy(counts, counts / mean) - (counts - mean)))


def _deviance(counts: Numbers, mean: Numbers) -> float:
    return float(np.sum(_parts(counts, mean))) if np.all(mean > 0) else np.nan


def compared(smaller: Segments, larger: Segments) -> SlopeTest:
    """Whether the larger model, which holds the smaller, fits better than chance would have it."""
    from scipy.stats import f as distribution

    terms = smaller.df - larger.df
    f = (smaller.deviance - larger.deviance) / terms / larger.dispersion
    return SlopeTest(float(f), float(distribution.sf(f, terms, larger.df)))


def _design(
    series: Interrupted, harmonics: int, cycle: int, center: float | None
) -> NDArray[np.float64]:
    columns = [np.ones(series.time.size), series.intervention, series.time]
    if harmonics:
        if series.season is None:
            raise UnusableData(Reason.TOO_FEW, "no position in the cycle")
        for wave in range(1, harmonics + 1):
            angle = 2 * np.pi * wave * series.season / cycle
            columns += [np.sin(angle), np.cos(angle)]
    if center is not None:
        columns.append((series.time - center) * series.intervention)
    return np.column_stack(columns)


def _term(coef: float, se: float, df: int | None) -> Term:
    """df None is the normal distribution."""
    from scipy.stats import norm, t

    statistic = abs(coef / se) if se > 0 else np.inf
    p = 2 * (norm.sf(statistic) if df is None else t.sf(statistic, df))
    wide = norm.ppf(0.975) * se
    low, middle, high = np.exp([coef - wide, coef, coef + wide])
    return Term(float(middle), float(low), float(high), float(p), coef, se)


def _first_autocorrelation(residuals: ArrayLike) -> float:
    values = np.asarray(residuals, dtype=float)
    around = values - values.mean()
    total = float(around @ around)
    return float(around[:-1] @ around[1:]) / total if total > 0 else np.nan
