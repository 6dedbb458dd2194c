"""A goal and how the family took part in it: one act, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileGoal
from roedtraad.foundation.accounts.models import User

from .goals import agree_goal, change_goal, record_participation


@dataclass(frozen=True)
class Agreed:
    """What was agreed on a day: the goal, what its numbers look like, who took part and how."""

    on: date
    facts: Mapping[str, Any]
    levels: Mapping[int, str]
    took_part: Mapping[str, Any]
    people: tuple[Citizen, ...] = ()


@transaction.atomic
def agree(profile: DevelopmentProfile, agreed: Agreed, *, acting_user: User) -> ProfileGoal:
    goal = agree_goal(
        *(profile, agreed.facts),
        opened_on=agreed.on,
        levels=agreed.levels,
        acting_user=acting_user,
    )
    return _with_family(goal, agreed, acting_user)


@transaction.atomic
def agree_anew(
    goal: ProfileGoal, agreed: Agreed, *, why: str = "", acting_user: User
) -> ProfileGoal:
    """The goal as it is now, with the one before as its predecessor."""
    new = change_goal(
        *(goal, agreed.facts),
        changed_on=agreed.on,
        levels=agreed.levels,
        why=why,
        acting_user=acting_user,
    )
    return _with_family(new, agreed, acting_user)


def _with_family(goal: ProfileGoal, agreed: Agreed, acting_user: User) -> ProfileGoal:
    given = {**agreed.took_part, "held_on": agreed.on}
    record_participation(goal, given, people=agreed.people, acting_user=acting_user)
    return goal
