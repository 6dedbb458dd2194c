"""Runs about a centre line: the Anhøj rules.

Sources: Anhøj & Olesen 2014 (PLoS One 9:e113825); bounds by Schilling 2012 and Chen 2010, as in
R's qicharts2. They find lasting shifts in few points, and need no limits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData

RULE_SET = "anhoej-2014"
TOLERANCE = 1e-12  # of the largest value: what float arithmetic puts between equals


@dataclass(frozen=True)
class Runs:
    """Counts of points. Without a point off the centre the four bounds and counts are None."""

    centre: float
    n: int
    n_useful: int
    longest: int | None
    longest_allowed: int | None
    crossings: int | None
    crossings_required: int | None
    rule_set: str = RULE_SET

    @property
    def is_signal(self) -> bool:
        """Whether the points do more than vary by chance about the centre."""
        if self.longest is None or self.longest_allowed is None:
            return False
        if self.crossings is None or self.crossings_required is None:
            return False
        return self.longest > self.longest_allowed or self.crossings < self.crossings_required


def side(values: Numbers, centre: float) -> NDArray[np.int8]:
    """−1, 0 or 1: below, on or above the centre; what only rounding keeps apart is on it."""
    scale = float(np.max(np.abs(values), initial=abs(centre)))
    off = values - centre
    return np.where(np.abs(off) <= TOLERANCE * scale, 0, np.sign(off)).astype(np.int8)


def runs(values: ArrayLike, centre: float | None = None) -> Runs:
    """Longest run and crossings of values in order of time, about their median or `centre`.

    Shape (points,); a NaN is left out. `UnusableData`: no value at all.
    """
    points = np.asarray(values, dtype=float)
    points = points[np.isfinite(points)]
    if points.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no point")
    line = float(np.median(points)) if centre is None else centre
    useful = side(points, line)
    useful = useful[useful != 0]
    n = int(useful.size)
    if n == 0:
        return Runs(line, points.size, 0, None, None, None, None)
    ends = np.flatnonzero(np.diff(useful))
    lengths = np.diff(np.concatenate([[-1], ends, [n - 1]]))
    return Runs(
        centre=line,
        n=points.size,
        n_useful=n,
        longest=int(lengths.max()),
        longest_allowed=round(math.log2(n)) + 3,
        crossings=int(ends.size),
        crossings_required=crossings_required(n),
    )


def crossings_required(n_useful: int) -> int:
    """The 5% point of the number of crossings, binomial with n − 1 chances of a half."""
    from scipy.special import bdtr

    chances = n_useful - 1
    below = bdtr(np.arange(chances + 1), chances, 0.5)
    return int(np.argmax(below >= 0.05 * (1 - 1e-14)))
