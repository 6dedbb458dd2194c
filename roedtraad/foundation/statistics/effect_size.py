"""How large a change is: in points first, then in standard deviations, then against others.

Sources: Becker 1988 (Br J Math Stat Psychol 41:257) and Morris 2008 (Organ Res Methods 11:364) for
SMCR and its difference between arms; Gibbons et al. 1993 for SMCC; the variances are those of
metafor's `escalc`. A change without a comparison is a change, never an effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .pairs import PairedSample, paired_sample
from .proportions import Interval
from .unusable import Reason, UnusableData

FEWEST_FOR_INTERVAL = 5


@dataclass(frozen=True)
class Standardised:
    """A change in standard deviations, its variance, and a normal interval."""

    g: float
    variance: float
    interval: Interval


@dataclass(frozen=True)
class PairedEffect:
    """Mean change (points) with the paired t-test, and the change in SDs of several kinds.

    `d_z`: per SD of change; `d_av`: per mean of both SDs; `d_pre`: per SD of pre (Glass);
    `smcr`, `smcc`: SD of pre and SD of change, corrected for small n. Below five pairs every
    interval is NaN; what cannot be computed is NaN.
    """

    sample: PairedSample
    t: float
    df: int
    p: float
    interval: Interval
    d_z: float
    d_av: float
    d_pre: float
    smcr: Standardised
    smcc: Standardised


def small_sample_correction(m: float) -> float:
    """J(m) = Γ(m/2) / (√(m/2)·Γ((m−1)/2)), exact; NaN below two degrees of freedom."""
    if not m > 1:
        return math.nan
    ratio = math.lgamma(m / 2) - math.lgamma((m - 1) / 2)
    return math.exp(ratio) / math.sqrt(m / 2)


def paired_effect(pre: ArrayLike, post: ArrayLike, conf_level: float = 0.95) -> PairedEffect:
    """Change of the same persons, post − pre. Shape (persons,) each; a NaN leaves the pair out.

    `UnusableData`: no complete pair, or conf_level outside 0–1.
    """
    from scipy.special import stdtr, stdtrit

    _require_level(conf_level)
    sample = paired_sample(pre, post)
    n, change, sd = sample.n, sample.mean_change, sample.sd_change
    df = n - 1
    error = sd / math.sqrt(n)
    t = _ratio(change, error)
    half = float(stdtrit(df, 0.5 + conf_level / 2)) * error if df > 0 else math.nan
    return PairedEffect(
        sample=sample,
        t=t,
        df=df,
        p=2 * float(stdtr(df, -abs(t))) if df > 0 else math.nan,
        interval=_shown(n, change, half),
        d_z=_ratio(change, sd),
        d_av=_ratio(change, (sample.sd_pre + sample.sd_post) / 2),
        d_pre=_ratio(change, sample.sd_pre),
        smcr=_smcr(sample, conf_level),
        smcc=_smcc(sample, conf_level),
    )


def _require_level(conf_level: float) -> None:
    if not 0 < conf_level < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "conf_level")


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0 else math.nan


def _shown(n: int, centre: float, half: float) -> Interval:
    """The interval, or none: of fewer than five it would promise what it cannot keep."""
    if n < FEWEST_FOR_INTERVAL:
        return Interval(math.nan, math.nan)
    return Interval(centre - half, centre + half)


def _smcr(sample: PairedSample, conf_level: float) -> Standardised:
    g = small_sample_correction(sample.n - 1) * _ratio(sample.mean_change, sample.sd_pre)
    return _standardised(g, _smcr_variance(g, sample.n, sample.correlation), sample.n, conf_level)


def _smcr_variance(g: float, n: float, correlation: float) -> float:
    return 2 * (1 - correlation) / n + g * g / (2 * n)


def _smcc(sample: PairedSample, conf_level: float) -> Standardised:
    g = small_sample_correction(sample.n - 1) * _ratio(sample.mean_change, sample.sd_change)
    return _standardised(g, 1 / sample.n + g * g / (2 * sample.n), sample.n, conf_level)


def _standardised(g: float, variance: float, n: int, conf_level: float) -> Standardised:
    from scipy.special import ndtri

    half = float(ndtri(0.5 + conf_level / 2)) * math.sqrt(variance) if variance >= 0 else math.nan
    return Standardised(g, variance, _shown(n, g, half))


@dataclass(frozen=True)
class Arm:
    """One arm of a study as published: means and SD of pre in points, n persons, r pre–post."""

    mean_pre: float
    mean_post: float
    sd_pre: float
    n: float
    correlation: float


@dataclass(frozen=True)
class ArmDifference:
    """SMCR of the treated minus SMCR of the controls, and its variance (the sum of both)."""

    estimate: float
    variance: float


def between_arms(treated: Arm, control: Arm) -> ArmDifference:
    """Becker's and Morris's difference in SDs of pre.

    `UnusableData`: an SD that is not above 0, n below 3, or a correlation outside −1…1.
    """
    sizes = [_arm(arm) for arm in (treated, control)]
    return ArmDifference(sizes[0][0] - sizes[1][0], sizes[0][1] + sizes[1][1])


def _arm(arm: Arm) -> tuple[float, float]:
    if not (arm.sd_pre > 0 and arm.n >= 3 and -1 <= arm.correlation <= 1):
        raise UnusableData(Reason.OUT_OF_RANGE, "SD above 0, n at least 3, −1 ≤ r ≤ 1")
    g = small_sample_correction(arm.n - 1) * (arm.mean_post - arm.mean_pre) / arm.sd_pre
    return g, _smcr_variance(g, arm.n, arm.correlation)


@dataclass(frozen=True)
class Term:
    """One coefficient of a linear model, in points; `se` and interval NaN when n is too small."""

    coef: float
    se: float
    interval: Interval


def ancova(
    pre: ArrayLike, post: ArrayLike, group: list[str], control: str, conf_level: float = 0.95
) -> dict[str, Term]:
    """post ~ pre + group by least squares: terms "intercept", "pre", and each other group.

    The other groups come alphabetically; their coefficient is the difference from the control at
    the same start. `UnusableData`: no control, too few persons, or a pre that does not vary.
    """
    x, y = np.asarray(pre, dtype=float), np.asarray(post, dtype=float)
    names, dummies = _dummies(group, control)
    design = np.column_stack([np.ones_like(x), x, *dummies])
    return dict(
        zip(["intercept", "pre", *names], _least_squares(design, y, conf_level), strict=True)
    )


def change_against(
    pre: ArrayLike, post: ArrayLike, group: list[str], control: str, conf_level: float = 0.95
) -> dict[str, Term]:
    """change ~ group: the control's mean change ("intercept"), and each other group's beside it."""
    change = np.asarray(post, dtype=float) - np.asarray(pre, dtype=float)
    names, dummies = _dummies(group, control)
    design = np.column_stack([np.ones_like(change), *dummies])
    return dict(zip(["intercept", *names], _least_squares(design, change, conf_level), strict=True))


def _dummies(group: list[str], control: str) -> tuple[list[str], list[np.ndarray]]:
    if control not in group:
        raise UnusableData(Reason.TOO_FEW, "nobody is in the control group")
    names = sorted(set(group) - {control})
    members = np.asarray(group, dtype=object)
    return names, [(members == name).astype(float) for name in names]


def _least_squares(design: np.ndarray, y: np.ndarray, conf_level: float) -> list[Term]:
    from statsmodels.regression.linear_model import OLS

    _require_level(conf_level)
    n, k = design.shape
    if np.linalg.matrix_rank(design) < k:
        raise UnusableData(Reason.NO_VARIATION, "the terms cannot be told apart")
    fit = OLS(y, design).fit()
    if n <= k:
        return [Term(float(coef), math.nan, Interval(math.nan, math.nan)) for coef in fit.params]
    limits = fit.conf_int(alpha=1 - conf_level)
    return [
        Term(float(coef), float(se), _shown(n, float(coef), (upper - lower) / 2))
        for coef, se, (lower, upper) in zip(fit.params, fit.bse, limits, strict=True)
    ]
