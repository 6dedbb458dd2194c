"""A few families whom the units of the demonstration work with. All are invented.

Their numbers are replacement numbers, whose day is one of no month, so they are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from roedtraad.casework.cases.ages import ADULT, TRANSITION_FROM
from roedtraad.casework.cases.models import Case, Citizen, FamilyRole, WorkerRole
from roedtraad.casework.cases.names import age_on
from roedtraad.casework.cases.services import (
    cases,
    citizens,
    consents,
    families,
    growing,
    merging,
    workers,
)
from roedtraad.casework.interventions.models import InterventionType
from roedtraad.casework.interventions.services import granted
from roedtraad.foundation.accounts.models import User

from .notes import keep_diaries
from .own_pages import open_own_pages
from .writing import World

R = FamilyRole
DISCUSSED = 200


@dataclass(frozen=True, eq=False)
class Member:
    """Somebody of a family."""

    first_name: str
    last_name: str
    role: str
    cpr: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """A case: the first member is whom it is about."""

    unit: str
    adviser: str
    practitioner: str
    group: int
    occasion: str
    days_ago: int
    members: tuple[Member, ...]
    closed_days_ago: int = 0


OPEN = (
    Family(
        *("Familieteam Øst", "teamleder", "medarbejder", 0),
        "Alma sover dårligt og går ikke i skole hver dag. Familien vil have ro om morgenen.",
        412,
        (
            Member("Alma", "Birkedal", R.SUBJECT, "7204154318"),
            Member("Viggo", "Birkedal", R.SUBJECT, "8711124713"),
            Member("Rikke", "Birkedal", R.MOTHER, "6305843212", {"phone": "70 00 00 01"}),
            Member("Jens", "Ågesen", R.FATHER, "7409813215", {"is_protected": True}),
            Member("Inger", "Birkedal", R.GRANDPARENT, "", {"phone": "70 00 00 02"}),
        ),
    ),
    Family(
        *("Familieteam Øst", "teamleder", "medarbejder", 0),
        "Storm bliver hurtigt vred i klassen. Mor og far er blevet skilt i år.",
        230,
        (
            Member("Storm", "Lillevang", R.SUBJECT, "6802164321"),
            Member("Camilla", "Lillevang", R.MOTHER, "7103873214"),
            Member("Thomas", "Nørrelund", R.FATHER, "6911853217"),
        ),
    ),
    Family(
        *("Familiehuset Strandgården", "leder", "medarbejder", 1),
        "Ung, der har brug for hjælp til hverdagen, når skolen slutter til sommer.",
        96,
        (
            Member("Nova", "Kløverbak", R.SUBJECT, "7611104316"),
            Member("Bente", "Kløverbak", R.FOSTER_PARENT, ""),
        ),
    ),
    Family(
        *("Familieteam Vest", "leder", "leder", 1),
        "Forældrene ønsker råd om søvn og måltider.",
        540,
        (
            Member("Elmer", "Tangsø", R.SUBJECT, "8308184315"),
            Member("Louise", "Tangsø", R.MOTHER, "6612903218"),
        ),
        closed_days_ago=60,
    ),
)


def meet_families(world: World, today: date) -> list[Case]:
    """Open the cases, put people on them, and note what is agreed; answers the cases."""
    users = {user.username: user for user in User.objects.exclude(password="")}
    groups = list(world.groups.values())
    met = [
        _meet(family, world, users, groups[family.group % len(groups)], today) for family in OPEN
    ]
    sister = _a_sister(met[1], users["teamleder"], today)
    _look_twice(met[0], users, today)
    _grow_up(met, users["leder"], today)
    open_own_pages(met[0], users["medarbejder"])
    keep_diaries(met, today)
    return [*met, sister]


def _meet(family: Family, world: World, users: dict[str, User], group: Any, today: date) -> Case:
    begun, adviser = today - timedelta(days=family.days_ago), users[family.adviser]
    first, *others = family.members
    case = cases.open_case(
        world.units[family.unit],
        {"target_group": group, "occasion": family.occasion, "opened_on": begun},
        child=_facts(first),
        digits=first.cpr,
        acting_user=adviser,
    )
    people = [*cases.subjects(case)]
    for member in others:
        row = cases.add_person(
            *(case, _facts(member), member.cpr),
            role=member.role,
            starts_on=begun,
            acting_user=adviser,
        )
        people.append(row.citizen)
    workers.put_on_case(
        *(case, users[family.practitioner]),
        role=WorkerRole.PRACTITIONER,
        starts_on=begun,
        acting_user=adviser,
    )
    _help(case, family, adviser, begun)
    _agree(case, dict(zip(family.members, people, strict=True)), adviser, begun)
    if family.closed_days_ago:
        cases.close_case(
            case,
            closed_on=today - timedelta(days=family.closed_days_ago),
            note="Familien klarer sig selv og kan ringe igen.",
            acting_user=adviser,
        )
    return case


def _help(case: Case, family: Family, adviser: User, begun: date) -> None:
    """What the family receives; the discussion of it is noted of the first families alone."""
    row = granted.begin_intervention(
        case,
        {
            "type": InterventionType.objects.get(code="BL-32-1-5"),
            "unit": case.unit,
            "purpose": "En rolig hverdag, som familien selv kan holde fast i.",
            "starts_on": begun + timedelta(days=14),
            "planned_to": begun + timedelta(days=400),
        },
        acting_user=adviser,
    )
    if family.days_ago > DISCUSSED:
        granted.record_discussion(
            row,
            {
                "held_on": begun + timedelta(days=9),
                "participants": "Emil Skovager, Familieteam Øst\nEva Holm, Fjordby Skole",
                "method": "Samtaler hjemme og på skolen",
                "reasons": "Familien ville begynde hjemme, og skolen kan følge med hver dag.",
            },
            acting_user=adviser,
        )
    if family.closed_days_ago:
        granted.end_intervention(
            row,
            ended_on=date.fromordinal(begun.toordinal() + family.days_ago - family.closed_days_ago),
            end_reason="reached",
            end_note="",
            acting_user=adviser,
        )


def _agree(case: Case, people: dict[Member, Citizen], adviser: User, begun: date) -> None:
    mothers = [who for member, who in people.items() if member.role == R.MOTHER]
    for child in [who for member, who in people.items() if member.role == R.SUBJECT]:
        for mother in mothers:
            citizens.give_authority(
                case,
                child=child,
                adult=mother,
                starts_on=child.born_on or begun,
                ends_on=None,
                acting_user=adviser,
            )
            consents.record_consent(
                case,
                {
                    "citizen": child,
                    "given_by": mother,
                    "from_whom": "Fjordby Skole",
                    "subject_matter": "Fravær og trivsel i klassen.",
                    "given_on": begun,
                    "ends_on": begun + timedelta(days=730),
                },
                acting_user=adviser,
            )


def _a_sister(known: Case, adviser: User, today: date) -> Case:
    """The second family's younger sister has a case of her own, with the same parents."""
    return families.open_for_sibling(
        *(known, known.unit),
        {
            "target_group": known.target_group,
            "occasion": "Signe er stille i børnehaven og savner sin far.",
            "opened_on": today - timedelta(days=40),
            "kle": "27.27.06",
            "acting_municipality": "751",
        },
        child={"first_name": "Signe", "last_name": "Lillevang", "sex": "female"},
        digits="6503204314",
        along=[row.pk for row in known.people.all()],
        acting_user=adviser,
    )


def _look_twice(first: Case, users: dict[str, User], today: date) -> None:
    """One child was registered twice, and somebody has opened a case in an emergency."""
    twin = cases.add_person(
        *(first, {"first_name": "Inger", "last_name": "Birkedahl"}, ""),
        role=R.RELATIVE,
        note="skrevet ind igen ved et møde",
        starts_on=today - timedelta(days=30),
        acting_user=users["teamleder"],
    )
    cases.change_person(
        *(first, twin.pk),
        role=R.RELATIVE,
        note=twin.note,
        ends_on=today - timedelta(days=2),
        acting_user=users["teamleder"],
    )
    grandmother = first.people.get(role=R.GRANDPARENT).citizen
    merging.merge_citizens(
        *(first, grandmother, twin.citizen),
        reason="Samme telefon og samme barnebarn.",
        acting_user=users["teamleder"],
    )
    workers.open_in_emergency(
        first.number,
        "Skolen ringede om Alma, og ingen fra teamet var til at få fat i.",
        acting_user=users["mads"],
    )


def _grow_up(met: list[Case], leader: User, today: date) -> None:
    """The birthdays that are near open their tasks, and one young person is on the way."""
    growing.open_due_tasks(today)
    for case in Case.objects.open_on(today).filter(pk__in=[row.pk for row in met]).order_by("pk"):
        for citizen in cases.subjects(case):
            if TRANSITION_FROM <= (age_on(citizen.born_on, today) or 0) < ADULT:
                growing.begin_transition(case, citizen, started_on=today, acting_user=leader)


def _facts(member: Member) -> dict[str, Any]:
    return {"first_name": member.first_name, "last_name": member.last_name, **member.facts}
