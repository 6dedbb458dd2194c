"""Which periods are followed in a year, and when a round of a period opens, is due and closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roedtraad.foundation.lib.workdays import add_workdays
from roedtraad.steering.indicators.frequency import MeasuringPeriod, period_with, periods_between
from roedtraad.steering.indicators.models import Frequency

from .models import PhaseKind, Rhythm

FREQUENCIES = {
    Rhythm.QUARTER: Frequency.QUARTER,
    Rhythm.THIRD: Frequency.THIRD,
    Rhythm.HALF_YEAR: Frequency.HALF_YEAR,
    Rhythm.YEAR: Frequency.YEAR,
}
NUMBERS: Mapping[str, int] = {  # of the phases as they are spoken of; the reflection has two parts
    PhaseKind.QUALIFY: 1,
    PhaseKind.REFLECT: 2,
    PhaseKind.MEET: 2,
    PhaseKind.REPORT: 3,
    PhaseKind.ADJUST: 4,
}


@dataclass(frozen=True)
class PhaseDates:
    """From when to when a phase is worked on, both days counted."""

    kind: PhaseKind
    starts_on: date
    due_on: date


@dataclass(frozen=True)
class RoundDates:
    """The days of one round."""

    opens_on: date
    closes_on: date
    locks_on: date | None
    phases: Sequence[PhaseDates]


@dataclass(frozen=True)
class Pace:
    """How a round goes, in working days.

    It opens so many after the period is over (before it, when negative). `lengths` says how many
    each phase has, one after the other; a phase that is not there is not held.
    """

    opens_after: int
    lengths: Mapping[PhaseKind, int]
    grace: int = 0
    locks_after: int | None = None


def periods_of(rhythm: Rhythm, year: int) -> list[MeasuringPeriod]:
    """The periods that a rhythm follows in a year; none for what comes only once."""
    if rhythm == Rhythm.ONCE:
        return []
    return list(periods_between(FREQUENCIES[rhythm], date(year, 1, 1), date(year, 12, 31)))


def period_after(rhythm: Rhythm, starts_on: date, years: int) -> MeasuringPeriod:
    """The period of the rhythm that many years later."""
    return period_with(FREQUENCIES[rhythm], date(starts_on.year + years, starts_on.month, 1))


def first_to_lock(ends_on: date) -> date:
    """The first day on which nothing more can be measured in a period, so that it may be locked."""
    return add_workdays(ends_on, 1)


def dates_of(ends_on: date, pace: Pace) -> RoundDates:
    """When the round of a period that ends on a day opens, is due, closes and locks."""
    opens_on = add_workdays(ends_on, pace.opens_after)
    phases: list[PhaseDates] = []
    begins = opens_on
    for kind in PhaseKind:
        if length := pace.lengths.get(kind):
            due_on = add_workdays(begins, length - 1)
            phases.append(PhaseDates(kind, begins, due_on))
            begins = add_workdays(due_on, 1)
    last = phases[-1].due_on if phases else opens_on
    closes_on = add_workdays(last, pace.grace)
    locks_on = None
    if pace.locks_after is not None:
        locks_on = max(add_workdays(closes_on, pace.locks_after), first_to_lock(ends_on))
    return RoundDates(opens_on, closes_on, locks_on, phases)
