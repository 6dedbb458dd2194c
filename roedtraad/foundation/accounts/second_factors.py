"""What users do to their own second factors. allauth does it, and tells of it by its signals."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator

from roedtraad.foundation.audit import services as audit

from .models import User

CODES = Authenticator.Type.RECOVERY_CODES


def listen() -> None:
    """Write every change of a second factor to the log."""
    signals.authenticator_added.connect(_added)
    signals.authenticator_removed.connect(_removed)
    signals.authenticator_reset.connect(_codes_made)


def _added(user: User, authenticator: Authenticator, **about: Any) -> None:
    if authenticator.type == CODES:
        _codes_made(user, authenticator)
    else:
        _record("user.second_factor_added", user, authenticator)


def _removed(user: User, authenticator: Authenticator, **about: Any) -> None:
    _record("user.second_factor_ended", user, authenticator)


def _codes_made(user: User, authenticator: Authenticator, **about: Any) -> None:
    _record("user.recovery_codes_made", user, authenticator)


def _record(action: str, user: User, authenticator: Authenticator) -> None:
    audit.record(action, user, acting_user=user, factor=str(authenticator.type))
