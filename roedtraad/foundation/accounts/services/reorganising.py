"""The door through which people change the tree: rights first, and the roles follow the units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, MembershipQuerySet, User
from roedtraad.foundation.organisation import services as organisation
from roedtraad.foundation.organisation.models import Reorganisation, Unit
from roedtraad.foundation.organisation.reorganisation import Act, Plan

from .memberships import record_membership, require_administrator_left

EDIT = access.Permission.UNIT_EDIT


@dataclass(frozen=True)
class RoleChange:
    """A role that ends with its unit or never begins, and the units (names) it goes on in."""

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
        for membership in [
            *_roles_ending(plan),
            *_roles_given_since(plan),
            *_roles_left_behind(plan),
        ]
    )
    return Preview(plan, names, roles)


@transaction.atomic
def reorganise(act: Act, *, acting_user: User) -> Reorganisation:
    """Do the act: the tree changes, and roles in closed units go on in those that took over."""
    plan = organisation.planned(act)
    _require_all(plan, acting_user)
    ending = _roles_ending(plan)
    left_behind = _roles_left_behind(plan)
    last_day_left = _last_day_left(plan)
    stopped = [each for each in left_behind if each.starts_on <= last_day_left]
    before = {str(m.pk): _iso(m.ends_on) for m in [*ending, *stopped]}
    done, made = organisation.reorganise(act, acting_user=acting_user)
    continued = [
        _passed_on(membership, made[heir].pk if heir < 0 else heir, act.on, acting_user)
        for membership in [*ending, *_roles_given_since(plan)]
        for heir in plan.heirs.get(membership.unit_id, [])
    ]
    done.detail |= {
        "memberships_made": sorted(membership.pk for membership in continued if membership),
        "memberships_ended": before,
        "memberships_never_begun": [
            _as_values(each) for each in left_behind if each not in stopped
        ],
    }
    done.save(update_fields=["detail"])
    for membership in ending:
        _end_with_unit(membership, plan.last_day, acting_user)
    for membership in left_behind:
        _end_with_unit(membership, last_day_left, acting_user)
    require_administrator_left(without=[])
    return done


def _passed_on(held: Membership, unit: int, on: date, acting_user: User) -> Membership | None:
    """The same role in the unit that takes over; None when it is held there already."""
    there = Membership.objects.filter(user_id=held.user_id, role=held.role, unit_id=unit)
    starts_on = max(on, held.starts_on)
    if there.exclude(ends_on__lt=starts_on).exists():
        return None
    membership = Membership.objects.create(
        user_id=held.user_id,
        role=held.role,
        unit_id=unit,
        starts_on=starts_on,
        ends_on=held.ends_on,
    )
    record_membership("membership.passed_on", membership, acting_user, previous_unit=held.unit_id)
    return membership


def _end_with_unit(membership: Membership, last_day: date, acting_user: User) -> None:
    if membership.starts_on > last_day:
        record_membership("membership.withdrawn", membership, acting_user)
        membership.delete()
        return
    before, membership.ends_on = membership.ends_on, last_day
    membership.save(update_fields=["ends_on"])
    record_membership(
        "membership.ended",
        membership,
        acting_user,
        before=before.isoformat() if before else None,
    )


def _roles_ending(plan: Plan) -> list[Membership]:
    """Roles in closing units that would have counted on the day, by name."""
    return list(_roles_closing(plan).filter(starts_on__lte=plan.last_day))


def _roles_given_since(plan: Plan) -> list[Membership]:
    """Roles given after a day gone by, with effect from which their unit is now closed.

    They stay where they were given and are passed on like the others, so that nobody is left
    without what he had the day before.
    """
    heirs = [unit for unit, taking_over in plan.heirs.items() if taking_over]
    return list(_roles_closing(plan).filter(starts_on__gt=plan.last_day, unit__in=heirs))


def _roles_left_behind(plan: Plan) -> list[Membership]:
    """Roles given after the day from which their unit is closed, with nobody taking over."""
    heirs = [unit for unit, taking_over in plan.heirs.items() if taking_over]
    return list(_roles_closing(plan).filter(starts_on__gt=plan.last_day).exclude(unit__in=heirs))


def _last_day_left(plan: Plan) -> date:
    """A role that has counted until now counts no more; what it was until then stays."""
    return max(plan.last_day, timezone.localdate() - timedelta(days=1))


def _as_values(held: Membership) -> dict[str, Any]:
    """What is needed to give a role back that is withdrawn altogether."""
    return {
        "id": held.pk,
        "user_id": held.user_id,
        "role": held.role,
        "unit_id": held.unit_id,
        "starts_on": held.starts_on.isoformat(),
        "ends_on": _iso(held.ends_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _roles_closing(plan: Plan) -> MembershipQuerySet:
    held = Membership.objects.filter(unit__in=plan.closed).exclude(ends_on__lt=plan.act.on)
    by_name = ("unit__name", "user__first_name", "user__last_name", "pk")
    return held.select_related("user", "unit").order_by(*by_name)


def _require_all(plan: Plan, acting_user: User) -> None:
    """Whoever changes the tree needs the right in every unit that is touched."""
    paths = access.held_paths(acting_user, EDIT)
    touched = Unit.objects.filter(pk__in=plan.touched())
    outside = touched.exclude(access.inside(paths)) if paths else touched
    if not paths or outside.exists():
        access.require(acting_user, EDIT, unit=outside.first() if paths else None)
    if plan.act.on > timezone.localdate() + timedelta(days=3660):
        raise ValidationError(_("The date is more than ten years ahead."))


def may_undo(user: User, act: Reorganisation) -> bool:
    """Whether `user` holds the right in every unit that the act touched."""
    paths = access.held_paths(user, EDIT)
    touched = Unit.objects.filter(pk__in=act.detail["units"])
    return bool(paths) and not touched.exclude(access.inside(paths)).exists()


@transaction.atomic
def undo_latest(act: Reorganisation, *, acting_user: User) -> None:
    """Take the newest act back, with the roles that followed from it."""
    if not may_undo(acting_user, act):
        raise PermissionDenied(EDIT)
    detail: dict[str, Any] = act.detail
    made = Membership.objects.filter(pk__in=detail.get("memberships_made", []))
    for membership in made.select_related("unit"):
        record_membership("membership.withdrawn", membership, acting_user)
    made.delete()
    for values in detail.get("memberships_never_begun", []):
        again = Membership.objects.create(**values)
        again.refresh_from_db()
        record_membership("membership.given_back", again, acting_user)
    for pk, ends_on in detail.get("memberships_ended", {}).items():
        for membership in Membership.objects.filter(pk=pk).select_related("unit"):
            membership.ends_on = date.fromisoformat(ends_on) if ends_on else None
            membership.save(update_fields=["ends_on"])
            record_membership("membership.given_back", membership, acting_user)
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
    _done, made = organisation.reorganise(act, acting_user=acting_user)
    return made[-1]
