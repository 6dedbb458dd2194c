"""XmR charts with the rules of "Making data count": is a series only varying, or has it changed?

Sources: the NHS's Making data count; R's NHSRplotthedots 0.2.2, whose rules and labels these are.
Packages that claim "NHS rules" differ, so the rule set is named and versioned in each result. On
noise alone some rule fires somewhere in 7% of series of 12 points, in 17% of 24.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .runs import TOLERANCE, side
from .unusable import Reason, UnusableData

RULE_SET = "mdc-0.2.2"
LIMIT = 2.66  # the rules' own rounding of 3 / 1.128
SCREEN = 3.267
SHIFT = TREND = 7
FEWEST_FOR_LASTING_LIMITS = 13
Flags = NDArray[np.bool_]


class Label(StrEnum):
    """Which rule a point falls under; when several, the first of outside, trend, 2 in 3, shift."""

    COMMON = "Common Cause"
    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    INCREASING = "7 Point Trend (Increasing)"
    DECREASING = "7 Point Trend (Decreasing)"
    NEAR_ABOVE = "2 in 3 Above CL"
    NEAR_BELOW = "2 in 3 Below CL"
    SHIFT_ABOVE = "7 Points Above CL"
    SHIFT_BELOW = "7 Points Below CL"


UPWARD = {Label.ABOVE, Label.INCREASING, Label.NEAR_ABOVE, Label.SHIFT_ABOVE}


class Variation(StrEnum):
    """What a point means, given which way is better."""

    COMMON = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the process, left alone, will meet its target."""

    ALWAYS_MET = "consistent_pass"
    NEVER_MET = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True)
class Segment:
    """Points with limits of their own: all in the unit of the values, one label for each point.

    `mean_range`: mean moving range as used, after screening; limits are never clipped. With a
    single point the limits are NaN.
    """

    mean: float
    lower: float
    upper: float
    mean_range: float
    labels: tuple[Label, ...]

    @property
    def has_trial_limits(self) -> bool:
        """Of fewer than 13 points: the limits will still move."""
        return len(self.labels) < FEWEST_FOR_LASTING_LIMITS


@dataclass(frozen=True)
class XmrChart:
    """A series in its segments; `direction` +1 higher is better, −1 lower, 0 neither."""

    segments: tuple[Segment, ...]
    direction: int
    target: float | None
    rule_set: str = RULE_SET

    @property
    def last(self) -> Segment:
        return self.segments[-1]

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(label for segment in self.segments for label in segment.labels)

    @property
    def variation(self) -> tuple[Variation, ...]:
        """What each point means."""
        return tuple(_meaning(label, self.direction) for label in self.labels)

    @property
    def assurance(self) -> Assurance | None:
        """The target against the last limits, strictly; None without target or direction."""
        if self.target is None or self.direction == 0:
            return None
        if self.target > self.last.upper:
            fails = self.direction > 0
        elif self.target < self.last.lower:
            fails = self.direction < 0
        else:
            return Assurance.INCONSISTENT
        return Assurance.NEVER_MET if fails else Assurance.ALWAYS_MET


def _meaning(label: Label, direction: int) -> Variation:
    if label == Label.COMMON:
        return Variation.COMMON
    is_up = label in UPWARD
    if direction == 0:
        return Variation.NEUTRAL_HIGH if is_up else Variation.NEUTRAL_LOW
    return Variation.IMPROVEMENT if is_up == (direction > 0) else Variation.CONCERN


def xmr(
    values: ArrayLike,
    *,
    direction: int = 0,
    target: float | None = None,
    screen: bool = True,
    starts: tuple[int, ...] = (),
) -> XmrChart:
    """The chart of values in order of time. Shape (points,), no NaN: leave the missing out before.

    `starts`: positions at which a new segment begins; runs and ranges do not cross them. `screen`
    drops moving ranges of 3.267 times their mean or more, once. `UnusableData`: no value, a NaN, or
    a direction other than −1, 0, 1.
    """
    points = np.asarray(values, dtype=float)
    if points.ndim != 1 or points.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no point")
    if not np.all(np.isfinite(points)) or direction not in {-1, 0, 1}:
        raise UnusableData(Reason.OUT_OF_RANGE, "values are numbers, direction is −1, 0 or 1")
    cuts = sorted({start for start in starts if 0 < start < points.size})
    segments = tuple(_segment(part, screen) for part in np.split(points, cuts))
    return XmrChart(segments, direction, target)


def _segment(y: Numbers, screen: bool) -> Segment:
    mean = float(y[0]) if np.all(y == y[0]) else math.fsum(y) / y.size
    mean_range = _mean_range(y, screen)
    reach = LIMIT * mean_range
    lower, upper = mean - reach, mean + reach
    where = side(y, mean)
    slack = TOLERANCE * float(np.max(np.abs(y), initial=abs(mean)))
    is_outside = (y > upper + slack) | (y < lower - slack)
    near = 2 * (LIMIT / 3) * mean_range
    is_near = ~is_outside & ((y > mean + near + slack) | (y < mean - near - slack))
    return Segment(mean, lower, upper, mean_range, _labels(y, where, is_outside, is_near))


def _mean_range(y: Numbers, screen: bool) -> float:
    ranges = np.abs(np.diff(y))
    if ranges.size == 0:
        return math.nan
    mean = math.fsum(ranges) / ranges.size
    if not screen or mean == 0:
        return mean
    kept = ranges[ranges < SCREEN * mean]
    return math.fsum(kept) / kept.size


def _labels(
    y: Numbers, where: NDArray[np.int8], is_outside: Flags, is_near: Flags
) -> tuple[Label, ...]:
    trend = _trend(y)
    is_two_in_three = is_near & _in_window(_two_in_three(is_near, where), 3, y.size)
    is_shift = _in_window(_all_one_side(where, SHIFT), SHIFT, y.size)
    labels = []
    for i in range(y.size):
        is_up = where[i] > 0
        if is_outside[i]:
            label = Label.ABOVE if is_up else Label.BELOW
        elif trend[i]:
            label = Label.INCREASING if trend[i] > 0 else Label.DECREASING
        elif is_two_in_three[i]:
            label = Label.NEAR_ABOVE if is_up else Label.NEAR_BELOW
        elif is_shift[i]:
            label = Label.SHIFT_ABOVE if is_up else Label.SHIFT_BELOW
        else:
            label = Label.COMMON
        labels.append(label)
    return tuple(labels)


def _windows(flags: NDArray[np.generic], width: int) -> NDArray[np.generic]:
    """Every `width` neighbours, shape (starts, width); none when there are too few points."""
    if flags.size < width:
        return np.empty((0, width), dtype=flags.dtype)
    return np.lib.stride_tricks.sliding_window_view(flags, width)


def _in_window(hits: Flags, width: int, n: int) -> Flags:
    """Which of n points belong to a window that hit; `hits` by the window's first point."""
    inside = np.zeros(n, dtype=bool)
    for offset in range(width):
        inside[offset : offset + hits.size] |= hits
    return inside


def _all_one_side(where: NDArray[np.int8], width: int) -> Flags:
    sums = np.abs(_windows(where, width).astype(int).sum(axis=1))
    return np.asarray(sums == width)


def _two_in_three(is_near: Flags, where: NDArray[np.int8]) -> Flags:
    """Three neighbours on one side, at least two of them near the limit."""
    near = _windows(is_near, 3).astype(int).sum(axis=1)
    return np.asarray((near >= 2) & _all_one_side(where, 3))


def _trend(y: Numbers) -> NDArray[np.int8]:
    """0, or the way of the trend a point is in; where two trends meet, the later one's."""
    way = np.sign(np.diff(y)).astype(np.int8)
    inside = _in_window(_all_one_side(way, TREND - 1), TREND, y.size)
    after = np.append(way, way[-1:] if way.size else [0])
    before = np.insert(way, 0, 0)
    goes_on = inside & np.append(inside[1:], False)
    return np.asarray(np.where(goes_on, after, before) * inside)
