"""Recording, correcting and withdrawing what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators import closed
from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import (
    Breakdown,
    Frequency,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    MeasurementPart,
)
from roedtraad.steering.indicators.percent import WHOLE, impossible_share, unlikely_share
from roedtraad.steering.indicators.quality import Finding, jump_of
from roedtraad.steering.indicators.reading import Reading, cells_of, checked

UNUSUAL = "unusual"


class UnusualValue(ValidationError):
    """The value lies far from its history; `finding` says how far. Confirmed, it is recorded."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            _("%(finding)s Is that right?") % {"finding": finding.sentence}, code=UNUSUAL
        )
        self.finding = finding


@dataclass(frozen=True)
class _Series:
    """What is known of a use before something is recorded on a date."""

    earlier: Measurement | None  # the newest revision of that date
    history: Sequence[Decimal | None]  # values that stand, before that date


@transaction.atomic
def record_measurement(
    use: IndicatorUse,
    *,
    measured_on: date,
    reading: Reading,
    acting_user: User,
    reason: str = "",
    asks: bool = False,
) -> Measurement:
    """Record what `use` showed. A date that has a measurement gets a new revision of it.

    Raise `ValidationError` for a missing value (0 is a value), one that cannot be, parts that do
    not add up, a period that is settled, or a correction without a reason; `UnusualValue` when
    `asks` is set and the value is far from its history and not confirmed. At most 13 statements,
    whatever the tree's size.
    """
    use = _allowed(use, acting_user)
    closed.require_open(use.unit, measured_on)
    reading = _checked(use, reading, acting_user)
    known = _series(use, measured_on)
    earlier = known.earlier
    if earlier is not None and not earlier.is_withdrawn and not reason:
        raise ValidationError(_("Say why the measurement is corrected."), code="reason")
    aims = _aims(use, reading)
    if fault := impossible_share(use.indicator, reading.value, [*aims, *known.history]):
        raise ValidationError(fault.sentence, code="value")
    if asks and not reading.is_confirmed and not reading.is_not_counted:
        _ask(use, reading, known.history, aims)
    measurement = _stored(use, measured_on, reading, earlier, reason=reason, by=acting_user)
    audit.record(
        "measurement.corrected" if earlier else "measurement.recorded",
        measurement,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=_shown(earlier),
        after=_shown(measurement),
    )
    return measurement


@transaction.atomic
def withdraw_measurement(
    measurement: Measurement, *, reason: str, acting_user: User
) -> Measurement:
    """Withdraw a measurement that should not have been there; it stays, marked, with the reason."""
    use = _allowed(measurement.use, acting_user)
    closed.require_open(use.unit, measurement.measured_on)
    if not reason:
        raise ValidationError(_("Say why the measurement is withdrawn."), code="reason")
    newest = use.measurements.filter(measured_on=measurement.measured_on).latest("revision")
    withdrawn = Measurement.objects.create(
        use=use,
        period_from=newest.period_from,
        measured_on=newest.measured_on,
        value=newest.value,
        numerator=newest.numerator,
        denominator=newest.denominator,
        is_done=newest.is_done,
        level_id=newest.level_id,
        is_not_counted=newest.is_not_counted,
        revision=newest.revision + 1,
        reason=reason,
        is_withdrawn=True,
        indicator_version=newest.indicator_version,
        recorded_by=acting_user,
    )
    audit.record(
        "measurement.withdrawn",
        withdrawn,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=_shown(newest),
        after=None,
    )
    return withdrawn


def _allowed(use: IndicatorUse, acting_user: User) -> IndicatorUse:
    """`use`, locked so that two revisions of one date take turns, if the user may measure it."""
    rows = IndicatorUse.objects.select_for_update(of=("self",)).select_related("indicator", "unit")
    use = rows.get(pk=use.pk)
    access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    return use


def _checked(use: IndicatorUse, reading: Reading, acting_user: User) -> Reading:
    indicator = use.indicator
    if indicator.kind == IndicatorKind.REGISTER:
        if acting_user.is_system:
            return reading
        raise ValidationError(
            _("This indicator is computed from the registers and is not entered."), code="value"
        )
    if not reading.parts:
        return checked(indicator, reading)
    breakdowns = list(
        Breakdown.objects.filter(indicator=indicator.counted_as).prefetch_related("groups")
    )
    unknown = set(reading.parts) - {cell for cell, _words in cells_of(indicator, breakdowns)}
    if unknown:
        raise ValidationError(
            _("The groups have been changed meanwhile. Load the page again."), code="parts"
        )
    return checked(indicator, reading, breakdowns)


def _series(use: IndicatorUse, measured_on: date) -> _Series:
    """The revisions of that date and the values before it, of one query."""
    rows = Measurement.objects.filter(use=use, measured_on__lte=measured_on)
    by_date = {row.measured_on: row for row in rows.order_by("measured_on", "revision")}
    earlier = by_date.pop(measured_on, None)
    standing = [row for row in by_date.values() if not (row.is_withdrawn or row.is_not_counted)]
    return _Series(earlier, [row.value for row in standing])


def _aims(use: IndicatorUse, reading: Reading) -> list[Decimal | None]:
    """What the use starts from and aims at; asked only for a value that no share has."""
    if reading.value is None or 0 <= reading.value <= WHOLE:
        return []
    targets = use.targets.values_list("value", "low", "high")
    return [use.baseline, *(limit for target in targets for limit in target)]


def _ask(
    use: IndicatorUse,
    reading: Reading,
    history: Sequence[Decimal | None],
    aims: Sequence[Decimal | None],
) -> None:
    finding = unlikely_share(use.indicator, reading.value, [*aims, *history])
    if finding := finding or jump_of(use.indicator, reading.value, history):
        raise UnusualValue(finding)


def _stored(
    use: IndicatorUse,
    measured_on: date,
    reading: Reading,
    earlier: Measurement | None,
    *,
    reason: str,
    by: User,
) -> Measurement:
    measurement = Measurement.objects.create(
        use=use,
        period_from=reading.period_from or _begins(use, measured_on),
        measured_on=measured_on,
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        is_done=reading.is_done,
        level=reading.level,
        is_not_counted=reading.is_not_counted,
        is_confirmed=reading.is_confirmed,
        note=reading.note,
        revision=earlier.revision + 1 if earlier else 1,
        reason=reason,
        indicator_version=use.indicator.version,
        recorded_by=by,
    )
    MeasurementPart.objects.bulk_create(
        MeasurementPart(
            measurement=measurement,
            cell=cell,
            value=part.value,
            numerator=part.numerator,
            denominator=part.denominator,
        )
        for cell, part in reading.parts.items()
        if (part.value, part.numerator) != (None, None)
    )
    return measurement


def _begins(use: IndicatorUse, measured_on: date) -> date | None:
    """The first day of the period that ends on the date; None where no period ends on it."""
    if not use.indicator.frequency:
        return None
    period = period_with(Frequency(use.indicator.frequency), measured_on)
    return period.starts_on if period.ends_on == measured_on else None


def _shown(measurement: Measurement | None) -> str | None:
    if measurement is None or measurement.is_withdrawn:
        return None
    if measurement.is_not_counted:
        return "not counted"
    shown = measurement.value if measurement.is_done is None else measurement.is_done
    return str(shown)
