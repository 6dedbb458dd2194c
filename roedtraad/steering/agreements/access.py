"""Whose an agreement is: of the units above it, and of each party and unit it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import is_reading, once

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
    keys = _keys(paths)
    return Agreement.objects.filter(_within(paths) if keys is None else Q(pk__in=keys))


def _keys(paths: tuple[str, ...]) -> list[int] | None:
    """The agreements below `paths`, found once for a page; None when the database shall look."""
    if not is_reading():
        return None
    keys = once(("agreements", paths), lambda: _found(paths))
    return keys if len(keys) <= MOST_KEYS else None


def _found(paths: tuple[str, ...]) -> list[int]:
    rows = Agreement.objects.filter(_within(paths)).values_list("pk", flat=True)
    return list(rows[: MOST_KEYS + 1])


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
    rows = agreements_for(user).select_related("unit", "template_version__template", "previous")
    return rows.filter(pk=pk).first()


def readable_one(user: User, pk: int) -> Agreement | None:
    """The agreement, when `user` may open it, as it is written or as approved."""
    return in_full(user, pk) or readable(user).filter(pk=pk).first()


def takes_part(user: User, pk: int) -> bool:
    """Whether `user` sees the agreement as it is written."""
    keys = _keys(tuple(access.held_paths(user, Permission.AGREEMENT_VIEW)))
    return agreements_for(user).filter(pk=pk).exists() if keys is None else pk in keys


def _sees_all_in_full(user: User) -> bool:
    """Whether wherever `user` reads what is approved, they read all the rest too."""
    full = access.held_paths(user, Permission.AGREEMENT_VIEW)
    approved = access.held_paths(user, Permission.AGREEMENT_VIEW_APPROVED)
    return all(any(path.startswith(held) for held in full) for path in approved)


def goals_for(user: User) -> QuerySet[Goal]:
    """The goals `user` may see as they stand: approved, or in a text not approved by anybody yet.

    While an approved agreement is being amended, its approved goals are there for all its readers,
    and what the amendment adds is in its own pages only (`written_for`). The rows hold the words
    of the amendment: show them through `queries.approved`.
    """
    inside = _in_agreements(user, Permission.AGREEMENT_VIEW)
    if not _sees_all_in_full(user):
        approved = _in_agreements(user, Permission.AGREEMENT_VIEW_APPROVED)
        inside |= approved & Q(agreement__state__in=AS_APPROVED)
    inside &= Q(is_taken_out=False)
    if amended := amended_for(user):
        inside &= ~Q(agreement__in=[each.agreement_id for each in amended])
        inside |= Q(pk__in=_goals_in(amended))
    return Goal.every.filter(inside)


def _goals_in(versions: Iterable[Version]) -> list[int]:
    return [goal["id"] for each in versions for goal in each.content["goals"]]


def _in_agreements(user: User, permission: Permission) -> Q:
    keys = _keys(tuple(access.held_paths(user, permission)))
    return Q(agreement__in=agreements_for(user, permission).values("pk") if keys is None else keys)


def written_for(user: User) -> QuerySet[Goal]:
    """The goals whose rows `user` may open: those of an amendment only who takes part in it.

    One that an amendment takes out is among them until the amendment is approved.
    """
    full, approved = agreements_for(user), _as_approved_for(user)
    readable = Q(agreement__in=full.values("pk")) | Q(agreement__in=approved.values("pk"))
    kept = Q(is_taken_out=False) | Q(pk__in=_goals_in(amended_for(user)))
    return Goal.every.filter(readable, kept)


def _as_approved_for(user: User) -> QuerySet[Agreement]:
    return agreements_for(user, Permission.AGREEMENT_VIEW_APPROVED).filter(state__in=AS_APPROVED)


def amended_for(user: User) -> list[Version]:
    """What is approved of the agreements being amended that `user` may read."""
    return once(("amended", user.pk), lambda: _amended_for(user))


def _amended_for(user: User) -> list[Version]:
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    amending = readable(user).filter(state__in=BEING_AMENDED)
    return list(
        Version.objects.filter(
            agreement__in=amending.values("pk"), pk=Subquery(newest.values("pk")[:1])
        ).select_related("agreement__unit")
    )


def holds(agreement: Agreement, permission: Permission, user: User) -> bool:
    """Whether `user` holds `permission` in the agreement's unit, a party or a unit it covers."""
    return agreements_for(user, permission).filter(pk=agreement.pk).exists()


def held_in(agreement: Agreement, user: User) -> frozenset[Permission]:
    """Everything `user` may in the agreement, by the rule of `holds`; at most three queries."""
    if not user.is_active:
        return frozenset()
    paths = {agreement.unit.path}
    paths |= {party.unit.path for party in parties_in(agreement)}
    paths |= {unit.path for unit in agreement.units.all()}
    found: set[Permission] = set()
    for held in roles_of(user, timezone.localdate()):
        if any(path.startswith(held.path) for path in paths):
            found |= access.GRANTS[held.role]
    return frozenset(found)


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
