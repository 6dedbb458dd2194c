"""Many cases beside the played ones, for measuring: written straight into the tables.

Their numbers are replacement numbers, whose day is one of no month, so they are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
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
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    ProfileGoal,
    ProfileTemplate,
    Rater,
    Score,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.events import month_of
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.lib.sorting import danish_fold
from roedtraad.foundation.organisation.models import Unit

BATCH = 1000
AT_A_TIME = 50_000  # rows kept in memory
BEGUN = date(2024, 1, 1)
GOALS, SCORES = 5, 10
OF_ONE_ADVISER, OF_ONE_WORKER = 40, 25


@dataclass(frozen=True)
class CaseSize:
    """How many cases, and how many events of the log are about the first of them."""

    cases: int = 1_000
    events: int = 100_000


@transaction.atomic
def enlarge_cases(unit: Unit, adviser: User, worker: User, size: CaseSize | None = None) -> Case:
    """Cases of `unit` with child, mother, profile, goals and scores; the one with the long log."""
    size = size or CaseSize()
    first = _cases(unit, size.cases)
    cases = list(Case.objects.filter(pk__gte=first).order_by("pk"))
    _people(cases)
    _workers(cases, adviser, worker)
    _profiles(cases, worker)
    _log(cases, size.events, worker)
    return cases[0]


def _cases(unit: Unit, count: int) -> int:
    """The key of the first."""
    rows = Case.objects.bulk_create(
        (
            Case(unit=unit, number=f"M-{each:06d}", opened_on=BEGUN + timedelta(days=each % 600))
            for each in range(count)
        ),
        batch_size=BATCH,
    )
    return rows[0].pk


def _people(cases: list[Case]) -> None:
    """A child and a mother on each."""
    people = [_person(f"Barn {n}", 2010 + n % 12, n) for n in range(len(cases))]
    people += [_person(f"Mor {n}", 1975 + n % 20, n) for n in range(len(cases))]
    kept = Citizen.objects.bulk_create(people, batch_size=BATCH)
    roles = [FamilyRole.SUBJECT] * len(cases) + [FamilyRole.MOTHER] * len(cases)
    CasePerson.objects.bulk_create(
        (
            CasePerson(case=case, citizen=citizen, role=role, starts_on=case.opened_on)
            for case, citizen, role in zip([*cases, *cases], kept, roles, strict=True)
        ),
        batch_size=BATCH,
    )


def _person(name: str, year: int, number: int) -> Citizen:
    """A day from 61 to 88, and a running number by the place in the row: no two are alike."""
    person = Citizen(first_name=name, last_name="Målløs")
    person.folded_name = danish_fold(str(person))
    day, month = 61 + number % 28, 1 + number // 28 % 12
    century = 4 if year >= 2000 else 0
    digits = f"{day:02d}{month:02d}{year % 100:02d}{century}{number // 336 % 1000:03d}"
    identity.give(person, digits)
    return person


def _workers(cases: list[Case], adviser: User, worker: User) -> None:
    """As many as one can work with; the rest are led by the adviser, who leads the team."""
    roles = [(case, adviser, WorkerRole.ADVISER) for case in cases[:OF_ONE_ADVISER]]
    roles += [(case, worker, WorkerRole.PRACTITIONER) for case in cases[:OF_ONE_WORKER]]
    CaseWorker.objects.bulk_create(
        (
            CaseWorker(case=case, user=user, role=role, starts_on=case.opened_on)
            for case, user, role in roles
        ),
        batch_size=BATCH,
    )


def _profiles(cases: list[Case], author: User) -> None:
    template = ProfileTemplate.objects.filter(about="family").order_by("pk")[0]
    now = timezone.now()
    profiles = DevelopmentProfile.objects.bulk_create(
        (
            DevelopmentProfile(
                template=template, case=case, unit=case.unit, opened_on=case.opened_on
            )
            for case in cases
        ),
        batch_size=BATCH,
    )
    goals = ProfileGoal.objects.bulk_create(
        (
            ProfileGoal(
                profile=profile,
                own_words=f"Mål {number}",
                own_words_by="child",
                opened_on=profile.opened_on,
                created_by=author,
                created_at=now,
            )
            for profile in profiles
            for number in range(GOALS)
        ),
        batch_size=BATCH,
    )
    _written(
        Score(
            goal=goal,
            rater=Rater.PRACTITIONER,
            value=(goal.pk + 3 * number) % 11,
            given_on=goal.opened_on + timedelta(days=21 * number),
            recorded_at=now,
            recorded_by=author,
        )
        for goal in goals
        for number in range(SCORES)
    )


def _written(rows: Iterator[Score] | Iterator[AuditEvent]) -> None:
    while some := list(islice(rows, AT_A_TIME)):
        type(some[0])._default_manager.bulk_create(some, batch_size=BATCH)


def _log(cases: list[Case], count: int, reader: User) -> None:
    """Reads of the first case, and one for each ten of them of the others."""
    now = timezone.now()
    month, label = month_of(now), Case._meta.label_lower

    def read(case: Case, number: int) -> AuditEvent:
        return AuditEvent(
            actor=reader,
            action="case.read",
            is_read=True,
            subject_type=label,
            subject_id=str(case.pk),
            unit_id=case.unit_id,
            detail={"way": "worker"},
            happened_at=now - timedelta(minutes=count - number),
            month=month,
        )

    _written(
        read(cases[0] if number % 10 else cases[number // 10 % len(cases)], number)
        for number in range(count + count // 9)
    )
