"""Whether a measurement can be believed: signed off by its steward, doubted, settled."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators.access import may_vouch
from roedtraad.steering.indicators.models import CredibilityKind, CredibilityNote, Measurement


def sign_off(measurement: Measurement, *, acting_user: User, text: str = "") -> CredibilityNote:
    """The steward says that the figure can be believed."""
    _require_vouching(measurement, acting_user)
    return _said(measurement, CredibilityKind.SIGNED_OFF, text, acting_user)


def raise_doubt(measurement: Measurement, text: str, *, acting_user: User) -> CredibilityNote:
    """Anybody who records for the unit may doubt a figure, and says why."""
    unit = measurement.use.unit
    access.require(acting_user, Permission.MEASUREMENT_RECORD, unit=unit)
    if not text.strip():
        raise ValidationError(_("Say what makes you doubt the figure."), code="text")
    return _said(measurement, CredibilityKind.DOUBT, text.strip(), acting_user)


def settle_doubt(measurement: Measurement, text: str, *, acting_user: User) -> CredibilityNote:
    """The doubt is cleared up; the text says how."""
    _require_vouching(measurement, acting_user)
    if not text.strip():
        raise ValidationError(_("Say how the doubt was settled."), code="text")
    return _said(measurement, CredibilityKind.SETTLED, text.strip(), acting_user)


def _require_vouching(measurement: Measurement, acting_user: User) -> None:
    if not may_vouch(acting_user, measurement.use):
        raise PermissionDenied(Permission.INDICATOR_EDIT)


@transaction.atomic
def _said(
    measurement: Measurement, kind: CredibilityKind, text: str, acting_user: User
) -> CredibilityNote:
    note = CredibilityNote.objects.create(
        measurement=measurement, kind=kind, text=text, said_by=acting_user
    )
    audit.record(
        f"measurement.{kind}",
        measurement,
        acting_user=acting_user,
        unit=measurement.use.unit,
        reason=text,
    )
    return note
