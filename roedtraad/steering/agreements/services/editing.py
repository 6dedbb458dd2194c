"""Making, changing, removing and undoing the parts of a strategy or an agreement.

Every such write passes here: right and state checked, nobody's newer text overwritten, the change
kept so that it can be undone, the approvals of a changed text voided, and one audit row written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.notices.services import send_notice
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Approval,
    Change,
    Goal,
    Kept,
    Strategy,
)
from roedtraad.steering.agreements.queries import told
from roedtraad.steering.agreements.queries.in_force import is_approved
from roedtraad.steering.indicators import closed

from .acts import current_act, one_act

Owner: TypeAlias = Agreement | Strategy
Links: TypeAlias = Mapping[str, Iterable[models.Model]]
Row = TypeVar("Row", bound=models.Model)

EDITABLE_STATES = frozenset(
    {
        AgreementState.DRAFT,
        AgreementState.DIALOGUE,
        AgreementState.SUBMITTED,
        AgreementState.AMENDING,
    }
)

OVER_STATES = frozenset({AgreementState.CLOSED, AgreementState.WITHDRAWN})


class EditConflict(Exception):
    """Somebody saved a newer version while this one was being written; nothing was overwritten."""

    def __init__(self, current: models.Model, yours: Mapping[str, Any]) -> None:
        super().__init__(f"{current._meta.label_lower} {current.pk}")
        self.current = current
        self.yours = yours


class NotEditable(Exception):
    """The agreement's text is frozen: it takes an amendment to change it."""


class CannotUndo(Exception):
    """Later changes stand in the way of undoing this one."""


def owner_of(row: models.Model) -> Owner:
    """The agreement or strategy that `row` is a part of."""
    if isinstance(row, Agreement | Strategy):
        return row
    for name in ("agreement", "strategy", "goal", "effect_goal", "action"):
        parent = getattr(row, name, None)
        if parent is not None:
            return owner_of(parent)
    raise TypeError(f"{row._meta.label} is no part of a strategy or an agreement")


def require_editable(owner: Owner, acting_user: User, *, is_text: bool = True) -> None:
    """Raise `PermissionDenied` or `NotEditable` unless `acting_user` may change `owner` now.

    What is no agreed text (`is_text` False: follow-up, the status of an action) may be written
    until the agreement is closed, by whoever may update actions.
    """
    if isinstance(owner, Strategy):
        access.require(acting_user, access.Permission.STRATEGY_EDIT, unit=owner.unit)
        return
    permission = access.Permission.AGREEMENT_EDIT if is_text else access.Permission.ACTION_UPDATE
    require_in(owner, permission, acting_user)
    if owner.state in OVER_STATES:
        raise NotEditable(_("The agreement is over and can no longer be changed."))
    if is_text and owner.state not in EDITABLE_STATES:
        raise NotEditable(_("The agreement is approved. Open an amendment to change it."))
    if not is_text:
        _require_unsettled(owner)


def _require_unsettled(agreement: Agreement) -> None:
    """Raise `NotEditable` when the follow-up of the agreement's whole period is settled."""
    settled = once(
        ("settled", agreement.unit_id, agreement.ends_on),
        lambda: closed.period_at(agreement.unit, agreement.ends_on, of_texts=True),
    )
    if settled is not None:
        raise NotEditable(
            _(
                "%(round)s is locked, and with it the follow-up of the agreement. Ask the one who"
                " plans the follow-up to reopen it, and say why."
            )
            % {"round": settled.by}
        )


def may_edit(owner: Owner, user: User, *, is_text: bool = True) -> bool:
    """Whether `user` may change `owner` as it stands now."""
    try:
        require_editable(owner, user, is_text=is_text)
    except (PermissionDenied, NotEditable):
        return False
    return True


@transaction.atomic
def create(
    row: Row,
    *,
    acting_user: User,
    links: Links | None = None,
    owner: Owner | None = None,
    is_text: bool = True,
) -> Row:
    """Save the new `row` with its `links` (many-to-many by field name).

    `owner` is given for rows of another app, such as an indicator's.
    """
    owner = _locked_owner(owner or row)
    require_editable(owner, acting_user, is_text=is_text)
    row.save(force_insert=True)
    kept.set_links(row, links or {})
    _keep(row, owner, (None, kept.state_of(row)), acting_user, is_text=is_text)
    return row


@transaction.atomic
def update(
    row: models.Model,
    values: Mapping[str, Any],
    *,
    acting_user: User,
    base_version: int | None = None,
    links: Links | None = None,
    owner: Owner | None = None,
    is_text: bool = True,
) -> Change | None:
    """Set `values` and `links` on `row`; None when nothing differs from what is stored.

    With `base_version`, raise `EditConflict` if somebody saved `row` since that version was read.
    """
    owner = _locked_owner(owner or row)
    require_editable(owner, acting_user, is_text=is_text)
    current = kept.locked(row)
    before = kept.state_of(current)
    for name, value in values.items():
        setattr(current, name, value)
    after = kept.planned_state(current, links or {})
    if after == before:
        row.refresh_from_db()
        return None
    stored_version = getattr(current, "version", None)
    if base_version is not None and stored_version != base_version:
        raise EditConflict(kept.locked(row), values)
    if stored_version is not None:
        current.version = stored_version + 1  # type: ignore[attr-defined]
    current.save()
    kept.set_links(current, links or {})
    row.refresh_from_db()
    return _keep(current, owner, (before, after), acting_user, is_text=is_text)


@transaction.atomic
def remove(row: models.Model, *, acting_user: User, owner: Owner | None = None) -> Change:
    """Remove `row` and all that belongs to it; `undo` brings everything back.

    What the parties have approved stays stored: it counts until they approve the text without it.
    """
    owner = _locked_owner(owner or row)
    require_editable(owner, acting_user)
    before = kept.state_of(row)
    if isinstance(row, Kept) and isinstance(owner, Agreement) and is_approved(owner, row):
        row.is_taken_out = True
        row.save(update_fields=["is_taken_out"])
        return _keep(row, owner, (before, kept.state_of(row)), acting_user)
    before |= {"with": kept.states_below(row)}
    subject = type(row)(pk=row.pk)
    row.delete()
    return _keep(subject, owner, (before, None), acting_user)


@transaction.atomic
@one_act()
def undo(change: Change, *, acting_user: User) -> Change:
    """Take `change` and all that was done with it back, as a new act; the newest new change.

    Raise `CannotUndo` when later changes touch the same.
    """
    owner = change.agreement or change.strategy
    if owner is None:
        raise CannotUndo(_("This change can no longer be undone."))
    owner = kept.locked(owner)
    for each in _act_of(change):
        require_editable(owner, acting_user, is_text=each.is_text)
        change = _undo_one(each, owner, acting_user)
    return change


def _act_of(change: Change) -> list[Change]:
    """The changes of the same act, the newest first, locked."""
    current = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if current.undone_at is not None:
        raise CannotUndo(_("This change has already been undone."))
    if current.act is None:  # kept before acts were
        current.act = current_act()
        current.save(update_fields=["act"])
        return [current]
    same = Change.objects.select_for_update(of=("self",)).filter(act=current.act, undone_at=None)
    return list(same.order_by("-pk"))


def _undo_one(change: Change, owner: Owner, acting_user: User) -> Change:
    if change.before is None and (change.subject_type, change.subject_id) == (
        owner._meta.label_lower,
        owner.pk,
    ):
        raise CannotUndo(_("What was begun here is not undone in its own history."))
    before, after = touched(change)
    stored = kept.stored_state(change.subject_type, change.subject_id)
    if not kept.stands_as(stored, after):
        raise CannotUndo(_("The text has been changed again since. Undo the later change first."))
    row = kept.restore(change.subject_type, change.subject_id, before)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    states = (stored, None if before is None else kept.state_of(row))
    return _keep(row, owner, states, acting_user, is_text=change.is_text, undoes=change.act)


def touched(change: Change) -> tuple[kept.State | None, kept.State | None]:
    """Of a changed row the values that the change touched; of a new or removed one all."""
    if change.before is None or change.after is None:
        return change.before, change.after
    return kept.differing(change.before, change.after)


def _locked_owner(row: models.Model) -> Owner:
    """The owner as it stands in the database, locked so that saves and approvals take turns."""
    owner = owner_of(row)
    return owner if owner.pk is None else kept.locked(owner)


def _keep(
    row: models.Model,
    owner: Owner,
    states: tuple[kept.State | None, kept.State | None],
    acting_user: User,
    *,
    is_text: bool = True,
    undoes: UUID | None = None,
) -> Change:
    before, after = states
    agreement = owner if isinstance(owner, Agreement) else None
    change = Change.objects.create(
        agreement=agreement,
        strategy=owner if isinstance(owner, Strategy) else None,
        goal_id=_goal_id(row, after),
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        before=before,
        after=after,
        changed_by=acting_user,
        is_text=is_text,
        act=current_act(),
        undoes=undoes,
    )
    verb = "created" if before is None else "removed" if change.removes else "changed"
    if undoes:
        verb = "undone"
    old, new = kept.differing(before, after)
    audit.record(
        f"{row._meta.model_name}.{verb}",
        row,
        acting_user=acting_user,
        unit=owner.unit,
        before=old,
        after=new,
    )
    if agreement is not None and is_text:
        void_approvals(agreement, acting_user=acting_user)
    return change


def void_approvals(agreement: Agreement, *, acting_user: User, reason: str = "") -> int:
    """Void the approvals of a text that is no longer what was approved; how many there were."""
    in_force = Approval.objects.filter(party__agreement=agreement, voided_at__isnull=True)
    approved = list(User.objects.filter(pk__in=in_force.values("approved_by")))
    voided = in_force.update(voided_at=timezone.now(), void_reason=reason or "text changed")
    if voided:
        send_notice(told.VOIDED, agreement, approved, acting_user=acting_user)
        audit.record(
            "agreement.approvals_voided",
            agreement,
            acting_user=acting_user,
            unit=agreement.unit,
            count=voided,
            reason=reason,
        )
    return voided


def _goal_id(row: models.Model, after: dict[str, Any] | None) -> int | None:
    if isinstance(row, Goal):
        return row.pk if after is not None else None
    goal_id = getattr(row, "goal_id", None)
    return goal_id if after is not None else None
