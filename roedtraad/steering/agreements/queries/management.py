"""A goal of an agreement as casework knows it: what a development profile can be about."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.casework.profiles.steered import Steered
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import agreements_for, goals_for, holds, takes_part

from .thread import goal_address

MODEL = "agreements.goal"


def steered_goal(user: User, pk: int) -> Steered | None:
    """The goal, for whoever sees its agreement in full; those who write the agreement write."""
    goal = goals_for(user).filter(pk=pk).select_related("agreement__unit").first()
    if goal is None or not takes_part(user, goal.agreement_id):
        return None
    return Steered(
        model=MODEL,
        pk=goal.pk,
        title=str(goal),
        address=goal_address(goal.pk),
        unit=goal.agreement.unit,
        may_write=holds(goal.agreement, Permission.AGREEMENT_EDIT, user),
    )


def written_goals(user: User, keys: Iterable[int]) -> dict[int, str]:
    """Those of the goals whose agreement `user` writes in, and what they are called."""
    written = agreements_for(user, Permission.AGREEMENT_EDIT).values("pk")
    rows = goals_for(user).filter(pk__in=list(keys), agreement__in=written)
    return {goal.pk: str(goal) for goal in rows}
