"""Who looks at the page, for its frame."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from roedtraad.foundation.accounts.access import GRANTS
from roedtraad.foundation.accounts.models import Membership, Role, User
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
    held = Membership.objects.filter(user=user).valid_on(timezone.localdate())
    rows = list(held.order_by("unit__path", "role").values_list("role", "unit__name"))
    permissions = {permission.value for role, _unit in rows for permission in GRANTS[Role(role)]}
    return Visitor(
        name=str(user),
        roles=tuple(f"{Role(role).label}, {unit}" for role, unit in rows),
        permissions=frozenset(permissions),
    )


def administers_something(request: HttpRequest) -> bool:
    """Whether there is an entry under "Administration" for the one who looks."""
    return bool(navigation.links(request, visitor.visitor(request), place="administration"))
