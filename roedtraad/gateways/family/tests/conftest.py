"""A case with a child and both parents, each with pages of their own."""

import pytest

from roedtraad.casework.cases.models import Case, CasePerson, FamilyAccess
from roedtraad.casework.cases.services import cases, citizens, family_access
from roedtraad.casework.cases.tests.factories import OPENED, add_mother, open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    """Alma's case: her mother has parental authority, her father has none."""
    case = open_case(north, team_leader)
    mother = add_mother(case, team_leader)
    child = case.people.get(role="subject")
    citizens.give_authority(
        case,
        child=child.citizen,
        adult=mother.citizen,
        starts_on=OPENED,
        ends_on=None,
        acting_user=team_leader,
    )
    cases.add_person(
        *(case, {"first_name": "Jens", "last_name": "Ågesen"}, ""),
        role="father",
        starts_on=OPENED,
        acting_user=team_leader,
    )
    return case


@pytest.fixture
def child(case: Case) -> CasePerson:
    return case.people.get(role="subject")


@pytest.fixture
def mother(case: Case) -> CasePerson:
    return case.people.get(role="mother")


@pytest.fixture
def father(case: Case) -> CasePerson:
    return case.people.get(role="father")


def _opened(person: CasePerson, by: User) -> FamilyAccess:
    return family_access.lend_device(person.case, person.pk, acting_user=by)


@pytest.fixture
def childs(child: CasePerson, team_leader: User) -> FamilyAccess:
    return _opened(child, team_leader)


@pytest.fixture
def mothers(mother: CasePerson, team_leader: User) -> FamilyAccess:
    return _opened(mother, team_leader)


@pytest.fixture
def fathers(father: CasePerson, team_leader: User) -> FamilyAccess:
    return _opened(father, team_leader)
