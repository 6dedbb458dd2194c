"""Whose an agreement is: of the units above it, and of each party and unit it covers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import Membership, Role, User

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
APPROVES_AS = {
    PartyRole.PRINCIPAL: Permission.AGREEMENT_APPROVE_AS_PRINCIPAL,
    PartyRole.UNIT: Permission.AGREEMENT_APPROVE_AS_UNIT,
}


def _within(paths: list[str]) -> Q:
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
    paths = access.held_paths(user, permission)
    return Agreement.objects.filter(_within(paths)) if paths else Agreement.objects.none()


def readable(user: User) -> QuerySet[Agreement]:
    """The agreements `user` may open: as they are written, or only as they were approved."""
    approved = agreements_for(user, Permission.AGREEMENT_VIEW_APPROVED).filter(
        Exists(Version.objects.filter(agreement=OuterRef("pk")))
    )
    full = agreements_for(user)
    return Agreement.objects.filter(Q(pk__in=full.values("pk")) | Q(pk__in=approved.values("pk")))


def goals_for(user: User) -> QuerySet[Goal]:
    """The goals `user` may see as they stand: approved, or in a text not approved by anybody yet.

    While an approved agreement is being amended, its approved goals are there for all its readers,
    and what the amendment adds is in its own pages only (`written_for`). The rows hold the words
    of the amendment: show them through `queries.approved`.
    """
    amended = amended_for(user)
    full = agreements_for(user).exclude(pk__in=[each.agreement_id for each in amended])
    return Goal.objects.filter(
        Q(agreement__in=full.values("pk"))
        | Q(agreement__in=_as_approved_for(user).values("pk"))
        | Q(pk__in=[goal["id"] for each in amended for goal in each.content["goals"]])
    )


def written_for(user: User) -> QuerySet[Goal]:
    """The goals whose rows `user` may open: those of an amendment only who takes part in it."""
    full, approved = agreements_for(user), _as_approved_for(user)
    return Goal.objects.filter(
        Q(agreement__in=full.values("pk")) | Q(agreement__in=approved.values("pk"))
    )


def _as_approved_for(user: User) -> QuerySet[Agreement]:
    return agreements_for(user, Permission.AGREEMENT_VIEW_APPROVED).filter(state__in=AS_APPROVED)


def amended_for(user: User) -> list[Version]:
    """What is approved of the agreements being amended that `user` may read."""
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
    """Everything `user` may in the agreement, by the same rule as `holds`; three queries."""
    if not user.is_active:
        return frozenset()
    paths = {agreement.unit.path}
    paths |= set(agreement.parties.values_list("unit__path", flat=True))
    paths |= set(agreement.units.values_list("path", flat=True))
    roles = Membership.objects.filter(user=user).valid_on(timezone.localdate())
    found: set[Permission] = set()
    for role, above in roles.values_list("role", "unit__path"):
        if any(path.startswith(above) for path in paths):
            found |= access.GRANTS[Role(role)]
    return frozenset(found)


def require_in(agreement: Agreement, permission: Permission, user: User) -> None:
    """Raise `PermissionDenied` unless `holds`; a new agreement has only its unit yet."""
    if agreement.pk is None:
        access.require(user, permission, unit=agreement.unit)
    elif not holds(agreement, permission, user):
        raise PermissionDenied(permission)


def parties_of(agreement: Agreement, user: User) -> list[Party]:
    """The parties `user` may approve for, whatever the state."""
    held = {role: access.held_paths(user, permission) for role, permission in APPROVES_AS.items()}
    return [
        party
        for party in agreement.parties.select_related("unit")
        if any(party.unit.path.startswith(path) for path in held[PartyRole(party.role)])
    ]
