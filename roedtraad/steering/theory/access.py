"""Whose a theory is: its unit's, those above it, and who takes part in its agreement."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import agreements_for

from .models import TheoryOfChange, TheoryState


def theories_for(
    user: User, permission: Permission = Permission.THEORY_VIEW
) -> QuerySet[TheoryOfChange]:
    """The theories in whose unit `user` holds `permission`."""
    paths = access.held_paths(user, permission)
    return TheoryOfChange.objects.filter(access.inside(paths, lookup="unit__path"))


def readable(user: User) -> QuerySet[TheoryOfChange]:
    """The theories `user` may open: all of their units, elsewhere only what is in use."""
    full = access.held_paths(user, Permission.THEORY_VIEW)
    in_use = access.held_paths(user, Permission.THEORY_VIEW_IN_USE)
    mine = access.inside(full, lookup="unit__path")
    shown = access.inside(in_use, lookup="unit__path") & Q(state=TheoryState.IN_USE)
    if all(any(path.startswith(held) for held in full) for path in in_use):
        shown = Q(pk__in=[])
    taking_part = Q(agreement__in=agreements_for(user).values("pk"), state=TheoryState.IN_USE)
    return TheoryOfChange.objects.filter(mine | shown | taking_part)


def may_write(user: User, theory: TheoryOfChange) -> bool:
    """Whether `user` may change the theory or make a new edition of it."""
    return access.may(user, Permission.THEORY_EDIT, unit=theory.unit)


def sees_drafts(user: User, theory: TheoryOfChange) -> bool:
    """Whether `user` also sees drafts, earlier editions and the history."""
    return access.may(user, Permission.THEORY_VIEW, unit=theory.unit)


def require_write(user: User, theory: TheoryOfChange) -> None:
    """Raise `PermissionDenied` unless `may_write`."""
    if not may_write(user, theory):
        raise PermissionDenied(Permission.THEORY_EDIT)
