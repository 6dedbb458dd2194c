"""The roles somebody holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roedtraad.foundation.lib.once import once

from .models import Membership, Role, User


@dataclass(frozen=True)
class Held:
    """A role in a unit, and in all below its path."""

    role: Role
    unit: int
    unit_name: str
    path: str


def roles_of(user: User, on: date) -> list[Held]:
    """What `user` holds on the day, from the top of the tree down; at most one query."""
    return once(("roles", user.pk, on), lambda: _looked_up(user, on))


def _looked_up(user: User, on: date) -> list[Held]:
    rows = Membership.objects.filter(user=user).valid_on(on).order_by("unit__path", "role")
    columns = rows.values_list("role", "unit_id", "unit__name", "unit__path")
    return [Held(Role(role), unit, name, path) for role, unit, name, path in columns]
