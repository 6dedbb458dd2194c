from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    FocusArea,
    Goal,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import amending, discussion, editing
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    GoalFactory,
    GoalIndicatorFactory,
)

from .conftest import shown, signed_in

pytestmark = pytest.mark.django_db


def test_the_page_shows_parties_goals_and_who_acts_next(
    client: Client, submitted: Agreement, leader: User
) -> None:
    response = shown(signed_in(client, leader), submitted)

    text = response.content.decode()
    assert response.status_code == 200
    assert "Flere familier med egne mål" in text
    assert "Afventer godkendelse" in text
    assert "Læs og godkend" in text


def test_outsiders_get_404_everywhere(client: Client, approved: Agreement, outsider: User) -> None:
    signed_in(client, outsider)
    goal = Goal.objects.get()

    for name, args in [
        ("page", [approved.pk]),
        ("history", [approved.pk]),
        ("approvals", [approved.pk]),
        ("version", [approved.pk, 1]),
        ("next_period", [approved.pk]),
        ("part_edit", [approved.pk, "maal", goal.pk]),
        ("part_new", [approved.pk, "fakta"]),
        ("goal_page", [goal.pk]),
    ]:
        assert client.get(reverse(f"agreements:{name}", args=args)).status_code == 404, name


def test_a_politician_reads_only_what_was_approved(
    client: Client, approved: Agreement, leader: User, politician: User
) -> None:
    amending.open_amendment(approved, reason="Nyt", acting_user=leader)
    editing.update(Goal.objects.get(), {"title": "Ikke godkendt endnu"}, acting_user=leader)

    response = signed_in(client, politician).get(
        reverse("agreements:page", args=[approved.pk]), follow=True
    )

    text = response.content.decode()
    assert "Flere familier med egne mål" in text
    assert "Ikke godkendt endnu" not in text
    goal = reverse("agreements:goal_page", args=[Goal.objects.get().pk])
    assert "Ikke godkendt endnu" not in client.get(goal, follow=True).content.decode()


def test_a_politician_sees_no_draft(client: Client, plan: Agreement, politician: User) -> None:
    assert shown(signed_in(client, politician), plan).status_code == 404


def test_the_page_never_calls_an_edited_text_approved(
    client: Client, approved: Agreement, leader: User
) -> None:
    signed_in(client, leader)
    assert "Godkendt af alle parter" in shown(client, approved).content.decode()

    Goal.objects.update(text="Ændret uden om alt")

    text = shown(client, approved).content.decode()
    assert "Godkendt af alle parter" not in text
    assert "Teksten er en anden end den, der blev godkendt" in text


def test_comments_stand_at_their_place(client: Client, plan: Agreement, employee: User) -> None:
    signed_in(client, employee)
    goal = Goal.objects.get()

    client.post(
        reverse("agreements:comment", args=[plan.pk]), {"tekst": "Hvem gør det?", "maal": goal.pk}
    )

    assert plan.threads.get().goal == goal
    assert "Hvem gør det?" in shown(client, plan).content.decode()


def test_an_employee_reads_and_comments_but_does_not_write(
    client: Client, plan: Agreement, employee: User
) -> None:
    signed_in(client, employee)

    assert shown(client, plan).status_code == 200
    answer = client.get(reverse("agreements:part_new", args=[plan.pk, "fakta"]))
    assert answer.status_code == 403


def test_the_queries_of_the_page_do_not_grow(
    client: Client, approved: Agreement, leader: User, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, leader)
    for number in range(12):
        goal = GoalFactory(agreement=approved, number=str(number + 2))
        ActionFactory(goal=goal)
        GoalIndicatorFactory(goal=goal)
        discussion.begin_thread(approved, text="Hm", goal=goal, acting_user=leader)
    FocusArea.objects.create(agreement=approved, title="Område")
    with django_assert_max_num_queries(90) as few:
        shown(client, approved)

    for number in range(12):
        goal = GoalFactory(agreement=approved, number=str(number + 20))
        ActionFactory(goal=goal)
        GoalIndicatorFactory(goal=goal)
    with django_assert_max_num_queries(len(few)):
        shown(client, approved)


def test_a_step_in_the_wrong_state_explains_itself(
    client: Client, plan: Agreement, leader: User
) -> None:
    signed_in(client, leader)

    response = client.post(reverse("agreements:step", args=[plan.pk, "luk"]), follow=True)

    assert "kladde" in response.content.decode()
    plan.refresh_from_db()
    assert plan.state == AgreementState.DRAFT


def test_a_cross_cutting_area_names_the_departments_it_is_shared_with(
    client: Client, plan: Agreement, leader: User, administration: Unit
) -> None:
    area = FocusArea.objects.create(agreement=plan, title="Overgange")
    before = text_hash(plan)
    signed_in(client, leader)
    other = UnitFactory(name="Skoleafdelingen", kind="department", parent=administration)

    client.post(
        reverse("agreements:part_edit", args=[plan.pk, "omraade", area.pk]),
        {
            "title": "Overgange",
            "direction": "citizen",
            "departments": [other.pk],
            "base_version": 1,
        },
    )

    area.refresh_from_db()
    assert area.is_cross_cutting
    assert list(area.departments.all()) == [other]
    assert text_hash(plan) != before
    assert "Sammen med: Skoleafdelingen" in shown(client, plan).content.decode()
