"""The catalogue of target groups. It holds no persons."""

from __future__ import annotations

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key


def target_groups(user: User) -> list[TargetGroup]:
    """Every target group, those in use first, for whoever reads strategies."""
    if not access.may(user, Permission.STRATEGY_VIEW):
        return []
    groups = TargetGroup.objects.all()
    return sorted(groups, key=lambda group: (not group.is_active, danish_key(group.title)))
