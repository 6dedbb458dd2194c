import base64
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from roedtraad.casework.cases import identity, keys
from roedtraad.casework.cases.models import Citizen, OwnRelation, SealingKey
from roedtraad.casework.cases.services import cases, workers
from roedtraad.casework.cases.tests.factories import ALMA, open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.ciphers import KeyRing, WrongKey
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
FIRST, SECOND = bytes(32), bytes(range(32))


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: Any) -> Path:
    settings.CITIZEN_KEYS = tmp_path / "citizen_keys"
    _write(settings.CITIZEN_KEYS, {1: FIRST})
    keys.check()
    return settings.CITIZEN_KEYS


def _write(file: Path, held: dict[int, bytes]) -> None:
    lines = [f"{number} {base64.b64encode(key).decode()}\n" for number, key in held.items()]
    file.write_text("".join(lines))
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000_000))


def test_the_number_is_in_no_column_of_the_database(north: Unit, team_leader: User) -> None:
    open_case(north, team_leader)
    workers.note_own_number(ALMA, is_self=False, acting_user=team_leader)

    with connection.cursor() as cursor:
        everything = ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            everything += str(cursor.fetchall())

    assert "Birkedal" in everything
    assert ALMA not in everything
    assert "720415-4318" not in everything


def test_a_number_moved_to_another_row_does_not_open(north: Unit, team_leader: User) -> None:
    alma = cases.subjects(open_case(north, team_leader))[0]
    other = cases.subjects(open_case(north, team_leader, digits="", name="Storm"))[0]
    other.cpr_sealed = alma.cpr_sealed

    with pytest.raises(WrongKey):
        identity.opened(other)


def test_keys_are_changed_while_old_and_new_are_found(
    north: Unit, team_leader: User, key_file: Path
) -> None:
    open_case(north, team_leader)
    workers.note_own_number(ALMA, is_self=True, acting_user=team_leader)

    call_command("rotate_citizen_keys", verbosity=0)

    alma = Citizen.objects.get()
    assert alma.cpr_sealed.startswith("2:")
    assert identity.opened(alma) == ALMA
    assert identity.with_number(ALMA) == alma
    assert OwnRelation.objects.get().cpr_index == alma.cpr_index
    assert SealingKey.objects.get(number=1).retired_at is not None
    assert len(key_file.read_text().splitlines()) == 2
    assert key_file.stat().st_mode & 0o077 == 0


def test_a_change_of_keys_that_was_cut_off_is_finished(
    north: Unit, team_leader: User, key_file: Path
) -> None:
    open_case(north, team_leader)
    _write(key_file, {1: FIRST, 2: SECOND})
    keys.check()
    assert identity.with_number(ALMA) is not None

    call_command("rotate_citizen_keys", "--go-on", verbosity=0)

    assert Citizen.objects.get().cpr_sealed.startswith("2:")
    assert SealingKey.objects.count() == 2


def test_another_key_of_the_same_number_is_refused_and_nothing_is_changed(key_file: Path) -> None:
    _write(key_file, {1: SECOND})

    with pytest.raises(keys.KeysUnusable, match="hører ikke til denne database"):
        keys.check()

    _write(key_file, {1: FIRST})
    keys.check()
    assert SealingKey.objects.get().fingerprint == KeyRing({1: FIRST}).fingerprint(1)


def test_a_missing_key_is_refused(key_file: Path) -> None:
    _write(key_file, {2: SECOND})

    with pytest.raises(keys.KeysUnusable, match="Nøgle 1 er ikke imellem dem"):
        keys.check()


@pytest.mark.parametrize("content", ["", "1 not-base64!", "one AAAA", "1 AAAA", "\x00"])
def test_a_spoiled_file_is_told(key_file: Path, content: str) -> None:
    key_file.write_text(content)
    os.utime(key_file, ns=(0, 5_000_000_000_000_000_000))

    with pytest.raises(keys.KeysUnusable, match="kan ikke læses"):
        keys.check()


def test_a_missing_file_is_told_by_the_command(key_file: Path) -> None:
    key_file.unlink()

    with pytest.raises(CommandError, match="mangler"):
        call_command("rotate_citizen_keys", verbosity=0)
