from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from types import FrameType

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from roedtraad.foundation.notices import clock

TICK = 2.0
GRACE = 4  # seconds that a job gets to finish; every job bears being cut off

log = structlog.get_logger("roedtraad.clock")


class Command(BaseCommand):
    help = "Run what is due at intervals, until stopped"
    requires_system_checks = ()  # they load every page, of which the clock serves none

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")

    def handle(self, *, once: bool, **options: object) -> None:
        if once:
            clock.run_due()
            return
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()
            if hasattr(signal, "alarm"):
                signal.signal(signal.SIGALRM, _cut_off)
                signal.alarm(GRACE)

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        clock.let_go()
        while not stop.is_set():
            _tick()
            stop.wait(TICK)


def _cut_off(number: int, frame: FrameType | None) -> None:
    raise SystemExit


def _tick() -> None:
    """A database that is away for a while must not end the clock."""
    try:
        clock.run_due()
    except DatabaseError:
        log.exception("clock cannot reach the database")
    finally:
        close_old_connections()
