"""What leads to an evaluation that is due, and what an approved one asks for."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import RuleBook, Span
from roedtraad.casework.profiles.due import next_due
from roedtraad.casework.profiles.models import Evaluation, ProfileGoal
from roedtraad.casework.profiles.queries.decided import items
from roedtraad.casework.profiles.services import evaluations, goals
from roedtraad.casework.profiles.services.evaluations import Written
from roedtraad.casework.profiles.tests.factories import OPENED, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
SECOND, THIRD = date(2025, 4, 1), date(2025, 7, 1)
JUNE, AUGUST = date(2025, 6, 25), date(2025, 8, 20)


@pytest.fixture(autouse=True)
def clock() -> object:
    with time_machine.travel(JUNE, tick=False) as now:
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


def approved(goal: ProfileGoal, quarter: date, held: date, course: str, by: User) -> Evaluation:
    row = evaluations.begin_evaluation(goal.profile, quarter, acting_user=by)
    words = {"held_on": held, "family_view": "Det hjælper.", "family_view_by": "Alma"}
    of_goal = {"summary": "Set på.", "course": course, "reason": "Aftalt.", "outcome": ""}
    written = Written({**words, "next_on": date(2025, 12, 1)}, {goal.pk: of_goal})
    row = evaluations.save_evaluation(row, written, base_version=row.version, acting_user=by)
    return evaluations.approve_evaluation(row, acting_user=by)


def profile_page(client: Client, goal: ProfileGoal) -> str:
    return client.get(address(goal.profile, "profile")).content.decode()


def test_a_goals_card_begins_the_evaluation_that_is_due_at_that_goal(
    client: Client, goal: ProfileGoal, employee: User
) -> None:
    client.force_login(employee)
    new = address(goal.profile, "evaluation_new")

    before = profile_page(client, goal)
    answer = client.post(new, {"quarter": "2025-04-01", "goal": goal.pk})
    after = profile_page(client, goal)

    written = f"{address(goal.profile, 'evaluation', evaluation=Evaluation.objects.get().pk)}"
    assert f'name="goal" value="{goal.pk}"' in before
    assert answer["Location"] == f"{written}#goal-{goal.pk}"
    assert f'href="{written}#goal-{goal.pk}"' in after and 'name="goal"' not in after


def test_nothing_leads_to_an_evaluation_that_is_approved(
    client: Client, goal: ProfileGoal, team_leader: User
) -> None:
    approved(goal, SECOND, JUNE, "continues", team_leader)
    client.force_login(team_leader)

    page = profile_page(client, goal)

    assert 'name="goal"' not in page and "#goal-" not in page


def test_until_the_first_is_held_it_stands_when_it_is_to_be(
    client: Client, case: Case, goal: ProfileGoal, team_leader: User
) -> None:
    client.force_login(team_leader)
    panel = reverse("profiles:case_panel", args=[case.pk])

    before = [profile_page(client, goal), client.get(panel).content.decode()]
    approved(goal, SECOND, JUNE, "continues", team_leader)
    after = [profile_page(client, goal), client.get(panel).content.decode()]

    assert all("senest den 14. juli 2025" in page for page in before)
    assert not any("senest den" in page for page in after)
    assert all("1. december 2025" in page for page in after)


@pytest.mark.parametrize(
    ("opened", "today", "until"),
    [
        (date(2025, 6, 10), date(2025, 6, 20), date(2025, 10, 14)),  # too late for this quarter
        (date(2025, 4, 1), date(2025, 8, 1), date(2025, 7, 14)),  # that of the quarter before
    ],
)
def test_the_first_is_of_the_first_quarter_with_enough_days(
    opened: date, today: date, until: date
) -> None:
    found = next_due(Span(opened), [Span(opened)], today, RuleBook())

    assert found is not None and found.in_time_until == until


def test_a_goal_that_is_to_be_changed_is_a_task_of_its_practitioner_until_it_is(
    client: Client, goal: ProfileGoal, employee: User, team_leader: User, outsider: User
) -> None:
    approved(goal, SECOND, JUNE, "changes", team_leader)
    users = (employee, team_leader, outsider)
    client.force_login(employee)

    before = [[each.url for each in items(user, JUNE)] for user in users]
    page = profile_page(client, goal)
    goals.change_goal(goal, {"own_words": "Nyt"}, changed_on=JUNE, acting_user=employee)

    assert before == [[address(goal.profile, "goal_change", goal=goal.pk)], [], []]
    assert "Evalueringen den 25. juni 2025 siger, at målet ændres." in page
    assert list(items(employee, JUNE)) == []
    assert AuditEvent.objects.filter(action="case.listed", actor=employee).count() == 1


def test_the_adviser_is_asked_where_nobody_else_works_with_the_family(
    north: Unit, team_leader: User
) -> None:
    alone = agree_goal(open_profile(open_case(north, team_leader), team_leader), team_leader)

    approved(alone, SECOND, JUNE, "changes", team_leader)

    assert len(list(items(team_leader, JUNE))) == 1


def test_the_evaluation_after_has_the_last_word(
    goal: ProfileGoal, employee: User, team_leader: User, clock: Any
) -> None:
    approved(goal, SECOND, JUNE, "changes", team_leader)
    clock.move_to(AUGUST)

    approved(goal, THIRD, AUGUST, "continues", team_leader)

    assert list(items(employee, AUGUST)) == []
