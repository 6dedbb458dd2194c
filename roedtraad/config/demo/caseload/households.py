"""A family of the population as rows: people, case, workers, what they receive, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import numpy as np

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    Citizen,
    FamilyRole,
    ParentalAuthority,
    TargetGroup,
    WorkerRole,
)
from roedtraad.casework.interventions.models import (
    Intervention,
    InterventionType,
    ReferralDiscussion,
)
from roedtraad.config.demo.population.meeting import YEAR
from roedtraad.config.demo.population.tables import REASONS, Population
from roedtraad.config.demo.population.told import UNTIL_CLOSED
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_fold
from roedtraad.foundation.organisation.models import Unit

from . import names, words
from .ledger import Ledger, Told


@dataclass(frozen=True)
class Place:
    """Where a family is met: the unit of the case, who is responsible and who works with them."""

    unit: Unit
    adviser: User
    practitioner: User
    group: TargetGroup
    type: InterventionType


@dataclass
class Household:
    """A family's rows, as later ones name them."""

    number: int
    place: Place
    case: Case
    subjects: dict[int, Citizen]  # by their place among the population's children
    parents: list[Citizen]
    intervention: Intervention

    def told(self, action: str, *, by: User | None = None, **links: Any) -> Told:
        return Told(action, by or self.place.practitioner, self.place.unit, links)


class Households:
    """Writes the families of a population into a ledger; the names come by chance of their own."""

    def __init__(self, population: Population, ledger: Ledger, seed: int) -> None:
        self.population, self.ledger = population, ledger
        self.chance = np.random.default_rng([seed, 1])
        self.count = 0

    def meet(self, number: int, place: Place) -> Household:
        """Open the case of a family and begin what it receives."""
        families = self.population.families
        opened, starts = (
            date.fromordinal(int(column[number]))
            for column in (families.opened_on, families.starts_on)
        )
        is_adult = families.adults[number] == 0
        case = Case(
            number=uuid4().hex[:20],
            unit=place.unit,
            target_group=place.group,
            occasion=self._one_of(words.ADULT_OCCASIONS if is_adult else words.OCCASIONS),
            opened_on=opened,
        )
        self.ledger.add(opened, case, Told("case.opened", place.adviser, place.unit))
        subjects = self._subjects(number, case, place)
        parents = self._parents(number, case, place, list(subjects.values()))
        self._put_on(case, place, opened, starts)
        row = self._begin(case, place, number, starts)
        return Household(number, place, case, subjects, parents, row)

    def end(self, home: Household, last_day: date) -> None:
        """End what a family received and close the case, if that was so by the last day."""
        families = self.population.families
        ended_on = int(families.ended_on[home.number])
        if not ended_on:
            return
        day, reason = date.fromordinal(ended_on), REASONS[families.reason[home.number]]
        self.ledger.change(
            *(day, home.intervention, home.told("intervention.ended", case=home.case)),
            ended_on=day,
            end_reason=reason,
        )
        closed_on = day + timedelta(days=UNTIL_CLOSED)
        if closed_on <= last_day:
            self.ledger.change(
                *(closed_on, home.case, home.told("case.closed", by=home.place.adviser)),
                closed_on=closed_on,
                closing_note=words.CLOSING[reason],
            )

    def _subjects(self, number: int, case: Case, place: Place) -> dict[int, Citizen]:
        children = self.population.children
        is_adult = self.population.families.adults[number] == 0
        found = {}
        for child in np.flatnonzero(children.family == number):
            born_on = date.fromordinal(int(children.born_on[child]))
            sex = "female" if self.chance.random() < 0.5 else "male"
            citizen = self._citizen(number, born_on, sex, is_adult=bool(is_adult))
            self._on_case(case, citizen, FamilyRole.SUBJECT, place)
            found[int(child)] = citizen
        return found

    def _parents(
        self, number: int, case: Case, place: Place, children: list[Citizen]
    ) -> list[Citizen]:
        roles = ((FamilyRole.MOTHER, "female"), (FamilyRole.FATHER, "male"))
        if not self.population.families.adults[number]:
            return []
        eldest = min(child.born_on for child in children if child.born_on is not None)
        found = []
        for role, sex in roles[: int(self.population.families.adults[number])]:
            born_on = eldest - timedelta(days=int(YEAR * self.chance.uniform(21, 36)))
            parent = self._citizen(number, born_on, sex, is_adult=True)
            self._on_case(case, parent, role, place)
            found.append(parent)
            for child in children:
                since = child.born_on or case.opened_on
                row = ParentalAuthority(child=child, adult=parent, starts_on=since)
                told = Told("parentalauthority.created", place.adviser, place.unit)
                self.ledger.add(case.opened_on, row, told)
        return found

    def _citizen(self, number: int, born_on: date, sex: str, *, is_adult: bool) -> Citizen:
        self.count += 1
        first = names.first_name(self.chance, sex, is_adult=is_adult)
        citizen = Citizen(first_name=first, last_name=names.last_name(number), sex=sex)
        identity.give(citizen, names.replacement_number(born_on, self.count))
        citizen.folded_name = danish_fold(str(citizen))
        return citizen

    def _on_case(self, case: Case, citizen: Citizen, role: FamilyRole, place: Place) -> None:
        told = Told("citizen.created", place.adviser, place.unit)
        self.ledger.add(case.opened_on, citizen, told)
        row = CasePerson(case=case, citizen=citizen, role=role, starts_on=case.opened_on)
        self.ledger.add(case.opened_on, row)

    def _put_on(self, case: Case, place: Place, opened: date, starts: date) -> None:
        told = Told("case.worker_added", place.adviser, place.unit)
        for user, role, on in (
            (place.adviser, WorkerRole.ADVISER, opened),
            (place.practitioner, WorkerRole.PRACTITIONER, starts),
        ):
            row = CaseWorker(case=case, user=user, role=role, starts_on=on)
            self.ledger.add(on, row)
            self.ledger.days[on].told.append((case, told))

    def _begin(self, case: Case, place: Place, number: int, starts: date) -> Intervention:
        families = self.population.families
        is_adult = families.adults[number] == 0
        row = Intervention(
            case=case,
            type=place.type,
            unit=place.unit,
            purpose=self._one_of(words.ADULT_PURPOSES if is_adult else words.PURPOSES),
            starts_on=starts,
            planned_to=date.fromordinal(int(families.planned_to[number])),
        )
        told = Told("intervention.begun", place.adviser, place.unit, {"case": case})
        self.ledger.add(starts, row, told)
        if families.discussed_on[number]:
            discussion = ReferralDiscussion(
                intervention=row,
                held_on=date.fromordinal(int(families.discussed_on[number])),
                participants=f"{place.adviser}, {place.unit.name}",
                method="Samtaler og øvelser i hverdagen",
                reasons="Det er det mindst indgribende, der kan hjælpe.",
                recorded_by=place.adviser,
            )
            told = Told("referraldiscussion.created", place.adviser, place.unit, {"case": case})
            self.ledger.add(starts, discussion, told)
        return row

    def _one_of(self, texts: tuple[str, ...]) -> str:
        return texts[int(self.chance.integers(len(texts)))]
