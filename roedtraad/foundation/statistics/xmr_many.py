"""The newest point of very many series at once, judged as `xmr` judges it.

Same rules and rule set, but only what the newest point needs: its segment's mean and limits, and
the last seven points. Array work over blocks of series, so that memory stays bounded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .runs import TOLERANCE
from .unusable import Reason, UnusableData
from .xmr import LIMIT, RULE_SET, SCREEN, SHIFT, TREND, Label

Numbers = NDArray[np.float64]
Codes = NDArray[np.int8]
LABELS = tuple(Label)  # a code is a place in it
_CODE = {label: code for code, label in enumerate(LABELS)}
BLOCK = 4096  # series at a time: their arrays stay in the processor's cache


@dataclass(frozen=True)
class NewestPoints:
    """One row per series. `codes` are places in `LABELS`; the limits of one point are NaN."""

    codes: Codes
    mean: Numbers
    lower: Numbers
    upper: Numbers
    points: NDArray[np.int64]
    rule_set: str = RULE_SET

    def labels(self) -> list[Label]:
        """The rule each newest point falls under."""
        return [LABELS[code] for code in self.codes]


def newest_points(values: ArrayLike, starts: ArrayLike, *, screen: bool = True) -> NewestPoints:
    """Judge the last value of each series.

    `values`: shape (points of all series,), each series in order of time, no NaN. `starts`: shape
    (series,), where each begins; increasing, the first is 0. `UnusableData`: an empty series, a
    NaN, or starts out of order.
    """
    flat = np.asarray(values, dtype=float)
    begins = np.asarray(starts, dtype=np.int64)
    counts = np.diff(np.append(begins, flat.size))
    if begins.size == 0 or begins[0] != 0 or np.any(counts < 1):
        raise UnusableData(Reason.TOO_FEW, "every series has a point, and they follow each other")
    if not np.all(np.isfinite(flat)):
        raise UnusableData(Reason.OUT_OF_RANGE, "values are numbers")
    codes, (mean, lower, upper) = np.empty(begins.size, np.int8), np.empty((3, begins.size))
    found = NewestPoints(codes, mean, lower, upper, counts)
    for length in np.unique(counts):  # series of one length make a table without holes
        of_length = np.flatnonzero(counts == length)
        for at in range(0, of_length.size, BLOCK):
            rows = of_length[at : at + BLOCK]
            table = flat[begins[rows, None] + np.arange(length)]
            _judge(table, rows, found, screen)
    return found


def _judge(table: Numbers, rows: NDArray[np.int64], found: NewestPoints, screen: bool) -> None:
    """Fill `found` for the series of `table`, shape (series, points)."""
    first = table[:, 0]
    mean = table.mean(axis=1)
    is_constant = (table == first[:, None]).all(axis=1)
    mean = np.where(is_constant, first, mean)
    mean_range = _mean_range(table, screen)
    scale = np.maximum(np.abs(table).max(axis=1), np.abs(mean)) * TOLERANCE
    reach = LIMIT * mean_range
    found.mean[rows], found.lower[rows], found.upper[rows] = mean, mean - reach, mean + reach
    found.codes[rows] = _codes(table[:, -max(SHIFT, TREND) :], mean, reach, scale)


def _mean_range(table: Numbers, screen: bool) -> Numbers:
    if table.shape[1] == 1:
        return np.full(table.shape[0], np.nan)
    ranges = np.abs(np.diff(table, axis=1))
    mean: Numbers = ranges.mean(axis=1)
    if not screen:
        return mean
    kept = ranges < SCREEN * mean[:, None]
    count = kept.sum(axis=1)
    screened = np.where(kept, ranges, 0).sum(axis=1) / np.maximum(count, 1)
    return np.asarray(np.where(mean == 0, mean, screened))


def _codes(last: Numbers, mean: Numbers, reach: Numbers, slack: Numbers) -> Codes:
    """The code of the last column, of at most the seven newest points of each series."""
    off = last - mean[:, None]
    side = np.where(np.abs(off) <= slack[:, None], 0, np.sign(off)).astype(np.int8)
    is_up = side[:, -1] > 0
    far = np.abs(off)
    is_outside = far[:, -1] > reach + slack
    is_near = (far > (2 / 3 * reach + slack)[:, None]) & (far <= (reach + slack)[:, None])
    codes = np.full(last.shape[0], _CODE[Label.COMMON], np.int8)
    if last.shape[1] >= SHIFT:
        _put(codes, np.abs(side[:, -SHIFT:].sum(axis=1)) == SHIFT, is_up, _SHIFT)
    if last.shape[1] >= 3:
        one_side = np.abs(side[:, -3:].sum(axis=1)) == 3
        two = is_near[:, -1] & (is_near[:, -3:].sum(axis=1) >= 2) & one_side
        _put(codes, two, is_up, _NEAR)
    if last.shape[1] >= TREND:
        way = np.sign(np.diff(last[:, -TREND:], axis=1)).sum(axis=1)
        _put(codes, np.abs(way) == TREND - 1, way > 0, _TREND)
    _put(codes, is_outside, is_up, _OUTSIDE)
    return codes


_SHIFT = (_CODE[Label.SHIFT_ABOVE], _CODE[Label.SHIFT_BELOW])
_NEAR = (_CODE[Label.NEAR_ABOVE], _CODE[Label.NEAR_BELOW])
_TREND = (_CODE[Label.INCREASING], _CODE[Label.DECREASING])
_OUTSIDE = (_CODE[Label.ABOVE], _CODE[Label.BELOW])


def _put(
    codes: Codes, hit: NDArray[np.bool_], is_up: NDArray[np.bool_], pair: tuple[int, int]
) -> None:
    codes[hit] = np.where(is_up[hit], *pair)
