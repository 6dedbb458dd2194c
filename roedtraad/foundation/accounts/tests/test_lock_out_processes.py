"""The lock-out counts in the database, so that several processes cannot each give five tries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PREPARE = """
from django.core.management import call_command
call_command("migrate", "accounts", verbosity=0)
from roedtraad.foundation.accounts.models import User
User.objects.create(username="asta", email="asta@fjordby.example")
"""
TRY = """
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.attempts import begin_attempt
user = User.objects.get(username="asta")
print(sum(begin_attempt(user) for _ in range(20)))
"""


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="about SQLite")
@pytest.mark.processes
def test_two_processes_together_give_five_tries(tmp_path: Path) -> None:
    environment = os.environ | {
        "ROEDTRAAD_VAR": str(tmp_path),
        "DATABASE_URL": "",
        "ROEDTRAAD_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "roedtraad.config.settings",
    }

    def run(code: str) -> "subprocess.Popen[str]":
        setup = "import django; django.setup()\n"
        command = [sys.executable, "-c", setup + code]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )

    with run(PREPARE) as prepared:
        pass
    assert prepared.returncode == 0
    both = [run(TRY), run(TRY)]

    tries = [int(process.communicate()[0]) for process in both]

    assert sum(tries) == 5
