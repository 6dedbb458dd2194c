"""Who sees the wheel, the rounds and how far units are, who works on them, and who plans them.

The wheel is seen along the whole line of the tree: what is planned above somebody's unit concerns
them, what is planned below is theirs to follow. How far another unit is, only those above it see.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

from .models import COMMON, FollowUpRound, UnitPhase, WheelDate

P = Permission


def rounds_for(user: User) -> QuerySet[FollowUpRound]:
    """The rounds whose time `user` may see: above and below their units, or if they are named."""
    named = Q(pk__in=UnitPhase.objects.filter(person=user).values("phase__round"))
    return FollowUpRound.objects.filter(_along(user, P.WHEEL_VIEW) | _if_active(user, named))


def dates_for(user: User) -> QuerySet[WheelDate]:
    """The dates beside the rounds that `user` may see."""
    return WheelDate.objects.filter(_along(user, P.WHEEL_VIEW))


def unit_phases_for(user: User) -> QuerySet[UnitPhase]:
    """What units owe, as far as `user` may see how far they are.

    Of the units in which they see rounds; what is held once also who takes part in its round.
    """
    paths = access.held_paths(user, P.ROUND_VIEW)
    below = access.inside(paths, lookup="unit__path")
    taking_part = access.held_paths(user, P.ROUND_WORK)
    common = Q(phase__kind__in=COMMON) & along(taking_part, lookup="unit__path")
    return UnitPhase.objects.filter(below | common | _if_active(user, Q(person=user)))


def may_plan(user: User, unit: Unit) -> bool:
    """Whether `user` plans the follow-up of `unit`."""
    return access.may(user, P.ROUND_PLAN, unit=unit)


def require_plan(user: User, *units: Unit) -> None:
    """Raise `PermissionDenied` unless `may_plan` of each of them."""
    if not all(may_plan(user, unit) for unit in units):
        raise PermissionDenied(P.ROUND_PLAN)


def may_work(user: User, part: UnitPhase) -> bool:
    """Whether `user` may begin and finish a unit's part: who is named, or who works there."""
    is_named = part.person_id == user.pk and user.is_active
    return is_named or access.may(user, P.ROUND_WORK, unit=part.unit)


def along(paths: Sequence[str], *, lookup: str) -> Q:
    """A filter that keeps rows whose unit lies in or below one of `paths`, or on the way to it."""
    condition = access.inside(paths, lookup=lookup)
    above = {path[:end] for path in paths for end in _ends(path)}
    return condition | Q(**{f"{lookup}__in": above})


def _along(user: User, permission: Permission) -> Q:
    return along(access.held_paths(user, permission), lookup="unit__path")


def _if_active(user: User, condition: Q) -> Q:
    return condition if user.is_active and not user.is_family else Q(pk__in=[])


def _ends(path: str) -> list[int]:
    """After each slash of "1/4/9/"."""
    return [place + 1 for place, sign in enumerate(path) if sign == "/"]
