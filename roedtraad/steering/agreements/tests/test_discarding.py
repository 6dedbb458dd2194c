"""A draft begun by mistake is thrown away; what was ever approved is not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.agreements.models import Agreement, Draft, Goal
from roedtraad.steering.agreements.services.discarding import discard_agreement
from roedtraad.steering.agreements.services.life import NotNow
from roedtraad.steering.agreements.tests.factories import GoalIndicatorFactory
from roedtraad.steering.indicators.models import IndicatorUse

pytestmark = pytest.mark.django_db


def test_a_draft_is_thrown_away_with_its_reason_in_the_log(
    client: Client, plan: Agreement, leader: User
) -> None:
    GoalIndicatorFactory(goal=Goal.objects.get())
    Draft.objects.create(user=leader, key=f"agreement:{plan.pk}:maal:ny", data={})
    client.force_login(leader)
    shown = client.get(reverse("agreements:approvals", args=[plan.pk])).content.decode()
    assert "Kassér kladden" in shown

    address = reverse("agreements:discard", args=[plan.pk])
    answer = client.post(address, {"grund": "Forkert skabelon"}, follow=True)

    assert "er kasseret" in answer.content.decode()
    assert not Agreement.objects.exists() and not Draft.objects.exists()
    assert not IndicatorUse.objects.exists()
    event = AuditEvent.objects.get(action="agreement.discarded")
    assert (event.reason, event.detail["title"]) == ("Forkert skabelon", "Aftale 2026-27")


def test_it_says_why(plan: Agreement, leader: User) -> None:
    with pytest.raises(ValidationError):
        discard_agreement(plan, reason=" ", acting_user=leader)

    assert Agreement.objects.exists()


def test_only_a_draft_is_thrown_away(submitted: Agreement, leader: User) -> None:
    with pytest.raises(NotNow):
        discard_agreement(submitted, reason="Fortrudt", acting_user=leader)


def test_what_is_approved_stays(approved: Agreement, leader: User) -> None:
    Agreement.objects.update(state="draft")

    with pytest.raises(NotNow):
        discard_agreement(approved, reason="Fortrudt", acting_user=leader)


def test_who_may_not_write_it_may_not_throw_it_away(
    client: Client, plan: Agreement, politician: User, outsider: User
) -> None:
    with pytest.raises(PermissionDenied):
        discard_agreement(plan, reason="Nej", acting_user=politician)
    client.force_login(outsider)

    answer = client.post(reverse("agreements:discard", args=[plan.pk]), {"grund": "Nej"})

    assert answer.status_code == 404
    assert Agreement.objects.exists()
