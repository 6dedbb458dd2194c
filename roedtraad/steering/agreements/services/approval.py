"""Approving a text, party by party, and freezing it when all have."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.access import APPROVES_AS
from roedtraad.steering.agreements.lifecycle import states_before
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Approval,
    Party,
    PartyRole,
    Version,
)
from roedtraad.steering.agreements.queries import told
from roedtraad.steering.agreements.queries.content import agreement_content, content_hash

from .life import NotNow, locked_in, open_amendment_of, take_step, tell


class TextChanged(Exception):
    """The text is another than the one that was read."""


class AlreadyApproved(Exception):
    """Somebody has approved for this party already."""


class ApprovesForBoth(Exception):
    """One person cannot approve for two parties."""


@transaction.atomic
def approve(party: Party, *, seen_hash: str, acting_user: User) -> Approval:
    """Approve for `party` the text whose hash is `seen_hash`; the last party's freezes it."""
    agreement = locked_in(party.agreement, states_before("approve"))
    access.require(acting_user, APPROVES_AS[PartyRole(party.role)], unit=party.unit)
    content = agreement_content(agreement)
    if content_hash(content) != seen_hash:
        raise TextChanged(_("The text has been changed since you read it. Read it again."))
    in_force = list(approvals_in_force(agreement))
    if any(each.party_id == party.pk for each in in_force):
        raise AlreadyApproved(_("This party has already approved."))
    if any(each.approved_by_id == acting_user.pk for each in in_force):
        raise ApprovesForBoth(_("You have approved for another party; one person cannot do both."))
    approval = Approval.objects.create(
        party=party, approved_by=acting_user, approved_at=timezone.now(), content_hash=seen_hash
    )
    audit.record(
        "agreement.approved_for_party",
        approval,
        acting_user=acting_user,
        unit=party.unit,
        agreement=agreement.pk,
        content_hash=seen_hash,
    )
    in_force.append(approval)
    if _all_agree(agreement, in_force, seen_hash):
        _freeze(agreement, content, in_force, acting_user)
    else:
        given = {each.party_id for each in in_force}
        for other in agreement.parties.select_related("unit").exclude(pk__in=given):
            tell(told.HALF_APPROVED, agreement, told.approvers_of(other), acting_user)
    return approval


@transaction.atomic
def take_back(approval: Approval, *, acting_user: User) -> Approval:
    """Take one's own approval back while another party's is still awaited."""
    agreement = locked_in(approval.party.agreement, [AgreementState.SUBMITTED])
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    if approval.approved_by_id != acting_user.pk:
        raise PermissionDenied
    if approval.voided_at is not None:
        raise NotNow(_("The approval is already void."))
    approval.voided_at, approval.void_reason = timezone.now(), "taken back"
    approval.save(update_fields=["voided_at", "void_reason"])
    audit.record(
        "agreement.approval_taken_back", approval, acting_user=acting_user, unit=agreement.unit
    )
    return approval


def approvals_in_force(agreement: Agreement) -> list[Approval]:
    """The approvals that neither a change of the text nor an amendment has voided."""
    return list(
        Approval.objects.filter(party__agreement=agreement, voided_at__isnull=True).select_related(
            "party__unit", "approved_by"
        )
    )


def _all_agree(agreement: Agreement, approvals: list[Approval], text: str) -> bool:
    agreed = {each.party_id for each in approvals if each.content_hash == text}
    return agreed == set(agreement.parties.values_list("pk", flat=True))


def _freeze(
    agreement: Agreement, content: dict[str, object], approvals: list[Approval], acting_user: User
) -> Version:
    """Keep the text as approved; the agreement takes effect when its period has begun."""
    last = agreement.versions.order_by("-number").first()
    version = Version.objects.create(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=approvals[0].content_hash,
        approved_at=timezone.now(),
    )
    version.approvals.set(approvals)
    amendment = open_amendment_of(agreement)
    if amendment is not None:
        amendment.after = version
        amendment.save(update_fields=["after"])
    take_step(agreement, AgreementState.APPROVED, acting_user=acting_user)
    people = [*told.parties_people(agreement), *told.writers(agreement)]
    tell(told.APPROVED, agreement, people, acting_user)
    if agreement.starts_on <= timezone.localdate():
        take_step(agreement, AgreementState.ACTIVE, acting_user=None)
    return version
