"""Whoever must act next, or whose word no longer counts, has a message about it."""

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.models import Notice
from roedtraad.foundation.notices.queries import notice_rows, notices_of
from roedtraad.steering.agreements.models import Agreement, DialogueMinutes, Goal
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import (
    amending,
    approval,
    discussion,
    editing,
    life,
)
from roedtraad.steering.agreements.tests.conftest import party

pytestmark = pytest.mark.django_db


def news(user: User) -> list[str]:
    """What the user is told, the newest first; read afterwards."""
    rows = [row.label for row in notice_rows(user, notices_of(user)) if not row.is_read]
    Notice.objects.filter(recipient=user).delete()
    return rows


def test_the_dialogue_calls_the_other_party(plan: Agreement, leader: User, principal: User) -> None:
    life.begin_dialogue(plan, acting_user=leader)
    assert "Dialogen om Aftale 2026-27 er åben" in news(principal)[0]

    discussion.begin_thread(plan, text="Hvorfor?", goal=Goal.objects.get(), acting_user=principal)
    assert news(leader) == ["Ny kommentar i Aftale 2026-27"]

    minutes = DialogueMinutes(agreement=plan, held_on="2026-01-05", text="Enige", written_by=leader)
    discussion.write_minutes(minutes, acting_user=leader)
    assert "Referat" in news(principal)[0]


def test_sending_back_calls_those_who_write(
    submitted: Agreement, leader: User, team_leader: User, principal: User
) -> None:
    news(leader)

    life.send_back(submitted, reason="Målet mangler en dato", acting_user=principal)

    assert "sendt tilbage" in news(leader)[0]
    assert "sendt tilbage" in news(team_leader)[0]
    assert news(principal) == []  # who acts on a thing has read of it


def test_the_first_approval_calls_the_other_party_and_a_change_calls_the_first(
    submitted: Agreement, leader: User, principal: User
) -> None:
    news(principal)
    seen = text_hash(submitted)
    approval.approve(party(submitted, "unit"), seen_hash=seen, acting_user=leader)
    assert "afventer jeres" in news(principal)[0]

    editing.update(Goal.objects.get(), {"title": "Nyt"}, acting_user=principal)

    assert "gælder ikke" in news(leader)[0]


def test_amending_and_withdrawing_are_told(
    approved: Agreement, leader: User, principal: User
) -> None:
    news(principal)
    amendment = amending.open_amendment(approved, reason="Nyt budget", acting_user=leader)
    assert "tillæg" in news(principal)[0]

    amending.abandon_amendment(amendment, reason="Alligevel ikke", acting_user=leader)
    assert "opgivet" in news(principal)[0]

    news(leader)
    life.withdraw(approved, reason="Byrådet", acting_user=principal)
    assert "trukket tilbage" in news(leader)[0]


def test_nobody_outside_is_told(submitted: Agreement, outsider: User, politician: User) -> None:
    assert news(outsider) == news(politician) == []
