from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import OPENED as CASE_OPENED
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.models import (
    Evaluation,
    InstrumentVersion,
    ProfileGoal,
    Rater,
    Response,
)
from roedtraad.casework.profiles.queries.due_today import items
from roedtraad.casework.profiles.services import evaluations, scores
from roedtraad.casework.profiles.services.diary import Written as Note
from roedtraad.casework.profiles.services.diary import write_entry
from roedtraad.casework.profiles.services.instruments_responses import Told, record_response
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.tests.factories import OPENED, WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.notices.today import Need
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
HELD = date(2025, 6, 20)


@pytest.fixture(autouse=True)
def _in_june() -> object:
    with time_machine.travel("2025-06-25 10:00", tick=False) as now:
        yield now


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    case = open_case(north, team_leader)
    workers.put_on_case(
        case, employee, role="practitioner", starts_on=CASE_OPENED, acting_user=team_leader
    )
    return case


@pytest.fixture
def goal(case: Case, employee: User) -> ProfileGoal:
    return agree_goal(open_profile(case, employee), employee)


@pytest.fixture
def evaluation(goal: ProfileGoal, employee: User) -> Evaluation:
    return evaluations.begin_evaluation(goal.profile, date(2025, 4, 1), acting_user=employee)


def _page(row: Evaluation, name: str = "evaluation") -> str:
    return address(row.profile, name, evaluation=row.pk)


def _sent(row: Evaluation, goal: ProfileGoal, act: str = "save", **more: str) -> dict[str, str]:
    return {
        "base_version": str(row.version),
        "held_on": "20-06-2025",
        "family_view": "Det hjælper.",
        "family_view_by": "Alma",
        "next_on": "12-09-2025",
        f"summary_{goal.pk}": "Det går fremad.",
        f"course_{goal.pk}": "continues",
        "act": act,
        **more,
    }


def test_it_is_begun_from_the_list_and_opened(
    client: Client, goal: ProfileGoal, employee: User
) -> None:
    client.force_login(employee)

    listed = client.get(reverse("profiles:evaluations")).content.decode()
    answer = client.post(address(goal.profile, "evaluation_new"), {"quarter": "2025-04-01"})

    assert "Alma Birkedal" in listed
    assert answer["Location"] == _page(Evaluation.objects.get())


def test_the_page_shows_the_goal_each_raters_scores_and_begins_with_what_they_say(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    for value, day in ((3, OPENED), (6, HELD)):
        given = Given(rater=Rater.CHILD, value=value, given_on=day)
        scores.record_score(goal, given, acting_user=employee)
    client.force_login(employee)

    text = client.get(_page(evaluation)).content.decode()

    assert WORDS in text
    assert "<svg" in text
    assert text.count("fra 3 til 6") >= 2  # beside the chart, and in the field to be edited


def test_what_is_missing_is_said_at_its_field_and_what_was_written_is_kept(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    client.force_login(employee)

    answer = client.post(
        _page(evaluation), _sent(evaluation, goal, "submit", **{f"course_{goal.pk}": ""})
    )

    evaluation.refresh_from_db()
    assert answer.status_code == 422
    assert f"course_{goal.pk}" in answer.context["form"].errors
    assert (evaluation.family_view, evaluation.submitted_at) == ("Det hjælper.", None)


def test_the_practitioner_has_it_ready_and_the_leader_approves_it_on_the_page(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    client.force_login(employee)
    client.post(_page(evaluation), _sent(evaluation, goal, "submit"))
    evaluation.refresh_from_db()
    client.force_login(team_leader)

    client.post(_page(evaluation), _sent(evaluation, goal, "approve"))

    evaluation.refresh_from_db()
    assert (evaluation.submitted_by, evaluation.approved_by) == (employee, team_leader)
    assert 'name="act"' not in client.get(_page(evaluation)).content.decode()


def test_the_practitioner_cannot_approve_by_sending_the_leaders_button(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    client.force_login(employee)

    answer = client.post(_page(evaluation), _sent(evaluation, goal, "approve"))

    evaluation.refresh_from_db()
    assert (answer.status_code, evaluation.approved_at) == (404, None)


def test_who_saved_after_another_is_asked_field_by_field(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    client.force_login(team_leader)
    client.post(_page(evaluation), _sent(evaluation, goal))
    client.force_login(employee)

    answer = client.post(
        _page(evaluation), _sent(evaluation, goal, **{f"summary_{goal.pk}": "Noget andet."})
    )

    asked = answer.context["conflict"]
    assert (answer.status_code, asked.by) == (422, team_leader)
    assert [(each.theirs, each.mine) for each in asked.differences] == [
        ("Det går fremad.", "Noget andet.")
    ]


def test_the_leader_sends_it_back_and_the_practitioner_reads_why(
    client: Client, goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User
) -> None:
    client.force_login(employee)
    client.post(_page(evaluation), _sent(evaluation, goal, "submit"))
    client.force_login(team_leader)

    client.post(_page(evaluation, "evaluation_return"), {"note": "Hvad siger skolen?"})

    client.force_login(employee)
    assert "Hvad siger skolen?" in client.get(_page(evaluation)).content.decode()


def test_reading_it_is_a_read_of_the_case(
    client: Client, case: Case, evaluation: Evaluation, employee: User
) -> None:
    client.force_login(employee)

    client.get(_page(evaluation))

    read = AuditEvent.objects.filter(action="case.read", subject_id=str(case.pk), actor=employee)
    assert read.exists()


def test_the_familys_edition_tells_each_reader_only_their_own_scores(
    client: Client, case: Case, goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    child = case.people.get(role="subject").citizen
    mother = add_mother(case, team_leader).citizen
    for rater, who, value in ((Rater.CHILD, child, 3), (Rater.PARENT, mother, 8)):
        given = Given(rater=rater, value=value, given_on=HELD, citizen=who)
        scores.record_score(goal, given, acting_user=team_leader)
    client.force_login(team_leader)

    def told(reader: str) -> str:
        answer = client.get(_page(evaluation, "evaluation_family"), {"reader": reader})
        return answer.content.decode().split("family-edition")[1]

    to_child, to_mother, to_all = told(f"child-{child.pk}"), told(f"parent-{mother.pk}"), told("")
    assert ("sagde 3" in to_child, "sagde 8" in to_child, WORDS in to_child) == (True, False, True)
    assert ("sagde 8" in to_mother, WORDS in to_mother) == (True, False)
    assert "sagde" not in to_all


def test_approval_keeps_what_the_questionnaires_said_with_their_method(
    client: Client, case: Case, goal: ProfileGoal, evaluation: Evaluation, team_leader: User
) -> None:
    install_instruments()
    version = InstrumentVersion.objects.filter(instrument__code="RT-TRIVSEL").order_by("pk")[0]
    told = Told(
        version=version,
        citizen=case.people.get(role="subject").citizen,
        informant="child",
        answered_on=HELD,
        answers=dict.fromkeys(range(1, 7), 3),
    )
    record_response(case, told, acting_user=team_leader)
    client.force_login(team_leader)
    client.post(_page(evaluation), _sent(evaluation, goal, "approve"))
    Response.objects.update(answered_on=OPENED)

    text = client.get(_page(evaluation)).content.decode()

    evaluation.refresh_from_db()
    kept = evaluation.measures[0]
    assert (kept["scores"][0][0], kept["state"], kept["n"]) == ("2025-06-20", "too_few", 1)
    assert kept["method"][0][0] == "Metode"
    assert "20. juni 2025" in text.split('id="measures"')[1]


def test_what_the_diary_says_of_the_goal_since_last_time_can_be_taken_into_the_text(
    client: Client, case: Case, goal: ProfileGoal, evaluation: Evaluation, employee: User
) -> None:
    for text, goals in (("Hun sov hele natten.", (goal,)), ("Om noget andet.", ())):
        told = Note(kind="visit", happened_at=timezone.now(), text=text, goals=goals)
        write_entry(case, told, acting_user=employee)
    client.force_login(employee)

    page = client.get(_page(evaluation)).content.decode()

    assert f'data-take-into="id_summary_{goal.pk}"' in page
    assert ("Hun sov hele natten." in page, "Om noget andet." in page) == (True, False)


def test_today_says_in_one_line_each_what_waits(
    goal: ProfileGoal, evaluation: Evaluation, employee: User, team_leader: User, outsider: User
) -> None:
    written = {"family_view": "Godt.", "family_view_by": "Mor", "next_on": date(2025, 9, 1)}
    row = {"summary": "Det går.", "course": "continues", "reason": "", "outcome": ""}
    evaluations.save_evaluation(
        evaluation,
        evaluations.Written({"held_on": HELD, **written}, {goal.pk: row}),
        base_version=None,
        acting_user=employee,
    )
    before = list(items(employee, date(2025, 6, 25)))
    evaluations.submit_evaluation(evaluation, acting_user=employee)

    after = [list(items(user, date(2025, 6, 25))) for user in (employee, team_leader, outsider)]

    assert [item.need for item in before] == [Need.DUE]
    assert [[item.need for item in each] for each in after] == [[], [Need.AWAITING], []]


def test_a_colleague_of_another_unit_gets_404_from_every_page(
    client: Client, evaluation: Evaluation, outsider: User
) -> None:
    client.force_login(outsider)
    pages = [_page(evaluation, name) for name in ("evaluation", "evaluation_return")]
    pages += [
        _page(evaluation, "evaluation_family"),
        reverse("profiles:evaluations_panel", args=[evaluation.profile_id]),
    ]

    assert {client.get(page).status_code for page in pages} == {404}
