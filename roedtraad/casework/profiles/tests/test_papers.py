"""What a paper for somebody of the family may hold: theirs, and what is shared with them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.services import cases
from roedtraad.casework.cases.tests.factories import OPENED, add_mother, open_case
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import quarter_of
from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileGoal
from roedtraad.casework.profiles.services import evaluations, goals, sharing
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
WORDS = {"child": "Barnets mål", "mother": "Mors mål", "father": "Fars mål"}
Printed = Callable[[str], set[str]]


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def people(case: Case, team_leader: User) -> dict[str, Citizen]:
    """Alma with her mother and her father."""
    mother = add_mother(case, team_leader).citizen
    father = cases.add_person(
        *(case, {"first_name": "Jens"}, ""),
        role="father",
        starts_on=OPENED,
        acting_user=team_leader,
    ).citizen
    child = case.people.get(role="subject").citizen
    return {"child": child, "mother": mother, "father": father}


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    return open_profile(case, team_leader)


@pytest.fixture
def agreed(
    profile: DevelopmentProfile, people: dict[str, Citizen], team_leader: User
) -> dict[str, ProfileGoal]:
    """A goal in the words of each of them."""
    found = {}
    for who, words in WORDS.items():
        by = "child" if who == "child" else "parents"
        facts = {"own_words": words, "own_words_by": by, "high_anchor": f"Nået: {words}"}
        goal = agree_goal(profile, team_leader, **facts)
        told = {"held_on": goal.opened_on, "manner": "conversation", "recognition": "yes"}
        goals.record_participation(goal, told, people=[people[who]], acting_user=team_leader)
        found[who] = goal
    return found


def _readers(people: dict[str, Citizen]) -> dict[str, str]:
    rater = {"child": "child", "mother": "parent", "father": "parent"}
    return {who: f"{rater[who]}-{citizen.pk}" for who, citizen in people.items()} | {"all": ""}


def _told(page: str) -> set[str]:
    """Whose goals stand there."""
    return {who for who, words in WORDS.items() if words in page}


@pytest.fixture
def printed(
    client: Client,
    profile: DevelopmentProfile,
    agreed: dict[str, ProfileGoal],
    people: dict[str, Citizen],
    team_leader: User,
) -> Printed:
    """The plan as it is printed for one of them."""
    client.force_login(team_leader)
    plan = address(profile, "plan_sheet", citizen=people["child"].pk)
    readers = _readers(people)
    return lambda who: _told(client.get(plan, {"reader": readers[who]}).content.decode())


def test_each_plan_holds_its_readers_own_goals_and_for_all_none(printed: Printed) -> None:
    found = {who: printed(who) for who in (*WORDS, "all")}

    assert found == {who: {who} for who in WORDS} | {"all": set()}


def test_what_one_parent_may_see_is_not_in_the_others(
    printed: Printed,
    case: Case,
    agreed: dict[str, ProfileGoal],
    people: dict[str, Citizen],
    team_leader: User,
) -> None:
    goal = agreed["child"].pk
    made = sharing.share(case, "goal", goal, None, people["mother"].pk, acting_user=team_leader)
    shared = {who: printed(who) for who in (*WORDS, "all")}
    sharing.share(case, "goal", goal, None, people["father"].pk, acting_user=team_leader)
    with_both = printed("all")
    sharing.take_back(case, made.pk, acting_user=team_leader)

    assert shared == {
        **{"child": {"child"}, "mother": {"child", "mother"}},
        **{"father": {"father"}, "all": set()},
    }
    assert with_both == {"child"}
    assert (printed("mother"), printed("father")) == ({"mother"}, {"child", "father"})


def test_the_plan_is_for_the_child_and_tells_the_employee_what_is_kept_back(
    client: Client,
    profile: DevelopmentProfile,
    agreed: dict[str, ProfileGoal],
    people: dict[str, Citizen],
    team_leader: User,
) -> None:
    client.force_login(team_leader)

    page = client.get(address(profile, "plan_sheet", citizen=people["child"].pk)).content.decode()
    common = client.get(address(profile, "plan_sheet", citizen=0)).content.decode()

    assert (_told(page), _told(common)) == ({"child"}, {"child"})
    assert "2 mål står ikke på siden" in page


def test_an_evaluation_says_others_goals_in_the_professionals_words(
    client: Client,
    case: Case,
    profile: DevelopmentProfile,
    agreed: dict[str, ProfileGoal],
    people: dict[str, Citizen],
    team_leader: User,
) -> None:
    quarter = quarter_of(timezone.localdate()).starts_on
    row = evaluations.begin_evaluation(profile, quarter, acting_user=team_leader)
    client.force_login(team_leader)
    page = address(profile, "evaluation_family", evaluation=row.pk)

    found = {
        who: _told(client.get(page, {"reader": key}).content.decode())
        for who, key in _readers(people).items()
    }

    assert found == {who: {who} for who in WORDS} | {"all": set()}
