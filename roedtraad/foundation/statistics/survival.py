"""How long until it ends, when some have not ended yet: Kaplan–Meier and the log-rank test.

Sources: Kaplan & Meier 1958 (J Am Stat Assoc 53:457); Greenwood's variance; Therneau's R package
survival for intervals, quantiles and restricted means. Open cases are censored, never dropped:
averaging only those that have ended is biased short. Cases that ran before they were seen enter
late (left truncation). Exits of several kinds are in `competing`.

Own code, checked against statsmodels in the tests: its curve goes through logarithms and so never
ends at 0, and it has neither R's intervals nor restricted means.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData

EQUAL = 1e-9  # a product of fractions is ½ to a reader also when it is ½ + 1e-17


class IntervalType(StrEnum):
    """The scale the interval is symmetric on; R's default is log, lifelines' is log-log."""

    LOG = "log"
    LOG_LOG = "log-log"


@dataclass(frozen=True)
class RiskTable:
    """Who was at risk and what happened, at each time somebody left. Shape (times,) each.

    `n_risk`: entered before the time and not gone before it, so that an event comes before a
    censoring at the same time. Times are in the unit of the durations.
    """

    times: Numbers
    n_risk: Numbers
    n_events: Numbers
    entry: Numbers
    duration: Numbers

    def at_risk(self, times: ArrayLike) -> Numbers:
        """How many are at risk just before each time."""
        moments = np.asarray(times, dtype=float)
        entered = np.searchsorted(np.sort(self.entry), moments, side="left")
        gone = np.searchsorted(np.sort(self.duration), moments, side="left")
        return np.asarray(entered - gone, dtype=float)


def risk_table(
    duration: ArrayLike, is_event: ArrayLike, entry: ArrayLike | None = None
) -> RiskTable:
    """The table of one group.

    `duration`: shape (cases,), at least 0; `is_event`: the same shape, true where the duration
    ended in the event, false where it was cut off; `entry`: when each came under observation,
    before its duration; none is from the start. `UnusableData`: no case, or times out of order.
    """
    ends = np.asarray(duration, dtype=float)
    events = np.asarray(is_event, dtype=bool)
    starts = np.full(ends.shape, -np.inf) if entry is None else np.asarray(entry, dtype=float)
    if not ends.shape == events.shape == starts.shape or ends.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "duration, event and entry")
    if ends.size == 0:
        raise UnusableData(Reason.TOO_FEW, "no case")
    if not np.all(np.isfinite(ends) & (ends >= 0) & (starts < ends)):
        raise UnusableData(Reason.OUT_OF_RANGE, "0 ≤ duration, entry before duration")
    times, place = np.unique(ends, return_inverse=True)
    counts = np.bincount(place, weights=events).astype(float)
    table = RiskTable(times, np.empty(0), counts, starts, ends)
    return RiskTable(times, table.at_risk(times), counts, starts, ends)


@dataclass(frozen=True)
class RestrictedMean:
    """Mean time until the event, looking no further than `until`; all in units of time."""

    mean: float
    se: float
    until: float


@dataclass(frozen=True)
class SurvivalCurve:
    """The share still without the event after each time. Shape (times,) each.

    `se` is Greenwood's; where nobody is left it and the limits are NaN.
    """

    table: RiskTable
    survival: Numbers
    se: Numbers
    lower: Numbers
    upper: Numbers
    interval_type: IntervalType

    def at(self, times: ArrayLike) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Survival, se, lower and upper at any times: those of the latest step, 1 before it."""
        steps = np.searchsorted(self.table.times, np.asarray(times, dtype=float), side="right")
        edge = 1.0 if self.interval_type == IntervalType.LOG else math.nan
        return (
            np.append(1.0, self.survival)[steps],
            np.append(0.0, self.se)[steps],
            np.append(edge, self.lower)[steps],
            np.append(edge, self.upper)[steps],
        )

    def quantile(self, share: float) -> tuple[float, float, float]:
        """First time at which `share` have had the event, with limits; NaN when not reached."""
        left = 1 - share
        return tuple(  # type: ignore[return-value]
            self._first(curve, left) for curve in (self.survival, self.lower, self.upper)
        )

    def _first(self, curve: Numbers, left: float) -> float:
        with np.errstate(invalid="ignore"):
            reached = np.flatnonzero(curve <= left + EQUAL)
        return float(self.table.times[reached[0]]) if reached.size else math.nan

    def restricted_mean(self, until: float) -> RestrictedMean:
        """The area under the curve from 0 to `until`, with the standard error of R's survmean."""
        inside = self.table.times < until
        times = np.concatenate([[0.0], self.table.times[inside], [until]])
        heights = np.concatenate([[1.0], self.survival[inside]])
        areas = heights * np.diff(times)
        n, d = self.table.n_risk[inside], self.table.n_events[inside]
        after = np.cumsum(areas[::-1])[::-1][1:]
        with np.errstate(divide="ignore", invalid="ignore"):
            hazard = np.where(n > d, d / (n * (n - d)), 0.0)
        return RestrictedMean(float(areas.sum()), math.sqrt(np.sum(after**2 * hazard)), until)


def kaplan_meier(
    table: RiskTable,
    interval_type: IntervalType = IntervalType.LOG,
    conf_level: float = 0.95,
) -> SurvivalCurve:
    """S(t) = Π(1 − d/n) over times up to t, with Greenwood's error and its interval.

    A time at which nobody is at risk (late entries) changes nothing.
    """
    n, d = table.n_risk, table.n_events
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(n > 0, 1 - d / n, 1.0)
        hazards = np.where(n > 0, d / (n * (n - d)), 0.0)
    survival = np.cumprod(steps).astype(float)
    with np.errstate(invalid="ignore"):
        log_se = np.sqrt(np.cumsum(hazards))
        se = np.where(survival > 0, survival * log_se, np.nan)
    log_se = np.where(survival > 0, log_se, np.nan)
    lower, upper = _limits(survival, log_se, interval_type, conf_level)
    return SurvivalCurve(table, survival, se, lower, upper, interval_type)


def _limits(
    survival: Numbers, log_se: Numbers, interval_type: IntervalType, conf_level: float
) -> tuple[Numbers, Numbers]:
    from scipy.special import ndtri

    if not 0 < conf_level < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "conf_level")
    z = float(ndtri(0.5 + conf_level / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        log_survival = np.log(survival)
        if interval_type == IntervalType.LOG:
            lower = np.exp(log_survival - z * log_se)
            return lower, np.minimum(np.exp(log_survival + z * log_se), 1.0)
        away = z * log_se / log_survival  # negative, and NaN where nobody has had the event
        return survival ** np.exp(-away), survival ** np.exp(away)


@dataclass(frozen=True)
class LogRank:
    """Whether groups differ; `observed`, `expected`: events by group, in the order given.

    With a single group, or nothing to tell them apart, `chi2` and `p` are NaN.
    """

    chi2: float
    df: int
    p: float
    observed: Numbers
    expected: Numbers


def log_rank(groups: list[RiskTable]) -> LogRank:
    """The log-rank test (Mantel 1966) of two or more groups, at their common event times."""
    from scipy.special import chdtrc

    if not groups:
        raise UnusableData(Reason.TOO_FEW, "no group")
    times = np.unique(np.concatenate([group.times[group.n_events > 0] for group in groups]))
    risk = np.array([group.at_risk(times) for group in groups])
    events = np.array([_events_at(group, times) for group in groups])
    n, d = risk.sum(axis=0), events.sum(axis=0)
    expected = (risk * d / n).sum(axis=1) if times.size else np.zeros(len(groups))
    observed = events.sum(axis=1)
    df = len(groups) - 1
    chi2 = _chi2(observed - expected, _variance(risk, n, d))
    p = float(chdtrc(df, chi2)) if df and not math.isnan(chi2) else math.nan
    return LogRank(chi2, df, p, observed, expected)


def _events_at(group: RiskTable, times: Numbers) -> Numbers:
    events = dict(zip(group.times.tolist(), group.n_events.tolist(), strict=True))
    return np.array([events.get(time, 0.0) for time in times.tolist()])


def _variance(risk: Numbers, n: Numbers, d: Numbers) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(n > 1, d * (n - d) / (n * n * (n - 1)), 0.0)
    variance = np.asarray(-(risk * factor) @ risk.T)
    # as a product, so that it is nought itself where only one group is at risk
    np.fill_diagonal(variance, (risk * (n - risk) * factor).sum(axis=1))
    return variance


def _chi2(difference: Numbers, variance: NDArray[np.float64]) -> float:
    """By all groups but the last, which follows from the others."""
    free = variance[:-1, :-1]
    if not free.size or np.linalg.matrix_rank(free) < len(free):
        return math.nan
    return float(difference[:-1] @ np.linalg.solve(free, difference[:-1]))
