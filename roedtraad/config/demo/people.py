"""Who can sign in to the demonstration, one for every role at least."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitName, UnitPlacement

PASSWORD = "fjordby-demo-2026"  # noqa: S105  shown to everyone who starts the demonstration
FIRST_DAY = datetime.date(2020, 1, 1)


@dataclass(frozen=True)
class Person:
    """One login: who it is, and what they are where."""

    username: str
    first_name: str
    last_name: str
    role: Role
    unit: str


PEOPLE = [
    Person("administrator", "Agnete", "Rask", Role.ADMINISTRATOR, "Fjordby Byråd"),
    Person("konsulent", "Kirsten", "Holt", Role.CONSULTANT, "Fjordby Byråd"),
    Person("chef", "Preben", "Lund", Role.PRINCIPAL, "Børn og Familie"),
    Person("leder", "Lone", "Bjerre", Role.UNIT_LEADER, "Familiehuset"),
    Person("teamleder", "Torben", "Vang", Role.TEAM_LEADER, "Familiehuset"),
    Person("medarbejder", "Mette", "Krog", Role.EMPLOYEE, "Familiehuset"),
    Person("politiker", "Poul", "Ravn", Role.POLITICIAN, "Fjordby Byråd"),
    Person("dpo", "Dorte", "Prip", Role.DATA_PROTECTION_OFFICER, "Fjordby Byråd"),
]


def add_units() -> None:
    top = add_unit("Fjordby Byråd", UnitKind.COUNCIL, None)
    below = add_unit("Børn og Familie", UnitKind.ADMINISTRATION, top)
    add_unit("Familiehuset", UnitKind.AGREEMENT_UNIT, below)


def add_unit(name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    unit = Unit.objects.create(name=name, kind=kind, starts_on=FIRST_DAY)
    unit.path = f"{parent.path if parent else ''}{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitName.objects.create(unit=unit, name=name, starts_on=FIRST_DAY)
    UnitPlacement.objects.create(unit=unit, parent=parent, starts_on=FIRST_DAY)
    return unit


def add_people() -> None:
    for person in PEOPLE:
        user = User.objects.create_user(
            person.username,
            f"{person.username}@fjordby.example",
            PASSWORD,
            first_name=person.first_name,
            last_name=person.last_name,
        )
        unit = Unit.objects.get(name=person.unit)
        Membership.objects.create(user=user, unit=unit, role=person.role, starts_on=FIRST_DAY)
