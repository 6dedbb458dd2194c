"""Telling a leader that somebody has opened the case of themselves or of a relative."""

from __future__ import annotations

from django.db import transaction

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.notices.services import send_notice

from . import identity
from .models import Case, Citizen, OwnRelation
from .people_on import data_protection_officers, leaders_of

RELATED, EMERGENCY = "case.relative_opened", "case.emergency"


def tell_if_related(user: User, case: Case, people: list[Citizen]) -> bool:
    """Whether the case is about `user` or their relatives; it is logged, and told once."""
    indexes = identity.indexes_of(people)
    own = OwnRelation.objects.filter(user=user, cpr_index__in=indexes)
    if not indexes or not own.exists():
        return False
    with transaction.atomic():
        known = AuditEvent.objects.filter(
            actor=user,
            action=RELATED,
            subject_type=case._meta.label_lower,
            subject_id=str(case.pk),
        ).exists()
        audit.record(RELATED, case, acting_user=user, unit=case.unit)
        if not known:
            told = [*leaders_of(case.unit), *data_protection_officers(case.unit)]
            send_notice(RELATED, case, told, acting_user=user)
    return True
