from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.goal_scales import reached
from roedtraad.casework.profiles.models import ProfileGoal, Rater, Score
from roedtraad.casework.profiles.services import goals, profiles, scores
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import OPENED, WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=60)


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def goal(case: Case, team_leader: User) -> ProfileGoal:
    return agree_goal(open_profile(case, team_leader), team_leader)


def _given(value: int | None, **more: object) -> Given:
    return Given(**{"rater": Rater.CHILD, "value": value, "given_on": LATER, **more})  # type: ignore[arg-type]


def test_a_goal_keeps_the_childs_own_words(goal: ProfileGoal) -> None:
    goal.refresh_from_db()

    assert (goal.own_words, goal.own_words_by, goal.outcome) == (WORDS, "child", "")


def test_a_changed_goal_is_a_new_one_and_the_scores_stay_with_the_old(
    goal: ProfileGoal, team_leader: User
) -> None:
    scores.record_score(goal, _given(3), acting_user=team_leader)

    new = goals.change_goal(
        goal, {"own_words": "Jeg vil sove hos far"}, changed_on=LATER, acting_user=team_leader
    )

    goal.refresh_from_db()
    assert (goal.outcome, goal.closed_on, goal.scores.count()) == ("changed", LATER, 1)
    assert (new.predecessor, new.own_words_by, new.scores.count()) == (goal, "child", 0)


def test_a_closed_goal_is_neither_changed_nor_closed_again(
    goal: ProfileGoal, team_leader: User
) -> None:
    goals.close_goal(goal, closed_on=LATER, outcome="reached", acting_user=team_leader)

    with pytest.raises(ValidationError, match="lukket"):
        goals.close_goal(goal, closed_on=LATER, outcome="reached", acting_user=team_leader)
    with pytest.raises(ValidationError, match="lukket"):
        goals.change_goal(goal, {}, changed_on=LATER, acting_user=team_leader)


def test_a_profile_closes_when_its_goals_are_closed(goal: ProfileGoal, team_leader: User) -> None:
    with pytest.raises(ValidationError, match="Luk dens mål først"):
        profiles.close_profile(
            goal.profile, closed_on=LATER, outcome="reached", acting_user=team_leader
        )
    goals.close_goal(goal, closed_on=LATER, outcome="reached", acting_user=team_leader)

    profiles.close_profile(
        goal.profile, closed_on=LATER, outcome="reached", acting_user=team_leader
    )

    goal.profile.refresh_from_db()
    assert goal.profile.closed_on == LATER


def test_whoever_did_not_take_part_has_a_reason(goal: ProfileGoal, team_leader: User) -> None:
    facts = {"held_on": LATER, "manner": "none", "recognition": "not_asked", "why_not": " "}

    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        goals.record_participation(goal, facts, acting_user=team_leader)
    mother = add_mother(goal.profile.case, team_leader).citizen
    kept = goals.record_participation(
        goal,
        {**facts, "manner": "conversation", "recognition": "yes"},
        people=[mother],
        acting_user=team_leader,
    )

    assert [person.first_name for person in kept.people.all()] == ["Rikke"]


def test_nought_is_a_score_and_not_assessed_is_none(goal: ProfileGoal, team_leader: User) -> None:
    nought = scores.record_score(goal, _given(0), acting_user=team_leader)
    unknown = scores.record_score(goal, _given(None, rater=Rater.TEACHER), acting_user=team_leader)

    assert (nought.value, unknown.value) == (0, None)


def test_a_score_delivered_twice_is_kept_once(goal: ProfileGoal, team_leader: User) -> None:
    key = uuid4()

    first = scores.record_score(goal, _given(4, key=key), acting_user=team_leader)
    again = scores.record_score(goal, _given(9, key=key), acting_user=team_leader)

    assert (again.pk, again.value, Score.objects.count()) == (first.pk, 4, 1)
    assert AuditEvent.objects.filter(action="score.recorded").count() == 1


def test_another_score_of_the_same_day_corrects_and_the_first_is_kept(
    goal: ProfileGoal, team_leader: User
) -> None:
    scores.record_score(goal, _given(4), acting_user=team_leader)
    scores.record_score(goal, _given(6), acting_user=team_leader)

    assert [row.value for row in Score.objects.current()] == [6]
    assert Score.objects.count() == 2


def test_of_two_from_a_device_the_later_counts_in_whatever_order_they_arrive(
    goal: ProfileGoal, team_leader: User
) -> None:
    morning, evening = (datetime(2025, 5, 31, hour, tzinfo=UTC) for hour in (8, 19))

    scores.record_score(goal, _given(7, device_at=evening), acting_user=team_leader)
    scores.record_score(goal, _given(2, device_at=morning), acting_user=team_leader)

    assert [row.value for row in Score.objects.current()] == [7]


def test_raters_are_kept_apart(goal: ProfileGoal, team_leader: User) -> None:
    for rater, value in ((Rater.CHILD, 3), (Rater.PARENT, 6), (Rater.PRACTITIONER, 5)):
        scores.record_score(goal, _given(value, rater=rater), acting_user=team_leader)

    assert Score.objects.current().count() == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (_given(11), "Skalaen går fra 0 til 10"),
        (_given(-1), "Skalaen går fra 0 til 10"),
        (_given(5, given_on=OPENED - timedelta(days=1)), "var ikke aftalt"),
        (_given(5, given_on=date(2100, 1, 1)), "ikke kommet"),
    ],
)
def test_a_score_that_cannot_be_is_refused(
    goal: ProfileGoal, team_leader: User, given: Given, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        scores.record_score(goal, given, acting_user=team_leader)


def test_others_neither_score_nor_agree(goal: ProfileGoal, outsider: User) -> None:
    with pytest.raises(Http404):
        scores.record_score(goal, _given(5), acting_user=outsider)
    with pytest.raises(Http404):
        goals.close_goal(goal, closed_on=LATER, outcome="reached", acting_user=outsider)
    with pytest.raises(Http404):
        agree_goal(goal.profile, outsider)


def test_the_log_names_no_words_of_the_goal(goal: ProfileGoal, team_leader: User) -> None:
    scores.record_score(goal, _given(5, note="Hun græd lidt"), acting_user=team_leader)

    told = str(list(AuditEvent.objects.values_list("detail", flat=True)))

    assert "mormor" not in told
    assert "græd" not in told


@pytest.mark.parametrize(
    ("scale", "kind", "first", "last", "aim", "is_reached"),
    [
        ("number", "develop", 2, 7, 7, True),
        ("number", "develop", 2, 6, 7, False),
        ("number", "develop", 2, 6, None, None),
        ("number", "maintain", 6, 6, None, True),
        ("number", "maintain", 6, 5, None, False),
        ("ffb", "develop", 3, 1, 1, True),
        ("ffb", "maintain", 2, 3, None, False),
        ("ffb", "limit_loss", 1, 3, 3, True),
        ("ffb", "limit_loss", 1, 4, 3, False),
        ("attainment", "develop", -2, 0, None, True),
        ("attainment", "develop", -2, -1, None, False),
        ("ffb", "develop", None, None, 1, None),
    ],
)
def test_success_depends_on_the_type_of_goal(
    scale: str, kind: str, first: int | None, last: int | None, aim: int | None, is_reached: bool
) -> None:
    assert reached(scale, kind, first=first, last=last, aim=aim) is is_reached


def test_the_day_of_a_score_is_today_at_the_latest(goal: ProfileGoal, team_leader: User) -> None:
    today = timezone.localdate()

    row = scores.record_score(goal, _given(5, given_on=today), acting_user=team_leader)

    assert row.given_on == today
