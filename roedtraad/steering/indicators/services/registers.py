"""Storing what is computed from the registers, so that it has a history."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.indicators import closed
from roedtraad.steering.indicators.frequency import MeasuringPeriod, last_ended, period_with
from roedtraad.steering.indicators.models import (
    Frequency,
    IndicatorKind,
    IndicatorUse,
    Measurement,
)
from roedtraad.steering.indicators.reading import Reading
from roedtraad.steering.indicators.registers import Figure, chosen, named

from .recording import record_measurement

MOST_BACK = 8  # periods that are computed the first time a use is
ONE_DAY = timedelta(days=1)


def store_register_measures(*, acting_user: User, today: date | None = None) -> int:
    """Compute the ended periods of every use of a register measure; how many were recorded.

    A period is computed again as long as its days to report last, unless it was settled before:
    what was registered late is a revision. Then it stands.
    """
    day = today or timezone.localdate()
    uses = IndicatorUse.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), indicator__kind=IndicatorKind.REGISTER
    ).select_related("indicator", "unit")
    return sum(_store(use, day, acting_user) for use in uses)


def _store(use: IndicatorUse, today: date, acting_user: User) -> int:
    frequency = use.indicator.frequency
    if named(use.indicator.register_measure) is None or not frequency:
        return 0
    recorded = 0
    for period in _periods(use, Frequency(frequency), today):
        figure = figure_of(use, period)
        if figure is not None and _record(use, period, figure, acting_user, today):
            recorded += 1
    return recorded


def _periods(use: IndicatorUse, frequency: Frequency, today: date) -> list[MeasuringPeriod]:
    """Ended periods without a figure, and those that may still change; oldest first."""
    known = set(use.measurements.values_list("measured_on", flat=True))
    open_days = timedelta(days=use.indicator.days_to_report)
    period, found = last_ended(frequency, today), []
    for _number in range(MOST_BACK):
        if period.starts_on < use.unit.starts_on:
            break
        may_change = period.ends_on not in known or period.ends_on + open_days >= today
        if may_change and closed.period_at(use.unit, period.ends_on) is None:
            found.append(period)
        period = period_with(frequency, period.starts_on - ONE_DAY)
    return found[::-1]


def figure_of(use: IndicatorUse, period: MeasuringPeriod) -> Figure | None:
    """What the register says of a period now; None when the measure is not offered any more."""
    measure = named(use.indicator.register_measure)
    if measure is None:
        return None
    parameters = chosen(measure, use.indicator.register_parameters)
    return measure.compute(use.unit, period.starts_on, period.ends_on, parameters)


def _record(
    use: IndicatorUse, period: MeasuringPeriod, figure: Figure, acting_user: User, today: date
) -> bool:
    earlier = (
        Measurement.objects.filter(use=use, measured_on=period.ends_on)
        .order_by("-revision")
        .first()
    )
    if earlier is not None and _is_same(earlier, figure):
        return False
    record_measurement(
        use,
        measured_on=period.ends_on,
        reading=_reading(figure, period),
        acting_user=acting_user,
        reason=_("Computed again from the registers.") if earlier else "",
    )
    return True


def _reading(figure: Figure, period: MeasuringPeriod) -> Reading:
    return Reading(
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        is_not_counted=figure.value is None,
        note=_("Computed from the registers."),
        period_from=period.starts_on,
    )


def _is_same(earlier: Measurement, figure: Figure) -> bool:
    if figure.value is None:
        return earlier.is_not_counted
    return (earlier.value, earlier.numerator, earlier.denominator) == (
        figure.value,
        figure.numerator,
        figure.denominator,
    )
