"""Writing the log. Sealing, verifying and expiring it are in `sealing`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from .models import AuditEvent


def record(
    action: str,
    subject: models.Model,
    *,
    acting_user: AbstractBaseUser | None,
    unit: models.Model | None = None,
    reason: str = "",
    import_id: str = "",
    **detail: Any,
) -> None:
    """Write one audit event. Call it in the same transaction as the change itself.

    `acting_user` None is the system itself. `detail` holds before and after, made of JSON values.
    """
    now = timezone.now()
    AuditEvent.objects.create(
        actor_id=acting_user.pk if acting_user else None,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        unit_id=unit.pk if unit else None,
        reason=reason,
        import_id=import_id,
        detail=detail,
        happened_at=now,
        month=f"{timezone.localtime(now):%Y-%m}",
    )
