"""Every page of the family's, as another of the family: what is a child's is the child's alone."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from roedtraad.casework.cases.models import Case, CasePerson, FamilyAccess
from roedtraad.casework.cases.services import cases, family_access
from roedtraad.casework.cases.tests.factories import OPENED, add_mother, open_case
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Participation,
    Rater,
    Response,
    Score,
    Share,
)
from roedtraad.casework.profiles.queries.own_questionnaires import own_questionnaires
from roedtraad.casework.profiles.services import scores
from roedtraad.casework.profiles.services.instruments_responses import Told
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.casework.profiles.services.own_responses import record_own_response
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db
SAID = "Kun mig der ved det"
AT_THE_DOOR = ("sign_in", "over", "sign_out", "language")
OTHERS = ("the father", "the sister", "a mother of another case")


def _routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Those of the family's own pages that somebody who is there can open."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry)
        elif str(entry.pattern).startswith("mit/") and entry.name not in AT_THE_DOOR:
            yield entry


def _example(route: URLPattern, named: dict[str, dict[str, int]]) -> str:
    values = named.get(str(route.name), named["goal"])
    return re.sub(r"<int:(\w+)>", lambda part: str(values[part[1]]), f"/{route.pattern}")


@pytest.fixture
def named(case: Case, childs: FamilyAccess, team_leader: User) -> dict[str, dict[str, int]]:
    """What addresses name that is Alma's: her goal, the plan, the questionnaire about her."""
    install_instruments()
    profile: DevelopmentProfile = open_profile(case, team_leader)
    goal = agree_goal(profile, team_leader, citizen=childs.citizen)
    given = Given(rater=Rater.CHILD, value=4, given_on=timezone.localdate(), citizen=childs.citizen)
    scores.record_score(goal, given, acting_user=childs.account)
    own = own_questionnaires(childs)[0]
    item = own.version.items.all()[0]
    told = Told(
        version=own.version,
        citizen=childs.citizen,
        informant=own.seat.informant,
        answered_on=timezone.localdate(),
        answered_by=childs.citizen,
        answers={item.number: item.answer_set.options.all()[0].value},
        comment=SAID,
    )
    record_own_response(told, acting_user=childs.account)
    return {
        "plan": {"pk": profile.pk},
        "questionnaire": {"version": own.version.pk, "about": childs.citizen_id},
        "goal": {"pk": goal.pk},
    }


def _access(who: str, case: Case, north: Unit, by: User) -> FamilyAccess:
    if who == "a mother of another case":
        person: CasePerson = add_mother(open_case(north, by, digits="", name="Bo"), by, digits="")
    elif who == "the sister":
        facts = {"first_name": "Freja", "last_name": "Birkedal"}
        person = cases.add_person(
            *(case, facts, ""), role="subject", starts_on=OPENED, acting_user=by
        )
    else:
        person = case.people.get(role="father")
    return family_access.lend_device(person.case, person.pk, acting_user=by)


@pytest.mark.parametrize("who", OTHERS)
def test_another_of_the_family_reaches_nothing_of_a_childs(
    client: Client,
    case: Case,
    named: dict[str, dict[str, int]],
    north: Unit,
    team_leader: User,
    who: str,
) -> None:
    access = _access(who, case, north, team_leader)
    kept = (Score, Participation, Response, Share)
    before = [model.objects.count() for model in kept]
    enter(client, access)

    told, open_to = [], []
    for route in (routes := list(_routes())):
        address = _example(route, named)
        answers = [client.get(address), client.post(address)]
        told += [route.name for each in answers if _tells(each.content.decode())]
        if "<int" in str(route.pattern):
            open_to += [route.name for each in answers if each.status_code not in (404, 405)]

    assert len(routes) == 9
    assert (told, open_to) == ([], [])
    assert [model.objects.count() for model in kept] == before


def _tells(page: str) -> bool:
    return WORDS in page or SAID in page


def test_what_one_has_answered_stands_on_ones_own_page(
    client: Client, named: dict[str, dict[str, int]], childs: FamilyAccess
) -> None:
    enter(client, childs)

    page = client.get("/mit/").content.decode()

    assert "Det har du svaret før" in page
    assert SAID in page
    assert "Hvordan har du det?" in page


def test_the_last_page_is_in_the_language_of_the_visit(
    client: Client, childs: FamilyAccess
) -> None:
    enter(client, childs)
    client.post("/mit/sprog/", {"language": "en", "next": "/mit/"})

    page = client.post("/mit/luk/", follow=True).content.decode()

    assert '<html lang="en">' in page
    assert "The page is closed" in page
