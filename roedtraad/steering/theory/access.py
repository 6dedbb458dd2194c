"""Whose a theory is: its unit's, those above it, and who takes part in its agreement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.steering.agreements.access import agreements_for, keys_for

from .models import TheoryOfChange, TheoryState


def theories_for(
    user: User, permission: Permission = Permission.THEORY_VIEW
) -> QuerySet[TheoryOfChange]:
    """The theories in whose unit `user` holds `permission`."""
    paths = access.held_paths(user, permission)
    return TheoryOfChange.objects.filter(access.inside(paths, lookup="unit__path"))


def readable(user: User) -> QuerySet[TheoryOfChange]:
    """The theories `user` may open: all of their units, elsewhere only what is in use."""
    return TheoryOfChange.objects.filter(_within(*_paths(user), agreements_for(user).values("pk")))


def readable_one(user: User, pk: int) -> TheoryOfChange | None:
    """The theory with what its page says of it, when `user` may open it."""
    return _one_within(*_paths(user)).first(pk=pk, agreements=keys_for(user))


def readable_editions(user: User, theory: TheoryOfChange) -> list[TheoryOfChange]:
    """The edition before `theory` and those begun after, as far as `user` may open them."""
    editions = _editions_within(*_paths(user))
    return editions.rows(theory=theory.pk, before=theory.revises_id or 0, agreements=keys_for(user))


def readable_among(user: User, keys: Collection[int]) -> list[TheoryOfChange]:
    """Of these, what is not over and `user` may open, with its unit."""
    return _some_within(*_paths(user)).rows(keys=keys, agreements=keys_for(user))


def _paths(user: User) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Below which `user` sees all theories, and below which those in use."""
    full = access.held_paths(user, Permission.THEORY_VIEW)
    return tuple(full), tuple(access.held_paths(user, Permission.THEORY_VIEW_IN_USE))


def _within(full: Sequence[str], in_use: Sequence[str], agreements: Any) -> Q:
    """The rule of `readable`; `agreements` are those the reader takes part in."""
    mine = access.inside(full, lookup="unit__path")
    shown = access.inside(in_use, lookup="unit__path") & Q(state=TheoryState.IN_USE)
    if all(any(path.startswith(held) for held in full) for path in in_use):
        shown = Q(pk__in=[])
    return mine | shown | Q(agreement__in=agreements, state=TheoryState.IN_USE)


@prepared
def _one_within(full: tuple[str, ...], in_use: tuple[str, ...]) -> QuerySet[TheoryOfChange]:
    rows = TheoryOfChange.objects.filter(
        _within(full, in_use, GivenKeys("agreements")), pk=Given("pk")
    )
    return rows.select_related("unit", "target_group", "agreement", "revises")


@prepared
def _some_within(full: tuple[str, ...], in_use: tuple[str, ...]) -> QuerySet[TheoryOfChange]:
    rows = TheoryOfChange.objects.filter(
        _within(full, in_use, GivenKeys("agreements")), pk__in=GivenKeys("keys")
    )
    return rows.exclude(state=TheoryState.ENDED).select_related("unit")


@prepared
def _editions_within(full: tuple[str, ...], in_use: tuple[str, ...]) -> QuerySet[TheoryOfChange]:
    near = Q(revises=Given("theory")) | Q(pk=Given("before"))
    rows = TheoryOfChange.objects.filter(_within(full, in_use, GivenKeys("agreements")), near)
    return rows.order_by("number", "pk")


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
