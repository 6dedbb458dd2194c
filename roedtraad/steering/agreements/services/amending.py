"""Changing an approved agreement: opened with a reason, approved anew or abandoned."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.lifecycle import states_before
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Amendment,
    Approval,
)
from roedtraad.steering.agreements.queries import told
from roedtraad.steering.agreements.queries.content import text_hash

from . import editing
from .life import NotNow, locked_in, open_amendment_of, require_reason, take_step, tell

S = AgreementState


class TextNotRestored(Exception):
    """Taking the changes back did not give the approved text; nothing was changed."""


@transaction.atomic
def open_amendment(agreement: Agreement, *, reason: str, acting_user: User) -> Amendment:
    """Open an approved agreement for changes; what is approved stands until the next approval."""
    require_in(agreement, Permission.AGREEMENT_EDIT, acting_user)
    require_reason(reason)
    agreement = locked_in(agreement, states_before("amend"))
    version = agreement.versions.latest("number")
    amendment = Amendment.objects.create(
        agreement=agreement,
        number=agreement.amendments.count() + 1,
        reason=reason,
        opened_by=acting_user,
        opened_at=timezone.now(),
        before=version,
    )
    _end_approvals(agreement)
    take_step(agreement, S.AMENDING, acting_user=acting_user, reason=reason)
    tell(told.AMENDING, agreement, told.parties_people(agreement), acting_user)
    return amendment


@transaction.atomic
def abandon_amendment(amendment: Amendment, *, reason: str, acting_user: User) -> Agreement:
    """Give the amendment up: the text becomes the approved one again."""
    require_in(amendment.agreement, Permission.AGREEMENT_EDIT, acting_user)
    require_reason(reason)
    agreement = locked_in(amendment.agreement, states_before("abandon_amendment"))
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if amendment != open_amendment_of(agreement):
        raise NotNow(_("The amendment is not open any more."))
    editing.void_approvals(agreement, acting_user=acting_user, reason=reason)
    _take_back_changes(agreement, amendment, acting_user)
    amendment.is_abandoned = True
    amendment.save(update_fields=["is_abandoned"])
    agreement.refresh_from_db()
    begun = agreement.starts_on <= timezone.localdate()
    take_step(agreement, S.ACTIVE if begun else S.APPROVED, acting_user=acting_user, reason=reason)
    tell(told.ABANDONED, agreement, told.parties_people(agreement), acting_user)
    return agreement


def _take_back_changes(agreement: Agreement, amendment: Amendment, acting_user: User) -> None:
    """Undo every change of the text since the amendment was opened, the newest first."""
    since = agreement.changes.filter(is_text=True, changed_at__gte=amendment.opened_at)
    undone = list(since.select_for_update(of=("self",)).order_by("-pk"))
    for change in undone:
        kept.restore(change.subject_type, change.subject_id, editing.touched(change)[0])
    since.update(undone_at=timezone.now())
    agreement = Agreement.objects.get(pk=agreement.pk)
    if amendment.before is None or text_hash(agreement) != amendment.before.content_hash:
        raise TextNotRestored(agreement.pk)
    audit.record(
        "agreement.amendment_abandoned",
        amendment,
        acting_user=acting_user,
        unit=agreement.unit,
        changes=[change.pk for change in undone],
    )


def _end_approvals(agreement: Agreement) -> None:
    """Approvals of a frozen version no longer count towards the next; the version keeps them."""
    Approval.objects.filter(party__agreement=agreement, voided_at__isnull=True).update(
        voided_at=timezone.now(), void_reason="amendment opened"
    )
