"""A draft that was begun by mistake is thrown away: it was never approved, and binds nobody."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Approval,
    Draft,
    GoalIndicator,
)
from roedtraad.steering.indicators.models import IndicatorUse

from .life import NotNow, locked_in, require_reason


@transaction.atomic
def discard_agreement(agreement: Agreement, *, reason: str, acting_user: User) -> None:
    """Remove a draft with everything in it; the log keeps what it was called, and why it went.

    Raise `NotNow` when it is no draft any more, or when anybody ever approved it.
    """
    require_in(agreement, Permission.AGREEMENT_EDIT, acting_user)
    require_reason(reason)
    agreement = locked_in(agreement, [AgreementState.DRAFT])
    approved = Approval.objects.filter(party__agreement=agreement).exists()
    if approved or agreement.versions.exists():
        raise NotNow(_("The agreement has been approved and is not thrown away."))
    audit.record(
        "agreement.discarded",
        agreement,
        acting_user=acting_user,
        unit=agreement.unit,
        reason=reason,
        title=agreement.title,
        goals=[str(goal) for goal in agreement.goals.all()],
    )
    erase(agreement)


def erase(agreement: Agreement) -> None:
    """Delete an agreement that nothing rests on, and what its indicators were set to."""
    links = GoalIndicator.every.filter(goal__agreement=agreement)
    uses = list(IndicatorUse.objects.filter(pk__in=links.values("use")))
    Draft.objects.filter(key__startswith=f"agreement:{agreement.pk}:").delete()
    agreement.delete()
    for use in uses:
        if not GoalIndicator.every.filter(use=use).exists():
            use.delete()
