"""Whether a series has changed against its own history, or only varies. Pure arithmetic.

The method follows what is known: p and u charts where numerators and denominators are (p′ where
large denominators vary more than chance), XmR for other numbers and for means of amounts, a run
chart for few points. What is said is said of the newest point, as in "Making data count"; earlier
signals stay on the chart.
Rule sets and sources: `foundation.statistics`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from django.db import models
from django.utils.translation import pgettext_lazy

from roedtraad.foundation.statistics.xmr import SHIFT

from .charted import FEWEST_POINTS, Charted, Method, Rule, Signal, charted, fewest
from .level import FEWEST_CASES
from .models import Direction, Indicator, IndicatorKind

KEPT = 20_000  # judgements; a municipality has some thousands of series

# In what share of series the newest point is a signal on noise alone: simulated, 6,000 series of
# 24 normal values (XmR, Poisson and binomial counts for the others), 10 for run charts.
FALSE_NOW = {
    Method.XMR: 0.018,
    Method.RUN: 0.007,
    Method.P: 0.04,
    Method.P_PRIME: 0.04,
    Method.U: 0.04,
}


class Verdict(models.TextChoices):
    """What can be said of a change. Its word is shown with a shape, never colour alone."""

    BETTER = "better", pgettext_lazy("development", "better than before")
    WORSE = "worse", pgettext_lazy("development", "worse than before")
    HIGHER = "higher", pgettext_lazy("development", "higher than before")
    LOWER = "lower", pgettext_lazy("development", "lower than before")
    UNSETTLED = "unsettled", pgettext_lazy("development", "varies otherwise than by chance")
    NO_CHANGE = "no_change", pgettext_lazy("development", "no change beyond chance")
    TOO_FEW = "too_few", pgettext_lazy("development", "too few to tell")


SIGNALS = frozenset(
    {Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.UNSETTLED}
)


class Lack(StrEnum):
    """What there is too little of to tell."""

    POINTS = "points"
    CASES = "cases"


@dataclass(frozen=True)
class Observation:
    """What was measured on a date; the counts behind a share or a rate where they are known."""

    on: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Asked:
    """How a series is to be read. `starts`: days on which its limits begin anew.

    `left_out`: days whose point is shown, but is part of neither mean, limits nor runs.
    """

    direction: Direction = Direction.UP
    is_percentage: bool = False
    is_cumulative: bool = False
    starts: tuple[date, ...] = ()
    left_out: tuple[date, ...] = ()

    @property
    def way(self) -> int:
        """+1 where higher is better, −1 where lower is, else 0."""
        return {Direction.UP: 1, Direction.DOWN: -1}.get(self.direction, 0)


@dataclass(frozen=True)
class Moved:
    """A single point that has moved the mean, and what the newest would be `without` it."""

    by: Observation
    without: Verdict | None


@dataclass(frozen=True)
class Development:
    """The verdict on the newest point, and for every point its limits and what it means.

    `n` counts the points since the limits last began anew, `count` those of the run the newest
    point is in, `since` is the first day of it. Values of a cumulative series are its increments.
    With too few points there are no limits. `left_out` are points that were kept out of all this.
    `moved_by` is the one point without which the newest would not be the signal that it is.
    """

    verdict: Verdict
    n: int
    observations: tuple[Observation, ...]
    segments: tuple[Charted, ...] = ()
    meanings: tuple[Verdict | None, ...] = ()
    rule: Rule | None = None
    since: date | None = None
    count: int = 0
    lack: Lack | None = None
    needed: int = FEWEST_POINTS
    is_per_period: bool = False  # running totals were taken apart
    left_out: tuple[Observation, ...] = ()
    moved_by: Moved | None = None

    @property
    def last(self) -> Charted | None:
        return self.segments[-1] if self.segments else None

    @property
    def method(self) -> Method | None:
        return self.last.method if self.last else None

    @property
    def is_signal(self) -> bool:
        return self.verdict in SIGNALS

    @property
    def cases(self) -> Decimal | None:
        """How many the newest share is of."""
        return self.observations[-1].denominator if self.observations else None


def asked_of(
    indicator: Indicator, starts: Sequence[date] = (), left_out: Sequence[date] = ()
) -> Asked:
    """How the series of an indicator is to be read."""
    return Asked(
        direction=Direction(indicator.direction),
        is_percentage=indicator.kind == IndicatorKind.PERCENTAGE or indicator.measured_in == "%",
        is_cumulative=indicator.is_cumulative,
        starts=tuple(sorted(starts)),
        left_out=tuple(sorted(left_out)),
    )


@lru_cache(maxsize=KEPT)
def development_of(observations: tuple[Observation, ...], asked: Asked) -> Development:
    """Judge a series, oldest first. The same series gives the same answer, which is kept."""
    if asked.is_cumulative:
        found = development_of(increments(observations), replace(asked, is_cumulative=False))
        return replace(found, is_per_period=True)
    if asked.left_out:
        kept = tuple(each for each in observations if each.on not in asked.left_out)
        found = development_of(kept, replace(asked, left_out=()))
        out = tuple(each for each in observations if each.on in asked.left_out)
        return replace(found, left_out=out)
    cuts = _cuts(observations, asked.starts)
    parts = [observations[start:end] for start, end in cuts]
    newest = parts[-1] if parts else ()
    segments, meanings = _drawn(parts, asked)
    found = Development(
        Verdict.NO_CHANGE,
        n=len(newest),
        observations=observations,
        segments=segments,
        meanings=meanings,
        needed=fewest(newest) if len(newest) < fewest(newest) else FEWEST_POINTS,
    )
    if _has_few_cases(newest, asked):
        return replace(found, verdict=Verdict.TOO_FEW, lack=Lack.CASES)
    if not segments or segments[-1].method == Method.NONE:
        return replace(found, verdict=Verdict.TOO_FEW, lack=Lack.POINTS)
    return _judged(found, asked)


def increments(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """What running totals grew by from one measurement to the next.

    A total that falls began anew, and stands for itself. The first is left out: nobody knows from
    when it was counted.
    """
    found = []
    for before, each in zip(observations, observations[1:], strict=False):
        grown = each.value - before.value
        found.append(Observation(each.on, each.value if grown < 0 else grown))
    return tuple(found)


def _cuts(observations: Sequence[Observation], starts: Sequence[date]) -> list[tuple[int, int]]:
    days = [each.on for each in observations]
    edges = sorted({0, len(days), *(bisect_left(days, start) for start in starts)})
    return list(zip(edges, edges[1:], strict=False))


def _has_few_cases(observations: Sequence[Observation], asked: Asked) -> bool:
    """Whether the newest share is of fewer cases than anything can be said of."""
    if not asked.is_percentage or not observations:
        return False
    cases = observations[-1].denominator
    return cases is not None and cases < FEWEST_CASES


def _drawn(
    parts: Sequence[Sequence[Observation]], asked: Asked
) -> tuple[tuple[Charted, ...], tuple[Verdict | None, ...]]:
    """The limits of every part that has points enough, and what each of its points means."""
    segments: list[Charted] = []
    meanings: list[Verdict | None] = []
    for part in parts:
        segments.append(charted(part, asked.is_percentage))
        meanings += [_meaning(signal, asked.way) for signal in segments[-1].signals]
    return tuple(segments), tuple(meanings)


def _meaning(signal: Signal | None, way: int) -> Verdict | None:
    if signal is None:
        return None
    if signal.is_up is None:
        return Verdict.UNSETTLED
    if way == 0:
        return Verdict.HIGHER if signal.is_up else Verdict.LOWER
    return Verdict.BETTER if signal.is_up == (way > 0) else Verdict.WORSE


def _judged(found: Development, asked: Asked) -> Development:
    """The verdict on the newest point, with its run."""
    signal, last = found.segments[-1].signals[-1], found.segments[-1]
    verdict = _meaning(signal, asked.way)
    if signal is None or verdict is None:
        return found
    rule = signal.rule
    if rule == Rule.NEAR and last.run_length(Rule.SHIFT) >= SHIFT:
        rule = Rule.SHIFT  # the label of a point names the rarer rule, a sentence the longer one
    count = last.run_length(rule)
    found = replace(found, rule=rule)
    return replace(
        found,
        moved_by=_moved_by(found, asked),
        verdict=verdict,
        count=count,
        since=found.observations[-count].on,
    )


def _moved_by(found: Development, asked: Asked) -> Moved | None:
    """The one point far beyond the limits that moved mean and limits off all the others, if so.

    The newest point lies on the other side of the mean, and without that one it would be no
    signal, or the opposite one.
    """
    last, newest = found.segments[-1], found.observations[-found.n :]
    if last.method != Method.XMR or last.centre is None or found.rule == Rule.TREND:
        return None
    away = [abs(value - last.centre) for value in last.values]
    place = away.index(max(away))
    furthest, signal = last.signals[place], last.signals[-1]
    if furthest is None or signal is None or furthest.rule != Rule.OUTSIDE:
        return None
    if furthest.is_up == signal.is_up:
        return None
    others = charted([*newest[:place], *newest[place + 1 :]], asked.is_percentage).signals[-1]
    if others is not None and others.is_up == signal.is_up:
        return None
    return Moved(newest[place], _meaning(others, asked.way))
