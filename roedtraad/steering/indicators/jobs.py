"""What the clock does with indicators."""

from __future__ import annotations

from django.utils import translation

from roedtraad.foundation.accounts.services.users import system_user

from .services.registers import store_register_measures


def compute_register_measures() -> None:
    """Once a night: what the registers say of the periods that have ended."""
    with translation.override("da"):
        store_register_measures(acting_user=system_user())
