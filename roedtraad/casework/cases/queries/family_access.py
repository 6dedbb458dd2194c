"""Whose own pages are open: for the family itself, and for who works on the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    FamilyAccess,
    FamilyCode,
    FamilyRole,
)
from roedtraad.casework.cases.names import listed
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

# who of a case has pages of their own: not its network
OF_THE_FAMILY = (
    *(FamilyRole.SUBJECT, FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.PARENT),
    *(FamilyRole.STEP_PARENT, FamilyRole.FOSTER_PARENT, FamilyRole.REPRESENTATIVE),
)


@dataclass(frozen=True)
class FamilyLine:
    """Somebody of a case who has pages of their own, or may be given them."""

    person: CasePerson
    name: str
    access: FamilyAccess | None
    code: FamilyCode | None
    last_seen_at: datetime | None


@dataclass(frozen=True)
class CaseFamily:
    """Who of a case has pages of their own, and who may be given them."""

    case: Case
    lines: list[FamilyLine]
    may_write: bool

    def line(self, person: int) -> FamilyLine:
        """Somebody of them; `Http404` where it is nobody."""
        for line in self.lines:
            if line.person.pk == person:
                return line
        raise Http404


def family_of(user: User, pk: int, *, is_part_of_case: bool = False) -> CaseFamily:
    """The family of a case and its own pages. As a part of the case's page, that is logged."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    return CaseFamily(case, family_lines(case), may_write=way is not Way.EMERGENCY)


def writable_family(user: User, pk: int) -> CaseFamily:
    """The same, if `user` may write in the case; else `Http404`."""
    family = family_of(user, pk)
    if not family.may_write:
        raise Http404
    return family


def own_access(user: User) -> FamilyAccess:
    """The access that `user`, a family's account, has now; `Http404` where it has none.

    It ends with the case, with the person's place in it, and where somebody has closed it.
    """
    if not user.is_family:
        raise Http404
    row = open_accesses().filter(account=user).select_related("case__unit", "citizen").first()
    if row is None:
        raise Http404
    return row


def open_accesses() -> QuerySet[FamilyAccess]:
    """Accesses that count now, whosever."""
    today = timezone.localdate()
    here = (
        CasePerson.objects.filter(
            case=OuterRef("case"), citizen=OuterRef("citizen"), role__in=OF_THE_FAMILY
        )
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .filter(starts_on__lte=today)
    )
    runs = Q(case__closed_on=None) | Q(case__closed_on__gt=today)
    return FamilyAccess.objects.filter(runs, Exists(here), closed_at=None)


def place_of(access: FamilyAccess) -> CasePerson:
    """What whoever has an access that counts is in the case today."""
    here = access.case.people.filter(citizen=access.citizen_id, role__in=OF_THE_FAMILY)
    today = timezone.localdate()
    rows = here.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    return rows.latest("pk")


def family_lines(case: Case) -> list[FamilyLine]:
    """The family of a case that the caller has opened; a fixed number of queries."""
    people = case.people.filter(role__in=OF_THE_FAMILY, ends_on=None).select_related("citizen")
    accesses = {
        row.citizen_id: row for row in open_accesses().filter(case=case).select_related("account")
    }
    now, codes = timezone.now(), {}
    for code in FamilyCode.objects.filter(access__in=accesses.values()).order_by("pk"):
        if code.works_at(now):
            codes[code.access_id] = code
    lines = []
    for person in people.order_by("-citizen__born_on", "pk"):
        access = accesses.get(person.citizen_id)
        lines.append(
            FamilyLine(
                person=person,
                name=listed(person.citizen),
                access=access,
                code=codes.get(access.pk) if access else None,
                last_seen_at=access.account.last_login if access else None,
            )
        )
    return lines
