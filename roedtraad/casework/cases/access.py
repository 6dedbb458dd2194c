"""Who may open a case: its own people, their leaders, and whoever has said why in an emergency.

A case is never opened by a role alone further up the tree, nor by a consultant or administrator.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User

from .models import Case, CaseWorker, EmergencyAccess


class Way(StrEnum):
    """By what a case is open to somebody."""

    WORKER = "worker"
    LEADER = "leader"
    EMERGENCY = "emergency"
    FAMILY = "family"  # the family itself, on its own pages


def own(user: User) -> Q:
    """Cases that `user` is put on today."""
    today = timezone.localdate()
    rows = CaseWorker.objects.valid_on(today).filter(user=user)
    return Q(pk__in=rows.values("case")) if user.is_active else Q(pk__in=[])


def led(user: User) -> Q:
    """Cases of the units whose casework `user` leads."""
    paths = access.held_paths(user, Permission.CASE_LEAD)
    return access.inside(paths, lookup="unit__path")


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
    rows = Case.objects.select_related("unit", "target_group", "family")
    for way, condition in (
        (Way.WORKER, own(user)),
        (Way.LEADER, led(user)),
        (Way.EMERGENCY, in_emergency(user)),
    ):
        case = rows.filter(condition, pk=pk).first()
        if case is not None:
            return case, way
    raise Http404


def require_open(user: User, case: Case) -> Case:
    """The case afresh, locked, if `user` may write in it; reading in an emergency is not enough."""
    found, way = way_into(user, case.pk)
    if way is Way.EMERGENCY:
        raise Http404
    return Case.objects.select_for_update(of=("self",)).get(pk=found.pk)
