"""The steps in an agreement's life: dialogue, submission, follow-up, closing, withdrawal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.services import send_notice
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.lifecycle import states_before
from roedtraad.steering.agreements.models import Agreement, AgreementState, Amendment, Step
from roedtraad.steering.agreements.queries import told

from . import editing

S = AgreementState


class NotNow(Exception):
    """The agreement is in a state where this step cannot be taken."""


def locked_in(agreement: Agreement, states: Iterable[str]) -> Agreement:
    """The agreement as stored, locked. Raise `NotNow` unless it is in one of `states`."""
    current = kept.locked(agreement)
    if current.state not in states:
        raise NotNow(
            _("This cannot be done while the agreement is %(state)s.")
            % {"state": current.get_state_display()}
        )
    return current


def take_step(
    agreement: Agreement, to: AgreementState, *, acting_user: User | None, reason: str = ""
) -> None:
    """Move the locked `agreement` on and keep the step. None acts for the clock."""
    before = agreement.state
    agreement.state = to
    agreement.save(update_fields=["state"])
    Step.objects.create(
        agreement=agreement, from_state=before, to_state=to, reason=reason, taken_by=acting_user
    )
    audit.record(
        f"agreement.{to}",
        agreement,
        acting_user=acting_user,
        unit=agreement.unit,
        reason=reason,
        before=str(before),
        after=str(to),
    )


def tell(kind: str, agreement: Agreement, people: Iterable[User], acting_user: User | None) -> None:
    """Let people know what happened to an agreement."""
    send_notice(kind, agreement, people, acting_user=acting_user)


def open_amendment_of(agreement: Agreement) -> Amendment | None:
    """The amendment that is being written, if any."""
    return agreement.amendments.filter(after=None, is_abandoned=False).first()


@transaction.atomic
def begin_dialogue(agreement: Agreement, *, acting_user: User) -> Agreement:
    """Open the draft to the other party."""
    require_in(agreement, Permission.AGREEMENT_EDIT, acting_user)
    agreement = locked_in(agreement, states_before("begin_dialogue"))
    take_step(agreement, S.DIALOGUE, acting_user=acting_user)
    tell(told.DIALOGUE, agreement, told.parties_people(agreement), acting_user)
    return agreement


@transaction.atomic
def submit(agreement: Agreement, *, acting_user: User) -> Agreement:
    """Ask the parties to approve the text as it stands."""
    require_in(agreement, Permission.AGREEMENT_SUBMIT, acting_user)
    agreement = locked_in(agreement, states_before("submit"))
    take_step(agreement, S.SUBMITTED, acting_user=acting_user)
    tell(told.SUBMITTED, agreement, told.parties_people(agreement), acting_user)
    return agreement


@transaction.atomic
def send_back(agreement: Agreement, *, reason: str, acting_user: User) -> Agreement:
    """Return a submitted text to those who write it; approvals given so far are void."""
    require_in(agreement, Permission.AGREEMENT_SUBMIT, acting_user)
    require_reason(reason)
    agreement = locked_in(agreement, states_before("send_back"))
    editing.void_approvals(agreement, acting_user=acting_user, reason=reason)
    to = S.AMENDING if open_amendment_of(agreement) else S.DIALOGUE
    take_step(agreement, to, acting_user=acting_user, reason=reason)
    tell(told.SENT_BACK, agreement, told.writers(agreement), acting_user)
    return agreement


@transaction.atomic
def mark_followed_up(agreement: Agreement, *, acting_user: User) -> Agreement:
    """Say that the follow-up of the period is written and discussed."""
    require_in(agreement, Permission.AGREEMENT_SUBMIT, acting_user)
    agreement = locked_in(agreement, states_before("mark_followed_up"))
    take_step(agreement, S.FOLLOWED_UP, acting_user=acting_user)
    tell(told.FOLLOWED_UP, agreement, told.parties_people(agreement), acting_user)
    return agreement


@transaction.atomic
def close(agreement: Agreement, *, acting_user: User) -> Agreement:
    """End a followed-up agreement; nothing in it changes any more."""
    require_in(agreement, Permission.AGREEMENT_SUBMIT, acting_user)
    agreement = locked_in(agreement, states_before("close"))
    take_step(agreement, S.CLOSED, acting_user=acting_user)
    return agreement


@transaction.atomic
def withdraw(agreement: Agreement, *, reason: str, acting_user: User) -> Agreement:
    """The principal or the council takes the agreement back, at any time before it is closed."""
    require_in(agreement, Permission.AGREEMENT_WITHDRAW, acting_user)
    require_reason(reason)
    agreement = locked_in(agreement, states_before("withdraw"))
    take_step(agreement, S.WITHDRAWN, acting_user=acting_user, reason=reason)
    people = [*told.parties_people(agreement), *told.writers(agreement)]
    tell(told.WITHDRAWN, agreement, people, acting_user)
    return agreement


@transaction.atomic
def activate_due(*, on: date) -> int:
    """Let approved agreements whose period has begun take effect; run by the clock."""
    due = Agreement.objects.filter(state=S.APPROVED, starts_on__lte=on)
    waiting = list(due.select_for_update(of=("self",)).select_related("unit"))
    for agreement in waiting:
        take_step(agreement, S.ACTIVE, acting_user=None)
        tell(told.IN_FORCE, agreement, told.writers(agreement), None)
    return len(waiting)


def require_reason(reason: str) -> None:
    """Raise `ValidationError` for a step that must say why and does not."""
    if not reason.strip():
        raise ValidationError(_("Say why."), code="reason")
