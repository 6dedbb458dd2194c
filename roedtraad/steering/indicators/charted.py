"""One stretch of a series on the chart that suits it: its centre, its limits, its signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from roedtraad.foundation.statistics import rate_charts, runs
from roedtraad.foundation.statistics.rate_charts import RateChart, RateKind, rate_chart
from roedtraad.foundation.statistics.runs import Runs, side
from roedtraad.foundation.statistics.xmr import RULE_SET as XMR_RULES
from roedtraad.foundation.statistics.xmr import UPWARD, Label, Segment, xmr

Numbers = NDArray[np.float64]
FEWEST_POINTS = 10  # of fewer no run about the median can be told from chance
FEWEST_COUNTED = 8  # with the counts behind each point, which give limits of their own
FEWEST_FOR_LIMITS = 12  # of XmR; "Making data count" calls them trial limits to the thirteenth
FEWEST_FOR_LANEY = 12
LARGE = 100  # cases in the smallest denominator, from which the binomial alone is too narrow
SAME_SCALE = 0.02  # values are rounded, so that their factor is not quite the same


class Method(StrEnum):
    """Which chart a stretch is judged by."""

    XMR = "XmR"
    P = "p"
    P_PRIME = "p′"
    U = "u"
    RUN = "run"
    NONE = "none"


class Rule(StrEnum):
    """Why a point is a signal."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR = "near"
    SHIFT = "shift"
    CROSSINGS = "crossings"


@dataclass(frozen=True)
class Signal:
    """What marks a point: the rule, and whether it lies high; None where it cannot be said."""

    rule: Rule
    is_up: bool | None


class Counted(Protocol):
    """A point with the counts behind it."""

    @property
    def on(self) -> date: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Charted:
    """Values, limits (None: it has none) and signals by point, in the unit of the values."""

    method: Method
    values: tuple[float, ...]
    centre: float | None
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    signals: tuple[Signal | None, ...]
    rule_set: str = ""
    runs: Runs | None = None
    has_trial_limits: bool = False

    @classmethod
    def bare(cls, values: Sequence[float]) -> Charted:
        """Points that are too few to be judged."""
        nothing = (None,) * len(values)
        return cls(Method.NONE, tuple(values), None, nothing, nothing, nothing)

    def run_length(self, rule: Rule) -> int:
        """How many points the run that ends with the newest one has, by its rule."""
        values = np.array(self.values)
        if rule == Rule.TREND:
            return _same_at_end(np.sign(np.diff(values))) + 1
        if rule in {Rule.SHIFT, Rule.CROSSINGS} and self.centre is not None:
            return _same_at_end(side(values, self.centre))
        return 3 if rule == Rule.NEAR else 1


def fewest(points: Sequence[Counted]) -> int:
    """How many points it takes to tell."""
    has_counts = all(each.numerator is not None and each.denominator for each in points)
    return FEWEST_COUNTED if points and has_counts else FEWEST_POINTS


def charted(points: Sequence[Counted], is_percentage: bool) -> Charted:
    """The chart of a stretch, oldest first; no limits and no signals when its points are few."""
    values = np.array([float(each.value) for each in points])
    if len(points) < fewest(points):
        return Charted.bare(values.tolist())
    rates = _rates(points, values, is_percentage)
    if rates is not None or len(points) < FEWEST_POINTS:
        return rates or Charted.bare(values.tolist())
    if len(points) < FEWEST_FOR_LIMITS:
        return _run_chart(values)
    return _xmr(values)


_RULES = {
    Label.ABOVE: Rule.OUTSIDE,
    Label.BELOW: Rule.OUTSIDE,
    Label.INCREASING: Rule.TREND,
    Label.DECREASING: Rule.TREND,
    Label.NEAR_ABOVE: Rule.NEAR,
    Label.NEAR_BELOW: Rule.NEAR,
    Label.SHIFT_ABOVE: Rule.SHIFT,
    Label.SHIFT_BELOW: Rule.SHIFT,
}


def _xmr(values: Numbers) -> Charted:
    segment: Segment = xmr(values).last
    n = values.size
    return Charted(
        method=Method.XMR,
        values=tuple(values.tolist()),
        centre=segment.mean,
        lower=(segment.lower,) * n,
        upper=(segment.upper,) * n,
        signals=tuple(
            Signal(_RULES[label], label in UPWARD) if label in _RULES else None
            for label in segment.labels
        ),
        rule_set=XMR_RULES,
        has_trial_limits=segment.has_trial_limits,
    )


def _run_chart(values: Numbers) -> Charted:
    found = runs.runs(values)
    nothing = (None,) * values.size
    return Charted(
        method=Method.RUN,
        values=tuple(values.tolist()),
        centre=found.centre,
        lower=nothing,
        upper=nothing,
        signals=_run_signals(values, found),
        rule_set=runs.RULE_SET,
        runs=found,
    )


def _rates(points: Sequence[Counted], values: Numbers, is_percentage: bool) -> Charted | None:
    """A p or u chart, where every point has whole counts that its value is made of."""
    known = [(each.numerator, each.denominator) for each in points]
    pairs = [(float(a), float(b)) for a, b in known if a is not None and b is not None]
    if len(pairs) < len(points) or not all(b > 0 and a >= 0 and a.is_integer() for a, b in pairs):
        return None
    counts, bases = (np.array(column) for column in zip(*pairs, strict=True))
    scale = _scale(values, counts / bases)
    if scale is None:
        return None
    if not is_percentage:
        # days or kroner for each case are amounts: they do not vary as events do, and have XmR
        if counts.sum() > bases.sum():
            return None
        return _rated(rate_chart(counts, bases, RateKind.U), Method.U, scale)
    if np.any(counts > bases):
        return None
    plain = rate_chart(counts, bases, RateKind.P)
    if bases.size < FEWEST_FOR_LANEY or bases.min() < LARGE:
        return _rated(plain, Method.P, scale)
    prime = rate_chart(counts, bases, RateKind.P, laney=True)
    if prime.sigma_z > 1:
        return _rated(prime, Method.P_PRIME, scale)
    return _rated(plain, Method.P, scale)


def _scale(values: Numbers, ratios: Numbers) -> float | None:
    """What the ratio is multiplied by: 100 for a percentage; None when it is not one number."""
    some = ratios > 0
    if not some.any():
        return 100.0 if not values.any() else None
    scale = float(np.median(values[some] / ratios[some]))
    size = np.maximum(np.abs(values), np.abs(values).mean())
    return scale if np.all(np.abs(values - scale * ratios) <= SAME_SCALE * size) else None


def _rated(chart: RateChart, method: Method, scale: float) -> Charted:
    signals = list(_run_signals(chart.values, chart.runs))
    for place in np.flatnonzero(chart.is_outside):
        signals[place] = Signal(Rule.OUTSIDE, bool(chart.values[place] > chart.centre))
    return Charted(
        method=method,
        values=tuple((chart.values * scale).tolist()),
        centre=chart.centre * scale,
        lower=tuple((chart.lower * scale).tolist()),
        upper=tuple((chart.upper * scale).tolist()),
        signals=tuple(signals),
        rule_set=f"{rate_charts.RULE_SET} + {runs.RULE_SET}",
        runs=chart.runs,
    )


def _run_signals(values: Numbers, found: Runs) -> tuple[Signal | None, ...]:
    """Every point of a run that is too long; with too few crossings, the run at the end."""
    signals: list[Signal | None] = [None] * values.size
    if not found.is_signal or found.longest_allowed is None:
        return tuple(signals)
    where = side(values, found.centre)
    off = np.flatnonzero(where)
    stretches = np.split(off, np.flatnonzero(np.diff(where[off])) + 1)
    for stretch in stretches:
        if stretch.size > found.longest_allowed:
            for place in stretch:
                signals[place] = Signal(Rule.SHIFT, bool(where[stretch[0]] > 0))
    if (found.crossings or 0) < (found.crossings_required or 0):
        newest = stretches[-1]
        is_up = bool(where[newest[0]] > 0) if newest.size >= FEWEST_AT_END else None
        for place in newest:
            signals[place] = signals[place] or Signal(Rule.CROSSINGS, is_up)
    return tuple(signals)


FEWEST_AT_END = 3  # points on one side, before it is said which way a series has moved


def _same_at_end(values: NDArray[np.generic]) -> int:
    """How many equal values the array ends with."""
    if not values.size:
        return 0
    other = np.flatnonzero(values != values[-1])
    return int(values.size - 1 - (other[-1] if other.size else -1))
