"""A goal of an agreement as casework knows it: what a development profile can be about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from roedtraad.casework.profiles.steered import Steered
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.access import (
    SEEN,
    goals_for,
    holds,
    keys_for,
    seen_by,
    takes_part,
)
from roedtraad.steering.agreements.models import Goal

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
    written = keys_for(user, Permission.AGREEMENT_EDIT)
    rows = _written().rows(keys=list(keys), written=written, **seen_by(user)) if written else ()
    return {goal.pk: str(goal) for goal in rows}


@prepared
def _written() -> QuerySet[Goal]:
    return Goal.every.filter(SEEN, pk__in=GivenKeys("keys"), agreement__in=GivenKeys("written"))
