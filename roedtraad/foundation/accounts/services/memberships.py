"""Giving and ending roles, and keeping the last administrator."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit


class LastAdministrator(ValidationError):
    """Nobody would be left to look after the users."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the last administrator of the whole municipality."
                " Make somebody else administrator first."
            )
        )


@transaction.atomic
def give_role(
    user: User,
    role: str,
    unit: Unit,
    *,
    acting_user: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give `user` a role in `unit` and below. A role that is already held is answered as it is."""
    access.require(acting_user, access.Permission.USER_MANAGE, unit=unit)
    first_day = starts_on or timezone.localdate()
    if not user.is_active or user.is_system or user.is_family:
        raise ValidationError(_("The user is not active. Activate the user first."))
    if ends_on is not None and ends_on < first_day:
        raise ValidationError(_("The last day is before the first."))
    if unit.ends_on is not None and unit.ends_on < first_day:
        raise ValidationError(_("The unit has closed. Choose the unit that took over."))
    held = Membership.objects.filter(user=user, role=role, unit=unit)
    if same := held.filter(ends_on=ends_on).exclude(ends_on__lt=first_day).first():
        return same
    if held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first_day)).exists():
        raise ValidationError(_("The user already has that role in the unit in that period."))
    membership = Membership.objects.create(
        user=user, role=role, unit=unit, starts_on=first_day, ends_on=ends_on
    )
    record_membership("membership.given", membership, acting_user)
    return membership


@transaction.atomic
def end_role(membership: Membership, *, acting_user: User, ends_on: date | None = None) -> None:
    """Let a role end with `ends_on`; without one it ends at once. The history of it stays."""
    access.require(acting_user, access.Permission.USER_MANAGE, unit=membership.unit)
    require_administrator_left(without=[membership.pk])
    _end([membership], ends_on or timezone.localdate() - timedelta(days=1), acting_user)


def end_all_roles(user: User, *, acting_user: User) -> None:
    """End everything `user` holds at once, as part of deactivating them."""
    today = timezone.localdate()
    held = list(Membership.objects.filter(user=user).exclude(ends_on__lt=today))
    require_administrator_left(without=[membership.pk for membership in held])
    _end(held, today - timedelta(days=1), acting_user)


def _end(memberships: list[Membership], last_day: date, acting_user: User) -> None:
    """What had not begun never was; what began today ends today only if it must, else yesterday."""
    for membership in memberships:
        before = membership.ends_on
        if before is not None and before < last_day:
            raise ValidationError(_("The role has already ended."))
        if membership.starts_on > last_day:
            record_membership("membership.withdrawn", membership, acting_user)
            membership.delete()
            continue
        membership.ends_on = last_day
        membership.save(update_fields=["ends_on"])
        record_membership("membership.ended", membership, acting_user, before=_day(before))


def require_administrator_left(*, without: list[int]) -> None:
    """Raise unless somebody else who can sign in stays administrator at the top of the tree.

    Locks the administrators' memberships, so that two at once cannot end one another's.
    """
    at_the_top = {
        membership.pk
        for membership in _administrators()
        if membership.unit.path.count("/") == 1 and membership.user.is_active
    }
    if at_the_top & set(without) and not at_the_top - set(without):
        raise LastAdministrator


def _administrators() -> list[Membership]:
    """Those who are administrators now without an end, with their rows locked."""
    valid = Membership.objects.valid_on(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR, ends_on__isnull=True
    )
    rows = valid.select_for_update(of=("self",)).order_by("pk")
    return list(rows.select_related("unit", "user"))


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def record_membership(
    action: str, membership: Membership, acting_user: User, **detail: Any
) -> None:
    """Write to the log what happened to a role."""
    audit.record(
        action,
        membership,
        acting_user=acting_user,
        unit=membership.unit,
        user=membership.user_id,
        role=membership.role,
        starts_on=_day(membership.starts_on),
        ends_on=_day(membership.ends_on),
        **detail,
    )


def require_may_manage(acting_user: User, user: User) -> None:
    if not access.may_manage(acting_user, user):
        raise PermissionDenied(access.Permission.USER_MANAGE)
