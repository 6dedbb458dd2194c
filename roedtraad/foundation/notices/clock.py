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
HOLDER = socket.gethostname()[:100]

log = structlog.get_logger("roedtraad.clock")


@dataclass(frozen=True)
class ClockJob:
    """A function to be called again and again. It may be called twice, and must bear it."""

    name: str
    interval: datetime.timedelta
    function: Callable[[], object]


_jobs: dict[str, ClockJob] = {}


def every(seconds: float, name: str, function: Callable[[], object]) -> None:
    """Have `function` called every so many seconds; the name says whose it is: "audit.seal"."""
    _jobs[name] = ClockJob(name, datetime.timedelta(seconds=seconds), function)


def jobs() -> list[ClockJob]:
    return [_jobs[name] for name in sorted(_jobs)]


def run_due() -> list[str]:
    """Run what is due and nobody else is at; answer the names. One failing job stops no other."""
    return [job.name for job in jobs() if _claim(job) and _run(job)]


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
    taken = due.update(holder=HOLDER, held_until=now + LONGEST_HOLD, due_at=now + job.interval)
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
