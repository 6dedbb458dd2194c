"""Means and shares over rows that hang together: goals of one child, children of one family.

Rows of a family go up and down together, so that they tell less than as many rows of strangers: an
interval that counts each as one of its own is too narrow. The variance is summed by family with the
correction and the degrees of freedom of Bell and McCaffrey 2002 (Survey Methodology 28:169; "CR2"),
which with one row a family, or as many in each, are Student's own. Shares have Wilson's interval on
the effective number of rows (Korn and Graubard 1998, Survey Methodology 24:193).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .effect_size import FEWEST_FOR_INTERVAL
from .proportions import Interval, Share, score_interval
from .unusable import Reason, UnusableData

Numbers = NDArray[np.float64]
NOTHING = Interval(math.nan, math.nan)


@dataclass(frozen=True)
class ClusteredMean:
    """Mean of `n` rows of `clusters` families, in points; `error` is its standard error.

    Error, `df` and interval are NaN where fewer than five families can carry them.
    """

    n: int
    clusters: int
    mean: float
    error: float
    df: float
    interval: Interval


@dataclass(frozen=True)
class ClusteredShare:
    """A share of rows, with an interval as wide as `effective` independent rows would give it."""

    share: Share
    clusters: int
    effective: float


def clustered_mean(
    values: ArrayLike, clusters: ArrayLike, conf_level: float = 0.95
) -> ClusteredMean:
    """The mean over rows, each row counting once, and its interval by family.

    `values`, `clusters`: shape (rows,); a NaN value leaves the row out, a cluster is any whole
    number. `UnusableData`: unequal lengths, or conf_level outside 0–1.
    """
    from scipy.special import stdtrit

    known, members = _known(values, clusters, conf_level)
    if known.size == 0:
        return ClusteredMean(0, 0, math.nan, math.nan, math.nan, NOTHING)
    sizes = np.bincount(members)
    mean = float(known.mean())
    if sizes.size < FEWEST_FOR_INTERVAL:
        return ClusteredMean(known.size, sizes.size, mean, math.nan, math.nan, NOTHING)
    error, df = _error(known - mean, members, sizes), _degrees_of_freedom(sizes)
    half = float(stdtrit(df, 0.5 + conf_level / 2)) * error
    return ClusteredMean(
        known.size, sizes.size, mean, error, df, Interval(mean - half, mean + half)
    )


def clustered_share(
    flags: ArrayLike, clusters: ArrayLike, conf_level: float = 0.95
) -> ClusteredShare:
    """How many rows are true, with an interval by family.

    `flags`: shape (rows,), 0 or 1, NaN where it is not known: the row is left out. Where all rows
    are alike, each family counts as one. Below five families the interval is NaN.
    """
    from scipy.special import ndtri

    known, members = _known(flags, clusters, conf_level)
    if not np.all((known == 0) | (known == 1)):
        raise UnusableData(Reason.OUT_OF_RANGE, "flags are 0 or 1")
    n, count = int(known.size), int(known.sum())
    sizes = np.bincount(members)
    if sizes.size < FEWEST_FOR_INTERVAL:
        share = count / n if n else math.nan
        return ClusteredShare(Share(count, n, share, NOTHING), sizes.size, math.nan)
    effective = _effective(known, members, sizes, conf_level)
    z = float(ndtri(0.5 + conf_level / 2))
    interval = score_interval(count / n, effective, z)
    return ClusteredShare(Share(count, n, count / n, interval), sizes.size, effective)


def _known(
    values: ArrayLike, clusters: ArrayLike, conf_level: float
) -> tuple[Numbers, NDArray[np.intp]]:
    """The rows that have a value, and the number of their cluster from 0 on."""
    given, of = np.asarray(values, dtype=float), np.asarray(clusters)
    if given.shape != of.shape or given.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "values and clusters")
    if not 0 < conf_level < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "conf_level")
    is_known = np.isfinite(given)
    _names, members = np.unique(of[is_known], return_inverse=True)
    return given[is_known], members


def _error(off: Numbers, members: NDArray[np.intp], sizes: NDArray[np.intp]) -> float:
    sums = np.bincount(members, off)
    return float(np.sqrt(np.sum(sums**2 / (1 - sizes / off.size))) / off.size)


def _degrees_of_freedom(sizes: NDArray[np.intp]) -> float:
    """Satterthwaite's, were the rows independent: (Σλ)²/Σλ², in closed form for a mean."""
    n = float(sizes.sum())
    own = (sizes / n) ** 2  # squared diagonal of the quadratic form, times n²
    leverage = sizes**2 / (1 - sizes / n)
    between = (leverage.sum() ** 2 - np.sum(leverage**2)) / n**4
    return float(1 / (own.sum() + between))


def _effective(
    known: Numbers, members: NDArray[np.intp], sizes: NDArray[np.intp], conf_level: float
) -> float:
    from scipy.special import stdtrit

    n, share = known.size, known.mean()
    error = _error(known - share, members, sizes)
    if not error > 0:
        return float(sizes.size)
    rows = min(float(share * (1 - share)) / error**2 + 1, float(n))
    level = 0.5 + conf_level / 2
    of_rows, of_clusters = stdtrit(n - 1, level), stdtrit(_degrees_of_freedom(sizes), level)
    return float(rows * (of_rows / of_clusters) ** 2)
