"""What a child and the parents see and say of goals, and what is shared between them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roedtraad.casework.cases.models import Case, FamilyAccess
from roedtraad.casework.cases.services import citizens
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Participation,
    PlannedAction,
    ProfileGoal,
    Rater,
    Score,
    Share,
)
from roedtraad.casework.profiles.queries.own_pages import own_pages
from roedtraad.casework.profiles.services import goals, scores, sharing
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.notices.models import Notice
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    return open_profile(case, team_leader, purpose="Ro om aftenen.")


@pytest.fixture
def goal(profile: DevelopmentProfile, team_leader: User) -> ProfileGoal:
    """Alma's own goal, in her words."""
    return agree_goal(profile, team_leader)


@pytest.fixture
def mothers_goal(profile: DevelopmentProfile, mothers: FamilyAccess, team_leader: User):
    """In the mother's words: she was there when it was agreed."""
    row = agree_goal(profile, team_leader, own_words="Jeg vil råbe mindre", own_words_by="parents")
    facts = {"held_on": timezone.localdate(), "manner": "conversation", "recognition": "yes"}
    goals.record_participation(row, facts, people=[mothers.citizen], acting_user=team_leader)
    return row


def _seen(access: FamilyAccess) -> list[str]:
    return [each.goal.own_words for each in own_pages(access.account).goals]


def _share(goal: ProfileGoal, kind: str, whose: FamilyAccess, to: FamilyAccess, by: User) -> Share:
    return sharing.share(
        *(goal.profile.case, kind, goal.pk, whose.citizen_id, to.citizen_id), acting_user=by
    )


def test_each_sees_their_own_goal_alone(
    goal: ProfileGoal,
    mothers_goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    fathers: FamilyAccess,
) -> None:
    assert (_seen(childs), _seen(mothers), _seen(fathers)) == ([WORDS], ["Jeg vil råbe mindre"], [])


def test_a_child_scores_as_the_child_and_pressing_twice_saves_once(
    client: Client, goal: ProfileGoal, childs: FamilyAccess
) -> None:
    enter(client, childs)
    sent = {"value": "6", "key": "6f0c2a4e-0d2b-4a1c-9a43-1f6f2d3e4b5a"}

    answers = [client.post(f"/mit/maal/{goal.pk}/taet-paa/", sent) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    [row] = Score.objects.all()
    assert (row.rater, row.value, row.citizen, row.recorded_by) == (
        *(Rater.CHILD, 6, childs.citizen),
        childs.account,
    )
    assert "Sidst sagde du 6" in client.get(f"/mit/maal/{goal.pk}/").content.decode()


def test_without_a_number_the_page_says_what_to_do(
    client: Client, goal: ProfileGoal, childs: FamilyAccess
) -> None:
    enter(client, childs)

    answer = client.post(f"/mit/maal/{goal.pk}/taet-paa/", {"key": "x"})

    assert answer.status_code == 422
    assert "Vælg et tal først." in answer.content.decode()
    assert not Score.objects.exists()


def test_change_it_is_noted_in_own_words_and_those_who_work_on_the_case_are_told(
    client: Client, goal: ProfileGoal, childs: FamilyAccess, team_leader: User
) -> None:
    enter(client, childs)
    address = f"/mit/maal/{goal.pk}/svar/"

    without = client.post(address, {"recognition": "change", "words": " "})
    too_long = client.post(address, {"recognition": "change", "words": "Nej! " * 500})
    client.post(address, {"recognition": "change", "words": "Kun i weekenden"})

    assert without.status_code == 422
    assert "Skriv lidt om hvorfor" in without.content.decode()
    assert "Skriv det lidt kortere." in too_long.content.decode()
    assert "Nej! Nej!" in too_long.content.decode()
    [row] = Participation.objects.filter(manner="own_pages")
    assert (row.recognition, row.wanted_changed) == ("change", "Kun i weekenden")
    assert list(row.people.all()) == [childs.citizen]
    assert Notice.objects.get(kind="case.family_wants_change").recipient == team_leader
    assert "Kun i weekenden" in client.get(f"/mit/maal/{goal.pk}/").content.decode()


def test_nobody_answers_in_anothers_name_or_of_what_they_may_not_see(
    goal: ProfileGoal, childs: FamilyAccess, mothers: FamilyAccess
) -> None:
    today = timezone.localdate()
    as_the_child = Given(Rater.CHILD, 9, today, citizen=childs.citizen)
    as_practitioner = Given(Rater.PRACTITIONER, 9, today, citizen=childs.citizen)
    own = Given(Rater.PARENT, 9, today, citizen=mothers.citizen)

    for account, given in (
        (mothers.account, as_the_child),
        (mothers.account, own),
        (childs.account, as_practitioner),
    ):
        with pytest.raises(Http404):
            scores.record_score(goal, given, acting_user=account)


def test_shared_with_one_parent_the_other_sees_nothing_of_it(
    goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    fathers: FamilyAccess,
    team_leader: User,
) -> None:
    scores.record_score(
        goal,
        Given(Rater.CHILD, 4, timezone.localdate(), citizen=childs.citizen),
        acting_user=childs.account,
    )

    _share(goal, "goal", childs, mothers, team_leader)
    [with_goal] = own_pages(mothers.account).goals
    _share(goal, "scores", childs, mothers, team_leader)
    [with_scores] = own_pages(mothers.account).goals

    assert (with_goal.whose, with_goal.others) == ("Alma", [])
    assert [score.value for score in with_scores.others[0].scores] == [4]
    assert _seen(fathers) == []


def test_a_share_on_authority_ends_with_it_and_one_with_the_person_does_not(
    case: Case,
    goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    fathers: FamilyAccess,
    team_leader: User,
) -> None:
    to_mother = _share(goal, "goal", childs, mothers, team_leader)
    to_father = _share(goal, "goal", childs, fathers, team_leader)
    authority = mothers.citizen.authority_over.get()
    citizens.end_authority(
        *(case, authority.pk),
        ends_on=timezone.localdate() - timedelta(days=1),
        acting_user=team_leader,
    )

    assert (to_mother.ground, to_father.ground) == ("authority", "person")
    assert (_seen(mothers), _seen(fathers)) == ([], [WORDS])


def test_a_child_shares_and_takes_back_and_takes_back_what_the_employee_shared(
    client: Client,
    goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    team_leader: User,
) -> None:
    enter(client, childs)
    address = f"/mit/maal/{goal.pk}/hvem/"

    client.post(address, {"kind": "goal", "with": mothers.citizen_id})
    shared = _seen(mothers)
    client.post(address, {"not": Share.objects.standing().get().pk})
    again = _share(goal, "goal", childs, mothers, team_leader)
    client.post(address, {"not": again.pk})

    assert (shared, _seen(mothers)) == ([WORDS], [])
    log = AuditEvent.objects.filter(subject_type="profiles.share").order_by("pk")
    assert [(row.action, row.actor) for row in log] == [
        ("share.made", childs.account),
        ("share.taken_back", childs.account),
        ("share.made", team_leader),
        ("share.taken_back", childs.account),
    ]


def test_a_parent_neither_shares_nor_takes_back_what_is_the_childs(
    goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    fathers: FamilyAccess,
    team_leader: User,
) -> None:
    row = _share(goal, "goal", childs, mothers, team_leader)

    with pytest.raises(Http404):
        _share(goal, "goal", childs, fathers, mothers.account)
    with pytest.raises(Http404):
        sharing.take_back(goal.profile.case, row.pk, acting_user=mothers.account)
    assert _seen(fathers) == []


def test_answering_about_a_goal_that_was_shared_does_not_make_it_ones_own(
    mothers_goal: ProfileGoal, mothers: FamilyAccess, fathers: FamilyAccess, team_leader: User
) -> None:
    row = _share(mothers_goal, "goal", mothers, fathers, team_leader)
    facts = {"held_on": timezone.localdate(), "manner": "own_pages", "recognition": "yes"}
    goals.record_participation(
        mothers_goal, facts, people=[fathers.citizen], acting_user=fathers.account
    )

    sharing.take_back(mothers_goal.profile.case, row.pk, acting_user=team_leader)

    assert _seen(fathers) == []


def test_taking_a_goal_back_takes_its_scores_back(
    goal: ProfileGoal, childs: FamilyAccess, mothers: FamilyAccess, team_leader: User
) -> None:
    scores.record_score(
        goal,
        Given(Rater.CHILD, 4, timezone.localdate(), citizen=childs.citizen),
        acting_user=childs.account,
    )
    _share(goal, "scores", childs, mothers, team_leader)
    of_goal = Share.objects.get(kind="goal")

    sharing.take_back(goal.profile.case, of_goal.pk, acting_user=team_leader)

    assert not Share.objects.standing().exists()


def test_one_is_not_shown_what_is_ones_own_and_nobody_outside_the_case_is_shown_anything(
    goal: ProfileGoal, childs: FamilyAccess, north: Unit, team_leader: User
) -> None:
    other = open_case(north, team_leader, digits="", name="Ivan").people.get().citizen_id

    with pytest.raises(ValidationError):
        _share(goal, "goal", childs, childs, team_leader)
    with pytest.raises(Http404):
        sharing.share(
            *(goal.profile.case, "goal", goal.pk, childs.citizen_id, other),
            acting_user=team_leader,
        )


def test_a_parent_of_another_child_reaches_no_goal_of_this_case(
    client: Client, goal: ProfileGoal, north: Unit, team_leader: User
) -> None:
    other = open_case(north, team_leader, digits="", name="Ivan")
    person = other.people.get()
    from roedtraad.casework.cases.services.family_access import lend_device

    enter(client, lend_device(other, person.pk, acting_user=team_leader))

    answers = [
        client.get(f"/mit/maal/{goal.pk}/"),
        client.post(f"/mit/maal/{goal.pk}/taet-paa/", {"value": "3"}),
        client.post(f"/mit/maal/{goal.pk}/svar/", {"recognition": "yes"}),
        client.post(f"/mit/maal/{goal.pk}/hvem/", {"kind": "goal", "with": person.citizen_id}),
        client.get(f"/mit/plan/{goal.profile_id}/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not Share.objects.exists()


def test_the_plan_is_read_by_whom_it_is_shared_with_and_holds_no_others_words(
    client: Client,
    goal: ProfileGoal,
    mothers_goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    team_leader: User,
) -> None:
    profile = goal.profile
    PlannedAction.objects.create(
        profile=profile,
        description="Ida ringer hver søndag",
        responsible="Ida",
        starts_on=profile.opened_on,
    )
    enter(client, mothers)
    address = f"/mit/plan/{profile.pk}/"
    before = client.get(address).status_code

    sharing.share(
        *(profile.case, "plan", profile.pk, None, mothers.citizen_id), acting_user=team_leader
    )

    page = client.get(address).content.decode()
    assert before == 404
    assert "Ro om aftenen." in page
    assert "Ida ringer hver søndag" in page
    assert "Jeg vil råbe mindre" in page
    assert WORDS not in page


def test_an_employee_shares_and_takes_back_on_the_case(
    client: Client,
    goal: ProfileGoal,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    team_leader: User,
) -> None:
    client.force_login(team_leader)
    address = f"/sager/{goal.profile.case_id}/familiens-sider/deling/"

    client.post(
        address,
        {
            **{"kind": "goal", "key": goal.pk, "owner": childs.citizen_id},
            "with_whom": mothers.citizen_id,
        },
    )
    page = client.get(address).content.decode()
    shared = _seen(mothers)
    client.post(address, {"taken_back": Share.objects.standing().get().pk})

    assert (shared, _seen(mothers)) == ([WORDS], [])
    assert "delt" in page
    assert "har ikke forældremyndighed i dag" in page


def test_every_look_at_own_pages_is_logged_without_a_word_of_them(
    client: Client, goal: ProfileGoal, childs: FamilyAccess
) -> None:
    enter(client, childs)

    client.get("/mit/")

    row = AuditEvent.objects.filter(action="case.family_read").latest("pk")
    assert (row.actor, row.subject_id, row.is_read) == (
        *(childs.account, str(childs.case_id)),
        True,
    )
    assert WORDS not in str(AuditEvent.objects.values())


def test_a_page_takes_as_many_queries_for_ten_goals_as_for_one(
    profile: DevelopmentProfile, goal: ProfileGoal, childs: FamilyAccess, team_leader: User
) -> None:
    with CaptureQueriesContext(connection) as one:
        own_pages(childs.account)
    for number in range(9):
        agree_goal(profile, team_leader, own_words=f"Mål {number}")

    with CaptureQueriesContext(connection) as ten:
        pages = own_pages(childs.account)

    assert len(pages.goals) == 10
    assert len(ten) == len(one)
