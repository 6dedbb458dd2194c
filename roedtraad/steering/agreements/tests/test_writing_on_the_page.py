import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Draft,
    Fact,
    Goal,
    Section,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import editing

from .conftest import shown, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_goal_is_written_where_it_stands(client: Client, plan: Agreement, leader: User) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()
    address = reverse("agreements:part_edit", args=[plan.pk, "maal", goal.pk])

    form = client.get(address, headers=HTMX)
    sent = {"title": "Nye ord", "number": "1", "text": "Mere", "base_version": 1, "weight": "1"}
    saved = client.post(address, sent, headers=HTMX)

    assert form.content.decode().strip().startswith("<form")
    goal.refresh_from_db()
    assert (goal.title, goal.text) == ("Nye ord", "Mere")
    assert saved["HX-Retarget"] == "#agreement-body"
    fresh = shown(client, plan).content.decode()
    assert "Nye ord" in saved.content.decode() and "Nye ord" in fresh


def test_writing_works_without_script(client: Client, plan: Agreement, leader: User) -> None:
    signed_in(client, leader)

    response = client.post(
        reverse("agreements:part_new", args=[plan.pk, "fakta"]), {"label": "Pladser", "value": "0"}
    )

    assert response.status_code == 302
    assert Fact.objects.get(label="Pladser").value == "0"


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("part", {"represented_by": "X"}),
        ("fakta", {"label": "Pladser", "value": "12"}),
        ("budget", {"label": "Løn", "year": "2026", "amount": "29.668.100"}),
        ("omraade", {"title": "Område", "direction": "citizen"}),
        ("projekt", {"title": "Projekt"}),
        ("maal", {"title": "Mål", "weight": "1"}),
        ("referat", {"held_on": "1. marts 2026", "text": "Vi talte."}),
        ("bilag", {"title": "Bilag", "url": "https://fjordby.example/bilag"}),
    ],
)
def test_every_kind_of_part_can_be_added(
    client: Client, plan: Agreement, leader: User, kind: str, sent: dict[str, str]
) -> None:
    signed_in(client, leader)
    if kind == "part":
        from roedtraad.foundation.organisation.models import Unit

        council = Unit.objects.get(name="Byrådet")
        sent = {**sent, "unit": str(council.pk), "role": "principal"}
    address = reverse("agreements:part_new", args=[plan.pk, kind])

    assert client.get(address).status_code == 200
    response = client.post(address, sent)

    assert response.status_code == 302, response.context["form"].errors
    assert shown(client, plan).status_code == 200


def test_an_amount_and_a_due_date_are_written_as_people_write(
    client: Client, plan: Agreement, leader: User
) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()

    client.post(
        reverse("agreements:part_new", args=[plan.pk, "handling"]) + f"?maal={goal.pk}",
        {"text": "Ring", "due_raw": "ultimo juni 2026"},
    )

    action = Action.objects.get()
    assert (action.due_raw, str(action.due_on)) == ("ultimo juni 2026", "2026-06-30")


def test_an_indicator_is_added_with_zero_as_baseline(
    client: Client, plan: Agreement, leader: User
) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()
    sent = {
        "title": "Andel",
        "kind": "number",
        "direction": "up",
        "measured_in": "%",
        "baseline": "0",
        "value": "80,5",
        "due_raw": "2027",
    }

    response = client.post(
        reverse("agreements:part_new", args=[plan.pk, "indikator"]) + f"?maal={goal.pk}", sent
    )

    assert response.status_code == 302
    use = goal.goal_indicators.get().use
    assert use.baseline == 0
    assert float(use.targets.get().value) == 80.5


def test_two_who_edit_the_same_goal_choose(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()
    editing.update(goal, {"title": "Deres", "text": "Deres tekst"}, acting_user=principal)
    address = reverse("agreements:part_edit", args=[plan.pk, "maal", goal.pk])
    mine = {"title": "Min", "text": "Min tekst", "number": "1", "weight": "1", "base_version": 1}

    refused = client.post(address, mine)

    text = refused.content.decode()
    assert refused.status_code == 409
    assert "Deres tekst" not in Goal.objects.get().title
    assert "Deres" in text and "Min" in text
    assert "data-draft-url" not in text  # the draft was written for the version before
    goal.refresh_from_db()
    assert goal.title == "Deres"

    chosen = {**mine, "base_version": 2, "behold_title": "min", "behold_text": "deres"}
    assert client.post(address, chosen).status_code == 302
    goal.refresh_from_db()
    assert (goal.title, goal.text) == ("Min", "Deres tekst")


def test_with_htmx_a_conflict_comes_as_422(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()
    editing.update(goal, {"title": "Deres"}, acting_user=principal)
    address = reverse("agreements:part_edit", args=[plan.pk, "maal", goal.pk])

    refused = client.post(address, {"title": "Min", "weight": "1", "base_version": 1}, headers=HTMX)

    assert refused.status_code == 422


def test_the_last_own_change_is_undone(client: Client, plan: Agreement, leader: User) -> None:
    signed_in(client, leader)
    goal = Goal.objects.get()
    editing.update(goal, {"title": "Fejl"}, acting_user=leader)
    assert "Fortryd min seneste ændring" in shown(client, plan).content.decode()

    change = plan.changes.first()
    client.post(reverse("agreements:undo", args=[plan.pk, change.pk]))

    goal.refresh_from_db()
    assert goal.title == "Flere familier med egne mål"


def test_a_draft_is_no_write(client: Client, plan: Agreement, leader: User) -> None:
    signed_in(client, leader)
    key = f"agreement:{plan.pk}:maal:{Goal.objects.get().pk}"
    before = text_hash(plan), plan.changes.count()

    kept = client.post(
        reverse("agreements:draft") + f"?key={key}",
        {"data": {"title": ["Halv sætn"]}, "version": "1"},
        content_type="application/json",
    )

    assert kept.status_code == 200
    assert Draft.objects.get().data == {"title": ["Halv sætn"]}
    assert (text_hash(plan), plan.changes.count()) == before


def test_outsiders_leave_no_draft(client: Client, plan: Agreement, outsider: User) -> None:
    signed_in(client, outsider)

    answer = client.post(
        reverse("agreements:draft") + f"?key=agreement:{plan.pk}:maal:1",
        {"data": {}},
        content_type="application/json",
    )

    assert answer.status_code == 404


def test_what_is_approved_is_not_edited_but_says_how(
    client: Client, approved: Agreement, leader: User
) -> None:
    signed_in(client, leader)

    response = client.get(
        reverse("agreements:part_edit", args=[approved.pk, "maal", Goal.objects.get().pk]),
        follow=True,
    )

    assert "Åbn et tillæg" in response.content.decode()


def test_a_section_is_written_by_its_key(client: Client, plan: Agreement, leader: User) -> None:
    version = plan.template_version
    version.definition["sections"] = [
        {"key": "about", "kind": "text", "label": {"da": "Om os"}, "required": True},
        {"key": "goals", "kind": "goals", "label": {"da": "Mål"}},
    ]
    version.save()
    signed_in(client, leader)
    address = reverse("agreements:section", args=[plan.pk, "about"])

    assert "Mangler" in shown(client, plan).content.decode()
    assert client.post(address, {"text": "Vi er et hus."}).status_code == 302
    assert Section.objects.get().text == "Vi er et hus."
    assert (
        client.get(reverse("agreements:section", args=[plan.pk, "findes-ikke"])).status_code == 404
    )
