"""The other cases of a family, and cases that may be of the same one. Those not one's own are
neither shown nor counted: that a case exists is itself a secret."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from roedtraad.casework.cases.access import everyday
from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole, ParentalAuthority
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .lists import CaseRow, case_rows

R = FamilyRole
PARENTS = (R.MOTHER, R.FATHER, R.PARENT)
CHILDREN = (R.SUBJECT, R.SIBLING)
MOST_PROPOSED = 10


@dataclass(frozen=True)
class FamilyOfCase:
    """The family of a case, its other cases, and those that may belong to it, that one may open."""

    name: str
    others: list[CaseRow]
    proposed: list[CaseRow]


def family_of(user: User, case: Case) -> FamilyOfCase:
    """For whoever the case is open to; each case that is shown is logged as seen in a list."""
    others, proposed = list(_others(user, case)), list(_proposed(user, case))
    audit.record_read("case.listed", [*others, *proposed], acting_user=user)
    rows = case_rows([*others, *proposed])
    name = case.family.name if case.family else ""
    return FamilyOfCase(name, rows[: len(others)], rows[len(others) :])


def _others(user: User, case: Case) -> QuerySet[Case]:
    if case.family_id is None:
        return Case.objects.none()
    rows = Case.objects.filter(everyday(user), family=case.family_id).exclude(pk=case.pk)
    return rows.select_related("unit", "target_group").order_by("opened_on", "pk")


def _proposed(user: User, case: Case) -> QuerySet[Case]:
    """Cases with a parent or a child in common with this one, and not in its family yet."""
    people = list(case.people.values_list("role", "citizen"))
    children = [citizen for role, citizen in people if role in CHILDREN]
    parents = [citizen for role, citizen in people if role in PARENTS]
    authority = ParentalAuthority.objects.filter(child__in=children)
    parents += authority.values_list("adult", flat=True)
    over = ParentalAuthority.objects.filter(adult__in=parents, child=OuterRef("citizen"))
    alike = CasePerson.objects.filter(
        Q(role__in=PARENTS, citizen__in=parents)
        | Q(role__in=CHILDREN, citizen__in=children)
        | (Q(role=R.SUBJECT) & Exists(over)),
        case=OuterRef("pk"),
    )
    rows = Case.objects.filter(everyday(user), Exists(alike)).exclude(pk=case.pk)
    if case.family_id is not None:
        rows = rows.exclude(family=case.family_id)
    found = rows.select_related("unit", "target_group").order_by("opened_on", "pk")
    return found[:MOST_PROPOSED]
