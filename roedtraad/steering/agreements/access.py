"""Whose an agreement is: of the units above it, and of each party and unit it covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import is_reading, once
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.organisation.models import Unit

from .models import Agreement, AgreementState, Goal, Party, PartyRole, Version

# what these states show is word for word what the parties approved
AS_APPROVED = frozenset(
    {
        AgreementState.APPROVED,
        AgreementState.ACTIVE,
        AgreementState.FOLLOWED_UP,
        AgreementState.CLOSED,
    }
)
# of these a text approved earlier may still be in force
BEING_AMENDED = frozenset({AgreementState.AMENDING, AgreementState.SUBMITTED})
MOST_KEYS = 1000  # of agreements that are named one by one
APPROVES_AS = {
    PartyRole.PRINCIPAL: Permission.AGREEMENT_APPROVE_AS_PRINCIPAL,
    PartyRole.UNIT: Permission.AGREEMENT_APPROVE_AS_UNIT,
}


def _within(paths: Sequence[str]) -> Q:
    """Agreements whose own unit, party or covered unit lies in or below one of `paths`."""
    parties = Party.objects.filter(
        access.inside(paths, lookup="unit__path"), agreement=OuterRef("pk")
    )
    covered = Agreement.units.through.objects.filter(
        access.inside(paths, lookup="unit__path"), agreement=OuterRef("pk")
    )
    return access.inside(paths, lookup="unit__path") | Exists(parties) | Exists(covered)


def agreements_for(
    user: User, permission: Permission = Permission.AGREEMENT_VIEW
) -> QuerySet[Agreement]:
    """The agreements in which `user` holds `permission`."""
    paths = tuple(access.held_paths(user, permission))
    if not paths:
        return Agreement.objects.none()
    keys = _keys(paths) if is_reading() else None
    is_named = keys is not None and len(keys) <= MOST_KEYS
    return Agreement.objects.filter(Q(pk__in=keys) if is_named else _within(paths))


def keys_for(user: User, permission: Permission = Permission.AGREEMENT_VIEW) -> list[int]:
    """The keys of `agreements_for`, which a prepared query is given; found once for a page."""
    return _keys(tuple(access.held_paths(user, permission)))


def _keys(paths: tuple[str, ...]) -> list[int]:
    return once(("agreements", paths), lambda: _keys_within(paths).rows())


@prepared
def _keys_within(paths: tuple[str, ...]) -> QuerySet[Agreement, int]:
    return Agreement.objects.filter(_within(paths)).values_list("pk", flat=True).order_by()


def readable(user: User) -> QuerySet[Agreement]:
    """The agreements `user` may open: as they are written, or only as they were approved."""
    full = agreements_for(user)
    if _sees_all_in_full(user):
        return full
    approved = agreements_for(user, Permission.AGREEMENT_VIEW_APPROVED).filter(
        Exists(Version.objects.filter(agreement=OuterRef("pk")))
    )
    return Agreement.objects.filter(Q(pk__in=full.values("pk")) | Q(pk__in=approved.values("pk")))


def in_full(user: User, pk: int) -> Agreement | None:
    """The agreement as it is written, when `user` may see it; found once for a page."""
    return once(("agreement", user.pk, pk), lambda: _in_full(user, pk))


def _in_full(user: User, pk: int) -> Agreement | None:
    paths = tuple(access.held_paths(user, Permission.AGREEMENT_VIEW))
    return _one_within(paths).first(pk=pk)


@prepared
def _one_within(paths: tuple[str, ...]) -> QuerySet[Agreement]:
    rows = Agreement.objects.select_related("unit", "template_version__template", "previous")
    return rows.filter(_within(paths), pk=Given("pk"))


def readable_one(user: User, pk: int) -> Agreement | None:
    """The agreement, when `user` may open it, as it is written or as approved."""
    return in_full(user, pk) or readable(user).filter(pk=pk).first()


def takes_part(user: User, pk: int) -> bool:
    """Whether `user` sees the agreement as it is written."""
    return pk in keys_for(user)


def _sees_all_in_full(user: User) -> bool:
    """Whether wherever `user` reads what is approved, they read all the rest too."""
    full = access.held_paths(user, Permission.AGREEMENT_VIEW)
    approved = access.held_paths(user, Permission.AGREEMENT_VIEW_APPROVED)
    return all(any(path.startswith(held) for held in full) for path in approved)


def _written(full: Any, approved: Any) -> Q:
    """The goals whose rows one may open: those of an amendment only who takes part in it."""
    inside = Q(agreement__in=full)
    return inside | Q(agreement__in=approved, agreement__state__in=AS_APPROVED)


# of `Goal.every` in a prepared query that is asked with `written_by`; see `is_kept_for`
WRITTEN = _written(GivenKeys("full"), GivenKeys("approved"))


def written_by(user: User) -> dict[str, list[int]]:
    """What `WRITTEN` is given: the agreements `user` takes part in, and those they may read."""
    approved = keys_for(user, Permission.AGREEMENT_VIEW_APPROVED)
    return {"full": keys_for(user), "approved": approved}


def is_kept_for(user: User, goal: Goal) -> bool:
    """One that an amendment takes out is there for its readers until the amendment is approved."""
    return not goal.is_taken_out or goal.pk in _of_amended(user)[1]


def goals_for(user: User) -> QuerySet[Goal]:
    """The goals `user` may see as they stand: approved, or in a text not approved by anybody yet.

    While an approved agreement is being amended, its approved goals are there for all its readers,
    and what the amendment adds is in its own pages only (`WRITTEN`). The rows hold the words
    of the amendment: show them through `queries.approved`.
    """
    full: object = agreements_for(user).values("pk")
    approved: object = ()
    if not _sees_all_in_full(user):
        approved = agreements_for(user, Permission.AGREEMENT_VIEW_APPROVED).values("pk")
    return Goal.every.filter(_seen(full, approved, *_of_amended(user)))


def _seen(full: Any, approved: Any, amended: Any, agreed: Any) -> Q:
    """The rule of `goals_for`. `agreed` are the approved goals of the `amended` agreements."""
    inside = _written(full, approved) & Q(is_taken_out=False)
    return (inside & ~Q(agreement__in=amended)) | Q(pk__in=agreed)


# as `goals_for`, of `Goal.every` in a prepared query that is asked with `seen_by`
SEEN = _seen(*(GivenKeys(name) for name in ("full", "approved", "amended", "agreed")))


def seen_by(user: User) -> dict[str, list[int]]:
    """What `SEEN` is given."""
    amended, agreed = _of_amended(user)
    return {**written_by(user), "amended": amended, "agreed": agreed}


def _of_amended(user: User) -> tuple[list[int], list[int]]:
    versions = amended_for(user)
    goals = [goal["id"] for each in versions for goal in each.content["goals"]]
    return [each.agreement_id for each in versions], goals


def amended_for(user: User) -> list[Version]:
    """What is approved of the agreements being amended that `user` may read."""
    return once(("amended", user.pk), lambda: _amended_for(user))


def _amended_for(user: User) -> list[Version]:
    approved = keys_for(user, Permission.AGREEMENT_VIEW_APPROVED)
    return _newest_of_amended().rows(agreements={*keys_for(user), *approved})


@prepared
def _newest_of_amended() -> QuerySet[Version]:
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    return Version.objects.filter(
        agreement__in=GivenKeys("agreements"),
        agreement__state__in=BEING_AMENDED,
        pk=Subquery(newest.values("pk")[:1]),
    ).select_related("agreement__unit")


def holds(agreement: Agreement, permission: Permission, user: User) -> bool:
    """Whether `user` holds `permission` in the agreement's unit, a party or a unit it covers."""
    return agreements_for(user, permission).filter(pk=agreement.pk).exists()


def held_in(agreement: Agreement, user: User) -> frozenset[Permission]:
    """Everything `user` may in the agreement, by the rule of `holds`; at most two queries."""
    if not user.is_active:
        return frozenset()
    paths = {agreement.unit.path, *_paths_of().rows(agreement=agreement.pk)}
    found: set[Permission] = set()
    for held in roles_of(user, timezone.localdate()):
        if any(path.startswith(held.path) for path in paths):
            found |= access.GRANTS[held.role]
    return frozenset(found)


@prepared
def _paths_of() -> QuerySet[Unit, str]:
    """Of the parties and of the units covered."""
    parties = Party.objects.filter(agreement=Given("agreement")).values("unit")
    covered = Agreement.units.through.objects.filter(agreement=Given("agreement")).values("unit")
    units = Unit.objects.filter(Q(pk__in=parties) | Q(pk__in=covered))
    return units.values_list("path", flat=True).order_by()


def require_in(agreement: Agreement, permission: Permission, user: User) -> None:
    """Raise `PermissionDenied` unless `holds`; a new agreement has only its unit yet."""
    if agreement.pk is None:
        access.require(user, permission, unit=agreement.unit)
    elif not holds(agreement, permission, user):
        raise PermissionDenied(permission)


def parties_in(agreement: Agreement) -> list[Party]:
    """The parties with their units; what came with the agreement is not asked for again."""
    if "parties" in getattr(agreement, "_prefetched_objects_cache", {}):
        return list(agreement.parties.all())
    return list(agreement.parties.select_related("unit"))


def parties_of(agreement: Agreement, user: User) -> list[Party]:
    """The parties `user` may approve for, whatever the state."""
    held = {role: access.held_paths(user, permission) for role, permission in APPROVES_AS.items()}
    return [
        party
        for party in parties_in(agreement)
        if any(party.unit.path.startswith(path) for path in held[PartyRole(party.role)])
    ]
