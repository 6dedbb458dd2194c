"""Many cases beside the played ones, for measuring: written straight into the tables.

Their numbers are replacement numbers, whose day is one of no month, so they are nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    Citizen,
    FamilyRole,
    WorkerRole,
)
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.audit.events import month_of
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.lib.sorting import danish_fold
from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement
from roedtraad.foundation.organisation.queries import parents_on
from roedtraad.foundation.organisation.services import refresh_tree

from .bulk_profiles import ProfileSize, add_profiles
from .bulk_rows import poured, written

OF_ONE_TEAM, TEAMS_OF_ONE_UNIT = 200, 5
OF_ONE_ADVISER, OF_ONE_WORKER = 40, 25
OPENED_WITHIN, LATEST = 600, 460  # days: the last opened before what is on each of them
OF_ONE_HOUR = 100  # events of the log
OF_ANOTHER_CASE = 10  # so many events of the log are about others for each about the first


@dataclass(frozen=True)
class CaseSize:
    """How many cases, what is on each, and how many events the log has."""

    cases: int = 20_000
    events: int = 2_000_000
    of_each: ProfileSize = ProfileSize()


def enlarge_cases(team: Unit, adviser: User, worker: User, size: CaseSize | None = None) -> Case:
    """Cases with child, mother, profile, goals, scores and notes; answer the one most looked at.

    The first are those of `team`, `adviser` and `worker`, the rest those of new teams and new
    employees. What is made before a fault stays.
    """
    size = size or CaseSize()
    teams = _teams(team, -(-size.cases // OF_ONE_TEAM))
    cases = _cases(teams, size.cases)
    people = _people(cases)
    workers = _workers(cases, adviser, worker)
    add_profiles(cases, people, workers, size.of_each)
    _log(cases, size.events, worker)
    return cases[0]


def _teams(first: Unit, count: int) -> list[Unit]:
    """The first, four beside it, and so on in new units of five."""
    parents = parents_on(timezone.localdate())
    home = Unit.objects.get(pk=parents[first.pk] or 0)
    above = Unit.objects.get(pk=parents[home.pk] or 0)
    begun = Unit.objects.count()
    homes = [home] + [
        Unit(name=f"Familiehus {begun + n}", kind=UnitKind.AGREEMENT_UNIT, starts_on=home.starts_on)
        for n in range(1, -(-count // TEAMS_OF_ONE_UNIT))
    ]
    made = Unit.objects.bulk_create(homes[1:])
    teams = Unit.objects.bulk_create(
        Unit(name=f"Familieteam {begun + n}", kind=UnitKind.TEAM, starts_on=home.starts_on)
        for n in range(1, count)
    )
    places = [(each, above) for each in made]
    places += [(each, homes[n // TEAMS_OF_ONE_UNIT]) for n, each in enumerate(teams, start=1)]
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit=unit, parent=parent, starts_on=home.starts_on) for unit, parent in places
    )
    refresh_tree()
    return [first, *teams]


def _cases(teams: Sequence[Unit], count: int) -> list[Case]:
    begun, today = Case.objects.count(), timezone.localdate()
    return written(
        Case(
            unit=teams[n // OF_ONE_TEAM],
            number=f"M-{begun + n:06d}",
            opened_on=today - timedelta(days=LATEST + n % OPENED_WITHIN),
        )
        for n in range(count)
    )


def _people(cases: Sequence[Case]) -> list[Citizen]:
    """A child and a mother on each; the children."""
    begun = Citizen.objects.count()
    numbers = range(begun, begun + len(cases))
    children = written(_person(f"Barn {n}", 2010 + n % 12, n) for n in numbers)
    mothers = written(_person(f"Mor {n}", 1975 + n % 20, n) for n in numbers)
    written(
        CasePerson(case=case, citizen=citizen, role=role, starts_on=case.opened_on)
        for role, people in ((FamilyRole.SUBJECT, children), (FamilyRole.MOTHER, mothers))
        for case, citizen in zip(cases, people, strict=True)
    )
    return children


def _person(name: str, year: int, number: int) -> Citizen:
    """A day from 61 to 88, and a running number by the place in the row: no two are alike."""
    person = Citizen(first_name=name, last_name="Målløs")
    person.folded_name = danish_fold(str(person))
    day, month = 61 + number % 28, 1 + number // 28 % 12
    century = 4 if year >= 2000 else 0
    digits = f"{day:02d}{month:02d}{year % 100:02d}{century}{number // 336 % 1000:03d}"
    identity.give(person, digits)
    return person


def _workers(cases: Sequence[Case], adviser: User, worker: User) -> list[User]:
    """As many cases on each as one can work with; who works with each, in its order."""
    advisers = [adviser, *_employees("raadgiver", cases, OF_ONE_ADVISER)]
    workers = [worker, *_employees("behandler", cases, OF_ONE_WORKER)]
    written(
        CaseWorker(case=case, user=people[n // each], role=role, starts_on=case.opened_on)
        for role, people, each in (
            (WorkerRole.ADVISER, advisers, OF_ONE_ADVISER),
            (WorkerRole.PRACTITIONER, workers, OF_ONE_WORKER),
        )
        for n, case in enumerate(cases)
    )
    return [workers[n // OF_ONE_WORKER] for n in range(len(cases))]


def _employees(name: str, cases: Sequence[Case], each: int) -> list[User]:
    """One for each so many cases after the first, in the team of the first of theirs."""
    begun = User.objects.count()
    units = [case.unit for case in cases[each::each]]
    people = written(
        User(
            username=f"{name}{begun + n}",
            first_name=f"{name.title()} {begun + n}",
            password=make_password(None),
        )
        for n in range(len(units))
    )
    written(
        Membership(user=user, unit=unit, role=Role.EMPLOYEE, starts_on=unit.starts_on)
        for user, unit in zip(people, units, strict=True)
    )
    return people


def _log(cases: Sequence[Case], count: int, reader: User) -> None:
    """Reads of cases; one in ten is of the first, the rest of all in turn."""
    now, label = timezone.now(), Case._meta.label_lower

    month = lru_cache(month_of)

    def read(number: int) -> dict[str, object]:
        case = cases[number % len(cases)] if number % OF_ANOTHER_CASE else cases[0]
        moment = now - timedelta(hours=(count - number) // OF_ONE_HOUR)
        return {
            "actor_id": reader.pk,
            "action": "case.read",
            "is_read": True,
            "subject_type": label,
            "subject_id": str(case.pk),
            "unit_id": case.unit_id,
            "detail": {"way": "worker"},
            "happened_at": moment,
            "month": month(moment),
        }

    poured(AuditEvent, map(read, range(count)))
