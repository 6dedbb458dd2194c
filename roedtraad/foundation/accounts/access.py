"""Who may do what. The table below is the whole of it: no other module grants anything.

A role counts in its unit and in every unit below it as the tree is today.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum, auto

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from roedtraad.foundation.organisation.models import Unit, UnitQuerySet

from .models import Membership, Role, User


class Permission(StrEnum):
    """One thing that can be allowed."""

    UNIT_VIEW = auto()
    UNIT_EDIT = auto()
    USER_MANAGE = auto()
    AUDIT_VIEW = auto()
    STRATEGY_VIEW = auto()
    STRATEGY_EDIT = auto()
    TEMPLATE_EDIT = auto()
    PLAN_READ_IN = auto()
    AGREEMENT_VIEW_APPROVED = auto()
    AGREEMENT_VIEW = auto()
    AGREEMENT_COMMENT = auto()
    AGREEMENT_EDIT = auto()
    AGREEMENT_SUBMIT = auto()
    AGREEMENT_APPROVE_AS_UNIT = auto()
    AGREEMENT_APPROVE_AS_PRINCIPAL = auto()
    AGREEMENT_WITHDRAW = auto()
    ACTION_UPDATE = auto()
    MEASUREMENT_RECORD = auto()


P = Permission
_READ_APPROVED = frozenset({P.UNIT_VIEW, P.STRATEGY_VIEW, P.AGREEMENT_VIEW_APPROVED})
_READ = _READ_APPROVED | {P.AGREEMENT_VIEW}
_TAKE_PART = _READ | {P.AGREEMENT_COMMENT, P.ACTION_UPDATE, P.MEASUREMENT_RECORD}
_WRITE = _TAKE_PART | {P.AGREEMENT_EDIT, P.AGREEMENT_SUBMIT}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.UNIT_VIEW, P.UNIT_EDIT, P.USER_MANAGE}),
    Role.CONSULTANT: _WRITE | {P.STRATEGY_EDIT, P.TEMPLATE_EDIT, P.PLAN_READ_IN, P.UNIT_EDIT},
    Role.PRINCIPAL: _WRITE
    | {P.STRATEGY_EDIT, P.AGREEMENT_APPROVE_AS_PRINCIPAL, P.AGREEMENT_WITHDRAW},
    Role.UNIT_LEADER: _WRITE | {P.AGREEMENT_APPROVE_AS_UNIT, P.PLAN_READ_IN},
    Role.TEAM_LEADER: _TAKE_PART | {P.AGREEMENT_EDIT},
    Role.EMPLOYEE: _READ | {P.AGREEMENT_COMMENT},
    Role.POLITICIAN: _READ_APPROVED,
    Role.DATA_PROTECTION_OFFICER: frozenset({P.UNIT_VIEW, P.AUDIT_VIEW}),
}


def held_paths(user: User, *permissions: Permission, on: date | None = None) -> list[str]:
    """The paths of the units in which `user` holds any of `permissions`; one query."""
    if not user.is_active:
        return []
    wanted = set(permissions)
    roles = [role for role, granted in GRANTS.items() if granted & wanted]
    valid = Membership.objects.filter(user=user, role__in=roles).valid_on(
        on or timezone.localdate()
    )
    return sorted(set(valid.values_list("unit__path", flat=True)))


def inside(paths: list[str], *, lookup: str = "path") -> Q:
    """A filter that keeps rows whose unit lies in or below one of `paths`."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{lookup}__startswith": path})
    return condition


def units_for(user: User, *permissions: Permission) -> UnitQuerySet:
    """The units in which `user` holds any of `permissions`, directly or from above."""
    return Unit.objects.filter(inside(held_paths(user, *permissions)))


def may(user: User, permission: Permission, *, unit: Unit | None = None) -> bool:
    """Whether `user` holds `permission` in `unit`, or anywhere when no unit is given."""
    paths = held_paths(user, permission)
    if unit is None:
        return bool(paths)
    return any(unit.path.startswith(path) for path in paths)


def require(user: User, permission: Permission, *, unit: Unit | None = None) -> None:
    """Raise `PermissionDenied` unless `may`."""
    if not may(user, permission, unit=unit):
        raise PermissionDenied(permission)
