"""The door through which people change the tree: rights first, and the roles follow the units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.organisation import services as organisation
from roedtraad.foundation.organisation.models import Reorganisation, Unit
from roedtraad.foundation.organisation.reorganisation import Act, Plan

from .memberships import require_administrator_left

EDIT = access.Permission.UNIT_EDIT


@dataclass(frozen=True)
class RoleChange:
    """A role that ends with its unit, and the units (names) it goes on in."""

    membership: Membership
    continues_in: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What an act will do to units, placements and roles. Nothing of it is saved."""

    plan: Plan
    names: Mapping[int, str]
    roles: tuple[RoleChange, ...]

    @property
    def created(self) -> list[tuple[str, str]]:
        """New units, and the names of those they are under."""
        return [
            (new.name, self.names[new.parent] if new.parent is not None else "")
            for new in self.plan.new_units
        ]

    @property
    def renamed(self) -> list[tuple[str, str]]:
        """Names before and after."""
        return [(self.names[unit], name) for unit, name in self.plan.renamed]

    @property
    def closed(self) -> list[str]:
        return [self.names[unit] for unit in self.plan.closed]

    @property
    def moved(self) -> list[tuple[str, str]]:
        """Units, and those they will be under."""
        return [(self.names[unit], self.names[target]) for unit, target in self.plan.moved]


def preview(act: Act, *, acting_user: User) -> Preview:
    """What the act would do. Raises `ValidationError` when it cannot be done."""
    plan = organisation.planned(act)
    _require_all(plan, acting_user)
    numbered = {-number: new.name for number, new in enumerate(plan.new_units, start=1)}
    names = dict(Unit.objects.values_list("pk", "name")) | numbered
    roles = tuple(
        RoleChange(
            membership, tuple(names[heir] for heir in plan.heirs.get(membership.unit_id, []))
        )
        for membership in _roles_ending(plan)
    )
    return Preview(plan, names, roles)


@transaction.atomic
def reorganise(act: Act, *, acting_user: User) -> Reorganisation:
    """Do the act: the tree changes, and roles in closed units go on in those that took over."""
    plan = organisation.planned(act)
    _require_all(plan, acting_user)
    ending = _roles_ending(plan)
    before = {str(m.pk): m.ends_on.isoformat() if m.ends_on else None for m in ending}
    done, made = organisation.reorganise(act, acting_user=acting_user)
    continued = [
        replace_unit(membership, made[heir].pk if heir < 0 else heir, act.on)
        for membership in ending
        for heir in plan.heirs.get(membership.unit_id, [])
    ]
    Membership.objects.bulk_create(continued, ignore_conflicts=True)
    made_now = Membership.objects.filter(
        user__in={m.user_id for m in continued},
        unit__in={m.unit_id for m in continued},
        starts_on=act.on,
    )
    done.detail |= {
        "memberships_made": sorted(made_now.values_list("pk", flat=True)),
        "memberships_ended": before,
    }
    done.save(update_fields=["detail"])
    Membership.objects.filter(pk__in=[m.pk for m in ending]).update(ends_on=plan.last_day)
    require_administrator_left(without=[])
    return done


def replace_unit(membership: Membership, unit: int, on: date) -> Membership:
    """The same role in another unit from a day on."""
    return Membership(
        user_id=membership.user_id,
        role=membership.role,
        unit_id=unit,
        starts_on=on,
        ends_on=membership.ends_on,
    )


def _roles_ending(plan: Plan) -> list[Membership]:
    """Roles in closing units that would have counted on the day, by name."""
    return [
        membership
        for membership in Membership.objects.filter(unit__in=plan.closed)
        .exclude(ends_on__lt=plan.act.on)
        .select_related("user", "unit")
        .order_by("unit__name", "user__first_name", "user__last_name", "pk")
        if membership.starts_on <= plan.last_day
    ]


def _require_all(plan: Plan, acting_user: User) -> None:
    """Whoever changes the tree needs the right in every unit that is touched."""
    paths = access.held_paths(acting_user, EDIT)
    touched = Unit.objects.filter(pk__in=plan.touched())
    outside = touched.exclude(access.inside(paths)) if paths else touched
    if not paths or outside.exists():
        access.require(acting_user, EDIT, unit=outside.first() if paths else None)
    if plan.act.on > timezone.localdate() + timedelta(days=3660):
        raise ValidationError(_("The date is more than ten years ahead."))


@transaction.atomic
def undo_latest(act: Reorganisation, *, acting_user: User) -> None:
    """Take the newest act back, with the roles that followed from it."""
    units = Unit.objects.filter(pk__in=act.detail["units"])
    for unit in units:
        access.require(acting_user, EDIT, unit=unit)
    detail: dict[str, Any] = act.detail
    made = Membership.objects.filter(pk__in=detail.get("memberships_made", []))
    if made.exclude(starts_on=act.on).exists():
        raise ValidationError(_("It cannot be undone: roles that followed from it have changed."))
    made.delete()
    for pk, ends_on in detail.get("memberships_ended", {}).items():
        Membership.objects.filter(pk=pk).update(
            ends_on=date.fromisoformat(ends_on) if ends_on else None
        )
    organisation.undo_latest(act, acting_user=acting_user)


@transaction.atomic
def correct_facts(unit: Unit, facts: Mapping[str, Any], *, acting_user: User) -> list[str]:
    """Correct a unit's facts; answers the fields that changed."""
    access.require(acting_user, EDIT, unit=unit)
    return organisation.correct_facts(unit, facts, acting_user=acting_user)


@transaction.atomic
def record_staff(
    unit: Unit,
    year: int,
    *,
    staff: Decimal | None,
    full_time_equivalents: Decimal | None,
    acting_user: User,
) -> None:
    """Record the staff and full-time equivalents of a year."""
    access.require(acting_user, EDIT, unit=unit)
    organisation.record_staff(
        unit,
        year,
        staff=staff,
        full_time_equivalents=full_time_equivalents,
        acting_user=acting_user,
    )


@transaction.atomic
def found_tree(name: str, kind: str, *, starts_on: date, acting_user: User) -> Unit:
    """Make the top of the tree of an empty installation. There is only ever one."""
    act = Act(kind="create", on=starts_on, names=(name,), unit_kind=kind)
    _done, made = organisation.reorganise(replace(act), acting_user=acting_user)
    return made[-1]
