"""Drafts of the forms of a theory: kept while somebody writes, forgotten when it is saved."""

from __future__ import annotations

from django.http import HttpRequest

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui import drafts
from roedtraad.steering.theory.access import readable
from roedtraad.steering.theory.models import TheoryDraft
from roedtraad.steering.theory.services import editing


def _may_write(request: HttpRequest, key: str) -> bool:
    user = request.user
    word, _colon, rest = key.partition(":")
    if not isinstance(user, User) or word != "teori":
        return False
    pk = rest.split(":")[0]
    if pk == "ny":
        return access.may(user, Permission.THEORY_EDIT)
    theory = readable(user).filter(pk=int(pk)).first() if pk.isdigit() else None
    return theory is not None and editing.may_edit(theory, user)


draft = drafts.draft_view(TheoryDraft, _may_write)
