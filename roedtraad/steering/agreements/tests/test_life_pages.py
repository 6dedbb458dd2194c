from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Draft,
    Goal,
    Project,
    Section,
    TemplateVersion,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import amending, editing, life
from roedtraad.steering.agreements.shipped_templates import ShippedTemplate, shipped_templates
from roedtraad.steering.agreements.template_json import dump
from roedtraad.steering.agreements.tests.conftest import for_both, party
from roedtraad.steering.agreements.tests.factories import ActionFactory, FocusAreaFactory

pytestmark = pytest.mark.django_db


def post(client: Client, user: User, name: str, *args: object, **sent: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"agreements:{name}", args=args), sent, follow=True)


def approve(client: Client, plan: Agreement, leader: User, principal: User) -> None:
    for user, role in ((leader, "unit"), (principal, "principal")):
        text = text_hash(Agreement.objects.get(pk=plan.pk))
        post(client, user, "approve", plan.pk, party(plan, role).pk, tekst=text)


def test_from_draft_to_amended_on_the_pages(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    post(client, leader, "step", plan.pk, "dialog")
    post(client, leader, "step", plan.pk, "indsend")
    approve(client, plan, leader, principal)
    plan.refresh_from_db()
    assert plan.state == AgreementState.ACTIVE

    post(client, leader, "open_amendment", plan.pk, grund="Nyt budget")
    editing.update(Goal.objects.get(), {"text": "Mindst 90 procent"}, acting_user=leader)
    client.force_login(principal)
    before = client.get(reverse("agreements:amendment", args=[plan.pk, 1])).content.decode()
    assert "Nyt budget" in before
    assert "<ins>" in before

    post(client, leader, "step", plan.pk, "indsend")
    approve(client, plan, leader, principal)
    plan.refresh_from_db()
    assert plan.state == AgreementState.ACTIVE
    after = client.get(reverse("agreements:amendment", args=[plan.pk, 1])).content.decode()
    assert "Mindst" in after and "<ins>" in after
    old = client.get(reverse("agreements:version", args=[plan.pk, 1])).content.decode()
    assert "Mindst 90 procent" not in old


def test_the_approval_page_says_who_can_and_why_not(
    client: Client, submitted: Agreement, consultant: User
) -> None:
    client.force_login(consultant)

    text = client.get(reverse("agreements:approvals", args=[submitted.pk])).content.decode()

    assert "Kan godkende:" in text
    assert "Kun denne parts leder godkender for den." in text


def test_approving_what_one_did_not_read_is_refused_in_words(
    client: Client, submitted: Agreement, leader: User
) -> None:
    read = text_hash(submitted)
    Goal.objects.update(text="Skrevet i mellemtiden")

    answer = post(client, leader, "approve", submitted.pk, party(submitted, "unit").pk, tekst=read)

    assert "Teksten er ændret, siden du læste den" in answer.content.decode()
    assert not submitted.versions.exists()


def test_an_amendment_is_abandoned_on_its_page(
    client: Client, approved: Agreement, leader: User
) -> None:
    post(client, leader, "open_amendment", approved.pk, grund="Nyt")
    editing.update(Goal.objects.get(), {"text": "Ændret"}, acting_user=leader)

    post(client, leader, "abandon_amendment", approved.pk, 1, grund="Fortrudt")

    assert Goal.objects.get().text == ""
    approved.refresh_from_db()
    assert approved.state == AgreementState.ACTIVE


def test_a_step_without_a_reason_says_so(
    client: Client, approved: Agreement, principal: User
) -> None:
    answer = post(client, principal, "step", approved.pk, "tilbagekald", grund=" ")

    assert "Skriv hvorfor." in answer.content.decode()
    approved.refresh_from_db()
    assert approved.state == AgreementState.ACTIVE


@pytest.mark.parametrize(
    ("name", "more", "form"),
    [
        ("open_amendment", [], "tillaeg"),
        ("step", ["tilbagekald"], "tilbagekald"),
    ],
)
def test_a_reason_that_is_missing_is_asked_for_at_its_own_field(
    client: Client, approved: Agreement, principal: User, name: str, more: list[str], form: str
) -> None:
    answer = post(client, principal, name, approved.pk, *more, grund=" ", kladde=f"grund:{form}")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Skriv hvorfor.") == 1
    assert f'aria-describedby="{form}-grund_error"' in page


def test_an_amendment_is_not_abandoned_without_a_reason(
    client: Client, approved: Agreement, leader: User
) -> None:
    post(client, leader, "open_amendment", approved.pk, grund="Nyt")

    answer = post(
        client, leader, "abandon_amendment", approved.pk, 1, grund="", kladde="grund:opgiv"
    )

    assert answer.status_code == 422
    assert 'id="opgiv-grund_error"' in answer.content.decode()
    assert not approved.amendments.get().is_abandoned


def test_the_next_period_is_seen_done_and_undone(
    client: Client, approved: Agreement, leader: User
) -> None:
    goal = Goal.objects.get()
    action = ActionFactory(goal=goal, text="Bliver ved")
    sent = {
        "title": "Aftale 2028-29",
        "starts_on": "1.1.2028",
        "ends_on": "31.12.2029",
        "maal": goal.pk,
        "handling": action.pk,
    }

    preview = post(client, leader, "next_period", approved.pk, **sent).content.decode()
    assert "Bliver ved" in preview
    assert Agreement.objects.count() == 1
    done = post(client, leader, "next_period", approved.pk, **sent, udfoer="1").content.decode()
    assert "Ført videre fra sidste periode" in done

    new = Agreement.objects.get(previous=approved)
    assert new.goals.get().actions.get().text == "Bliver ved"
    post(client, leader, "undo_roll", new.pk)
    assert Agreement.objects.get() == approved


def test_outsiders_take_no_step(client: Client, approved: Agreement, outsider: User) -> None:
    for name, args in [
        ("step", (approved.pk, "luk")),
        ("open_amendment", (approved.pk,)),
        ("approve", (approved.pk, party(approved, "unit").pk)),
        ("undo_roll", (approved.pk,)),
    ]:
        assert post(client, outsider, name, *args).status_code == 404


def test_a_new_agreement_begins_from_its_form(
    client: Client, plan: Agreement, leader: User
) -> None:
    version = plan.template_version
    version.published_at = plan.made_at
    version.save()

    answer = post(
        client,
        leader,
        "new",
        template_version=version.pk,
        unit=plan.unit.pk,
        title="Helt ny",
        starts_on="1.1.2028",
        ends_on="31.12.2029",
    )

    new = Agreement.objects.get(title="Helt ny")
    assert answer.status_code == 200
    assert [each.role for each in new.parties.all()] == ["principal", "unit"]


def test_who_read_another_text_reads_again_before_approving(
    client: Client, submitted: Agreement, leader: User
) -> None:
    client.force_login(leader)
    address = reverse("agreements:approvals", args=[submitted.pk])
    read = text_hash(submitted)
    assert "Godkend for" in client.get(f"{address}?laest={read}").content.decode()
    Goal.objects.update(text="Ændret imens")

    text = client.get(f"{address}?laest={read}").content.decode()

    assert "Læs den igen" in text
    assert "Godkend for" not in text


def test_a_reason_forgets_its_draft_when_it_is_given(
    client: Client, approved: Agreement, leader: User
) -> None:
    client.force_login(leader)
    key = f"agreement:{approved.pk}:grund:tillaeg"
    Draft.objects.create(user=leader, key=key, data={"grund": ["Nyt bu"]})
    page = client.get(reverse("agreements:approvals", args=[approved.pk])).content.decode()
    assert f'data-draft-key="{key}"' in page

    client.post(
        reverse("agreements:open_amendment", args=[approved.pk]),
        {"grund": "Nyt budget", "kladde": "grund:tillaeg"},
    )

    assert not Draft.objects.exists()


def test_texts_are_named_as_the_template_names_them(
    client: Client, plan: Agreement, leader: User, principal: User
) -> None:
    version = plan.template_version
    version.definition = {
        "sections": [
            {"key": "about", "kind": "text", "label": {"da": "Om os", "en": "About us"}},
            {"key": "goals", "kind": "goals", "label": {"da": "Mål", "en": "Goals"}},
        ],
        "goal_fields": [],
    }
    version.save()
    editing.create(Section(agreement=plan, key="about", text="Vi er ti."), acting_user=leader)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    client.force_login(leader)

    text = client.get(reverse("agreements:next_period", args=[plan.pk])).content.decode()
    amending.open_amendment(plan, reason="Nyt", acting_user=leader)
    editing.update(Section.objects.get(), {"text": "Vi er ni."}, acting_user=leader)
    changed = client.get(reverse("agreements:amendment", args=[plan.pk, 1])).content.decode()

    assert "Om os: Vi er ti." in text and "about:" not in text
    assert f'data-draft-key="agreement:{plan.pk}:naeste-periode"' in text
    assert "Afsnit: Om os" in changed and "Afsnit: about" not in changed


def test_what_a_goal_serves_is_folded_until_something_is_chosen(
    client: Client, plan: Agreement, leader: User
) -> None:
    version = plan.template_version
    version.definition = version.definition | {"links": ["un_goals"]}
    version.save()
    goal = Goal.objects.get()
    client.force_login(leader)
    address = reverse("agreements:part_edit", args=[plan.pk, "maal", goal.pk])

    folded = client.get(address).content.decode()
    editing.update(goal, {"un_goals": [3, 4]}, acting_user=leader)
    chosen = client.get(address).content.decode()

    assert "0 valgt" in folded and 'data-fold="{count} valgt">' in folded
    assert "2 valgt" in chosen and 'data-fold="{count} valgt" open' in chosen
    assert folded.index('name="title"') < folded.index("details fold")


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda each: each.form)
def test_what_is_approved_by_any_template_can_be_read(
    client: Client,
    template: ShippedTemplate,
    plan: Agreement,
    leader: User,
    principal: User,
    politician: User,
) -> None:
    TemplateVersion.objects.update(definition=dump(template.definition))
    FocusAreaFactory(strategy=None, agreement=plan, title="Overgange")
    Project.objects.create(agreement=plan, title="Fælles hus", text="Med skolerne")
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)

    client.force_login(politician)
    page = client.get(reverse("agreements:version", args=[plan.pk, 1]))

    assert page.status_code == 200
    assert "Flere familier med egne mål" in page.content.decode()
