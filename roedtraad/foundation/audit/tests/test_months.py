"""Months of the log that are closed, and that expire."""

from datetime import timedelta

import pytest
from django.db import connection

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import append_only
from roedtraad.foundation.audit.models import AuditEvent, AuditMonth
from roedtraad.foundation.audit.sealing import close_months, expire_months
from roedtraad.foundation.audit.verification import verify
from roedtraad.foundation.organisation.models import Unit

from .sealed_log import MARCH, Traveller, sealed, tampered


def test_a_month_is_closed_expires_and_the_chain_still_holds(
    clock: Traveller, leader: User, north: Unit, settings: object
) -> None:
    sealed(clock, leader, north)
    assert close_months() == []
    clock.move_to(MARCH + timedelta(days=31))
    sealed(clock, leader, north)
    assert close_months() == ["2026-03"]
    clock.move_to(MARCH + timedelta(days=62))
    sealed(clock, leader, north)
    assert close_months() == ["2026-04"]

    settings.AUDIT_MONTHS_KEPT = 1
    assert expire_months() == ["2026-03"]

    march = AuditMonth.objects.get(month="2026-03")
    assert not AuditEvent.objects.filter(month="2026-03").exists()
    assert march.expired_at and march.event_count == 3
    assert AuditEvent.objects.filter(action="audit.month_expired").count() == 1
    verdict = verify()
    assert (verdict.broken, verdict.expired) == ("", 1)


@pytest.mark.usefixtures("_unprotected")
def test_a_changed_closing_hash_shows_after_the_month_has_expired(
    clock: Traveller, leader: User, north: Unit, settings: object
) -> None:
    settings.AUDIT_MONTHS_KEPT = 1
    append_only.install(connection)
    sealed(clock, leader, north)
    clock.move_to(MARCH + timedelta(days=70))
    close_months()
    expire_months()
    append_only.remove(connection)

    AuditMonth.objects.update(event_count=2)

    assert "Slut-hashen passer ikke" in tampered()


def test_without_a_limit_every_month_is_kept(
    clock: Traveller, leader: User, north: Unit, settings: object
) -> None:
    settings.AUDIT_MONTHS_KEPT = 0
    sealed(clock, leader, north)
    clock.move_to(MARCH + timedelta(days=400))
    close_months()

    assert expire_months() == []
