"""The organisation of Fjordby: units with their facts, and staff by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services import reorganising
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.reorganisation import Act

from .people import ADMINISTRATION, COUNCIL, PEOPLE

K = UnitKind
DIRECTORATE = "Direktionen"
TREE: list[tuple[str, UnitKind, list[str]]] = [
    (COUNCIL, K.COMMITTEE, ["Børne- og Familieudvalget", "Social- og Sundhedsudvalget"]),
    (COUNCIL, K.DIRECTORATE, [DIRECTORATE]),
    (DIRECTORATE, K.ADMINISTRATION, [ADMINISTRATION]),
    (
        ADMINISTRATION,
        K.DEPARTMENT,
        [
            *("Familie og Forebyggelse", "Børn med Handicap"),
            *("Voksne og Bosteder", "Sundhed og Trivsel"),
        ],
    ),
    (
        "Familie og Forebyggelse",
        K.AGREEMENT_UNIT,
        ["Familiehuset Strandgården", "Familieplejen", "Ungehuset Kajen"],
    ),
    (
        "Børn med Handicap",
        K.AGREEMENT_UNIT,
        ["Aflastningen Lyngbo", "Børnehuset Solsikken", "Børneterapien"],
    ),
    (
        "Voksne og Bosteder",
        K.AGREEMENT_UNIT,
        ["Bostedet Havblik", "Aktivitetshuset Værftet", "Støtte i Eget Hjem"],
    ),
    (
        "Sundhed og Trivsel",
        K.AGREEMENT_UNIT,
        ["Sundhedsplejen", "Pædagogisk Rådgivning", "Rusmiddelcentret Broen"],
    ),
    ("Familiehuset Strandgården", K.TEAM, ["Familieteam Øst", "Familieteam Vest"]),
    ("Støtte i Eget Hjem", K.TEAM, ["Støtteteam Nord", "Støtteteam Syd"]),
    ("Sundhedsplejen", K.TEAM, ["Team Småbørn", "Team Skolebørn"]),
]


@dataclass(frozen=True)
class Facts:
    """What a unit tells about itself; staff as it was three years ago."""

    unit_type: str
    address: str
    legal_basis: str
    staff: int
    full_time: str


SERVICE, CHILDREN, HEALTH = "Serviceloven", "Barnets lov", "Sundhedsloven"
FACTS = {
    "Familiehuset Strandgården": Facts(
        "Familiebehandling", "Strandgårdsvej 4", CHILDREN, 31, "28.6"
    ),
    "Familieplejen": Facts("Plejefamilier og tilsyn", "Rådhusgade 2", CHILDREN, 14, "13.2"),
    "Ungehuset Kajen": Facts(
        "Opholdssted og kontaktpersoner", "Nordkajen 11", CHILDREN, 22, "20.4"
    ),
    "Aflastningen Lyngbo": Facts("Aflastning for børn", "Lyngbakken 8", SERVICE, 27, "22.1"),
    "Børnehuset Solsikken": Facts(
        "Specialdagtilbud", "Engdraget 15", "Dagtilbudsloven", 19, "17.3"
    ),
    "Børneterapien": Facts("Fysio- og ergoterapi", "Engdraget 17", SERVICE, 12, "10.9"),
    "Bostedet Havblik": Facts("Botilbud for voksne", "Fyrvej 30", SERVICE, 46, "39.8"),
    "Aktivitetshuset Værftet": Facts(
        "Aktivitet og samvær", "Gamle Værftsvej 1", SERVICE, 16, "14.5"
    ),
    "Støtte i Eget Hjem": Facts("Bostøtte", "Rådhusgade 2", SERVICE, 38, "34.0"),
    "Sundhedsplejen": Facts("Sundhedspleje", "Skolevænget 3", HEALTH, 18, "16.2"),
    "Pædagogisk Rådgivning": Facts(
        "Psykologer og konsulenter", "Skolevænget 5", "Folkeskoleloven", 24, "22.7"
    ),
    "Rusmiddelcentret Broen": Facts(
        "Rusmiddelbehandling", "Brogade 19", "Sundhedsloven og serviceloven", 13, "12.4"
    ),
}


def found(administrator: User, *, on: date) -> Unit:
    """The council alone: somebody has to belong somewhere first."""
    return reorganising.found_tree(COUNCIL, K.COUNCIL, starts_on=on, acting_user=administrator)


def build(administrator: User, *, on: date, years: list[int]) -> dict[str, Unit]:
    """The whole tree below the council, with facts and staff; units by name."""
    units = {COUNCIL: Unit.objects.get(kind=K.COUNCIL)}
    for parent, kind, names in TREE:
        for name in names:
            act = Act(kind="create", on=on, names=(name,), unit_kind=kind, parent=units[parent].pk)
            reorganising.reorganise(act, acting_user=administrator)
            units[name] = Unit.objects.get(name=name)
    leaders = {person.unit: person for person in PEOPLE if person.title == "leder"}
    for number, (name, facts) in enumerate(FACTS.items()):
        leader = leaders[name]
        reorganising.correct_facts(
            units[name],
            {
                "unit_type": facts.unit_type,
                "address": f"{facts.address}, 9999 Fjordby",
                "phone": f"99 99 {10 + number} 00",
                "email": f"{leader.username}@fjordby.example",
                "leader_name": leader.name,
                "legal_basis": facts.legal_basis,
            },
            acting_user=administrator,
        )
        for place, year in enumerate(years):
            reorganising.record_staff(
                units[name],
                year,
                staff=Decimal(facts.staff + (number + place) % 3 - 1),
                full_time_equivalents=Decimal(facts.full_time) + Decimal(place - 1) / 2,
                acting_user=administrator,
            )
    return {unit.name: unit for unit in Unit.objects.all()}
