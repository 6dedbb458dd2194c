"""A log with seals for tests, and what somebody who has tampered with it is told."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.db import connection

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import append_only
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.audit.sealing import seal
from roedtraad.foundation.audit.verification import verify
from roedtraad.foundation.organisation.models import Unit

Traveller = time_machine.Traveller
MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)


def write(leader: User, north: Unit, count: int = 3) -> list[AuditEvent]:
    for number in range(count):
        audit.record(
            "unit.changed", north, acting_user=leader, unit=north, before="æ", after=number
        )
    return list(AuditEvent.objects.order_by("-pk")[:count])[::-1]


def sealed(clock: Traveller, leader: User, north: Unit) -> list[AuditEvent]:
    events = write(leader, north)
    clock.shift(timedelta(seconds=30))
    assert seal() == len(events)
    return events


def tampered() -> str:
    append_only.install(connection)
    return verify().broken
