from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    AgreementState,
    Draft,
    Fact,
    FocusArea,
    Goal,
    Section,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import amending, discussion, editing
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    GoalFactory,
    GoalIndicatorFactory,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def shown(client: Client, plan: Agreement) -> Any:
    return client.get(reverse("agreements:page", args=[plan.pk]))


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


def test_the_page_never_calls_an_edited_text_approved(
    client: Client, approved: Agreement, leader: User
) -> None:
    signed_in(client, leader)
    assert "Godkendt af alle parter" in shown(client, approved).content.decode()

    Goal.objects.update(text="Ændret uden om alt")

    text = shown(client, approved).content.decode()
    assert "Godkendt af alle parter" not in text
    assert "Teksten er en anden end den, der blev godkendt" in text


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
