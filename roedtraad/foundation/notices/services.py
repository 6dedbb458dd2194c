"""Everything that can change what a user is told, and in which language."""

from __future__ import annotations

from django.db import transaction

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit


@transaction.atomic
def choose_language(language: str, *, acting_user: User) -> None:
    """Show every page in `language` to the acting user from now on."""
    before = acting_user.language
    if before == language:
        return
    acting_user.language = language
    acting_user.save(update_fields=["language"])
    audit.record(
        "user.language_chosen", acting_user, acting_user=acting_user, before=before, after=language
    )
