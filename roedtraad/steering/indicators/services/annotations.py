"""Noting what happened beside a series, and letting its limits begin anew there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators.models import Annotation, IndicatorUse


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
    if note.begins_anew and not note.reason.strip():
        raise ValidationError(
            _("Say why the limits begin anew: what is different from that day?"), code="reason"
        )
    annotation = Annotation.objects.create(
        use=use,
        happened_on=note.on,
        text=note.text,
        begins_anew=note.begins_anew,
        reason=note.reason if note.begins_anew else "",
        written_by=acting_user,
    )
    audit.record(
        "series.rebased" if note.begins_anew else "series.annotated",
        annotation,
        acting_user=acting_user,
        unit=use.unit,
        reason=note.reason,
        after=note.on.isoformat(),
    )
    return annotation


@transaction.atomic
def end_annotation(annotation: Annotation, *, acting_user: User) -> Annotation:
    """Take a note off the series; the row stays."""
    use = annotation.use
    if use is None:
        raise ValidationError(_("The note is of all units, and is not ended from one of them."))
    access.require(acting_user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    annotation.ended_at, annotation.ended_by = timezone.now(), acting_user
    annotation.save(update_fields=["ended_at", "ended_by"])
    audit.record("series.note_ended", annotation, acting_user=acting_user, unit=use.unit)
    return annotation
