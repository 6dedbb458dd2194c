"""Consents: what somebody has agreed to, with whom, until when, and that they took it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, Consent
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit


@transaction.atomic
def record_consent(case: Case, facts: Mapping[str, Any], *, acting_user: User) -> Consent:
    """Note a consent that somebody of the case has given."""
    case = require_open(acting_user, case)
    here = set(case.people.values_list("citizen", flat=True))
    if not {facts["citizen"].pk, facts["given_by"].pk} <= here:
        raise Http404
    row = Consent.objects.create(
        case=case, **facts, recorded_by=acting_user, recorded_at=timezone.now()
    )
    audit.record("consent.created", row, acting_user=acting_user, unit=case.unit)
    return row


@transaction.atomic
def withdraw_consent(case: Case, pk: int, *, on: date, note: str, acting_user: User) -> None:
    """Note that a consent was taken back. It stays to be read what it covered until then."""
    case = require_open(acting_user, case)
    row = case.consents.select_for_update(of=("self",)).filter(pk=pk, withdrawn_on=None).first()
    if row is None:
        raise Http404
    if on < row.given_on:
        raise ValidationError({"withdrawn_on": _("The consent was given after this day.")})
    row.withdrawn_on, row.withdrawn_note = on, note
    row.save(update_fields=["withdrawn_on", "withdrawn_note"])
    audit.record("consent.withdrawn", row, acting_user=acting_user, unit=case.unit)
