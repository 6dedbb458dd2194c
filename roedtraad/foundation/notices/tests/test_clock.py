import datetime

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from roedtraad.foundation.notices import clock, jobs
from roedtraad.foundation.notices.models import ClockRun

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _no_jobs_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_jobs", {})


def test_a_job_runs_at_once_and_then_only_when_its_time_has_come() -> None:
    runs: list[str] = []
    clock.every(60, "test.count", lambda: runs.append("run"))

    for minutes in (0, 0.5, 0.9, 1.1, 1.5, 3):
        with time_machine.travel(NOON + datetime.timedelta(minutes=minutes), tick=False):
            clock.run_due()

    assert len(runs) == 3


def test_what_is_done_every_night_is_done_at_first_and_then_at_night() -> None:
    runs: list[datetime.datetime] = []
    clock.every_night("test.count", lambda: runs.append(timezone.localtime()))

    for hours in range(48):
        with time_machine.travel(NOON + datetime.timedelta(hours=hours), tick=False):
            clock.run_due()

    assert [(run.day, run.hour) for run in runs] == [(1, 14), (2, 4), (3, 4)]


def test_a_failing_job_stops_no_other_and_is_tried_again() -> None:
    runs: list[str] = []

    def fail() -> None:
        runs.append("failed")
        raise ValueError("broken")

    clock.every(60, "test.a_fails", fail)
    clock.every(60, "test.b_works", lambda: runs.append("worked"))

    with time_machine.travel(NOON, tick=False):
        clock.run_due()
    with time_machine.travel(NOON + datetime.timedelta(minutes=2), tick=False):
        clock.run_due()

    assert runs == ["failed", "worked"] * 2
    assert ClockRun.objects.get(name="test.a_fails").fault == "ValueError"


def test_what_another_clock_is_at_is_left_alone() -> None:
    clock.every(60, "test.count", lambda: None)
    now = timezone.now()
    ClockRun.objects.create(
        name="test.count",
        due_at=now,
        holder="another",
        held_until=now + datetime.timedelta(minutes=5),
    )

    assert clock.run_due() == []


def test_a_clock_that_was_cut_off_takes_its_job_up_again_when_it_is_back() -> None:
    clock.every(3600, "test.count", lambda: None)
    later = timezone.now() + datetime.timedelta(minutes=30)
    ClockRun.objects.create(name="test.count", due_at=later, holder=clock.HOLDER, held_until=later)

    clock.let_go()

    assert clock.run_due() == ["test.count"]


def running_job(worker_ids: list[str]) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="somewhere.something",
        backend_name="default",
        run_after=get_date_max(),
        worker_ids=worker_ids,
    )


@pytest.mark.parametrize(
    ("worker_ids", "status"),
    [
        (["this"], "READY"),
        (["this", "this", "this"], "FAILED"),
        (["this", "another"], "RUNNING"),
    ],
)
def test_a_job_cut_off_is_queued_again_at_most_twice(worker_ids: list[str], status: str) -> None:
    job = running_job(worker_ids)

    jobs.resume_interrupted("this")

    job.refresh_from_db()
    assert job.status == status
