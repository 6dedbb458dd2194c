"""Everything that can be done to a case: open, change, people in and out, close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    Citizen,
    FamilyRole,
    WorkerRole,
)
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit

from . import citizens

FACTS = ("target_group", "target_code", "kle", "acting_municipality", "occasion", "opened_on")


@transaction.atomic
def open_case(
    unit: Unit,
    facts: Mapping[str, Any],
    *,
    child: Mapping[str, Any] | Citizen,
    digits: str = "",
    role: str = WorkerRole.ADVISER,
    acting_user: User,
) -> Case:
    """Open a case about one person; whoever opens it is put on it. More people are added after.

    `child` is who it is about: somebody registered, or what `citizens.register` takes.
    """
    access.require(acting_user, Permission.CASE_WORK, unit=unit)
    case = Case(unit=unit, **{name: facts[name] for name in FACTS if name in facts})
    case.number = uuid4().hex[:20]  # until the row has a key to be numbered by
    case.save(force_insert=True)
    case.number = f"{case.opened_on.year}-{case.pk:05d}"
    case.save(update_fields=["number"])
    citizen = (
        child
        if isinstance(child, Citizen)
        else citizens.register(child, digits, acting_user=acting_user)
    )
    CasePerson.objects.create(
        case=case, citizen=citizen, role=FamilyRole.SUBJECT, starts_on=case.opened_on
    )
    CaseWorker.objects.create(case=case, user=acting_user, role=role, starts_on=case.opened_on)
    audit.record("case.opened", case, acting_user=acting_user, unit=unit)
    return case


@transaction.atomic
def change_case(case: Case, facts: Mapping[str, Any], *, acting_user: User) -> Case:
    """Change what the case is registered as; the log keeps which fields."""
    case = require_open(acting_user, case)
    changed = [name for name in FACTS if name in facts and getattr(case, name) != facts[name]]
    for name in changed:
        setattr(case, name, facts[name])
    if changed:
        case.save(update_fields=changed)
        audit.record("case.changed", case, acting_user=acting_user, unit=case.unit, fields=changed)
    return case


@transaction.atomic
def close_case(case: Case, *, closed_on: date, note: str, acting_user: User) -> None:
    """Close the case from a day on; it can be opened again."""
    case = require_open(acting_user, case)
    if closed_on < case.opened_on:
        raise ValidationError({"closed_on": _("The case was opened after this day.")})
    case.closed_on, case.closing_note = closed_on, note
    case.save(update_fields=["closed_on", "closing_note"])
    audit.record("case.closed", case, acting_user=acting_user, unit=case.unit)


@transaction.atomic
def reopen_case(case: Case, *, acting_user: User) -> None:
    """Go on with a case that was closed; why it was closed stays to be read."""
    case = require_open(acting_user, case)
    if case.closed_on is not None:
        case.closed_on = None
        case.save(update_fields=["closed_on"])
        audit.record("case.reopened", case, acting_user=acting_user, unit=case.unit)


@transaction.atomic
def add_person(
    case: Case,
    facts: Mapping[str, Any],
    digits: str,
    *,
    role: str,
    note: str = "",
    starts_on: date | None = None,
    acting_user: User,
) -> CasePerson:
    """Put somebody of the family or the network on the case."""
    case = require_open(acting_user, case)
    citizen = citizens.register(facts, digits, acting_user=acting_user)
    if case.people.filter(citizen=citizen, ends_on=None).exists():
        raise ValidationError({"cpr": _("This person is on the case already.")})
    row = CasePerson.objects.create(
        case=case,
        citizen=citizen,
        role=role,
        note=note,
        starts_on=starts_on or timezone.localdate(),
    )
    audit.record("case.person_added", case, acting_user=acting_user, unit=case.unit, person=row.pk)
    return row


@transaction.atomic
def change_person(
    case: Case, pk: int, *, role: str, note: str, ends_on: date | None, acting_user: User
) -> CasePerson:
    """Change what somebody is to the case, or until when they belong to it."""
    case = require_open(acting_user, case)
    row = case.people.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Http404
    if ends_on is not None and ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    others = case.people.filter(role=FamilyRole.SUBJECT, ends_on=None).exclude(pk=pk)
    leaves = ends_on is not None or role != FamilyRole.SUBJECT
    if row.role == FamilyRole.SUBJECT and leaves and not others.exists():
        raise ValidationError(
            {"role": _("Somebody must be left whom the case is about. Close the case instead.")}
        )
    row.role, row.note, row.ends_on = role, note, ends_on
    row.save(update_fields=["role", "note", "ends_on"])
    audit.record(
        "case.person_changed", case, acting_user=acting_user, unit=case.unit, person=row.pk
    )
    return row


def subjects(case: Case) -> list[Citizen]:
    """Whom the case is about now."""
    rows = case.people.filter(role=FamilyRole.SUBJECT, ends_on=None).select_related("citizen")
    return [row.citizen for row in rows]
