"""A share and how sure it is, and who is counted in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from .unusable import Reason, UnusableData

FEWEST_FOR_PERCENT = 10


@dataclass(frozen=True)
class Interval:
    """Lower and upper limit, in the unit of what it belongs to."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Share:
    """`count` of `n`; `share` and `interval` are 0–1, NaN when n is 0."""

    count: int
    n: int
    share: float
    interval: Interval


def wilson(count: int, n: int, conf_level: float = 0.95) -> Share:
    """The share with Wilson's score interval (Wilson 1927, J Am Stat Assoc 22:209).

    It stays within 0–1 and works for 0 of n and for few. `UnusableData` (out of range) unless
    0 ≤ count ≤ n and 0 < conf_level < 1.
    """
    from scipy.special import ndtri

    if not 0 <= count <= n or not 0 < conf_level < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "0 ≤ count ≤ n, 0 < conf_level < 1")
    if n == 0:
        return Share(0, 0, math.nan, Interval(math.nan, math.nan))
    z = float(ndtri(0.5 + conf_level / 2))
    return Share(count, n, count / n, score_interval(count / n, n, z))


def score_interval(share: float, n: float, z: float) -> Interval:
    """Wilson's interval of a share, 0–1, of `n` independent rows, whole or not, above 0."""
    centre = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    lower = 0.0 if share == 0 else (centre - half) / scale
    upper = 1.0 if share == 1 else (centre + half) / scale
    return Interval(lower, upper)


@dataclass(frozen=True)
class Denominator:
    """Everyone who started, and who of them a result is about; shares are of those who started."""

    n_started: int
    n_with_two_measurements: int
    n_used: int
    excluded: tuple[tuple[str, int], ...]  # why, how many

    @property
    def n_excluded(self) -> int:
        return sum(count for _reason, count in self.excluded)

    @property
    def drop_out_share(self) -> float:
        """The share of those who started that lack a second measurement; NaN when none started."""
        if self.n_started == 0:
            return math.nan
        return 1 - self.n_with_two_measurements / self.n_started


class Presentation(StrEnum):
    """How much of a share may be shown."""

    COUNTS = "counts"
    PERCENT = "percent"


def presentation(n: int) -> Presentation:
    """Counts alone when n < 10: a percentage of so few promises more than it knows.

    The house rule is two limits, no percentage below five and counts only below ten; the stricter
    holds.
    """
    return Presentation.COUNTS if n < FEWEST_FOR_PERCENT else Presentation.PERCENT


def denominator(
    n_started: int, n_with_two_measurements: int, n_used: int, excluded: dict[str, int]
) -> Denominator:
    """Hold a count to account: `UnusableData` unless used and excluded make up all who started."""
    found = Denominator(n_started, n_with_two_measurements, n_used, tuple(excluded.items()))
    if n_used + found.n_excluded != n_started or n_with_two_measurements > n_started:
        raise UnusableData(Reason.OUT_OF_RANGE, "used and excluded are not all who started")
    return found
