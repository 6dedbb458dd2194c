"""What somebody owes: the measurements of periods that are over, due or done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet
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
    MeasurementPart,
    RubricLevel,
    Target,
)
from roedtraad.steering.indicators.quality import FEW_TIMES, ONE_DAY, deadline, usual_change
from roedtraad.steering.indicators.reading import Part, cells_of, is_ratio, needs_numbers

from .series import UsePk, agreed_targets_by_use
from .standing import Standing, breakdowns, rubrics, standing_by_use

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
    done: Standing | None  # the newest revision that stands in the period
    done_parts: dict[str, Part]
    last: Standing | None  # the newest with a value before it
    values: tuple[Decimal | None, ...]
    usual: tuple[Decimal, Decimal] | None  # outside it is asked about
    target: Target | None
    cells: list[tuple[str, str]]
    levels: Sequence[RubricLevel]
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
    return _measured_regularly(uses).exclude(indicator__kind=IndicatorKind.REGISTER)


def followed_uses(unit: Unit) -> QuerySet[IndicatorUse]:
    """The indicators that are measured regularly in `unit`, also those that are computed.

    For callers that have asked what may be seen of the unit.
    """
    uses = _measured_regularly(IndicatorUse.objects.filter(unit=unit))
    return uses.order_by("indicator__title", "pk")


def _measured_regularly(uses: QuerySet[IndicatorUse]) -> QuerySet[IndicatorUse]:
    for condition in _left_out:
        uses = uses.exclude(condition())
    return uses.exclude(indicator__frequency="").select_related("indicator", "unit")


def owed(user: User, quarter: date | None, today: date, unit: Unit | None = None) -> Owed:
    """Everything to be entered for the quarter that a day lies in; at most 8 queries."""
    uses = list(owed_uses(user, today, unit))
    series = _all_series(uses)
    newest = last_ended(Frequency.QUARTER, today)
    chosen = period_with(Frequency.QUARTER, quarter) if quarter else newest
    given = [
        (use, period)
        for use in uses
        for period in _periods(use, chosen.starts_on, chosen.ends_on, today)
    ]
    beside = _beside([use for use, _period in given])
    rows = [_row(user, use, period, series[use.pk], today, beside) for use, period in given]
    parts = _parts([row.done.pk for row in rows if row.done])
    rows = [
        replace(row, done_parts=parts[row.done.pk]) if row.done and row.done.pk in parts else row
        for row in rows
    ]
    rows.sort(key=lambda row: (not row.is_mine, row.use.unit.name, *_order(row)))
    return Owed(chosen, name_of(chosen), rows, _choices(uses, series, newest, chosen, today))


def due_now(user: User, today: date) -> list[Due]:
    """What is missing of the newest period of each frequency; 2 queries.

    What has another steward is that one's to enter.
    """
    mine = Q(steward=None) | Q(steward=user)
    uses = list(owed_uses(user, today).filter(mine))
    series = _all_series(uses)
    counted: defaultdict[tuple[MeasuringPeriod, date], int] = defaultdict(int)
    for use in uses:
        period = last_ended(Frequency(use.indicator.frequency), today)
        is_over = bool(list(_periods(use, period.ends_on, period.ends_on, today)))
        if is_over and period not in series[use.pk].by_period:
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


@dataclass(frozen=True)
class _Series:
    """What was measured of a use, oldest first, and the last of each period."""

    rows: Sequence[Standing]
    by_period: Mapping[MeasuringPeriod, Standing]


def _all_series(uses: Sequence[IndicatorUse]) -> dict[UsePk, _Series]:
    """The series of each use; 1 query."""
    standing = standing_by_use([use.pk for use in uses])
    found = {}
    for use in uses:
        rows, frequency = standing[use.pk], Frequency(use.indicator.frequency)
        found[use.pk] = _Series(
            rows, {period_with(frequency, row.measured_on): row for row in rows}
        )
    return found


@dataclass(frozen=True)
class _Beside:
    """What a row says of its indicator beside what was measured."""

    targets: Mapping[UsePk, Sequence[Target]]
    rubrics: Mapping[int, Sequence[RubricLevel]]
    breakdowns: Mapping[int, Sequence[Breakdown]]


def _beside(uses: Collection[IndicatorUse]) -> _Beside:
    """What stands beside the series of `uses`; at most 5 queries."""
    indicators = {use.indicator.counted_as_pk for use in uses}
    targets = agreed_targets_by_use([use.pk for use in uses])
    return _Beside(targets, rubrics(indicators), breakdowns(indicators))


def _row(
    user: User,
    use: IndicatorUse,
    period: MeasuringPeriod,
    series: _Series,
    today: date,
    beside: _Beside,
) -> OwedRow:
    before = [
        row for row in series.rows if row.measured_on < period.starts_on and not row.is_not_counted
    ]
    values = [row.value for row in before]
    due = deadline(use.indicator, period.ends_on)
    counted = use.indicator.counted_as_pk
    return OwedRow(
        use=use,
        period=period,
        deadline=due,
        done=series.by_period.get(period),
        done_parts={},
        last=before[-1] if before else None,
        values=tuple(values[-SHOWN_VALUES:]),
        usual=_usual(use, [each for each in values if each is not None]),
        target=_target(beside.targets.get(use.pk, ()), period),
        cells=cells_of(use.indicator, beside.breakdowns.get(counted, ())),
        levels=beside.rubrics.get(counted, ()),
        is_mine=user.pk in (use.steward_id, use.indicator.steward_id),
        is_late=due < today,
    )


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
    series: Mapping[UsePk, _Series],
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
        known = series[use.pk]
        begins = known.rows[0].measured_on if known.rows else newest.starts_on
        for period in _periods(use, max(min(found).starts_on, begins), today, today):
            if period not in known.by_period:
                missing[period_with(Frequency.QUARTER, period.ends_on)] += 1
    return [
        Choice(period, name_of(period), missing[period]) for period in sorted(found, reverse=True)
    ]


def units_recorded_for(user: User) -> QuerySet[Unit]:
    """The units that have indicators `user` may enter, by name."""
    uses = uses_for(user, Permission.MEASUREMENT_RECORD).exclude(indicator__frequency="")
    return Unit.objects.filter(pk__in=uses.values("unit")).order_by(F("name"))
