"""Everything that can change an indicator, its targets or its measurements."""

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

from .models import IndicatorKind, IndicatorUse, Measurement, Target


@dataclass(frozen=True)
class Reading:
    """What was seen: a value (with its numerator and denominator where known), or done or not."""

    value: Decimal | None = None
    is_done: bool | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class TargetLevel:
    """What should be reached, or kept within, by when."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    due_raw: str = ""
    due_from: date | None = None
    due_on: date | None = None


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


def add_target(
    use: IndicatorUse,
    level: TargetLevel,
    *,
    acting_user: User,
    replaces: Target | None,
    reason: str,
) -> Target:
    """Store a target; the one it replaces stays and points to it. The caller checks the right."""
    target = Target.objects.create(
        use=use,
        value=level.value,
        low=level.low,
        high=level.high,
        due_raw=level.due_raw,
        due_from=level.due_from,
        due_on=level.due_on,
        set_by=acting_user,
        reason=reason,
    )
    if replaces is not None:
        replaces.replaced_by = target
        replaces.save(update_fields=["replaced_by"])
    audit.record(
        "target.revised" if replaces else "target.set",
        target,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=str(replaces) if replaces else None,
        after=str(target),
    )
    return target


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
