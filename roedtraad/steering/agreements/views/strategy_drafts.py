"""Drafts of the forms of a strategy: kept while somebody writes, forgotten when it is saved."""

from __future__ import annotations

from django.http import HttpRequest

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui import drafts
from roedtraad.steering.agreements.models import Draft
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.agreements.services import editing

NEW = "strategi:ny"


def key_of(strategy: int, *form: object) -> str:
    """The key of one form of a strategy."""
    return ":".join(str(step) for step in ("strategi", strategy, *form))


def forget(user: User, key: str) -> None:
    drafts.discard_draft(Draft, user, key)


def _may_write(request: HttpRequest, key: str) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    if key == NEW:
        return access.may(user, Permission.STRATEGY_EDIT)
    word, _colon, rest = key.partition(":")
    pk = rest.split(":")[0]
    if word != "strategi" or not pk.isdigit():
        return False
    strategy = strategies_for(user).filter(pk=int(pk)).first()
    return strategy is not None and editing.may_edit(strategy, user)


draft = drafts.draft_view(Draft, _may_write)
