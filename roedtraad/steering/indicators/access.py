"""Whose an indicator is: the library is everybody's, an indicator in use is of its unit.

Who reads agreements in a unit reads what is followed there; what else may be read, and by whom,
is said from above (`belonging`): the indicators of an agreement one is a party to, or which one
reads as it was approved.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User

from . import belonging
from .models import Indicator, IndicatorKind, IndicatorUse


def readable_uses(user: User) -> QuerySet[IndicatorUse]:
    """The uses that `user` may open, with their measurements and targets."""
    return IndicatorUse.objects.filter(
        uses_within(user, Permission.AGREEMENT_VIEW) | belonging.readable(user)
    )


def uses_for(user: User, permission: Permission) -> QuerySet[IndicatorUse]:
    """The uses in whose unit `user` holds `permission`."""
    return IndicatorUse.objects.filter(uses_within(user, permission))


def uses_within(user: User, permission: Permission) -> Q:
    """A filter that keeps the uses of units in which `user` holds `permission`."""
    return within(access.held_paths(user, permission))


def within(paths: Sequence[str]) -> Q:
    """A filter that keeps the uses of units in or below one of `paths`."""
    return access.inside(paths, lookup="unit__path")


def readable_indicators(user: User) -> QuerySet[Indicator]:
    """The library, for all who may see strategies, and what is defined or used where one reads."""
    paths = access.held_paths(user, Permission.AGREEMENT_VIEW)
    condition = access.inside(paths, lookup="defined_by__path")
    condition |= Q(pk__in=readable_uses(user).values("indicator"))
    if access.may(user, Permission.STRATEGY_VIEW):
        condition |= Q(is_shared=True)
    return Indicator.objects.filter(condition)


def may_define(user: User, indicator: Indicator) -> bool:
    """Whether `user` may change the definition.

    The library's is changed by who defines indicators where it was defined, or at the top when
    that was nowhere; a local one by who defines where it is used.
    """
    if indicator.defined_by is not None:
        return access.may(user, Permission.INDICATOR_EDIT, unit=indicator.defined_by)
    paths = access.held_paths(user, Permission.INDICATOR_EDIT)
    used_in = list(indicator.uses.values_list("unit__path", flat=True))
    if indicator.is_shared or not used_in:
        return any(path.count("/") <= 1 for path in paths)
    return all(any(each.startswith(path) for path in paths) for each in used_in)


def may_set_targets(user: User, use: IndicatorUse) -> bool:
    """Whether `user` may set targets of `use` by its own page, were it nobody else's."""
    return access.may(user, Permission.INDICATOR_EDIT, unit=use.unit)


def may_vouch(user: User, use: IndicatorUse) -> bool:
    """Whether `user` may sign off, and settle doubts: the stewards, and who defines indicators."""
    stewards = {use.steward_id, use.indicator.steward_id} - {None}
    if user.pk in stewards and access.may(user, Permission.MEASUREMENT_RECORD, unit=use.unit):
        return True
    return access.may(user, Permission.INDICATOR_EDIT, unit=use.unit)


def may_speak(user: User, use: IndicatorUse) -> bool:
    """Whether `user` may doubt a figure of `use`, sign it off, or settle a doubt."""
    records = access.may(user, Permission.MEASUREMENT_RECORD, unit=use.unit)
    return records or may_vouch(user, use)


def may_type(user: User, use: IndicatorUse) -> bool:
    """Whether `user` may write, correct and withdraw figures of `use` by its own page.

    What is computed from registers is never typed; what belongs to an agreement is written there.
    """
    if use.indicator.kind == IndicatorKind.REGISTER or belonging.owned([use.pk]):
        return False
    return access.may(user, Permission.MEASUREMENT_RECORD, unit=use.unit)
