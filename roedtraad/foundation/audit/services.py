"""Writing the log. `sealing` seals, verifies and expires it."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from .events import event
from .reading import logs_read, record_read

__all__ = ["logs_read", "record", "record_import", "record_read"]


def record(
    action: str,
    subject: models.Model | type[models.Model],
    *,
    acting_user: AbstractBaseUser | None,
    unit: models.Model | None = None,
    reason: str = "",
    import_id: str = "",
    **detail: Any,
) -> None:
    """Write one audit event. Call it in the same transaction as the change itself.

    `acting_user` None is the system itself. `detail` holds before and after, made of JSON values;
    never the values of personal fields. A model's class as `subject` stands for a list of it.
    """
    event(
        action,
        subject,
        acting_user=acting_user,
        unit=unit,
        reason=reason,
        import_id=import_id,
        detail=detail,
    ).save(force_insert=True)


def record_import(
    action: str,
    model: type[models.Model],
    content: bytes,
    *,
    acting_user: AbstractBaseUser,
    **detail: Any,
) -> str:
    """Write the one event of a bulk import, and answer its id, which every row made must carry."""
    import_id = uuid4().hex
    record(
        action,
        model,
        acting_user=acting_user,
        import_id=import_id,
        sha256=hashlib.sha256(content).hexdigest(),
        **detail,
    )
    return import_id
