from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, AgreementState, Party
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import approval, life
from roedtraad.steering.agreements.services.starting import NewAgreement, start_agreement
from roedtraad.steering.agreements.tests.factories import GoalFactory, TemplateVersionFactory


@pytest.fixture
def plan(north: Unit, leader: User, principal: User) -> Agreement:
    """The draft of Familiehuset Nord with the administration, with one goal."""
    plan = begun(north, leader)
    GoalFactory(agreement=plan, title="Flere familier med egne mål", number="1")
    return plan


def begun(unit: Unit, leader: User) -> Agreement:
    """A draft of 2026-27, by the leader of the unit."""
    new = NewAgreement(
        template_version=TemplateVersionFactory(),
        unit=unit,
        title="Aftale 2026-27",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    return start_agreement(new, acting_user=leader)


@pytest.fixture
def submitted(plan: Agreement, leader: User) -> Agreement:
    """The plan, waiting for both parties."""
    return life.submit(plan, acting_user=leader)


@pytest.fixture
def approved(submitted: Agreement, leader: User, principal: User) -> Agreement:
    """The plan as both parties approved it; its period has begun."""
    for_both(submitted, leader, principal)
    submitted.refresh_from_db()
    assert submitted.state == AgreementState.ACTIVE
    return submitted


def party(agreement: Agreement, role: str) -> Party:
    return agreement.parties.get(role=role)


def for_both(agreement: Agreement, leader: User, principal: User) -> None:
    text = text_hash(agreement)
    approval.approve(party(agreement, "unit"), seen_hash=text, acting_user=leader)
    approval.approve(party(agreement, "principal"), seen_hash=text, acting_user=principal)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def shown(client: Client, plan: Agreement) -> Any:
    return client.get(reverse("agreements:page", args=[plan.pk]))
