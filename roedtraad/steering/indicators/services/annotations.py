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
    """What happened when; `reason` says why the limits begin anew, where they do."""

    on: date
    text: str
    begins_anew: bool = False
    reason: str = ""


@transaction.atomic
def annotate(use: IndicatorUse, note: Note, *, acting_user: User) -> Annotation:
    """Note what happened. `ValidationError`: limits that begin anew without a reason."""
    access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
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
    if note.begins_anew and not note.reason.strip():
        raise ValidationError(
            _("Say why the limits begin anew: what is different from that day?"), code="reason"
        )
    annotation.happened_on, annotation.text = note.on, note.text
    annotation.begins_anew = note.begins_anew
    annotation.reason = note.reason if note.begins_anew else ""
    annotation.written_by = acting_user
    annotation.save()
    audit.record(
        "series.rebased" if note.begins_anew else "series.annotated",
        annotation,
        acting_user=acting_user,
        unit=unit,
        reason=note.reason,
        after=note.on.isoformat(),
    )
    return annotation


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
