"""Who owes what: the person who is named, or else whoever has the phase's role nearest the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import DateField, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.notices.today import Item, Need
from roedtraad.steering.followup.life import late_after
from roedtraad.steering.followup.models import RoundState, UnitPhase

PartPk = int


def responsible(parts: Iterable[UnitPhase], today: date) -> dict[PartPk, list[User]]:
    """Who does each part, which comes with its phase and unit; at most one query."""
    parts = list(parts)
    holders = _holders([part for part in parts if part.person_id is None], today)
    return {
        part.pk: [part.person] if part.person is not None else _nearest(part, holders)
        for part in parts
    }


Holders = dict[tuple[str, int], list[User]]  # by role and unit


def _holders(parts: list[UnitPhase], today: date) -> Holders:
    found: defaultdict[tuple[str, int], list[User]] = defaultdict(list)
    if not parts:
        return found
    rows = Membership.objects.valid_on(today).filter(
        role__in={part.phase.role for part in parts},
        unit__in={key for part in parts for key in _line(part)},
        user__is_active=True,
    )
    for row in rows.select_related("user").order_by("user__last_name", "user__pk"):
        found[row.role, row.unit_id].append(row.user)
    return found


def _nearest(part: UnitPhase, holders: Holders) -> list[User]:
    for unit in _line(part):
        if found := holders.get((part.phase.role, unit)):
            return found
    return []


def _line(part: UnitPhase) -> list[int]:
    """The unit itself and those above it, from below."""
    return [int(key) for key in part.unit.path.split("/") if key][::-1]


def owed_by(user: User, on: date) -> list[UnitPhase]:
    """What `user` owes on a day: of open rounds, in phases that have begun; two queries."""
    held = roles_of(user, on)
    roles = tuple(sorted({str(each.role) for each in held}))
    found = _under_way(roles).rows(user=user.pk, today=on)
    named = [part for part in found if part.person_id is not None]
    by_role = [
        part
        for part in found
        if part.person_id is None
        and any(
            each.role == part.phase.role and part.unit.path.startswith(each.path) for each in held
        )
    ]
    doing = responsible(by_role, on)
    return [*named, *(part for part in by_role if user in doing[part.pk])]


@prepared
def _under_way(roles: tuple[str, ...]) -> QuerySet[UnitPhase]:
    """Of the given `user`, or of whoever has one of the roles."""
    rows = UnitPhase.objects.filter(
        Q(person=Given("user")) | Q(person=None, phase__role__in=roles),
        phase__round__state=RoundState.OPEN,
        phase__starts_on__lte=Given("today", DateField()),
        done_on=None,
    )
    return rows.select_related("phase__round", "unit", "person").order_by(
        *("phase__due_on", "unit__name", "pk")
    )


def items(user: User, on: date) -> Iterator[Item]:
    """What somebody owes, and for who plans the follow-up how many units are late."""
    for part in owed_by(user, on):
        row = part.phase.round
        due_on = part.phase.due_on
        yield Item(
            label=f"{part.phase}: {row}",
            url=reverse("followup:part", args=[part.pk]),
            act=_("Open"),
            due_on=due_on,
            context=part.unit.name,
            need=Need.OVERDUE if due_on < on else Need.DUE,
        )
    yield from _late(user, on)


def _late(user: User, on: date) -> Iterator[Item]:
    paths = access.held_paths(user, Permission.ROUND_PLAN)
    if not paths:
        return
    planned = access.inside(paths, lookup="phase__round__unit__path")
    behind = UnitPhase.objects.filter(
        planned, phase__round__state=RoundState.OPEN, phase__due_on__lt=on, done_on=None
    ).select_related("phase__round", "unit")
    late: defaultdict[int, list[UnitPhase]] = defaultdict(list)
    for part in behind.order_by("phase__due_on", "pk"):
        if late_after(part.phase.due_on, part.phase.round.grace_days) < on:
            late[part.phase_id].append(part)
    for parts in late.values():
        phase = parts[0].phase
        told = ngettext(
            "%(count)d unit is late: %(phase)s", "%(count)d units are late: %(phase)s", len(parts)
        )
        yield Item(
            label=told % {"count": len(parts), "phase": phase},
            url=reverse("followup:round", args=[phase.round_id]),
            act=_("See"),
            due_on=phase.due_on,
            context=str(phase.round),
            need=Need.OVERDUE,
        )
