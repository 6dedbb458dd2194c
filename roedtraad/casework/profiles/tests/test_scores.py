from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.models import ProfileGoal, Rater, Score
from roedtraad.casework.profiles.queries.scores import course_of, missing_of
from roedtraad.casework.profiles.queries.scoring import families_to_score, items
from roedtraad.casework.profiles.services import goals, scores
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import OPENED, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def goal(case: Case, team_leader: User) -> ProfileGoal:
    return agree_goal(open_profile(case, team_leader), team_leader, aim=8)


@pytest.fixture
def practitioner(case: Case, employee: User, team_leader: User) -> User:
    workers.put_on_case(
        *(case, employee), role="practitioner", starts_on=OPENED, acting_user=team_leader
    )
    return employee


def _give(goal: ProfileGoal, user: User, value: int | None, days: int, **more: Any) -> Score:
    """A score given `days` after the goal was agreed, and written down that day."""
    on = goal.opened_on + timedelta(days=days)
    given = Given(**{"rater": Rater.CHILD, "value": value, "given_on": on, **more})
    with time_machine.travel(f"{on} 10:00+00:00"):
        return scores.record_score(goal, given, acting_user=user)


def test_each_rater_and_each_parent_has_a_line_of_their_own(
    goal: ProfileGoal, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader).citizen
    for days, value in ((0, 3), (150, 6)):
        _give(goal, team_leader, value, days)
        _give(goal, team_leader, value - 1, days, rater=Rater.PARENT, citizen=mother)

    raters = course_of([goal])[goal.pk].raters

    assert [rater.sentence for rater in raters] == [
        "Barnet: fra 3 til 6 på 5 måneder (2 scorer).",
        "Rikke: fra 2 til 5 på 5 måneder (2 scorer).",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([(0, 3), (27, 9)], "Barnet: 9 den 28. april 2025. For få målinger"),
        ([(0, 3), (28, 9)], "Barnet: fra 3 til 9 på 28 dage (2 scorer)."),
        ([(0, None)], "Barnet: spurgt, ikke vurderet."),
        ([(0, 3), (40, None)], "Barnet: 3 den 1. april 2025. For få målinger"),
    ],
)
def test_change_is_told_only_where_first_and_last_are_far_enough_apart(
    goal: ProfileGoal, team_leader: User, given: list[tuple[int, int | None]], said: str
) -> None:
    for days, value in given:
        _give(goal, team_leader, value, days)

    [rater] = course_of([goal])[goal.pk].raters

    assert rater.sentence.startswith(said)


def test_the_better_end_is_up_in_the_picture_also_where_lower_is_better(
    goal: ProfileGoal, team_leader: User
) -> None:
    ffb = agree_goal(goal.profile, team_leader, scale="ffb")
    _give(ffb, team_leader, 0, 0)

    [rater] = course_of([ffb])[ffb.pk].raters

    assert 'class="course-dot" cx="138.0" cy="14.0"' in rater.picture


def test_the_courses_of_ten_goals_take_as_many_queries_as_of_one(
    goal: ProfileGoal, team_leader: User
) -> None:
    more = [agree_goal(goal.profile, team_leader) for _each in range(9)]
    for each in (goal, *more):
        _give(each, team_leader, 4, 0)

    with CaptureQueriesContext(connection) as asked:
        found = course_of([goal, *more])

    assert (len(found), len(asked)) == (10, 3)


def test_late_and_missing_scores_are_told(goal: ProfileGoal, team_leader: User) -> None:
    on = OPENED + timedelta(days=1)
    with time_machine.travel(f"{on + timedelta(days=8)} 10:00+00:00"):
        given = Given(rater=Rater.CHILD, value=4, given_on=on)
        scores.record_score(goal, given, acting_user=team_leader)
    _give(goal, team_leader, 5, 30, rater=Rater.TEACHER)

    with time_machine.travel(f"{on + timedelta(days=35)} 10:00+00:00"):
        course = course_of([goal])[goal.pk]

    assert (course.late, course.missing) == (1, ["Barnet"])


def test_a_goal_nobody_has_scored_in_a_month_is_missing_too(
    goal: ProfileGoal, team_leader: User
) -> None:
    with time_machine.travel(f"{OPENED + timedelta(days=31)} 10:00+00:00"):
        before = missing_of([goal])[goal.pk]
    after = missing_of([goal])[goal.pk]
    goals.close_goal(goal, closed_on=OPENED, outcome="reached", acting_user=team_leader)
    goal.refresh_from_db()

    closed = missing_of([goal])[goal.pk]

    assert (before, after, closed) == ([], [""], [])


def test_what_is_missing_is_one_thing_to_do_for_each_case(
    goal: ProfileGoal, practitioner: User, team_leader: User, leader: User
) -> None:
    agree_goal(goal.profile, team_leader)

    [item] = items(practitioner, timezone.localdate())

    assert item.label == "Alma Birkedal: 2 mål er ikke scoret i en måned"
    assert list(items(leader, timezone.localdate())) == []


def test_the_families_of_a_practitioner_are_those_with_open_goals(
    north: Unit, goal: ProfileGoal, practitioner: User, team_leader: User
) -> None:
    open_case(north, team_leader, digits="", name="Storm")

    [family] = families_to_score(practitioner)

    assert (family.heading, family.goals, family.unscored) == ("Alma Birkedal", 1, 1)


def test_a_score_undone_at_once_lets_the_one_before_it_count(
    goal: ProfileGoal, team_leader: User
) -> None:
    first = _give(goal, team_leader, 4, 3)
    second = scores.record_score(
        goal, Given(Rater.CHILD, 9, given_on=first.given_on), acting_user=team_leader
    )

    for _twice in range(2):
        scores.undo_score(second.key, acting_user=team_leader)

    assert [row.value for row in Score.objects.current()] == [4]


def test_a_score_is_not_undone_by_others_nor_long_after(
    goal: ProfileGoal, team_leader: User, leader: User
) -> None:
    old = _give(goal, team_leader, 4, 3)

    with pytest.raises(ValidationError, match="for længe siden"):
        scores.undo_score(old.key, acting_user=team_leader)
    with pytest.raises(Http404):
        scores.undo_score(old.key, acting_user=leader)
    scores.undo_score(uuid4(), acting_user=leader)

    assert Score.objects.current().count() == 1


def test_a_withdrawn_score_is_kept_with_its_reason_which_the_log_does_not_have(
    client: Client, goal: ProfileGoal, case: Case, practitioner: User
) -> None:
    score = _give(goal, practitioner, 4, 3)
    client.force_login(practitioner)
    address = reverse("profiles:score_withdraw", args=[case.pk, goal.pk, score.pk])

    unsaid = client.post(address, {"reason": " "})
    client.post(address, {"reason": "Alma mente det andet mål"})

    page = client.get(reverse("profiles:score_list", args=[case.pk, goal.pk])).content.decode()
    assert unsaid.status_code == 422
    assert "trukket tilbage af" in page
    assert "Alma mente det andet mål" in page
    assert not Score.objects.current().exists()
    assert "mente" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_number_tapped_is_saved_and_who_scores_is_remembered(
    client: Client, goal: ProfileGoal, case: Case, practitioner: User
) -> None:
    add_mother(case, practitioner)
    mother = case.people.get(role="mother").citizen
    client.force_login(practitioner)
    who = f"parent-{mother.pk}"

    answer = client.post(
        reverse("profiles:score_new", args=[case.pk, goal.pk]),
        {"who": who, "value": "0", "note": "Ringede to gange", "given_on": ""},
        follow=True,
    )

    [row] = Score.objects.current()
    assert (row.value, row.citizen, row.given_on) == (0, mother, timezone.localdate())
    assert f'name="who" value="{who}"' in answer.content.decode()
    client.post(reverse("profiles:score_undo", args=[case.pk]))
    assert not Score.objects.current().exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"value": "11"}, "ikke på målets skala"),
        ({"value": ""}, "Tryk på et tal"),
        ({"who": "parent-999999"}, "hører ikke længere til sagen"),
        ({"given_on": "31 02 2026"}, "Datoen findes ikke"),
        ({"given_on": "01 01 2020"}, "var ikke aftalt"),
    ],
)
def test_what_cannot_be_a_score_is_told_and_the_note_is_not_lost(
    client: Client,
    goal: ProfileGoal,
    case: Case,
    practitioner: User,
    sent: dict[str, str],
    said: str,
) -> None:
    client.force_login(practitioner)
    given = {"who": "practitioner", "value": "4", "note": "Et langt ord", **sent}

    answer = client.post(reverse("profiles:score_new", args=[case.pk, goal.pk]), given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Et langt ord" in answer.content.decode()


def test_a_child_is_not_asked_about_the_goal_of_a_brother(
    client: Client, north: Unit, case: Case, goal: ProfileGoal, practitioner: User
) -> None:
    viggo = add_mother(case, practitioner).citizen
    case.people.filter(citizen=viggo).update(role="subject")
    alma = case.people.exclude(citizen=viggo).get().citizen
    ProfileGoal.objects.filter(pk=goal.pk).update(citizen=alma)
    client.force_login(practitioner)
    given = {"who": f"child-{viggo.pk}", "value": "4"}

    answer = client.post(reverse("profiles:score_new", args=[case.pk, goal.pk]), given)

    assert answer.status_code == 422
    assert not Score.objects.exists()


def test_the_list_of_scores_tells_of_a_score_given_before_the_goal_was_closed(
    goal: ProfileGoal, team_leader: User
) -> None:
    closed_on = date(2025, 6, 1)
    goals.close_goal(goal, closed_on=closed_on, outcome="reached", acting_user=team_leader)

    kept = scores.record_score(
        goal, Given(Rater.CHILD, 7, given_on=closed_on), acting_user=team_leader
    )
    with pytest.raises(ValidationError, match="lukket den dag"):
        scores.record_score(
            *(goal, Given(Rater.CHILD, 7, given_on=closed_on + timedelta(days=1))),
            acting_user=team_leader,
        )

    assert kept.value == 7
