"""Keeping the catalogue of intervention types and the ladder. It holds no persons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

SHIPPED = Path(__file__).parents[1] / "shipped/catalogue.json"
Entry = TypeVar("Entry", InterventionType, LadderStep)


@transaction.atomic
def add_entry(entry: Entry, *, acting_user: User) -> Entry:
    """Add an intervention type, or a step of the ladder."""
    access.require(acting_user, Permission.INTERVENTION_TYPE_EDIT)
    entry.save(force_insert=True)
    audit.record(
        f"{entry._meta.model_name}.created", entry, acting_user=acting_user, after=_shown(entry)
    )
    return entry


@transaction.atomic
def change_entry(entry: Entry, values: Mapping[str, Any], *, acting_user: User) -> Entry:
    """Change an intervention type or a step; what points to it keeps pointing to it."""
    access.require(acting_user, Permission.INTERVENTION_TYPE_EDIT)
    stored = type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    before = _shown(stored)
    for name, value in values.items():
        setattr(stored, name, value)
    if _shown(stored) != before:
        stored.save()
        audit.record(
            f"{entry._meta.model_name}.changed",
            stored,
            acting_user=acting_user,
            before=before,
            after=_shown(stored),
        )
    return stored


@transaction.atomic
def install_catalogue() -> int:
    """Bring the shipped ladder and types in; how many rows were added.

    What the municipality has written or changed stays as it is: steps come only where there are
    none, and a type whose code is there is left alone.
    """
    shipped = json.loads(SHIPPED.read_text("utf-8"))
    added = 0
    if not LadderStep.objects.exists():
        rows = [LadderStep(**step) for step in shipped["ladder"]]
        added += len(LadderStep.objects.bulk_create(rows))
    steps = {step.number: step for step in LadderStep.objects.all()}
    known = set(InterventionType.objects.values_list("code", flat=True))
    for values in shipped["types"]:
        if values["code"] in known:
            continue
        step = steps.get(values.get("step"))
        plain = {name: value for name, value in values.items() if name != "step"}
        InterventionType.objects.create(**plain, ladder_step=step)
        added += 1
    if added:
        audit.record("interventiontype.installed", InterventionType, acting_user=None, count=added)
    return added


def _shown(entry: InterventionType | LadderStep) -> dict[str, object]:
    return {
        field.attname: str(value) if (value := getattr(entry, field.attname)) is not None else None
        for field in entry._meta.concrete_fields
        if not field.primary_key
    }
