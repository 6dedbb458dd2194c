"""Steps taken too late, twice, or by who may no longer: told in words, and nothing half done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    AgreementState,
    Approval,
    Goal,
    TemplateVersion,
)
from roedtraad.steering.agreements.queries.completeness import missing_in
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.queries.life import party_approvals
from roedtraad.steering.agreements.services import approval, editing
from roedtraad.steering.agreements.tests.conftest import party
from roedtraad.steering.agreements.tests.factories import GoalFactory

pytestmark = pytest.mark.django_db


def role_ended(user: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=user).update(starts_on=date(2020, 1, 1), ends_on=yesterday)


def test_a_date_outside_the_period_is_saved_and_told(plan: Agreement, leader: User) -> None:
    TemplateVersion.objects.update(
        definition={
            "sections": [{"key": "goals", "kind": "goals", "label": {"da": "Mål", "en": "Goals"}}],
            "goal_fields": [],
            "rules": {"dates_inside_period": True},
        }
    )
    late = Action(goal=Goal.objects.get(), text="Ring til alle", due_raw="2031")
    late.due_from, late.due_on = date(2031, 1, 1), date(2031, 12, 31)

    editing.create(late, acting_user=leader)

    told = missing_in(Agreement.objects.get(pk=plan.pk))
    assert [each.place.pk for each in told if each.key == "dates_inside_period"] == [late.pk]


def test_a_role_that_ended_after_submission_approves_nothing(
    submitted: Agreement, leader: User, principal: User
) -> None:
    seen = text_hash(submitted)
    role_ended(leader)

    with pytest.raises(PermissionDenied):
        approval.approve(party(submitted, "unit"), seen_hash=seen, acting_user=leader)
    [unit] = [each for each in party_approvals(submitted, principal) if each.party.role == "unit"]

    assert str(leader) not in unit.approvers
    assert not Approval.objects.exists()


def test_approving_in_two_windows_approves_once(
    client: Client, submitted: Agreement, leader: User
) -> None:
    client.force_login(leader)
    address = reverse("agreements:approve", args=[submitted.pk, party(submitted, "unit").pk])
    sent = {"tekst": text_hash(submitted)}

    client.post(address, sent)
    again = client.post(address, sent, follow=True)

    assert "har allerede godkendt" in again.content.decode()
    assert Approval.objects.count() == 1


def test_submitting_what_has_moved_on_says_where_it_is(
    client: Client, submitted: Agreement, leader: User
) -> None:
    client.force_login(leader)
    address = reverse("agreements:step", args=[submitted.pk, "indsend"])

    answer = client.post(address, follow=True)

    assert "Det kan ikke gøres" in answer.content.decode()
    assert submitted.steps.filter(to_state=AgreementState.SUBMITTED).count() == 1


def test_a_goal_added_in_one_window_voids_the_approval_prepared_in_the_other(
    client: Client, submitted: Agreement, leader: User
) -> None:
    client.force_login(leader)
    seen = text_hash(submitted)
    GoalFactory(agreement=submitted, title="Sent tilføjet")
    address = reverse("agreements:approve", args=[submitted.pk, party(submitted, "unit").pk])

    answer = client.post(address, {"tekst": seen}, follow=True)

    assert "Læs" in answer.content.decode()
    assert not Approval.objects.exists()
