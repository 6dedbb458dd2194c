"""The cases somebody works on or leads, and search among them. Every hit is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases import cpr, identity
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    FamilyRole,
    WorkerRole,
)
from roedtraad.casework.cases.names import age_on, listed
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.lib.sorting import danish_fold

PER_PAGE = 50


@dataclass(frozen=True)
class CaseFilter:
    """What of the list is wanted. `words` are names, a case number or a CPR number."""

    words: str = ""
    mine: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Person:
    """Whom a case is about, as lists name them."""

    name: str
    age: int | None


@dataclass(frozen=True)
class CaseRow:
    """One line of the list of cases."""

    pk: int
    number: str
    people: list[Person]
    unit: str
    target_group: str
    adviser: str
    opened_on: date
    closed_on: date | None


def case_page_of_list(user: User, wanted: CaseFilter, number: Any = 1) -> Page[CaseRow]:
    """A page of the cases that are everyday work to `user`; five queries and the log."""
    _log_search(user, wanted)
    pages: Paginator[Any] = Paginator(_found(user, wanted), PER_PAGE)
    page = pages.get_page(number)
    cases: list[Case] = list(page.object_list)
    audit.record_read("case.listed", cases, acting_user=user)
    page.object_list = case_rows(cases)
    return page


def exported_rows(user: User, wanted: CaseFilter) -> list[CaseRow]:
    """Everything the filter keeps, for a file; each case is logged as taken out."""
    _log_search(user, wanted)
    cases = list(_found(user, wanted))
    audit.record_read("case.exported", cases, acting_user=user)
    return case_rows(cases)


def has_cases(user: User) -> bool:
    return Case.objects.filter(need_to_know.everyday(user)).exists()


def of_list(pks: Iterable[int]) -> QuerySet[Case]:
    """Cases with what their lines show; whoever asks has been let see them."""
    return Case.objects.filter(pk__in=pks).select_related("unit", "target_group")


def case_rows(cases: Iterable[Case]) -> list[CaseRow]:
    """Lines of cases that whoever asks has already been let see."""
    cases = list(cases)
    if not cases:
        return []
    today = timezone.localdate()
    people: dict[int, list[Person]] = {}
    for row in _subjects().rows(cases=[case.pk for case in cases]):
        person = Person(listed(row.citizen), age_on(row.citizen.born_on, today))
        people.setdefault(row.case_id, []).append(person)
    workers = _advisers().rows(cases=[case.pk for case in cases], today=today)
    advisers = {row.case_id: str(row.user) for row in workers}
    return [
        CaseRow(
            pk=case.pk,
            number=case.number,
            people=people.get(case.pk, []),
            unit=case.unit.name,
            target_group=case.target_group.title if case.target_group else "",
            adviser=advisers.get(case.pk, ""),
            opened_on=case.opened_on,
            closed_on=case.closed_on,
        )
        for case in cases
    ]


@prepared
def _subjects() -> QuerySet[CasePerson]:
    rows = CasePerson.objects.filter(
        case__in=GivenKeys("cases"), role=FamilyRole.SUBJECT, ends_on=None
    )
    return rows.select_related("citizen").order_by("citizen__born_on", "pk")


@prepared
def _advisers() -> QuerySet[CaseWorker]:
    rows = CaseWorker.objects.valid_on(cast(date, Given("today", DateField())))
    rows = rows.filter(case__in=GivenKeys("cases"), role=WorkerRole.ADVISER)
    return rows.select_related("user")


def _log_search(user: User, wanted: CaseFilter) -> None:
    if wanted.words:
        audit.record_read(
            "case.searched", Case, acting_user=user, words=identity.sealed_words(wanted.words)
        )


def _found(user: User, wanted: CaseFilter) -> QuerySet[Case]:
    condition = need_to_know.own(user) if wanted.mine else need_to_know.everyday(user)
    today = timezone.localdate()
    is_closed = Q(closed_on__lte=today)
    rows = Case.objects.filter(condition).select_related("unit", "target_group")
    rows = rows.filter(is_closed) if wanted.closed else rows.exclude(is_closed)
    if wanted.words:
        rows = rows.filter(_named(wanted.words))
    return rows.order_by("-opened_on", "-pk")


def _named(words: str) -> Q:
    """A CPR number finds only whoever has it; words find names and case numbers."""
    try:
        digits = cpr.digits_of(words)
    except cpr.NotACprNumber:
        return Q(number__icontains=words.strip()) | with_names(danish_fold(words).split())
    citizen = identity.with_number(digits)
    return Q(people__citizen=citizen) if citizen else Q(pk__in=[])


def with_names(words: Iterable[str]) -> Q:
    """Cases in which somebody has all the folded words in their name.

    It is asked of each of the cases that are somebody's: the names of all would take longer.
    """
    people = CasePerson.objects.filter(case=OuterRef("pk"))
    for word in words:
        people = people.filter(citizen__folded_name__contains=word)
    return Q(Exists(people))
