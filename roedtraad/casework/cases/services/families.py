"""Which cases are of one family, and opening the case of a sister or brother."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import everyday, require_open
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    Citizen,
    Family,
    FamilyRole,
    WorkerRole,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit

from .cases import open_case, subjects


@transaction.atomic
def set_family(case: Case, name: str, others: Collection[int], *, acting_user: User) -> None:
    """Let the case, and `others` by their keys, be one family; the rest that one sees leave it.

    A case brings its whole family along, also what of it the acting user cannot open: brothers
    of brothers are brothers. Without name and others the case leaves its family.
    """
    case = require_open(acting_user, case)
    chosen = [require_open(acting_user, other) for other in Case.objects.filter(pk__in=others)]
    if len(chosen) != len(set(others)):
        raise Http404
    if chosen and not name:
        raise ValidationError({"name": _("Write what the family is to be called.")})
    if not name:
        _leave([case], acting_user)
        return
    family = case.family or Family.objects.create(name=name)
    Family.objects.filter(pk=family.pk).update(name=name)
    seen = Case.objects.filter(everyday(acting_user), family=family)
    _leave(seen.exclude(pk__in=[case.pk, *others]), acting_user)
    for each in (case, *chosen):
        _join(each, family, acting_user)


@transaction.atomic
def open_for_sibling(
    known: Case,
    unit: Unit,
    facts: Mapping[str, Any],
    *,
    child: Mapping[str, Any] | Citizen,
    digits: str = "",
    along: Collection[int] = (),
    acting_user: User,
) -> Case:
    """Open a case for a sister or brother of whom `known` is about: one family from then on.

    `along` are people of `known`, by their rows in it, who belong to the new case in the same
    role; whom it is about comes as sister or brother. `facts` has the role of who opens it.
    """
    known = require_open(acting_user, known)
    case = open_case(
        unit,
        facts,
        child=child,
        digits=digits,
        role=facts.get("role", WorkerRole.ADVISER),
        acting_user=acting_user,
    )
    [about] = subjects(case)
    for row in known.people.filter(pk__in=along, ends_on=None).exclude(citizen=about):
        role = FamilyRole.SIBLING if row.role == FamilyRole.SUBJECT else row.role
        CasePerson.objects.create(
            case=case, citizen_id=row.citizen_id, role=role, starts_on=case.opened_on
        )
    if not known.people.filter(citizen=about, ends_on=None).exists():
        CasePerson.objects.create(
            case=known, citizen=about, role=FamilyRole.SIBLING, starts_on=case.opened_on
        )
    family = known.family or Family.objects.create(name=about.last_name or about.first_name)
    for each in (known, case):
        _join(each, family, acting_user)
    return case


def _join(case: Case, family: Family, user: User) -> None:
    if case.family_id == family.pk:
        return
    before = case.family
    moved = list(Case.objects.filter(family=before)) if before else [case]
    for each in moved:
        each.family = family
        each.save(update_fields=["family"])
        audit.record("case.family_joined", each, acting_user=user, unit=each.unit)
    case.family = family
    if before:
        before.delete()


def _leave(cases: Collection[Case], user: User) -> None:
    for case in cases:
        left, case.family = case.family, None
        case.save(update_fields=["family"])
        if left is None:
            continue
        audit.record("case.family_left", case, acting_user=user, unit=case.unit)
        if not Case.objects.filter(family=left).exists():
            left.delete()
