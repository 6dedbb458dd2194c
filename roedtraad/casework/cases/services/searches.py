"""Opening the sealed words of a search: each time with a reason, and logged by itself."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.queries.searches import OPENED, sealed
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.ciphers import WrongKey

from .workers import SHORTEST_REASON


@transaction.atomic
def open_words(pk: int, *, reason: str, acting_user: User) -> str:
    """What was searched for, for the data protection officer. The reason stays in the log."""
    access.require(acting_user, Permission.CASE_LOG_VIEW)
    event = sealed().filter(pk=pk).first()
    if event is None:
        raise Http404
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": _("Write why, so that somebody who was not there understands it.")}
        )
    audit.record(OPENED, event, acting_user=acting_user, reason=reason.strip())
    try:
        return identity.opened_words(event.detail["words"])
    except WrongKey:
        raise ValidationError(
            _("The key that sealed these words is not among the keys of this installation.")
        ) from None
