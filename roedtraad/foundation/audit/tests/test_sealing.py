import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import append_only, chain
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent, AuditSeal
from roedtraad.foundation.audit.sealing import seal
from roedtraad.foundation.audit.verification import verify
from roedtraad.foundation.organisation.models import Unit

from .sealed_log import MARCH, Traveller, sealed, tampered, write


@pytest.mark.usefixtures("db")
def test_no_event_is_left_behind_when_months_come_in_any_order(
    clock: Traveller, leader: User, north: Unit
) -> None:
    for days in (40, 0, 70):
        clock.move_to(MARCH + timedelta(days=days))
        write(leader, north, 2)
    clock.shift(timedelta(seconds=30))

    assert seal() == 6
    assert not verify().broken
    assert AuditSeal.objects.values("month").distinct().count() == 3


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_database_refuses_to_change_the_log(
    how: str, clock: Traveller, leader: User, north: Unit
) -> None:
    sealed(clock, leader, north)

    for rows in (AuditEvent.objects.all(), AuditSeal.objects.all()):
        tries = {
            "update": lambda rows=rows: rows.update(month="2020-01"),
            "delete": lambda rows=rows: rows._raw_delete("default"),
        }
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            tries[how]()

    assert AuditEvent.objects.count() == 3


def test_seals_are_at_most_a_minute_behind_and_make_a_chain(
    clock: Traveller, leader: User, north: Unit
) -> None:
    sealed(clock, leader, north)
    sealed(clock, leader, north)

    first, second = AuditSeal.objects.order_by("number")
    assert second.previous_hash == first.hash
    assert seal() == 0
    verdict = verify()
    assert (verdict.broken, verdict.events, verdict.seals) == ("", 6, 2)


def test_what_is_not_settled_waits(clock: Traveller, leader: User, north: Unit) -> None:
    write(leader, north)

    assert seal() == 0
    clock.shift(timedelta(seconds=6))
    assert seal() == 3


def test_an_event_committed_after_later_ones_is_sealed_in_its_own_batch(
    clock: Traveller, leader: User, north: Unit
) -> None:
    events = write(leader, north)
    late = AuditEvent.objects.get(pk=events[1].pk)
    append_only.remove(connection)
    AuditEvent.objects.filter(pk=late.pk)._raw_delete("default")
    append_only.install(connection)
    clock.shift(timedelta(seconds=30))
    assert seal() == 2

    late.save(force_insert=True)
    assert seal() == 1

    assert [row.event_ids for row in AuditSeal.objects.order_by("number")] == [
        f"{events[0].pk},{events[2].pk}",
        str(late.pk),
    ]
    assert verify().broken == ""


@pytest.mark.usefixtures("_unprotected")
@pytest.mark.parametrize(
    "change",
    [
        {"action": "unit.something_else"},
        {"actor": None},
        {"reason": "x"},
        {"detail": {}},
        {"happened_at": MARCH - timedelta(days=1)},
        {"is_read": True},
        {"unit_id": 7},
        {"import_id": "x"},
        {"subject_id": "7"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_shows(
    change: dict[str, object], clock: Traveller, leader: User, north: Unit
) -> None:
    event = sealed(clock, leader, north)[1]

    AuditEvent.objects.filter(pk=event.pk).update(**change)

    assert "er ændret" in tampered()


@pytest.mark.usefixtures("_unprotected")
def test_a_deleted_event_shows_and_is_named(clock: Traveller, leader: User, north: Unit) -> None:
    event = sealed(clock, leader, north)[1]

    AuditEvent.objects.filter(pk=event.pk)._raw_delete("default")

    assert f"hændelse {event.pk} mangler" in tampered()


def test_an_event_put_in_afterwards_shows_and_is_named(
    clock: Traveller, leader: User, north: Unit
) -> None:
    sealed(clock, leader, north)
    clock.shift(timedelta(hours=1))
    sealed(clock, leader, north)
    forged = write(leader, north, 1)[0]
    append_only.remove(connection)
    AuditEvent.objects.filter(pk=forged.pk).update(happened_at=MARCH)
    append_only.install(connection)
    AuditSeal.objects.create(
        month="2026-03", number=3, first_event_id=forged.pk + 5, last_event_id=forged.pk + 5,
        event_count=0, event_ids="", previous_hash=AuditSeal.objects.get(number=2).hash,
        hash=chain.seal_hash(
            previous=AuditSeal.objects.get(number=2).hash, month="2026-03", number=3, events=[]
        ),
        sealed_at=timezone.now(),
    )  # fmt: skip

    assert seal() == 0
    assert f"hændelse {forged.pk} har intet segl" in verify().broken


@pytest.mark.usefixtures("_unprotected")
def test_a_seal_taken_out_of_the_chain_shows(clock: Traveller, leader: User, north: Unit) -> None:
    first = sealed(clock, leader, north)
    sealed(clock, leader, north)
    AuditSeal.objects.get(number=1).delete()
    AuditEvent.objects.filter(pk__in=[event.pk for event in first])._raw_delete("default")

    assert "mangler eller er ændret" in tampered()


@pytest.mark.usefixtures("_unprotected")
def test_a_log_cut_off_at_its_end_shows_against_a_hash_noted_earlier(
    clock: Traveller, leader: User, north: Unit
) -> None:
    sealed(clock, leader, north)
    last = sealed(clock, leader, north)
    noted = verify().head
    AuditSeal.objects.get(number=2).delete()
    AuditEvent.objects.filter(pk__in=[event.pk for event in last])._raw_delete("default")
    append_only.install(connection)

    assert verify().broken == ""
    assert "slutningen af loggen mangler" in verify(expected=[noted]).broken


def test_missing_triggers_show(db: None) -> None:
    append_only.remove(connection)

    assert "beskytter ikke længere" in verify().broken


def test_the_command_answers_by_its_exit_status(
    clock: Traveller, leader: User, north: Unit
) -> None:
    event = sealed(clock, leader, north)[0]
    out, err = StringIO(), StringIO()
    call_command("verify_audit", stdout=out, stderr=err)
    assert "Loggen er hel" in out.getvalue()

    append_only.remove(connection)
    AuditEvent.objects.filter(pk=event.pk).update(reason="x")
    append_only.install(connection)
    with pytest.raises(SystemExit) as status:
        call_command("verify_audit", stdout=out, stderr=err)

    assert status.value.code == 1
    assert f"{event.pk}" in err.getvalue()


def test_a_database_that_was_never_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "roedtraad.config.cli", "manage", "verify_audit"],
        env={**os.environ, "ROEDTRAAD_VAR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.strip().splitlines() == [
        "Her er ingen log: databasen er ikke oprettet endnu."
    ]


def test_ids_are_written_as_ranges_and_read_back() -> None:
    ids = [1, 2, 3, 5, 9, 10]

    assert chain.ranges(ids) == "1-3,5,9-10"
    assert chain.ids_in("1-3,5,9-10") == ids
    assert chain.gaps_in("1-3,5,9-10") == [4, 6, 7, 8]


@pytest.mark.django_db(transaction=True)
def test_a_test_database_can_be_emptied_and_is_protected_again() -> None:
    audit.record("test.made", Unit, acting_user=None)

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEvent.objects.exists()
    assert append_only.installed(connection)
