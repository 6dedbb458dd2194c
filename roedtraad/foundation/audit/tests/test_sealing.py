import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import append_only, chain, witness
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.jobs import seal_log
from roedtraad.foundation.audit.models import AuditEvent, AuditMonth, AuditSeal
from roedtraad.foundation.audit.sealing import close_months, expire_months, seal
from roedtraad.foundation.audit.verification import verify
from roedtraad.foundation.organisation.models import Unit

Traveller = time_machine.Traveller
MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[Traveller]:
    with time_machine.travel(MARCH, tick=False) as traveller:
        yield traveller


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


@pytest.fixture
def _unprotected(db: None) -> None:
    """As somebody who owns the database could make it, and put it back."""
    append_only.remove(connection)


def tampered() -> str:
    append_only.install(connection)
    return verify().broken


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


@pytest.fixture
def witness_file(tmp_path: Path, settings: object) -> Path:
    settings.AUDIT_WITNESS = tmp_path / "witness.txt"
    return settings.AUDIT_WITNESS


@pytest.mark.usefixtures("_unprotected")
def test_a_log_cut_off_at_its_end_shows_by_what_the_job_noted_outside_the_database(
    clock: Traveller, leader: User, north: Unit, witness_file: Path
) -> None:
    write(leader, north)
    clock.shift(timedelta(seconds=30))
    seal_log()
    last = write(leader, north)
    clock.shift(timedelta(seconds=30))
    seal_log()
    AuditSeal.objects.get(number=2).delete()
    AuditEvent.objects.filter(pk__in=[event.pk for event in last])._raw_delete("default")
    append_only.install(connection)
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("verify_audit", stdout=StringIO(), stderr=err)
    assert "slutningen af loggen mangler" in err.getvalue()

    write(leader, north)
    clock.shift(timedelta(seconds=30))
    seal_log()
    with pytest.raises(SystemExit):
        call_command("verify_audit", stdout=StringIO(), stderr=err)


def test_one_hash_a_day_is_noted_and_the_latest_of_today(
    clock: Traveller, leader: User, north: Unit, witness_file: Path
) -> None:
    for _day in range(2):
        for _time in range(3):
            write(leader, north)
            clock.shift(timedelta(seconds=30))
            seal_log()
        clock.shift(timedelta(days=1))

    last_of_each_day = AuditSeal.objects.filter(number__in=[3, 6]).order_by("number")
    assert witness.noted() == [seal.hash for seal in last_of_each_day]
    assert witness_file.stat().st_mode & 0o077 == 0
    call_command("verify_audit", stdout=StringIO())


def test_what_was_noted_is_laid_aside_when_the_log_is_replaced(
    clock: Traveller, leader: User, north: Unit, witness_file: Path
) -> None:
    write(leader, north)
    clock.shift(timedelta(seconds=30))
    seal_log()

    witness.begin_anew()

    assert witness.noted() == []
    assert len(list(witness_file.parent.glob("witness.txt.*"))) == 1


def test_a_restored_log_keeps_the_hashes_that_are_in_it_and_lays_the_later_aside(
    clock: Traveller, leader: User, north: Unit, witness_file: Path
) -> None:
    write(leader, north)
    clock.shift(timedelta(seconds=30))
    seal_log()
    in_both = witness.noted()
    later_line = "2026-03-11T08:00:00+00:00 2026-03#9 " + "f" * 64
    witness_file.write_text(witness_file.read_text() + later_line)

    later = witness.keep_known()

    assert (later, witness.noted()) == (1, in_both)
    assert later_line in next(witness_file.parent.glob("witness.txt.*")).read_text()
    call_command("verify_audit", stdout=StringIO())


def test_missing_triggers_show(db: None) -> None:
    append_only.remove(connection)

    assert "beskytter ikke længere" in verify().broken


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
