"""Who leads the casework of a unit, and who looks after data protection: whom alerts go to."""

from __future__ import annotations

from django.utils import timezone

from roedtraad.foundation.accounts.access import GRANTS, Permission
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.organisation.models import Unit


def leaders_of(unit: Unit) -> list[User]:
    """Those who lead the casework of the unit itself; where nobody does, of the next one above."""
    for key in reversed([int(part) for part in unit.path.split("/") if part]):
        if found := _holding(Permission.CASE_LEAD, [key]):
            return found
    return []


def data_protection_officers(unit: Unit) -> list[User]:
    return _holding(Permission.CASE_LOG_VIEW, [int(part) for part in unit.path.split("/") if part])


def _holding(permission: Permission, units: list[int]) -> list[User]:
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    held = Membership.objects.filter(unit__in=units, role__in=roles, user__is_active=True)
    rows = held.valid_on(timezone.localdate()).select_related("user")
    return list({row.user_id: row.user for row in rows}.values())
