"""The catalogue of target groups: whom goals concern. It holds no persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = (
    *("title", "description", "age_from", "age_to", "codes", "needs_intervention", "is_active"),
)


@transaction.atomic
def add_target_group(
    title: str,
    description: str = "",
    *,
    acting_user: User,
    criteria: Mapping[str, Any] | None = None,
) -> TargetGroup:
    """Add a target group that strategies and goals can point to."""
    access.require(acting_user, Permission.STRATEGY_EDIT)
    group = TargetGroup.objects.create(title=title, description=description, **(criteria or {}))
    audit.record("targetgroup.created", group, acting_user=acting_user, after=_shown(group))
    return group


@transaction.atomic
def change_target_group(
    group: TargetGroup, values: Mapping[str, Any], *, acting_user: User
) -> TargetGroup:
    """Change a target group, or take it out of use; what points to it keeps pointing to it."""
    access.require(acting_user, Permission.STRATEGY_EDIT)
    group = TargetGroup.objects.select_for_update().get(pk=group.pk)
    before = _shown(group)
    for name in FACTS:
        setattr(group, name, values.get(name, getattr(group, name)))
    if _shown(group) != before:
        group.save()
        audit.record(
            "targetgroup.changed",
            group,
            acting_user=acting_user,
            before=before,
            after=_shown(group),
        )
    return group


def _shown(group: TargetGroup) -> dict[str, object]:
    shown = {name: getattr(group, name) for name in FACTS}
    return {"text" if name == "description" else name: value for name, value in shown.items()}
