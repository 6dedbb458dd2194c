"""Somebody's own judgement of a goal beside the computed status."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.models import Goal, StatusOverride

from . import editing
from .life import require_reason


@transaction.atomic
def judge_goal(goal: Goal, level: str, *, reason: str, acting_user: User) -> StatusOverride:
    """Set one's own level for a goal; the computed one stays beside it."""
    editing.require_editable(goal.agreement, acting_user, is_text=False)
    require_reason(reason)
    kept.locked(goal)
    _end(goal)
    override = StatusOverride.objects.create(
        goal=goal, level=level, reason=reason, set_by=acting_user
    )
    audit.record(
        "goal.judged",
        goal,
        acting_user=acting_user,
        unit=goal.agreement.unit,
        reason=reason,
        after=level,
    )
    return override


@transaction.atomic
def end_judgement(goal: Goal, *, acting_user: User) -> None:
    """Let the computed level stand alone again."""
    editing.require_editable(goal.agreement, acting_user, is_text=False)
    kept.locked(goal)
    if _end(goal):
        audit.record(
            "goal.judgement_ended", goal, acting_user=acting_user, unit=goal.agreement.unit
        )


def _end(goal: Goal) -> int:
    return goal.overrides.filter(ended_at=None).update(ended_at=timezone.now())
