"""What happens by itself, at intervals: every app says in `ready()` what it wants done."""

from __future__ import annotations

import datetime
import socket
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db.models import Q
from django.utils import timezone

from .models import ClockRun

LONGEST_HOLD = datetime.timedelta(hours=1)
NIGHT = datetime.time(3, 30)  # not within the hour that a change of the clocks skips or repeats
HOLDER = socket.gethostname()[:100]

log = structlog.get_logger("roedtraad.clock")


@dataclass(frozen=True)
class ClockJob:
    """A function to be called again and again. It may be called twice, and must bear it."""

    name: str
    interval: datetime.timedelta
    function: Callable[[], object]
    at: datetime.time | None = None  # of the day, in local time; the interval is then a day

    def due_after(self, now: datetime.datetime) -> datetime.datetime:
        """When it is to be called next."""
        if self.at is None:
            return now + self.interval
        today = timezone.localdate(now)
        for day in (today, today + self.interval):
            due = timezone.make_aware(datetime.datetime.combine(day, self.at))
            if due > now:
                return due
        raise AssertionError("tomorrow comes after now")


_jobs: dict[str, ClockJob] = {}


def every(seconds: float, name: str, function: Callable[[], object]) -> None:
    """Have `function` called every so many seconds; the name says whose it is: "audit.seal"."""
    _jobs[name] = ClockJob(name, datetime.timedelta(seconds=seconds), function)


def every_night(name: str, function: Callable[[], object]) -> None:
    """Have `function` called while nobody is at work; and at once where it never was."""
    _jobs[name] = ClockJob(name, datetime.timedelta(days=1), function, NIGHT)


def jobs() -> list[ClockJob]:
    return [_jobs[name] for name in sorted(_jobs)]


def run_due() -> list[str]:
    """Run what is due and nobody else is at; answer the names. One failing job stops no other."""
    return [job.name for job in jobs() if _claim(job) and _run(job)]


def has_succeeded_since(name: str, moment: datetime.datetime) -> bool:
    """Whether the job was done to its end after `moment`."""
    return ClockRun.objects.filter(name=name, succeeded_at__gte=moment).exists()


def let_go() -> None:
    """Free what this machine's clock was at when it was cut off, and have it done now."""
    now = timezone.now()
    ClockRun.objects.filter(holder=HOLDER, held_until__isnull=False).update(
        held_until=None, due_at=now
    )


def _claim(job: ClockJob) -> bool:
    """Take the job if it is due; of several clocks one statement lets only one through."""
    now = timezone.now()
    ClockRun.objects.get_or_create(name=job.name, defaults={"due_at": now})
    is_free = Q(held_until__isnull=True) | Q(held_until__lt=now)
    due = ClockRun.objects.filter(is_free, name=job.name, due_at__lte=now)
    taken = due.update(holder=HOLDER, held_until=now + LONGEST_HOLD, due_at=job.due_after(now))
    return taken == 1


def _run(job: ClockJob) -> bool:
    run = ClockRun.objects.filter(name=job.name)
    try:
        job.function()
    except Exception as fault:
        log.exception("clock job failed", job=job.name)
        run.update(held_until=None, fault=type(fault).__name__)
        return False
    run.update(held_until=None, fault="", succeeded_at=timezone.now())
    return True
