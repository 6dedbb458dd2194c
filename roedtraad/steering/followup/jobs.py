"""What the clock does with rounds."""

from __future__ import annotations

from django.utils import timezone

from .services import life


def turn_the_wheel() -> None:
    """Once an hour: rounds whose day to open, close or lock has come."""
    life.turn(on=timezone.localdate())
