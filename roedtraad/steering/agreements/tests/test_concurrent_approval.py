"""Two people press "approve" for the same party in the same moment, on a real database file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import approval
from roedtraad.steering.agreements.tests.conftest import party

APPROVE = """
import django; django.setup()
import sys
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Party
from roedtraad.steering.agreements.services import approval
party, user, text = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
try:
    approval.approve(Party.objects.get(pk=party), seen_hash=text,
                     acting_user=User.objects.get(pk=user))
    print("approved")
except (approval.AlreadyApproved, approval.NotNow) as refusal:
    print("refused")
"""

COUNT = """
import django; django.setup()
import sys
from roedtraad.steering.agreements.models import Approval, Version
print(Approval.objects.filter(party=sys.argv[1], voided_at=None).count(), Version.objects.count())
"""


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_two_approvals_for_one_party_at_once_give_exactly_one(
    submitted: Agreement, leader: User, principal: User, tmp_path: Path
) -> None:
    deputy = MembershipFactory(unit=submitted.unit, role=Role.UNIT_LEADER).user
    text = text_hash(submitted)
    approval.approve(party(submitted, "principal"), seen_hash=text, acting_user=principal)
    unit_party = party(submitted, "unit")
    address = _database_address(tmp_path)

    waiting = [_starts(address, unit_party.pk, user.pk, text) for user in (leader, deputy)]
    for process in waiting:
        assert process.stdout.readline().strip() == "ready"
    for process in waiting:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = sorted(process.communicate(timeout=60)[0].strip() for process in waiting)

    assert answers == ["approved", "refused"]
    assert _counted(address, unit_party.pk) == [1, 1]  # approvals of the party, versions


def _database_address(folder: Path) -> str:
    """The test's own database where others can connect to it; of SQLite, a copy in a file."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        import sqlite3

        file = folder / "copy.sqlite3"
        copy = sqlite3.connect(file)
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")  # as every database of the product
        copy.close()
        return f"sqlite:///{file}"
    host = values["HOST"] or values.get("OPTIONS", {}).get("host", "")
    port = values["PORT"] or values.get("OPTIONS", {}).get("port", "") or 5432
    who = values["USER"] + (f":{values['PASSWORD']}" if values["PASSWORD"] else "")
    if host.startswith("/"):
        return f"postgres://{who}@/{values['NAME']}?host={host}&port={port}"
    return f"postgres://{who}@{host}:{port}/{values['NAME']}"


def _starts(address: str, *arguments: object, script: str = APPROVE) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "roedtraad.config.settings",
    }
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _counted(address: str, party_pk: int) -> list[int]:
    process = _starts(address, party_pk, script=COUNT)
    return [int(word) for word in process.communicate(timeout=60)[0].split()]
