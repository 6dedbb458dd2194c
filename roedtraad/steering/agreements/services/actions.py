"""How far actions are. What is agreed about them is edited with the text; this is follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Action, ActionStatus, Change, Postponement

from . import editing
from .acts import one_act
from .life import require_reason


@dataclass(frozen=True)
class Due:
    """A date as it was written, and what it means."""

    raw: str = ""
    starts_on: date | None = None
    on: date | None = None


@transaction.atomic
def report_action(
    action: Action,
    status: ActionStatus,
    *,
    acting_user: User,
    done_on: date | None = None,
    base_version: int | None = None,
) -> Change | None:
    """Say that an action is planned, running or done."""
    values = {
        "status": status,
        "status_reason": "",
        "done_on": (done_on or timezone.localdate()) if status == ActionStatus.DONE else None,
    }
    return editing.update(
        action, values, acting_user=acting_user, base_version=base_version, is_text=False
    )


@transaction.atomic
@one_act()
def postpone_action(
    action: Action, due: Due, *, reason: str, acting_user: User, base_version: int | None = None
) -> Change | None:
    """Postpone an action: the date it had stays, with the reason; the agreed text is untouched."""
    require_reason(reason)
    current = Action.every.get(pk=action.pk)
    had = (
        Due(current.postponed_to_raw, current.postponed_to_from, current.postponed_to_on)
        if current.postponed_to_raw
        else Due(current.due_raw, current.due_from, current.due_on)
    )
    change = editing.update(
        action,
        {
            "status": ActionStatus.POSTPONED,
            "status_reason": reason,
            "postponed_to_raw": due.raw,
            "postponed_to_from": due.starts_on,
            "postponed_to_on": due.on,
            "done_on": None,
        },
        acting_user=acting_user,
        base_version=base_version,
        is_text=False,
    )
    kept = Postponement(
        action=action,
        old_due_raw=had.raw,
        old_due_from=had.starts_on,
        old_due_on=had.on,
        reason=reason,
        postponed_by=acting_user,
    )
    editing.create(kept, acting_user=acting_user, is_text=False)
    return change


@transaction.atomic
def drop_action(
    action: Action, *, reason: str, acting_user: User, base_version: int | None = None
) -> Change | None:
    """Give an action up; it stays on the list, with the reason."""
    require_reason(reason)
    values = {"status": ActionStatus.DROPPED, "status_reason": reason, "done_on": None}
    return editing.update(
        action, values, acting_user=acting_user, base_version=base_version, is_text=False
    )
