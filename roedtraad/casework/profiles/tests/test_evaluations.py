from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import Http404

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.models import Evaluation, ProfileGoal, Rater
from roedtraad.casework.profiles.services import evaluations, scores
from roedtraad.casework.profiles.services.evaluations import NewerEvaluation, Written
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import OPENED, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
QUARTER = date(2025, 4, 1)
HELD = date(2025, 6, 20)
CONTINUES = {"summary": "Det går fremad.", "course": "continues", "reason": "", "outcome": ""}
STOPS = {**CONTINUES, "course": "stops", "reason": "Hun sover hos mormor.", "outcome": "reached"}


@pytest.fixture(autouse=True)
def _in_june() -> object:
    with time_machine.travel("2025-06-25 10:00", tick=False) as now:
        yield now


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    case = open_case(north, team_leader)
    workers.put_on_case(
        case, employee, role="practitioner", starts_on=OPENED, acting_user=team_leader
    )
    return case


@pytest.fixture
def goal(case: Case, employee: User) -> ProfileGoal:
    return agree_goal(open_profile(case, employee), employee)


@pytest.fixture
def evaluation(goal: ProfileGoal, employee: User) -> Evaluation:
    return evaluations.begin_evaluation(goal.profile, QUARTER, acting_user=employee)


def _written(goal: ProfileGoal, **course: str) -> Written:
    words = {
        "held_on": HELD,
        "family_view": "Vi kan mærke, at det hjælper.",
        "family_view_by": "Alma og mor",
        "next_on": date(2025, 9, 12),
    }
    return Written(words, {goal.pk: {**CONTINUES, **course}})


def _save(evaluation: Evaluation, written: Written, by: User) -> Evaluation:
    return evaluations.save_evaluation(evaluation, written, base_version=None, acting_user=by)


def _approved(evaluation: Evaluation, written: Written, by: User) -> Evaluation:
    _save(evaluation, written, by)
    return evaluations.approve_evaluation(evaluation, acting_user=by)


def test_begun_twice_it_is_one(goal: ProfileGoal, evaluation: Evaluation, employee: User) -> None:
    again = evaluations.begin_evaluation(goal.profile, QUARTER, acting_user=employee)

    assert (again, Evaluation.objects.count()) == (evaluation, 1)


@pytest.mark.parametrize("quarter", [date(2025, 7, 1), date(2024, 10, 1), date(2025, 4, 2)])
def test_only_this_quarter_and_the_one_before_can_be_evaluated(
    goal: ProfileGoal, employee: User, quarter: date
) -> None:
    with pytest.raises(ValidationError):
        evaluations.begin_evaluation(goal.profile, quarter, acting_user=employee)


def test_who_has_no_business_in_the_case_neither_begins_nor_writes(
    goal: ProfileGoal, evaluation: Evaluation, outsider: User
) -> None:
    with pytest.raises(Http404):
        evaluations.begin_evaluation(goal.profile, QUARTER, acting_user=outsider)
    with pytest.raises(Http404):
        _save(evaluation, _written(goal), outsider)


def test_it_is_not_ready_before_every_goal_has_its_conclusion(
    goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    _save(evaluation, _written(goal, course=""), employee)

    with pytest.raises(ValidationError) as refused:
        evaluations.submit_evaluation(evaluation, acting_user=employee)

    assert f"course_{goal.pk}" in refused.value.message_dict


def test_the_practitioner_says_it_is_ready_and_the_leader_approves(
    goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    _save(evaluation, _written(goal), employee)
    evaluations.submit_evaluation(evaluation, acting_user=employee)

    with pytest.raises(Http404):
        evaluations.approve_evaluation(evaluation, acting_user=employee)
    done = evaluations.approve_evaluation(evaluation, acting_user=team_leader)

    assert (done.submitted_by, done.approved_by) == (employee, team_leader)


def test_writing_in_it_takes_it_back_from_the_leader(
    goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    _save(evaluation, _written(goal), employee)
    evaluations.submit_evaluation(evaluation, acting_user=employee)

    after = _save(evaluation, _written(goal, summary="Noget nyt."), employee)

    assert after.submitted_at is None


def test_the_leader_sends_it_back_with_what_is_missing(
    goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    _save(evaluation, _written(goal), employee)
    evaluations.submit_evaluation(evaluation, acting_user=employee)

    back = evaluations.return_evaluation(
        evaluation, note="Skriv også, hvad skolen siger.", acting_user=team_leader
    )

    assert (back.submitted_at, back.returned_note) == (None, "Skriv også, hvad skolen siger.")


def test_two_who_write_at_once_are_asked_and_nothing_is_overwritten(
    goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    read = evaluation.version
    evaluations.save_evaluation(evaluation, _written(goal), base_version=read, acting_user=employee)

    with pytest.raises(NewerEvaluation) as newer:
        evaluations.save_evaluation(
            evaluation, _written(goal, summary="x"), base_version=read, acting_user=team_leader
        )

    assert newer.value.current.saved_by == employee


def test_approval_keeps_what_the_scores_said_with_method_rule_and_source(
    goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    for value, day in ((3, OPENED), (4, OPENED + timedelta(days=30)), (6, HELD)):
        given = Given(rater=Rater.CHILD, value=value, given_on=day)
        scores.record_score(goal, given, acting_user=team_leader)

    done = _approved(evaluation, _written(goal), team_leader)
    later = Given(rater=Rater.CHILD, value=1, given_on=date(2025, 6, 25))
    scores.record_score(goal, later, acting_user=team_leader)

    figure = done.goals.get().figures[0]
    assert (figure["n"], figure["first"], figure["last"], figure["change"]) == (3, 3, 6, 3)
    assert (figure["state"], figure["change_days"], figure["source"]) == ("nearer", 28, "scores")


def test_one_score_is_too_few_to_tell_a_change(
    goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    given = Given(rater=Rater.PARENT, value=7, given_on=HELD)
    scores.record_score(goal, given, acting_user=team_leader)

    done = _approved(evaluation, _written(goal), team_leader)

    assert done.goals.get().figures[0]["state"] == "too_few"


def test_a_goal_that_stops_is_closed_with_the_words_written_there(
    goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    _approved(evaluation, _written(goal, **STOPS), team_leader)

    goal.refresh_from_db()
    assert (goal.outcome, goal.closing_note) == ("reached", "Hun sover hos mormor.")
    assert goal.closed_on == date(2025, 6, 25)


def test_an_approved_evaluation_never_changes(
    goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    _approved(evaluation, _written(goal), team_leader)

    for act in (
        lambda: _save(evaluation, _written(goal, summary="x"), team_leader),
        lambda: evaluations.submit_evaluation(evaluation, acting_user=team_leader),
        lambda: evaluations.return_evaluation(evaluation, note="x", acting_user=team_leader),
        lambda: evaluations.approve_evaluation(evaluation, acting_user=team_leader),
    ):
        with pytest.raises(ValidationError):
            act()
