"""What was noted of the seals outside the database."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import append_only, witness
from roedtraad.foundation.audit.jobs import seal_log
from roedtraad.foundation.audit.models import AuditEvent, AuditSeal
from roedtraad.foundation.organisation.models import Unit

from .sealed_log import Traveller, write


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
