"""The steps of a round: opened, closed, locked and, with a reason, reopened."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.followup.access import require_plan
from roedtraad.steering.followup.life import STEPS, reopens
from roedtraad.steering.followup.models import FollowUpRound, RoundState, RoundStep
from roedtraad.steering.followup.rhythm import first_to_lock

S = RoundState


@transaction.atomic
def take_step(
    row: FollowUpRound, to: RoundState, *, acting_user: User, today: date | None = None
) -> FollowUpRound:
    """Open, close or lock a round by hand, before or after its day.

    Raise `ValidationError` when that step is not to be taken now, or is a reopening.
    """
    require_plan(acting_user, row.unit)
    row = kept.locked(row)
    if to not in STEPS[S(row.state)] or reopens(row.state, to):
        raise ValidationError(
            _("The round is %(state)s, so this cannot be done. Load the page again.")
            % {"state": row.get_state_display()}
        )
    day = today or timezone.localdate()
    if to == S.LOCKED and day <= row.ends_on:
        raise ValidationError(
            _("%(period)s is not over: figures are still to come. Lock the round after that.")
            % {"period": row.period}
        )
    _fit_dates(row, to, day)
    _move(row, to, acting_user=acting_user)
    return row


@transaction.atomic
def reopen_round(
    row: FollowUpRound,
    *,
    until: date,
    reason: str,
    acting_user: User,
    today: date | None = None,
) -> FollowUpRound:
    """Take up again a round that was closed or locked, until it closes, or locks, anew."""
    require_plan(acting_user, row.unit)
    row = kept.locked(row)
    if not reopens(row.state, S.OPEN):
        raise ValidationError(_("Only a round that is closed or locked can be reopened."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the round is reopened.")}, code="reason")
    if until < (today or timezone.localdate()):
        raise ValidationError({"until": _("Choose a day from today on.")})
    row.closes_on = until
    if row.state == S.LOCKED:  # what was locked locks by itself again
        row.locks_on = max(until, first_to_lock(row.ends_on))
    elif row.locks_on:
        row.locks_on = max(row.locks_on, until)
    row.save(update_fields=["closes_on", "locks_on"])
    _move(row, S.OPEN, acting_user=acting_user, reason=reason.strip())
    return row


@transaction.atomic
def turn(*, on: date) -> int:
    """Open, close and lock what is due; run by the clock. Answer how many steps were taken."""
    taken = 0
    due = (
        (S.PLANNED, S.OPEN, {"opens_on__lte": on}),
        (S.OPEN, S.CLOSED, {"closes_on__lt": on}),
        (S.CLOSED, S.LOCKED, {"locks_on__lte": on}),
    )
    for before, after, condition in due:
        rows = FollowUpRound.objects.filter(state=before, **condition)
        for row in rows.select_for_update(of=("self",)).select_related("unit"):
            _move(row, after, acting_user=None)
            taken += 1
    return taken


def _fit_dates(row: FollowUpRound, to: RoundState, today: date) -> None:
    """A step before its day moves that day, so that the clock does not undo or repeat it."""
    if to == S.OPEN and row.opens_on > today:
        row.opens_on = today
    if to == S.CLOSED and row.closes_on > today:
        row.closes_on = max(today, row.opens_on)
    row.save(update_fields=["opens_on", "closes_on"])


def _move(
    row: FollowUpRound, to: RoundState, *, acting_user: User | None, reason: str = ""
) -> None:
    before, row.state = row.state, to
    row.save(update_fields=["state"])
    RoundStep.objects.create(
        round=row, from_state=before, to_state=to, reason=reason, taken_by=acting_user
    )
    done = "reopened" if reopens(before, to) else str(to)
    audit.record(
        f"followupround.{done}",
        row,
        acting_user=acting_user,
        unit=row.unit,
        reason=reason,
        before=str(before),
        after=str(to),
    )
