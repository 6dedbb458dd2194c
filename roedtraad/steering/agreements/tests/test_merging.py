"""Two who write at the same place: nothing is overwritten silently, and nothing typed is lost."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Agreement, Goal, TemplateVersion
from roedtraad.steering.agreements.services import editing, life
from roedtraad.steering.agreements.tests.conftest import for_both

pytestmark = pytest.mark.django_db


def send(client: Client, plan: Agreement, goal: int, **fields: object) -> HttpResponse:
    address = reverse("agreements:part_edit", args=[plan.pk, "maal", goal])
    return client.post(address, {"number": "1", "weight": "1", "base_version": 1, **fields})


def test_two_who_fill_the_same_empty_section_choose(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    key = "intro"
    texts = {"key": key, "kind": "text", "label": {"da": "Indledning", "en": "Introduction"}}
    goals = {"key": "goals", "kind": "goals", "label": {"da": "Mål", "en": "Goals"}}
    TemplateVersion.objects.update(definition={"sections": [texts, goals], "goal_fields": []})
    address = reverse("agreements:section", args=[plan.pk, key])
    client.force_login(leader)
    empty = client.get(address).context["form"]["base_version"].value()
    client.force_login(principal)
    client.post(address, {"text": "Forvaltningens", "base_version": empty})

    client.force_login(leader)
    refused = client.post(address, {"text": "Lederens", "base_version": empty})

    assert refused.status_code == 409
    assert plan.sections.get(key=key).text == "Forvaltningens"
    assert "Lederens" in refused.content.decode()


def test_only_where_both_changed_a_field_must_one_choose(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    goal = Goal.objects.get()
    was = goal.title
    editing.update(goal, {"text": "Deres", "why": "Deres"}, acting_user=principal)
    client.force_login(leader)

    refused = send(client, plan, goal.pk, title=was, text="Min", method="Min", why="")

    found = {each.name: each.changed_by for each in refused.context["conflict"].differences}
    assert found == {"text": "", "why": "deres", "method": "min"}


def test_a_choice_that_is_owed_is_asked_again(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    goal = Goal.objects.get()
    editing.update(goal, {"text": "Deres"}, acting_user=principal)
    client.force_login(leader)
    sent = {"title": goal.title, "text": "Min", "base_version": 2, "vaelg": "text", "grundlag": 1}

    again = send(client, plan, goal.pk, **sent)
    done = send(client, plan, goal.pk, **sent, behold_text="min")

    assert again.status_code == 409
    assert "Vælg for hvert felt" in again.content.decode()
    assert done.status_code == 302
    assert Goal.objects.get().text == "Min"


def test_what_was_written_in_a_removed_goal_comes_back_as_a_new_one(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    goal = Goal.objects.get()
    pk = goal.pk
    editing.remove(goal, acting_user=principal)
    client.force_login(leader)

    answer = send(client, plan, pk, title="Min titel", text="En lang tekst")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "En lang tekst" in text and "har fjernet" in text
    assert reverse("agreements:part_new", args=[plan.pk, "maal"]) in text
    opened = client.get(reverse("agreements:part_edit", args=[plan.pk, "maal", pk]), follow=True)
    assert "har fjernet" in opened.content.decode()


def test_what_was_written_while_others_approved_comes_back_with_the_reason(
    client: Client, submitted: Agreement, leader: User, principal: User
) -> None:
    goal = Goal.objects.get()
    for_both(submitted, leader, principal)
    client.force_login(leader)

    answer = send(client, submitted, goal.pk, title="For sent", text="Min tekst")

    assert answer.status_code == 422
    assert "Min tekst" in answer.content.decode()
    assert "tillæg" in answer.content.decode()
    goal.refresh_from_db()
    assert goal.title != "For sent"


def test_a_text_that_is_too_long_comes_back_whole(
    client: Client, plan: Agreement, leader: User
) -> None:
    client.force_login(leader)
    long = "æ" * 20_001

    answer = send(client, plan, Goal.objects.get().pk, title="Et mål", text=long)

    assert answer.status_code == 422
    assert long in answer.content.decode()


def test_a_long_reason_for_sending_back_is_kept_whole(
    submitted: Agreement, leader: User, principal: User
) -> None:
    from roedtraad.steering.agreements.models import Approval
    from roedtraad.steering.agreements.queries.content import text_hash
    from roedtraad.steering.agreements.services import approval
    from roedtraad.steering.agreements.tests.conftest import party

    seen = text_hash(submitted)
    approval.approve(party(submitted, "unit"), seen_hash=seen, acting_user=leader)

    life.send_back(submitted, reason="Fordi " * 200, acting_user=principal)

    assert Approval.objects.get().void_reason == "Fordi " * 200
