"""How one indicator stands against its target. Plain arithmetic: no database, no clock.

It is judged against where it should be today: the way from its baseline to its target is taken as
a straight line in time (pro rata). The sentences are in `level_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import pgettext_lazy

from .models import Direction

ENOUGH = Decimal("0.8")  # the share of the way due by today that counts as on the way
FEWEST_CASES = 5  # a share of fewer says nothing of a unit, and much of the persons
ONE = Decimal(1)
ZERO = Decimal(0)


class Level(models.TextChoices):
    """A level against target, best first. Its word is shown with a shape, never colour alone."""

    REACHED = "reached", pgettext_lazy("level", "reached")
    DONE = "done", pgettext_lazy("level", "done")
    ON_TRACK = "on_track", pgettext_lazy("level", "on the way")
    NOT_STARTED = "not_started", pgettext_lazy("level", "not yet due")
    NOT_JUDGED = "not_judged", pgettext_lazy("level", "not judged")
    DUE = "due", pgettext_lazy("level", "due now")
    TOO_FEW = "too_few", pgettext_lazy("level", "too few to tell")
    NO_DATA = "no_data", pgettext_lazy("level", "no data")
    BEHIND = "behind", pgettext_lazy("level", "behind")
    OVERDUE = "overdue", pgettext_lazy("level", "overdue")
    WORSE = "worse", pgettext_lazy("level", "moved the wrong way")


SEVERITY = {level: place for place, level in enumerate(Level)}
ATTENTION = frozenset({Level.BEHIND, Level.OVERDUE, Level.WORSE})


@dataclass(frozen=True)
class Reading:
    """A value, or a milestone done or not, as seen on a date."""

    on: date
    value: Decimal | None = None
    is_done: bool | None = None
    cases: Decimal | None = None  # what a share is of, where it is known


@dataclass(frozen=True)
class IndicatorState:
    """What must be known of one indicator to judge it.

    Cumulative values are running totals, that begin at 0; other values each stand for themselves.
    `begins_on` is where the agreement begins: the way is counted from there when the baseline has
    no date of its own.
    """

    title: str
    direction: Direction = Direction.UP
    is_milestone: bool = False
    is_cumulative: bool = False
    is_share: bool = False
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    due_from: date | None = None
    due_on: date | None = None
    due_raw: str = ""
    begins_on: date | None = None
    readings: Sequence[Reading] = ()
    measured_in: str = ""
    decimals: int = 0
    weight: Decimal = ONE
    pk: int | None = None


@dataclass(frozen=True)
class PartStatus:
    """How one indicator stands, with the numbers the judgement rests on.

    `progress` and `expected` are shares of the way from baseline to target: progress below 0 has
    moved the wrong way, above 1 is beyond the target; `shown` keeps it between 0 and 1.
    """

    indicator: IndicatorState
    level: Level
    latest: Reading | None = None
    baseline: Decimal | None = None
    progress: Decimal | None = None
    expected: Decimal | None = None
    expected_value: Decimal | None = None
    has_regressed: bool = False

    @property
    def shown(self) -> Decimal | None:
        """Progress between 0 and 1, for drawing: 40 % stays 40 %, 140 % is capped."""
        return None if self.progress is None else min(max(self.progress, ZERO), ONE)


def indicator_status(
    indicator: IndicatorState, *, today: date, enough: Decimal = ENOUGH
) -> PartStatus:
    """How one indicator stands on `today`; readings after it are not seen."""
    readings = sorted((r for r in indicator.readings if r.on <= today), key=lambda r: r.on)
    if indicator.is_milestone:
        return _milestone(indicator, readings, today)
    readings = [each for each in readings if each.value is not None and _counts(indicator, each)]
    if not readings:
        return PartStatus(indicator, _without_data(indicator, today))
    if indicator.is_share and has_few_cases(readings[-1]):
        return PartStatus(indicator, Level.TOO_FEW, readings[-1])
    if not _can_be_judged(indicator):
        return PartStatus(indicator, Level.NOT_JUDGED, readings[-1])
    if indicator.direction == Direction.WITHIN:
        return _within(indicator, readings)
    return _towards(indicator, readings, today, enough)


def has_few_cases(reading: Reading) -> bool:
    """Whether a share is of fewer than anything can be said of: two of three is no level."""
    return reading.cases is not None and reading.cases < FEWEST_CASES


def _counts(indicator: IndicatorState, reading: Reading) -> bool:
    """What was measured before the baseline is older than where the way begins."""
    begins = indicator.baseline_on if indicator.baseline is not None else None
    return begins is None or reading.on >= begins


def _can_be_judged(indicator: IndicatorState) -> bool:
    """Whether there is anything to hold a value against."""
    if indicator.direction == Direction.WITHIN:
        return indicator.low is not None or indicator.high is not None
    return indicator.direction != Direction.NONE and indicator.target is not None


def combine_ratios(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The ratio of the whole: numerators and denominators are summed before dividing.

    None when the denominators sum to 0.
    """
    counted = list(pairs)
    below = sum((denominator for _, denominator in counted), ZERO)
    return sum((numerator for numerator, _ in counted), ZERO) / below if below else None


def _without_data(indicator: IndicatorState, today: date) -> Level:
    begins = indicator.due_from or indicator.baseline_on or indicator.begins_on
    return Level.NOT_STARTED if begins is not None and today < begins else Level.NO_DATA


def _milestone(indicator: IndicatorState, readings: Sequence[Reading], today: date) -> PartStatus:
    latest = next((r for r in reversed(readings) if r.is_done is not None), None)
    if latest is not None and latest.is_done:
        return PartStatus(indicator, Level.DONE, latest, progress=ONE)
    due_from, due_on = indicator.due_from, indicator.due_on
    if due_on is not None and today > due_on:
        level = Level.OVERDUE
    elif due_from is not None and due_from <= today:
        level = Level.DUE
    else:
        level = Level.NOT_STARTED
    return PartStatus(indicator, level, latest, progress=ZERO)


def _within(indicator: IndicatorState, readings: Sequence[Reading]) -> PartStatus:
    latest = readings[-1]
    away = _distance(indicator, latest.value)
    if away == 0:
        return PartStatus(indicator, Level.REACHED, latest, progress=ONE)
    before = indicator.baseline if len(readings) == 1 else readings[-2].value
    went_out = before is not None and away > _distance(indicator, before)
    level = Level.WORSE if went_out else Level.BEHIND
    return PartStatus(indicator, level, latest, progress=ZERO, has_regressed=went_out)


def _distance(indicator: IndicatorState, value: Decimal | None) -> Decimal:
    """How far outside the limits a value lies."""
    if value is None:
        return ZERO
    below = indicator.low - value if indicator.low is not None else ZERO
    above = value - indicator.high if indicator.high is not None else ZERO
    return max(below, above, ZERO)


def _towards(
    indicator: IndicatorState, readings: Sequence[Reading], today: date, enough: Decimal
) -> PartStatus:
    latest, target = readings[-1], required(indicator.target)
    value = required(latest.value)
    up = indicator.direction == Direction.UP
    baseline, since = _baseline(indicator, readings)
    expected = _expected_share(since, indicator.due_on, today)
    progress = _progress(value, baseline, target, is_up=up)
    if (value >= target) if up else (value <= target):
        level, progress = Level.REACHED, ONE if progress is None else max(progress, ONE)
    else:
        level = level_of_progress(progress, expected, enough)
    expected_value = (
        baseline + (target - baseline) * expected
        if baseline is not None and expected is not None
        else None
    )
    return PartStatus(
        indicator,
        level,
        latest,
        baseline=baseline,
        progress=progress,
        expected=expected,
        expected_value=expected_value,
        has_regressed=_regressed(readings, is_up=up),
    )


def _baseline(
    indicator: IndicatorState, readings: Sequence[Reading]
) -> tuple[Decimal | None, date | None]:
    """The stated baseline; else 0 for a running total, or the first of several readings."""
    since = indicator.baseline_on or indicator.begins_on or indicator.due_from
    if indicator.baseline is not None:
        return indicator.baseline, since or readings[0].on
    if indicator.is_cumulative:
        return ZERO, since
    if len(readings) > 1:
        return readings[0].value, readings[0].on
    return None, since


def _progress(
    value: Decimal, baseline: Decimal | None, target: Decimal, *, is_up: bool
) -> Decimal | None:
    """The share of the way from baseline to target that is behind us; None without a baseline."""
    if baseline is None:
        return None
    is_there = baseline >= target if is_up else baseline <= target
    if is_there:  # a level to hold: below it is the wrong way
        return -ONE if (value < target if is_up else value > target) else ONE
    return (value - baseline) / (target - baseline)


def _expected_share(since: date | None, due_on: date | None, today: date) -> Decimal | None:
    """The share of the way that is due by today, on a straight line; None without dates."""
    if due_on is None:
        return None
    if today >= due_on:
        return ONE
    if since is None or since >= due_on:
        return None
    return max(ZERO, Decimal((today - since).days) / Decimal((due_on - since).days))


def level_of_progress(progress: Decimal | None, expected: Decimal | None, enough: Decimal) -> Level:
    if progress is None:
        return Level.BEHIND if expected == ONE else Level.NOT_JUDGED
    if progress < 0:
        return Level.WORSE
    if expected is None:
        return Level.ON_TRACK if progress > 0 else Level.NOT_STARTED
    if expected == ZERO:
        return Level.ON_TRACK if progress > 0 else Level.NOT_STARTED
    if expected == ONE:  # the date has passed and the target is not reached
        return Level.BEHIND
    return Level.ON_TRACK if progress >= enough * expected else Level.BEHIND


def _regressed(readings: Sequence[Reading], *, is_up: bool) -> bool:
    if len(readings) < 2:
        return False
    before, last = required(readings[-2].value), required(readings[-1].value)
    return last < before if is_up else last > before


def required(value: Decimal | None) -> Decimal:
    if value is None:
        raise ValueError("a value that must be known is missing")
    return value
