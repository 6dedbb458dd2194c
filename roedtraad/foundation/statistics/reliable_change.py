"""Reliable change: is a person's change larger than the instrument's own noise?

Sources: Jacobson & Truax 1991 (J Consult Clin Psychol 59:12) with Christensen & Mendoza's √2 (JT);
Gulliksen–Lord–Novick (GLN), Edwards–Nunnally (EN), Nunnally–Kotsch (NK), Hsu–Linn–Lord (HLL) and
Hageman–Arrindell (HA) as compared by Ronk et al. 2012 and in R's clinicalsignificance. The mixed
model (HLM) is in `slopes`. JT and GLN answer "more than noise"; HLL and HLM answer "more than the
others", so their "deteriorated" means less improved than the group: not for flags on a case.

SD and reliability should come from an instrument's norm record. An SD of a selected group is
smaller than the instrument's, and makes chance look reliable.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers, PairedSample
from .unusable import Reason, UnusableData

DECIMALS = 9  # 23.2 − 18.2 is 5 to a reader, and 4.9999999999999982 in floats


class ChangeMethod(StrEnum):
    """How change is weighed; JT is the default of the field."""

    JT = "JT"
    GLN = "GLN"
    EN = "EN"
    NK = "NK"
    HLL = "HLL"
    HA = "HA"
    HLM = "HLM"


class ChangeClass(StrEnum):
    """What can be said of one person's change."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"


@dataclass(frozen=True)
class Precision:
    """What an instrument's noise is made of.

    `sd`: SD of the scores, points, > 0. `reliability`: 0 ≤ r < 1, of the first measurement;
    `reliability_post` of the second (used by NK), the same when None.
    """

    sd: float
    reliability: float
    reliability_post: float | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.sd) and self.sd > 0):
            raise UnusableData(Reason.NO_VARIATION, "the SD must be above 0")
        for reliability in (self.reliability, self.second_reliability):
            if not 0 <= reliability < 1:
                raise UnusableData(Reason.OUT_OF_RANGE, "reliability is 0 ≤ r < 1")

    @property
    def second_reliability(self) -> float:
        return self.reliability if self.reliability_post is None else self.reliability_post

    @property
    def error(self) -> float:
        """Standard error of measurement, SD·√(1−r), in points."""
        return self.sd * math.sqrt(1 - self.reliability)

    @property
    def difference_error(self) -> float:
        """Standard error of a difference of two measurements, √2·SEM, in points."""
        return math.sqrt(2) * self.error


def critical_value(significance: float = 0.05, method: ChangeMethod = ChangeMethod.JT) -> float:
    """z of the normal distribution: two-sided, for HA one-sided. `significance`: 0–1, excluded."""
    from scipy.special import ndtri

    if not 0 < significance < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "significance")
    sides = 1 if method == ChangeMethod.HA else 2
    return float(ndtri(1 - significance / sides))


def reliable_change_points(precision: Precision, significance: float = 0.05) -> float:
    """z·√2·SEM: how many points a change has to exceed to be reliable (JT)."""
    return critical_value(significance) * precision.difference_error


def change_index(
    pre: ArrayLike,
    post: ArrayLike,
    precision: Precision,
    *,
    sample: PairedSample,
    method: ChangeMethod = ChangeMethod.JT,
) -> Numbers:
    """The index of each person, positive where the score rose; shape (persons,), unit: errors.

    `sample` gives the means that all but JT refer to (and, for HA, the SDs). HLM needs all
    measurements and is in `slopes`.
    """
    x1, x2 = np.asarray(pre, dtype=float), np.asarray(post, dtype=float)
    r, sd, m1 = precision.reliability, precision.sd, sample.mean_pre
    if method == ChangeMethod.JT:
        return np.asarray((x2 - x1) / precision.difference_error)
    if method in {ChangeMethod.GLN, ChangeMethod.HLL}:
        centre = m1 if method == ChangeMethod.GLN else sample.mean_post
        return np.asarray((x2 - centre - r * (x1 - m1)) / (sd * math.sqrt(1 - r * r)))
    if method in {ChangeMethod.EN, ChangeMethod.NK}:
        regressed = r * (x1 - m1) + m1
        return np.asarray((x2 - regressed) / _regressed_error(precision, method))
    if method == ChangeMethod.HA:
        return _hageman_arrindell(x2 - x1, precision, sample)
    raise UnusableData(Reason.OUT_OF_RANGE, "HLM is computed by slopes")


def _regressed_error(precision: Precision, method: ChangeMethod) -> float:
    if method == ChangeMethod.EN:
        return precision.error
    r, r_post = precision.reliability, precision.second_reliability
    return precision.sd * math.sqrt(r * r * (1 - r) + 1 - r_post)


def _hageman_arrindell(change: Numbers, precision: Precision, sample: PairedSample) -> Numbers:
    r_difference = difference_reliability(precision, sample)
    if not r_difference > 0:
        raise UnusableData(Reason.OUT_OF_RANGE, "the differences are not reliable at all")
    weighed = change * r_difference + sample.mean_change * (1 - r_difference)
    return np.asarray(weighed / (math.sqrt(r_difference) * precision.difference_error))


def second_reliability(precision: Precision, sample: PairedSample) -> float:
    """HA's reliability of the second measurement, 1 − SEM²/S₂², with the SEM of the first."""
    return 1 - (precision.error / sample.sd_post) ** 2 if sample.sd_post > 0 else math.nan


def difference_reliability(precision: Precision, sample: PairedSample) -> float:
    """HA's reliability of the differences, r_dd; NaN where the sample does not vary."""
    s1, s2, r12 = precision.sd, sample.sd_post, sample.correlation
    both = 2 * s1 * s2 * r12
    true = s1**2 * precision.reliability + s2**2 * second_reliability(precision, sample) - both
    return true / (s1**2 + s2**2 - both)


def exceeds(size: ArrayLike, threshold: float, *, is_inclusive: bool = False) -> NDArray[np.bool_]:
    """Whether each size exceeds the threshold, both rounded to nine decimals.

    By default equal is not enough, as in the literature; FIT says "5 points or more", and an
    instrument that does so is inclusive.
    """
    rounded, limit = np.round(np.asarray(size, dtype=float), DECIMALS), round(threshold, DECIMALS)
    return rounded >= limit if is_inclusive else rounded > limit


def change_classes(
    size: ArrayLike, threshold: float, *, is_inclusive: bool = False
) -> list[ChangeClass]:
    """The class of each person's change; `size` is positive for the better, shape (persons,)."""
    toward = np.asarray(size, dtype=float)
    is_better = exceeds(toward, threshold, is_inclusive=is_inclusive)
    is_worse = exceeds(-toward, threshold, is_inclusive=is_inclusive)
    return [
        ChangeClass.IMPROVED
        if better
        else ChangeClass.DETERIORATED
        if worse
        else ChangeClass.UNCHANGED
        for better, worse in zip(is_better, is_worse, strict=True)
    ]
