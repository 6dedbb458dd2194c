"""What the clock does with agreements."""

from __future__ import annotations

from django.utils import timezone

from .services import life


def let_approved_agreements_take_effect() -> None:
    """Once an hour: agreements whose period has begun."""
    life.activate_due(on=timezone.localdate())
