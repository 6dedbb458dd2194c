"""Who looks at the page, for its frame."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from roedtraad.foundation.accounts.access import GRANTS
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui import navigation, visitor
from roedtraad.foundation.ui.visitor import Visitor


def visitor_of(request: HttpRequest) -> Visitor:
    """Name, roles and what they allow; one query for a page, however often it is asked."""
    known: Visitor | None = getattr(request, "known_visitor", None)
    if known is None:
        known = _visitor(cast(User, request.user))
        request.known_visitor = known  # type: ignore[attr-defined]
    return known


def _visitor(user: User) -> Visitor:
    if user.is_family:
        return visitor.NOBODY
    held = roles_of(user, timezone.localdate())
    permissions = {permission.value for each in held for permission in GRANTS[each.role]}
    return Visitor(
        name=str(user),
        roles=tuple(f"{each.role.label}, {each.unit_name}" for each in held),
        permissions=frozenset(permissions),
    )


def administers_something(request: HttpRequest) -> bool:
    """Whether there is an entry under "Administration" for the one who looks."""
    return bool(navigation.links(request, visitor.visitor(request), place="administration"))
