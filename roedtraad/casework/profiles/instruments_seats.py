"""Who can answer a version in a case: a seat is somebody answering about somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import CasePerson, Citizen, FamilyRole
from roedtraad.casework.cases.names import age_on, listed

from .models import Informant, InstrumentVersion

PARENTS = frozenset(
    {
        *(FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.PARENT, FamilyRole.STEP_PARENT),
        FamilyRole.FOSTER_PARENT,
    }
)
PROFESSIONALS = (Informant.PRACTITIONER, Informant.TEACHER)


@dataclass(frozen=True)
class Seat:
    """Who answers about whom; `answered_by` None for professionals."""

    citizen: Citizen
    informant: Informant
    answered_by: Citizen | None

    @property
    def key(self) -> str:
        who = self.answered_by.pk if self.answered_by else 0
        return f"{self.citizen.pk}-{self.informant.value}-{who}"

    def __str__(self) -> str:
        about = listed(self.citizen)
        if self.answered_by is None:
            words = {"who": str(self.informant.label), "about": about}
            return _("%(who)s, about %(about)s") % words
        if self.answered_by.pk == self.citizen.pk:
            return about
        return _("%(who)s, about %(about)s") % {"who": listed(self.answered_by), "about": about}


def informant_of(role: str) -> Informant | None:
    """As what somebody of a case answers; none for those who are there professionally."""
    if role == FamilyRole.SUBJECT:
        return Informant.CHILD
    if role in (FamilyRole.PROFESSIONAL, FamilyRole.REPRESENTATIVE):
        return None
    return Informant.PARENT if role in PARENTS else Informant.NETWORK


def seats(version: InstrumentVersion, people: Iterable[CasePerson], on: date) -> list[Seat]:
    """The seats of a version on a day: of the right informants, and about the right ages."""
    people = list(people)
    found = _about_oneself(people) if version.is_self_report else _about_children(people)
    return [
        seat
        for seat in found
        if seat.informant in version.informants and is_of_age(version, seat.citizen, on)
    ]


def seat_of(version: InstrumentVersion, people: Iterable[CasePerson], key: str) -> Seat | None:
    """The seat of that key, whatever the age: that is told when it is sent."""
    people = list(people)
    found = _about_oneself(people) if version.is_self_report else _about_children(people)
    return next((seat for seat in found if seat.key == key), None)


def _about_oneself(people: list[CasePerson]) -> Iterator[Seat]:
    for row in people:
        informant = informant_of(row.role)
        if informant is not None:
            yield Seat(row.citizen, informant, row.citizen)


def _about_children(people: list[CasePerson]) -> Iterator[Seat]:
    for child in (row.citizen for row in people if row.role == FamilyRole.SUBJECT):
        yield Seat(child, Informant.CHILD, child)
        for row in people:
            informant = informant_of(row.role)
            if informant in {Informant.PARENT, Informant.NETWORK}:
                yield Seat(child, informant, row.citizen)
        for each in PROFESSIONALS:
            yield Seat(child, each, None)


def is_of_age(version: InstrumentVersion, citizen: Citizen, on: date) -> bool:
    """Whether a form is for somebody's age on a day; an age that is not known is no hindrance."""
    age = age_on(citizen.born_on, on)
    if age is None:
        return True
    return (version.age_from or 0) <= age and (version.age_to is None or age <= version.age_to)
