"""What happens to users in the background."""

from __future__ import annotations

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django_tasks import task

from .models import User
from .services.invitations import NotSent, invite

log = structlog.get_logger("roedtraad.accounts")


@task()
def invite_imported(import_id: str, acting_user_id: int) -> int:
    """Mail everybody from one import who has an address and no invitation; how many were sent.

    Started again after a fault it goes on where it stopped.
    """
    acting_user = User.objects.get(pk=acting_user_id)
    waiting = User.objects.filter(import_id=import_id, is_active=True, email__isnull=False).exclude(
        invitations__sent_at__isnull=False
    )
    sent = 0
    for user in waiting.order_by("pk"):
        try:
            invite(user, acting_user=acting_user)
            sent += 1
        except (NotSent, ValidationError, PermissionDenied) as fault:
            log.warning("invitation not sent", user=user.pk, fault=type(fault).__name__)
    return sent
