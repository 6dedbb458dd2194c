"""What somebody owes: the measurements of periods that are over, due or done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.periods import format_period
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.access import uses_for
from roedtraad.steering.indicators.frequency import (
    MeasuringPeriod,
    last_ended,
    period_with,
    periods_between,
)
from roedtraad.steering.indicators.models import (
    Breakdown,
    Frequency,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    MeasurementPart,
    RubricLevel,
    Target,
)
from roedtraad.steering.indicators.quality import FEW_TIMES, ONE_DAY, deadline, usual_change
from roedtraad.steering.indicators.reading import Part, cells_of, is_ratio, needs_numbers

from .series import UsePk, agreed_targets_by_use

SHOWN_VALUES = 12
SHOWN_QUARTERS = 8
LeftOut = Callable[[], Q]
_left_out: list[LeftOut] = []


def leave_out(condition: LeftOut) -> None:
    """Let an app further up say which uses nobody owes anything for, not yet or no longer."""
    _left_out.append(condition)


@dataclass(frozen=True)
class OwedRow:
    """One measurement that is owed, or was given: what it should be judged beside."""

    use: IndicatorUse
    period: MeasuringPeriod
    deadline: date
    done: Measurement | None  # the newest revision that stands in the period
    done_parts: dict[str, Part]
    last: Measurement | None  # the newest with a value before it
    values: tuple[Decimal | None, ...]
    usual: tuple[Decimal, Decimal] | None  # outside it is asked about
    target: Target | None
    cells: list[tuple[str, str]]
    is_mine: bool
    is_late: bool

    @property
    def key(self) -> str:
        """What its fields are named by."""
        return f"{self.use.pk}-{self.period.ends_on:%Y%m%d}"

    @property
    def is_ratio(self) -> bool:
        return is_ratio(self.use.indicator)

    @property
    def needs_numbers(self) -> bool:
        return needs_numbers(self.use.indicator)

    @property
    def lacks_numbers(self) -> bool:
        """Whether what stands was stored without the numbers it is worked out from."""
        done = self.done
        return bool(
            self.needs_numbers and done and done.value is not None and done.denominator is None
        )

    @property
    def levels(self) -> list[RubricLevel]:
        return list(self.use.indicator.counted_as.rubric.all())

    @property
    def period_name(self) -> str:
        return name_of(self.period)

    @property
    def target_value(self) -> Decimal | None:
        return self.target.value if self.target else None


@dataclass(frozen=True)
class Choice:
    """A quarter to choose, and how many measurements are missing in it."""

    period: MeasuringPeriod
    name: str
    missing: int


@dataclass(frozen=True)
class Owed:
    """The page: the rows of one quarter, and the quarters one can go to."""

    period: MeasuringPeriod
    name: str
    rows: list[OwedRow]
    choices: list[Choice]

    @property
    def missing(self) -> int:
        return sum(row.done is None for row in self.rows)


@dataclass(frozen=True)
class Due:
    """How many measurements of a period are missing; its quarter is where they are entered."""

    period: MeasuringPeriod
    quarter: date
    deadline: date
    count: int


def name_of(period: MeasuringPeriod) -> str:
    return format_period(period.starts_on, period.ends_on, get_language() or "da")


def owed_uses(user: User, on: date, unit: Unit | None = None) -> QuerySet[IndicatorUse]:
    """The uses `user` records for: of `unit`, else of their own units and where they are steward.

    Without what is computed, what is measured when there is something, and what is over.
    """
    uses = uses_for(user, Permission.MEASUREMENT_RECORD)
    if unit is None:
        own = [each.unit for each in roles_of(user, on)]
        mine = Q(steward=user) | Q(steward=None, indicator__steward=user)
        uses = uses.filter(Q(unit__in=own) | mine)
    else:
        uses = uses.filter(unit=unit)
    for condition in _left_out:
        uses = uses.exclude(condition())
    return (
        uses.exclude(indicator__frequency="")
        .exclude(indicator__kind=IndicatorKind.REGISTER)
        .select_related("indicator", "unit")
    )


def owed(user: User, quarter: date | None, today: date, unit: Unit | None = None) -> Owed:
    """Everything to be entered for the quarter that a day lies in; at most 9 queries."""
    breakdowns = Breakdown.objects.prefetch_related("groups")
    uses = list(
        owed_uses(user, today, unit).prefetch_related(
            "indicator__rubric", Prefetch("indicator__breakdowns", breakdowns)
        )
    )
    standing = _standing(uses)
    newest = last_ended(Frequency.QUARTER, today)
    chosen = period_with(Frequency.QUARTER, quarter) if quarter else newest
    given = [
        (use, period)
        for use in uses
        for period in _periods(use, chosen.starts_on, chosen.ends_on, today)
    ]
    targets = agreed_targets_by_use([use.pk for use, _period in given])
    done = {(use.pk, period): _within(standing[use.pk], period) for use, period in given}
    parts = _parts([row.pk for row in done.values() if row])
    rows = [
        _row(user, use, period, standing[use.pk], today, _target(targets.get(use.pk, []), period))
        for use, period in given
    ]
    rows = [_with_done(row, done[row.use.pk, row.period], parts) for row in rows]
    rows.sort(key=lambda row: (not row.is_mine, row.use.unit.name, *_order(row)))
    return Owed(chosen, name_of(chosen), rows, _choices(uses, standing, newest, chosen, today))


def due_now(user: User, today: date) -> list[Due]:
    """What is missing of the newest period of each frequency; 2 queries.

    What has another steward is that one's to enter.
    """
    mine = Q(steward=None) | Q(steward=user)
    uses = list(owed_uses(user, today).filter(mine))
    standing = _standing(uses)
    counted: defaultdict[tuple[MeasuringPeriod, date], int] = defaultdict(int)
    for use in uses:
        period = last_ended(Frequency(use.indicator.frequency), today)
        is_over = bool(list(_periods(use, period.ends_on, period.ends_on, today)))
        if is_over and _within(standing[use.pk], period) is None:
            counted[period, deadline(use.indicator, period.ends_on)] += 1
    return [
        Due(period, period_with(Frequency.QUARTER, period.ends_on).starts_on, due, count)
        for (period, due), count in sorted(counted.items())
    ]


def _periods(use: IndicatorUse, first: date, last: date, today: date) -> Iterator[MeasuringPeriod]:
    """The periods of a use that end between two days, are over, and lie within its time."""
    ends = [use.ends_on, use.indicator.ended_on, today - ONE_DAY]
    until = min(each for each in [last, *ends] if each is not None)
    for period in periods_between(Frequency(use.indicator.frequency), first, last):
        if first <= period.ends_on <= until:
            yield period


def _standing(uses: Sequence[IndicatorUse]) -> defaultdict[UsePk, list[Measurement]]:
    """The newest revision of every date that was not withdrawn, oldest first; 1 query."""
    newest: defaultdict[UsePk, dict[date, Measurement]] = defaultdict(dict)
    rows = Measurement.objects.filter(use__in=[use.pk for use in uses])
    for row in rows.order_by("measured_on", "revision"):
        newest[row.use_id][row.measured_on] = row
    found: defaultdict[UsePk, list[Measurement]] = defaultdict(list)
    for use, by_date in newest.items():
        found[use] = [row for row in by_date.values() if not row.is_withdrawn]
    return found


def _within(rows: Sequence[Measurement], period: MeasuringPeriod) -> Measurement | None:
    """The last measurement of a period."""
    mine = [row for row in rows if period.starts_on <= row.measured_on <= period.ends_on]
    return mine[-1] if mine else None


def _row(
    user: User,
    use: IndicatorUse,
    period: MeasuringPeriod,
    rows: Sequence[Measurement],
    today: date,
    target: Target | None,
) -> OwedRow:
    before = [row for row in rows if row.measured_on < period.starts_on and not row.is_not_counted]
    values = [row.value for row in before]
    due = deadline(use.indicator, period.ends_on)
    return OwedRow(
        use=use,
        period=period,
        deadline=due,
        done=None,
        done_parts={},
        last=before[-1] if before else None,
        values=tuple(values[-SHOWN_VALUES:]),
        usual=_usual(use, [each for each in values if each is not None]),
        target=target,
        cells=cells_of(use.indicator, list(use.indicator.counted_as.breakdowns.all())),
        is_mine=user.pk in (use.steward_id, use.indicator.steward_id),
        is_late=due < today,
    )


def _with_done(
    row: OwedRow, done: Measurement | None, parts: dict[int, dict[str, Part]]
) -> OwedRow:
    if done is None:
        return row
    return replace(row, done=done, done_parts=parts.get(done.pk, {}))


def _usual(use: IndicatorUse, known: list[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Between which values nothing is asked: the rule of `quality.jump_of`, both ways."""
    if not known or use.indicator.is_cumulative:
        return None
    usual = usual_change(use.indicator, known)
    if usual is not None:
        return known[-1] - usual, known[-1] + usual
    return (min(known) / FEW_TIMES, max(known) * FEW_TIMES) if min(known) > 0 else None


def _target(targets: Sequence[Target], period: MeasuringPeriod) -> Target | None:
    """The target in force that is due next after the period, else the last."""
    standing = sorted(
        (each for each in targets if each.replaced_by_id is None),
        key=lambda each: each.due_on or date.max,
    )
    ahead = [each for each in standing if (each.due_on or date.max) >= period.ends_on]
    return ahead[0] if ahead else standing[-1] if standing else None


def _parts(measurements: Sequence[int]) -> dict[int, dict[str, Part]]:
    found: defaultdict[int, dict[str, Part]] = defaultdict(dict)
    for part in MeasurementPart.objects.filter(measurement__in=measurements):
        found[part.measurement_id][part.cell] = Part(part.value, part.numerator, part.denominator)
    return found


def _order(row: OwedRow) -> tuple[str, int, date]:
    return (row.use.indicator.title.casefold(), row.use.pk, row.period.ends_on)


def _choices(
    uses: Sequence[IndicatorUse],
    standing: defaultdict[UsePk, list[Measurement]],
    newest: MeasuringPeriod,
    chosen: MeasuringPeriod,
    today: date,
) -> list[Choice]:
    """The newest quarters, and the chosen one, each with what is missing; the present comes first.

    What was due before a series began is not missing.
    """
    found = {period_with(Frequency.QUARTER, today), newest, chosen}
    while len(found) < SHOWN_QUARTERS:
        found.add(last_ended(Frequency.QUARTER, min(found).starts_on))
    missing: defaultdict[MeasuringPeriod, int] = defaultdict(int)
    for use in uses:
        rows = standing[use.pk]
        begins = rows[0].measured_on if rows else newest.starts_on
        for period in _periods(use, max(min(found).starts_on, begins), today, today):
            if _within(rows, period) is None:
                missing[period_with(Frequency.QUARTER, period.ends_on)] += 1
    return [
        Choice(period, name_of(period), missing[period]) for period in sorted(found, reverse=True)
    ]


def units_recorded_for(user: User) -> QuerySet[Unit]:
    """The units that have indicators `user` may enter, by name."""
    uses = uses_for(user, Permission.MEASUREMENT_RECORD).exclude(indicator__frequency="")
    return Unit.objects.filter(pk__in=uses.values("unit")).order_by(F("name"))
