"""Recording, correcting and withdrawing what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, Measurement


@dataclass(frozen=True)
class Reading:
    """What was seen: a value (with its numerator and denominator where known), or done or not."""

    value: Decimal | None = None
    is_done: bool | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""


@transaction.atomic
def record_measurement(
    use: IndicatorUse, *, measured_on: date, reading: Reading, acting_user: User, reason: str = ""
) -> Measurement:
    """Record what `use` showed. A date that has a measurement gets a new revision of it.

    Raise `ValidationError` for a missing value (0 is a value), or a correction without a reason.
    """
    use = _allowed(use, acting_user)
    _require_value(use, reading)
    earlier = use.measurements.filter(measured_on=measured_on).order_by("-revision").first()
    if earlier is not None and not earlier.is_withdrawn and not reason:
        raise ValidationError(_("Say why the measurement is corrected."), code="reason")
    measurement = Measurement.objects.create(
        use=use,
        measured_on=measured_on,
        value=reading.value,
        is_done=reading.is_done,
        numerator=reading.numerator,
        denominator=reading.denominator,
        note=reading.note,
        revision=earlier.revision + 1 if earlier else 1,
        reason=reason,
        recorded_by=acting_user,
    )
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
    if not reason:
        raise ValidationError(_("Say why the measurement is withdrawn."), code="reason")
    newest = use.measurements.filter(measured_on=measurement.measured_on).latest("revision")
    withdrawn = Measurement.objects.create(
        use=use,
        measured_on=newest.measured_on,
        value=newest.value,
        is_done=newest.is_done,
        revision=newest.revision + 1,
        reason=reason,
        is_withdrawn=True,
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
    use = IndicatorUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    return use


def _require_value(use: IndicatorUse, reading: Reading) -> None:
    if use.indicator.kind == IndicatorKind.MILESTONE:
        if reading.is_done is None:
            raise ValidationError(_("Say whether the milestone is done."), code="is_done")
    elif reading.value is None:
        raise ValidationError(_("Enter a value. 0 is a value too."), code="value")


def _shown(measurement: Measurement | None) -> str | None:
    if measurement is None or measurement.is_withdrawn:
        return None
    shown = measurement.value if measurement.is_done is None else measurement.is_done
    return str(shown)
