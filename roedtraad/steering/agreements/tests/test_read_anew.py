"""Pages are made of kept SQL, kept pieces and kept judgements: never of what was true before."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.tests.factories import ActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(plan: Agreement) -> Goal:
    goal: Goal = plan.goals.get()
    ActionFactory(goal=goal, text="Ring til alle", due_raw="1/5", due_on=date(2026, 5, 1))
    return goal


@pytest.fixture
def pages(goal: Goal) -> list[str]:
    return [
        reverse("agreements:page", args=[goal.agreement_id]),
        reverse("agreements:goal_page", args=[goal.pk]),
    ]


def shown(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_a_role_that_ends_opens_no_page_any_more(
    client: Client, pages: list[str], leader: User
) -> None:
    client.force_login(leader)
    before = [client.get(page).status_code for page in pages]

    Membership.objects.filter(user=leader).delete()

    assert before == [200, 200]
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_who_reads_after_another_is_shown_only_their_own(
    client: Client, pages: list[str], goal: Goal, leader: User, employee: User, outsider: User
) -> None:
    edit = reverse("agreements:part_edit", args=[goal.agreement_id, "maal", goal.pk])

    client.force_login(leader)
    of_leader = [shown(client, page) for page in pages]
    client.force_login(employee)
    of_employee = [shown(client, page) for page in pages]
    client.force_login(outsider)

    assert all(edit in text for text in of_leader)
    assert all("Ring til alle" in text and edit not in text for text in of_employee)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_what_is_written_is_on_the_next_page(
    client: Client, pages: list[str], goal: Goal, leader: User
) -> None:
    client.force_login(leader)
    before = [shown(client, page) for page in pages]

    action = goal.actions.get()
    editing.update(goal, {"title": "Et nyt navn"}, acting_user=leader)
    editing.update(action, {"text": "Skriv til alle"}, acting_user=leader)
    after = [shown(client, page) for page in pages]

    assert all("Ring til alle" in text and "Et nyt navn" not in text for text in before)
    assert all("Skriv til alle" in text and "Et nyt navn" in text for text in after)
    assert not any("Ring til alle" in text.split('id="historik"')[0] for text in after)


def test_who_reads_english_after_a_danish_reader_reads_english(
    client: Client, pages: list[str], leader: User, team_leader: User
) -> None:
    client.force_login(leader)
    danish = [shown(client, page) for page in pages]

    User.objects.filter(pk=team_leader.pk).update(language="en")
    client.force_login(team_leader)
    english = [shown(client, page) for page in pages]

    assert all("Handlinger" in text for text in danish)
    assert all("Actions" in text and ">Handlinger<" not in text for text in english)
