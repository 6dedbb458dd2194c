"""Noting what happened beside a series, and letting its limits begin anew there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.access import may_define
from roedtraad.steering.indicators.models import Annotation, Indicator, IndicatorUse


@dataclass(frozen=True)
class Note:
    """What happened when; `reason` says why the limits begin anew, or why the measurement of that
    day is left out of them.
    """

    on: date
    text: str
    begins_anew: bool = False
    reason: str = ""
    leaves_out: bool = False


@transaction.atomic
def annotate(use: IndicatorUse, note: Note, *, acting_user: User) -> Annotation:
    """Note what happened.

    `ValidationError`: limits that are changed without a reason, or nothing to leave out of them.
    """
    access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    if note.leaves_out and not use.measurements.filter(measured_on=note.on).exists():
        raise ValidationError(
            {"happened_on": _("Nothing was measured on that day: choose the day of a measurement.")}
        )
    return _noted(Annotation(use=use), note, unit=use.unit, acting_user=acting_user)


@transaction.atomic
def annotate_indicator(indicator: Indicator, note: Note, *, acting_user: User) -> Annotation:
    """Note what happened to all who use the indicator: for who may change its definition."""
    _require_defining(indicator, acting_user)
    unit = indicator.defined_by
    return _noted(Annotation(indicator=indicator), note, unit=unit, acting_user=acting_user)


def _noted(
    annotation: Annotation, note: Note, *, unit: Unit | None, acting_user: User
) -> Annotation:
    _require_reason(note)
    annotation.happened_on, annotation.text = note.on, note.text
    annotation.begins_anew, annotation.leaves_out = note.begins_anew, note.leaves_out
    annotation.reason = note.reason if note.begins_anew or note.leaves_out else ""
    annotation.written_by = acting_user
    annotation.save()
    done = "rebased" if note.begins_anew else "left_out" if note.leaves_out else "annotated"
    audit.record(
        f"series.{done}",
        annotation,
        acting_user=acting_user,
        unit=unit,
        reason=note.reason,
        after=note.on.isoformat(),
    )
    return annotation


def _require_reason(note: Note) -> None:
    if note.begins_anew and note.leaves_out:
        raise ValidationError(
            {
                "leaves_out": _(
                    "Choose one: either the limits begin anew, or the measurement is left out."
                )
            }
        )
    if note.reason.strip():
        return
    if note.begins_anew:
        why = _("Say why the limits begin anew: what is different from that day?")
    elif note.leaves_out:
        why = _("Say why the measurement is left out: what made it another than the others?")
    else:
        return
    raise ValidationError({"reason": why}, code="reason")


@transaction.atomic
def end_annotation(annotation: Annotation, *, acting_user: User) -> Annotation:
    """Take a note off the series, or off all of the indicator's; the row stays."""
    use, indicator = annotation.use, annotation.indicator
    if use is not None:
        access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    elif indicator is not None:
        _require_defining(indicator, acting_user)
    annotation.ended_at, annotation.ended_by = timezone.now(), acting_user
    annotation.save(update_fields=["ended_at", "ended_by"])
    unit = use.unit if use is not None else indicator.defined_by if indicator else None
    audit.record("series.note_ended", annotation, acting_user=acting_user, unit=unit)
    return annotation


def _require_defining(indicator: Indicator, acting_user: User) -> None:
    if not may_define(acting_user, indicator):
        raise PermissionDenied(access.Permission.INDICATOR_EDIT)
