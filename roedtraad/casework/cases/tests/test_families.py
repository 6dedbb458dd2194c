import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.casework.cases.models import Case, CasePerson, Family, FamilyRole
from roedtraad.casework.cases.queries.families import family_of
from roedtraad.casework.cases.services import cases, families
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
VIGGO = "8711124713"  # a replacement number: nobody's


@pytest.fixture
def alma(north: Unit, team_leader: User) -> Case:
    case = open_case(north, team_leader)
    add_mother(case, team_leader)
    return case


def _viggo(unit: Unit, user: User, *, with_mother: bool = True) -> Case:
    case = open_case(unit, user, digits=VIGGO, name="Viggo")
    if with_mother:
        add_mother(case, user)
    return case


def _page(client: Client, case: Case, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("cases:case", args=[case.pk])).content.decode()


def test_two_cases_with_a_parent_in_common_are_proposed_as_one_family(
    client: Client, alma: Case, north: Unit, team_leader: User
) -> None:
    other = _viggo(north, team_leader)

    before = _page(client, alma, team_leader)
    client.post(reverse("cases:family", args=[alma.pk]), {"name": "Birkedal", "others": [other.pk]})
    after = _page(client, other, team_leader)

    assert "Er de af samme familie?" in before
    assert "Viggo Birkedal" in before
    assert "Er de af samme familie?" not in after
    assert reverse("cases:case", args=[alma.pk]) in after
    assert Family.objects.get().cases.count() == 2


def test_a_siblings_case_that_one_may_not_open_is_not_mentioned(
    client: Client, alma: Case, south: Unit, team_leader: User, outsider: User
) -> None:
    other = _viggo(south, outsider)
    family = Family.objects.create(name="Birkedal")
    Case.objects.update(family=family)

    pages = [_page(client, alma, team_leader), _page(client, other, outsider)]

    assert "Viggo" not in pages[0]
    assert "Alma" not in pages[1]
    assert "Ingen, som du må åbne." in pages[0]


def test_cases_of_others_are_not_proposed_and_cannot_be_put_in_a_family(
    client: Client, alma: Case, south: Unit, team_leader: User, outsider: User
) -> None:
    other = _viggo(south, outsider)
    page = _page(client, alma, team_leader)

    answer = client.post(
        reverse("cases:family", args=[alma.pk]), {"name": "Birkedal", "others": [other.pk]}
    )

    assert "Viggo" not in page
    assert answer.status_code in (302, 422)
    other.refresh_from_db()
    assert other.family is None


def test_the_case_of_a_sister_is_opened_with_the_family_that_is_known(
    client: Client, alma: Case, north: Unit, team_leader: User
) -> None:
    sister = cases.add_person(
        *(alma, {"first_name": "Liv", "last_name": "Birkedal"}, ""),
        role=FamilyRole.SIBLING,
        acting_user=team_leader,
    )
    child, mother = alma.people.get(role="subject"), alma.people.get(role="mother")
    client.force_login(team_leader)

    answer = client.post(
        reverse("cases:sibling_new", args=[alma.pk]),
        {
            **{"about": sister.pk, "along": [child.pk, mother.pk], "unit": north.pk},
            **{"role": "adviser", "opened_on": "1. marts 2026"},
        },
    )

    case = Case.objects.latest("pk")
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    roles = {(row.citizen_id, row.role) for row in case.people.all()}
    assert roles == {
        (sister.citizen_id, "subject"),
        (child.citizen_id, "sibling"),
        (mother.citizen_id, "mother"),
    }
    alma.refresh_from_db()
    assert (case.family, case.family.name) == (alma.family, "Birkedal")


def test_a_brother_nobody_knew_is_noted_on_the_first_case_too(
    alma: Case, north: Unit, team_leader: User
) -> None:
    case = families.open_for_sibling(
        *(alma, north, {"opened_on": alma.opened_on}),
        child={"first_name": "Viggo", "last_name": "Birkedal"},
        digits=VIGGO,
        acting_user=team_leader,
    )

    [viggo] = cases.subjects(case)
    assert alma.people.get(citizen=viggo).role == FamilyRole.SIBLING


def test_without_a_name_the_sisters_case_is_not_opened_and_it_is_told(
    client: Client, alma: Case, north: Unit, team_leader: User
) -> None:
    client.force_login(team_leader)

    answer = client.post(
        reverse("cases:sibling_new", args=[alma.pk]),
        {"unit": north.pk, "role": "adviser", "opened_on": "1. marts 2026", "occasion": "Ro"},
    )

    assert answer.status_code == 422
    assert "Skriv, hvem sagen handler om." in answer.content.decode()
    assert Case.objects.count() == 1


def test_a_case_brings_the_rest_of_its_family_along(
    alma: Case, north: Unit, south: Unit, team_leader: User, outsider: User
) -> None:
    viggo = _viggo(north, team_leader)
    hidden = _viggo(south, outsider)
    Case.objects.filter(pk__in=[viggo.pk, hidden.pk]).update(
        family=Family.objects.create(name="Birk")
    )

    families.set_family(alma, "Birkedal", [viggo.pk], acting_user=team_leader)

    assert [row.name for row in Family.objects.all()] == ["Birkedal"]
    assert Family.objects.get().cases.count() == 3
    assert AuditEvent.objects.filter(action="case.family_joined").count() == 3


def test_what_is_not_ticked_leaves_and_an_empty_family_goes(
    alma: Case, north: Unit, team_leader: User
) -> None:
    viggo = _viggo(north, team_leader)
    families.set_family(alma, "Birkedal", [viggo.pk], acting_user=team_leader)

    families.set_family(alma, "Birkedal", [], acting_user=team_leader)
    viggo.refresh_from_db()
    left = viggo.family
    families.set_family(alma, "", [], acting_user=team_leader)

    assert left is None
    assert not Family.objects.exists()


def test_the_family_takes_as_many_queries_for_five_cases_as_for_one(
    alma: Case, north: Unit, team_leader: User
) -> None:
    others = [_viggo(north, team_leader)]
    families.set_family(alma, "Birkedal", [others[0].pk], acting_user=team_leader)
    alma.refresh_from_db()
    with CaptureQueriesContext(connection) as one:
        family_of(team_leader, alma)
    mother = alma.people.get(role="mother").citizen
    for _each in range(4):
        case = open_case(north, team_leader, digits="", name="Bo")
        CasePerson.objects.create(
            case=case, citizen=mother, role="mother", starts_on=case.opened_on
        )

    with CaptureQueriesContext(connection) as five:
        found = family_of(team_leader, alma)

    assert (len(found.others), len(found.proposed)) == (1, 4)
    assert len(five) <= len(one)
