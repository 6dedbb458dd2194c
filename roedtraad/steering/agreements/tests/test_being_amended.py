"""While an approved agreement is amended, what is approved is still there to read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.files.services import KEPT_UNUSED, delete_orphans
from roedtraad.steering.agreements.models import Agreement, Annex, Goal
from roedtraad.steering.agreements.queries import found
from roedtraad.steering.agreements.queries.goal_table import GoalFilter, goal_rows
from roedtraad.steering.agreements.services import amending, editing, life
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import ActionFactory, GoalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def amended(plan: Agreement, leader: User, principal: User) -> Agreement:
    """Approved with one goal and an action; being changed since, with a new goal too."""
    goal = Goal.objects.get()
    ActionFactory(goal=goal, text="Ring til alle")
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    editing.update(goal, {"title": "Hemmeligt nyt"}, acting_user=leader)
    editing.update(goal.actions.get(), {"text": "Skriv til alle"}, acting_user=leader)
    GoalFactory(agreement=plan, title="Hemmeligt mål mere", number="2")
    return Agreement.objects.get(pk=plan.pk)


def test_a_politician_reads_the_approved_goal(
    client: Client, amended: Agreement, politician: User
) -> None:
    client.force_login(politician)
    goal = Goal.objects.get(number="1")

    answer = client.get(reverse("agreements:goal_page", args=[goal.pk]), follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Flere familier med egne mål" in text and "Hemmeligt" not in text
    assert "Ring til alle" in text and "Skriv til alle" not in text


def test_a_goal_that_was_never_approved_is_not_there(
    client: Client, amended: Agreement, politician: User, outsider: User
) -> None:
    new, old = Goal.objects.get(number="2"), Goal.objects.get(number="1")

    for user, goal in ((politician, new), (outsider, new), (outsider, old)):
        client.force_login(user)
        assert client.get(reverse("agreements:goal_page", args=[goal.pk])).status_code == 404


def test_lists_and_search_show_the_approved_words(
    amended: Agreement, politician: User, leader: User
) -> None:
    seen = [row.goal.title for row in goal_rows(politician, GoalFilter())]
    written = [row.goal.title for row in goal_rows(leader, GoalFilter())]

    assert seen == ["Flere familier med egne mål"]
    assert written == ["Hemmeligt nyt", "Hemmeligt mål mere"]
    assert not list(found.goals(politician, ("hemmeligt",)))
    assert list(found.goals(politician, ("familier",)))
    assert not list(found.actions(politician, ("skriv",)))
    assert [hit.title for hit in found.actions(politician, ("ring",))]


def test_a_removed_goal_is_read_as_it_was_approved(
    client: Client, amended: Agreement, leader: User, politician: User
) -> None:
    goal = Goal.objects.get(number="1")
    pk = goal.pk
    editing.remove(goal, acting_user=leader)
    client.force_login(politician)

    answer = client.get(reverse("agreements:goal_page", args=[pk]), follow=True)

    assert "Flere familier med egne mål" in answer.content.decode()


def test_the_file_of_a_removed_annex_stays_for_undoing_and_for_the_approved_version(
    client: Client, plan: Agreement, leader: User, principal: User, politician: User
) -> None:
    client.force_login(leader)
    upload = {"file": SimpleUploadedFile("Notat.txt", b"Bilagets tekst")}
    client.post(reverse("agreements:annex_upload", args=[plan.pk]), upload)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Uden bilag", acting_user=leader)
    annex = Annex.objects.get()
    address = reverse("agreements:annex", args=[plan.pk, annex.pk])
    change = editing.remove(annex, acting_user=leader)
    StoredFile.objects.update(uploaded_at=timezone.now() - 2 * KEPT_UNUSED)

    delete_orphans()

    client.force_login(politician)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"Bilagets tekst"
    editing.undo(change, acting_user=leader)
    assert Annex.objects.get().file is not None
