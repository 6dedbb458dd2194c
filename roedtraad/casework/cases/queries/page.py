"""One case: whom it is about, who works on it, what is agreed. Opening it is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from roedtraad.casework.cases import alerts, cpr, identity
from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    Citizen,
    Consent,
    EmergencyAccess,
    FamilyRole,
    ParentalAuthority,
)
from roedtraad.casework.cases.names import age_on, listed
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared

from .families import FamilyOfCase, family_of
from .growing import Growing, growing_of


@dataclass(frozen=True)
class Authority:
    """That an adult has parental authority over a child, as the case page tells it."""

    pk: int
    adult: str
    child: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the case. The CPR number is covered; whole it is asked for."""

    pk: int
    citizen: int
    name: str
    last_name: str
    role: str
    is_subject: bool
    age: int | None
    cpr: str
    is_protected: bool
    address: str
    phone: str
    note: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class ConsentLine:
    """A consent as the case page tells it."""

    pk: int
    from_whom: str
    subject_matter: str
    about: str
    given_by: str
    given_on: date
    ends_on: date | None
    withdrawn_on: date | None
    withdrawn_note: str
    counts: bool


@dataclass(frozen=True)
class CasePage:
    """A case as its page shows it."""

    case: Case
    way: Way
    subjects: list[PersonLine]
    network: list[PersonLine]
    former: list[PersonLine]
    authorities: list[Authority]
    workers: list[CaseWorker]
    consents: list[ConsentLine]
    emergencies: list[EmergencyAccess]
    growing: Growing
    family: FamilyOfCase
    is_related: bool
    may_write: bool
    may_lead: bool

    @property
    def everybody(self) -> list[PersonLine]:
        return [*self.subjects, *self.network]

    @property
    def standing_consents(self) -> list[ConsentLine]:
        return [line for line in self.consents if line.counts]

    @property
    def past_consents(self) -> list[ConsentLine]:
        return [line for line in self.consents if not line.counts]

    @property
    def heading(self) -> str:
        return ", ".join(line.name for line in self.subjects) or self.case.number

    @property
    def last_name(self) -> str:
        """What the family may be called: the last name of whom the case is about."""
        return next((line.last_name for line in self.subjects if line.last_name), "")


def case_page(user: User, pk: int) -> CasePage:
    """The case, if it is open to `user`; the log says by what it was. Raises `Http404`."""
    case, way = way_into(user, pk)
    today = timezone.localdate()
    people = _people().rows(case=case.pk)
    citizens = [row.citizen for row in people]
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    lines = [(row, _line(row, today)) for row in people]
    present = [line for row, line in lines if row.ends_on is None or row.ends_on >= today]
    may_lead = access.may(user, Permission.CASE_LEAD, unit=case.unit)
    return CasePage(
        case=case,
        way=way,
        subjects=[line for line in present if line.is_subject],
        network=[line for line in present if not line.is_subject],
        former=[line for _row, line in lines if line not in present],
        authorities=_authorities(citizens),
        workers=_workers().rows(case=case.pk),
        consents=_consents(case, today),
        emergencies=_emergencies(case) if may_lead else [],
        growing=growing_of(case, today),
        family=family_of(user, case),
        is_related=alerts.tell_if_related(user, case, citizens),
        may_write=way is not Way.EMERGENCY,
        may_lead=may_lead,
    )


def writable_page(user: User, pk: int) -> CasePage:
    """The case, if `user` may write in it. Raises `Http404`."""
    page = case_page(user, pk)
    if not page.may_write:
        raise Http404
    return page


def require_listed(rows: Iterable[Any], pk: int) -> None:
    """Raises `Http404` where none of a page's `rows` has the key: another case may have it."""
    if pk not in {row.pk for row in rows}:
        raise Http404


@dataclass(frozen=True)
class WholePerson:
    """Everything kept of a person, also what is covered elsewhere."""

    row: CasePerson
    citizen: Citizen
    name: str
    cpr: str


def whole_person(user: User, pk: int, person: int) -> WholePerson:
    """Somebody of a case with the whole number and a protected address; logged by itself."""
    case, _way = way_into(user, pk)
    row = case.people.select_related("citizen", "case").filter(pk=person).first()
    if row is None:
        raise Http404
    audit.record_read("citizen.read", row.citizen, acting_user=user, unit=case.unit, case=case.pk)
    digits = identity.opened(row.citizen)
    return WholePerson(row, row.citizen, str(row.citizen), cpr.shown(digits) if digits else "")


def people_now(case: Case) -> list[CasePerson]:
    """Who belongs to a case that the caller has opened, the oldest last."""
    rows = case.people.filter(ends_on=None).select_related("citizen")
    return list(rows.order_by("-citizen__born_on", "pk"))


def _line(row: CasePerson, today: date) -> PersonLine:
    citizen = row.citizen
    hidden = citizen.is_protected
    return PersonLine(
        pk=row.pk,
        citizen=citizen.pk,
        name=listed(citizen),
        last_name="" if hidden else citizen.last_name,
        role=row.get_role_display(),
        is_subject=row.role == FamilyRole.SUBJECT,
        age=age_on(citizen.born_on, today),
        cpr=_covered(citizen),
        is_protected=hidden,
        address="" if hidden else citizen.address,
        phone="" if hidden else citizen.phone,
        note=row.note,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _covered(citizen: Citizen) -> str:
    """The day of birth as the number begins with it; nothing is opened for it."""
    if not citizen.cpr_sealed or citizen.born_on is None or citizen.is_protected:
        return ""
    return cpr.covered(f"{citizen.born_on:%d%m%y}")


def _authorities(citizens: list[Citizen]) -> list[Authority]:
    return [
        Authority(row.pk, listed(row.adult), listed(row.child), row.starts_on, row.ends_on)
        for row in _authority().rows(children=[citizen.pk for citizen in citizens])
    ]


def _consents(case: Case, today: date) -> list[ConsentLine]:
    return [
        ConsentLine(
            pk=row.pk,
            from_whom=row.from_whom,
            subject_matter=row.subject_matter,
            about=listed(row.citizen),
            given_by=listed(row.given_by),
            given_on=row.given_on,
            ends_on=row.ends_on,
            withdrawn_on=row.withdrawn_on,
            withdrawn_note=row.withdrawn_note,
            counts=row.counts_on(today),
        )
        for row in _given().rows(case=case.pk)
    ]


def _emergencies(case: Case) -> list[EmergencyAccess]:
    rows = case.emergencies.select_related("user", "checked_by")
    return list(rows.order_by("-opened_at"))


@prepared
def _people() -> QuerySet[CasePerson]:
    rows = CasePerson.objects.filter(case=Given("case")).select_related("citizen")
    return rows.order_by("citizen__born_on", "pk")


@prepared
def _workers() -> QuerySet[CaseWorker]:
    rows = CaseWorker.objects.filter(case=Given("case")).select_related("user")
    return rows.order_by("ends_on", "role", "pk")


@prepared
def _authority() -> QuerySet[ParentalAuthority]:
    rows = ParentalAuthority.objects.filter(child__in=GivenKeys("children"))
    return rows.select_related("child", "adult").order_by("child__born_on", "child", "starts_on")


@prepared
def _given() -> QuerySet[Consent]:
    rows = Consent.objects.filter(case=Given("case")).select_related("citizen", "given_by")
    return rows.order_by("-given_on", "-pk")
