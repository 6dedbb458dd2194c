"""What is done about the planned actions of a profile: planned, changed, moved on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.models import ActionState, DevelopmentProfile, PlannedAction
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = ("citizen", "description", "responsible", "starts_on", "ends_on", "state", "note")


class ActionConflict(Exception):
    """Somebody else has changed the action since it was read."""


@transaction.atomic
def plan_action(
    profile: DevelopmentProfile, facts: Mapping[str, Any], *, acting_user: User
) -> PlannedAction:
    """Plan an action. `facts` are those of `FACTS`."""
    profile = require_writable(acting_user, profile)
    row = PlannedAction(profile=profile, **{name: facts[name] for name in FACTS if name in facts})
    _check(row)
    row.save(force_insert=True)
    _record("plannedaction.planned", row, acting_user)
    return row


@transaction.atomic
def change_action(
    action: PlannedAction, facts: Mapping[str, Any], *, base_version: int, acting_user: User
) -> PlannedAction:
    """Change an action. Raises `ActionConflict` where another has changed it since."""
    profile = require_writable(acting_user, action.profile)
    row = PlannedAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    row.profile = profile
    changed = [name for name in FACTS if name in facts and getattr(row, name) != facts[name]]
    if not changed:
        return row
    if row.version != base_version:
        raise ActionConflict
    for name in changed:
        setattr(row, name, facts[name])
    _check(row)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    _record("plannedaction.changed", row, acting_user, fields=changed)
    return row


@transaction.atomic
def move_action(action: PlannedAction, state: str, *, acting_user: User) -> None:
    """Say how far an action has come."""
    profile = require_writable(acting_user, action.profile)
    row = PlannedAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    row.profile = profile
    if state not in ActionState.values or row.state == state:
        return
    row.state, row.version = state, row.version + 1
    _check(row)
    row.save(update_fields=["state", "version"])
    _record("plannedaction.moved", row, acting_user, state=state)


def _check(row: PlannedAction) -> None:
    profile = row.profile
    if profile.closed_on is not None:
        raise ValidationError(_("The profile is closed. Nothing more is planned in it."))
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    subjects = profile.subjects.values_list("citizen", flat=True)
    if row.citizen_id is not None and row.citizen_id not in set(subjects):
        raise ValidationError({"citizen": _("The profile is not about that person.")})


def _record(action: str, row: PlannedAction, acting_user: User, **detail: Any) -> None:
    profile = row.profile
    audit.record(
        *(action, row),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        **detail,
    )
