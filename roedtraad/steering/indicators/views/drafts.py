"""Drafts of the forms of this app: kept while somebody writes, forgotten when it is saved."""

from __future__ import annotations

from django.http import HttpRequest

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui import drafts
from roedtraad.steering.indicators.access import may_define, readable_indicators, uses_for
from roedtraad.steering.indicators.models import Draft

NEW = "ny"


def key_of(kind: str, *of: object) -> str:
    """The key of a form: "indikator:12", "brug:7:maaltal"."""
    return ":".join(str(step) for step in (kind, *of))


def forget(user: User, key: str) -> None:
    drafts.discard_draft(Draft, user, key)


def _may_write(request: HttpRequest, key: str) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    kind, _colon, rest = key.partition(":")
    pk = rest.split(":")[0]
    if kind == "maaling" and pk.isdigit():
        return uses_for(user, Permission.MEASUREMENT_RECORD).filter(pk=int(pk)).exists()
    if not access.may(user, Permission.INDICATOR_EDIT):
        return False
    if kind == "indikator" and pk == NEW:
        return True
    if not pk.isdigit():
        return False
    if kind == "brug":
        return uses_for(user, Permission.INDICATOR_EDIT).filter(pk=int(pk)).exists()
    found = readable_indicators(user).filter(pk=int(pk)).first()
    if found is None:
        return False
    return kind == "tag-i-brug" or (kind == "indikator" and may_define(user, found))


draft = drafts.draft_view(Draft, _may_write)
