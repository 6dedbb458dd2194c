"""An event of the log as it is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

from .models import AuditEvent


def event(
    action: str,
    subject: models.Model | type[models.Model],
    *,
    acting_user: AbstractBaseUser | None,
    unit: models.Model | None,
    reason: str,
    detail: dict[str, Any],
    **fields: Any,
) -> AuditEvent:
    """An event as it would be written now."""
    now = timezone.now()
    return AuditEvent(
        actor_id=acting_user.pk if acting_user else None,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk) if isinstance(subject, models.Model) else "",
        unit_id=unit.pk if unit else None,
        reason=reason,
        detail=detail,
        happened_at=now,
        month=month_of(now),
        **fields,
    )


def month_of(moment: datetime) -> str:
    """The segment of the log that a moment belongs to: "2026-11"."""
    return f"{timezone.localtime(moment):%Y-%m}"
