"""Whom cases are about, as lists name them: for cases that whoever asks has been let see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.foundation.lib.once import each_once
from roedtraad.foundation.lib.prepared import GivenKeys, prepared


def headings(cases: Iterable[Case]) -> dict[int, str]:
    """By the key of the case; its number where it is about nobody. One query, once for a page."""
    numbers = {case.pk: case.number for case in cases}
    names = each_once("headings", numbers, _subjects)
    return {pk: names.get(pk) or number for pk, number in numbers.items()}


def named(pks: Iterable[int]) -> list[Case]:
    """The cases as `headings` needs them, in the order of their keys."""
    return _numbers().rows(cases=pks)


def _subjects(pks: list[int]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    for row in _people().rows(cases=pks):
        names.setdefault(row.case_id, []).append(listed(row.citizen))
    return {pk: ", ".join(of_case) for pk, of_case in names.items()}


@prepared
def _numbers() -> QuerySet[Case]:
    return Case.objects.filter(pk__in=GivenKeys("cases")).only("number").order_by("pk")


@prepared
def _people() -> QuerySet[CasePerson]:
    rows = CasePerson.objects.filter(
        case__in=GivenKeys("cases"), role=FamilyRole.SUBJECT, ends_on=None
    )
    return rows.select_related("citizen").order_by("citizen__born_on", "pk")
