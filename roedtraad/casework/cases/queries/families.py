"""The other cases of a family, and cases that may be of the same one. Those not one's own are
neither shown nor counted: that a case exists is itself a secret."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from roedtraad.casework.cases.access import everyday
from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole, ParentalAuthority
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared

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
    people = _people().rows(case=case.pk)
    children = [citizen for role, citizen in people if role in CHILDREN]
    parents = [citizen for role, citizen in people if role in PARENTS]
    parents += _adults().rows(children=children)
    alike = _alike().rows(parents=parents, children=children, all=_children().rows(adults=parents))
    others = set(alike) - {case.pk}
    rows = Case.objects.filter(everyday(user), pk__in=others)
    if case.family_id is not None:
        rows = rows.exclude(family=case.family_id)
    found = rows.select_related("unit", "target_group").order_by("opened_on", "pk")
    return found[:MOST_PROPOSED]


@prepared
def _people() -> QuerySet[CasePerson, tuple[str, int]]:
    return CasePerson.objects.filter(case=Given("case")).values_list("role", "citizen")


@prepared
def _adults() -> QuerySet[ParentalAuthority, int]:
    rows = ParentalAuthority.objects.filter(child__in=GivenKeys("children"))
    return rows.values_list("adult", flat=True)


@prepared
def _children() -> QuerySet[ParentalAuthority, int]:
    rows = ParentalAuthority.objects.filter(adult__in=GivenKeys("adults"))
    return rows.values_list("child", flat=True)


@prepared
def _alike() -> QuerySet[CasePerson, int]:
    rows = CasePerson.objects.filter(
        Q(role__in=PARENTS, citizen__in=GivenKeys("parents"))
        | Q(role__in=CHILDREN, citizen__in=GivenKeys("children"))
        | Q(role=R.SUBJECT, citizen__in=GivenKeys("all"))
    )
    return rows.values_list("case", flat=True)
