"""Writing the text of a section, which is stored the first time somebody writes it."""

from __future__ import annotations

from django.db import transaction

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.steering.agreements.models import Section

from . import editing


@transaction.atomic
def write_section(
    written: Section,
    *,
    base_version: int | None,
    acting_user: User,
    is_text: bool = True,
) -> None:
    """Store the text of `written` under its key.

    Raise `EditConflict` when somebody wrote it meanwhile; `base_version` is 0 for whoever found
    the section empty.
    """
    agreement = kept.locked(written.agreement)  # two who write the first text take turns
    stored = agreement.sections.filter(key=written.key).first()
    if stored is not None:
        values = {"text": written.text}
        editing.update(
            stored, values, acting_user=acting_user, base_version=base_version, is_text=is_text
        )
    elif written.text:
        editing.create(written, acting_user=acting_user, is_text=is_text)
