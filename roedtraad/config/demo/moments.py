"""Playing the past: while the municipality's years are played, it is the day that is played."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_real_now = timezone.now


class Moments:
    """A clock that only goes forward, a little with every question."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        self._now += timedelta(milliseconds=250)
        return self._now

    def go_to(self, day: date, *, hour: int = 9) -> None:
        """Let it be that day; a day that is past by now changes nothing."""
        then = timezone.make_aware(datetime.combine(day, time(hour)))
        self._now = max(self._now, then)


@contextmanager
def played_from(day: date) -> Iterator[Moments]:
    """Everything asked for the time until the end of the block is told the time that is played.

    For the seed command alone: it changes what `django.utils.timezone` answers in this process.
    """
    moments = Moments(timezone.make_aware(datetime.combine(day, time(8))))
    timezone.now = moments
    try:
        yield moments
    finally:
        timezone.now = _real_now
