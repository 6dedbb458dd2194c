"""Who may open a case: its own people, their leaders, and whoever has said why in an emergency.

A case is never opened by a role alone further up the tree, nor by a consultant or administrator.
"""

from __future__ import annotations

from copy import copy
from datetime import date
from enum import StrEnum
from typing import cast

from django.db.models import DateField, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.organisation.models import Unit

from .models import Case, CaseWorker, EmergencyAccess


class Way(StrEnum):
    """By what a case is open to somebody."""

    WORKER = "worker"
    LEADER = "leader"
    EMERGENCY = "emergency"
    FAMILY = "family"  # the family itself, on its own pages


def own(user: User) -> Q:
    """Cases that `user` is put on today."""
    return Q(pk__in=own_keys(user))


def own_keys(user: User) -> list[int]:
    """The keys of `own`: found once for a page, and named one by one, so that an index is used."""
    return [pk for pk, _closed_on in _own(user, timezone.localdate())]


def own_open_keys(user: User, on: date) -> list[int]:
    """Those of `own_keys` whose cases are not closed on the day."""
    rows = _own(user, timezone.localdate())
    return [pk for pk, closed_on in rows if closed_on is None or closed_on > on]


def _own(user: User, today: date) -> list[tuple[int, date | None]]:
    return once(("own cases", user.pk, today), lambda: _found_own(user, today))


def _found_own(user: User, today: date) -> list[tuple[int, date | None]]:
    return list(dict(_put_on().rows(user=user.pk, today=today)).items()) if user.is_active else []


@prepared
def _put_on() -> QuerySet[CaseWorker, tuple[int, date | None]]:
    rows = CaseWorker.objects.valid_on(cast(date, Given("today", DateField())))
    rows = rows.filter(user=Given("user")).order_by("case")
    return rows.values_list("case", "case__closed_on")


def led(user: User) -> Q:
    """Cases of the units whose casework `user` leads."""
    return Q(unit__in=led_units(user))


def led_units(user: User) -> list[int]:
    """The keys of the units whose casework `user` leads; found once for a page."""
    paths = tuple(access.held_paths(user, Permission.CASE_LEAD))
    if not paths:
        return []
    rows = Unit.objects.filter(access.inside(paths)).values_list("pk", flat=True)
    return once(("led units", paths), lambda: list(rows))


def in_emergency(user: User) -> Q:
    """Cases that `user` has opened with a reason which still counts."""
    now = timezone.now()
    rows = EmergencyAccess.objects.filter(user=user, opened_at__lte=now, ends_at__gt=now)
    return Q(pk__in=rows.values("case")) if user.is_active else Q(pk__in=[])


def everyday(user: User) -> Q:
    """What is in a user's lists: emergencies open one case each and are in no list."""
    return own(user) | led(user)


def way_into(user: User, pk: int) -> tuple[Case, Way]:
    """The case, and by what it is open to `user`; `Http404` where it is not or does not exist."""
    found = once(("way into a case", user.pk, pk), lambda: _found(user, pk))
    if found is None:
        raise Http404
    return copy(found[0]), found[1]


def _found(user: User, pk: int) -> tuple[Case, Way] | None:
    case = _one().first(pk=pk)
    way = _way(user, case) if case is not None else None
    return None if case is None or way is None else (case, way)


@prepared
def _one() -> QuerySet[Case]:
    rows = Case.objects.select_related("unit", "target_group", "family")
    return rows.filter(pk=Given("pk"))


def _way(user: User, case: Case) -> Way | None:
    if case.pk in own_keys(user):
        return Way.WORKER
    if access.may(user, Permission.CASE_LEAD, unit=case.unit):
        return Way.LEADER
    return Way.EMERGENCY if Case.objects.filter(in_emergency(user), pk=case.pk).exists() else None


def require_open(user: User, case: Case) -> Case:
    """The case afresh, locked, if `user` may write in it; reading in an emergency is not enough."""
    found, way = way_into(user, case.pk)
    if way is Way.EMERGENCY:
        raise Http404
    return Case.objects.select_for_update(of=("self",)).get(pk=found.pk)
