"""Who may be named for a unit's part."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.organisation.models import Unit

NOT_NAMED = (Role.POLITICIAN, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)


def people_of(unit: Unit) -> QuerySet[User]:
    """Those with a role in the unit, below it, or on the line above it."""
    above = [int(key) for key in unit.path.split("/") if key]
    held = (
        Membership.objects.valid_on(timezone.localdate())
        .filter(Q(unit__path__startswith=unit.path) | Q(unit__in=above))
        .exclude(role__in=NOT_NAMED)
    )
    people = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return people.order_by("first_name", "last_name", "pk")
