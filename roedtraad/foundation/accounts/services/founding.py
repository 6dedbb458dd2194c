"""The beginning of an installation: the top of the tree and the first administrator."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation import queries
from roedtraad.foundation.organisation import services as organisation
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.reorganisation import Act

from .invitations import new_link
from .users import system_user


@transaction.atomic
def create_administrator(
    *, username: str, email: str, first_name: str, last_name: str, council: str
) -> tuple[User, str]:
    """Make an administrator of the whole municipality, and the tree's top if there is none.

    One that is there already, and cannot get in any more, is given a new link.

    For whoever runs the server: no right is asked. Answers the user and a link, which works
    once, to choose the password with.
    """
    acting_user = system_user()
    top = _top(council, acting_user)
    if known := _administrator(username, email, top):
        return known, new_link(known, made_by=acting_user)
    user = User(
        username=username,
        email=email.strip().lower() or None,
        first_name=first_name,
        last_name=last_name,
    )
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    audit.record("user.created", user, acting_user=acting_user, unit=top)
    held = Membership.objects.create(
        user=user, role=Role.ADMINISTRATOR, unit=top, starts_on=timezone.localdate()
    )
    audit.record(
        "membership.given",
        held,
        acting_user=acting_user,
        unit=top,
        user=user.pk,
        role=Role.ADMINISTRATOR.value,
    )
    return user, new_link(user, made_by=acting_user)


def _administrator(username: str, email: str, top: Unit) -> User | None:
    """The administrator of the whole with this name and address, if there is one today."""
    held = Membership.objects.filter(
        user__username=username,
        user__email=email.strip().lower(),
        user__is_active=True,
        role=Role.ADMINISTRATOR,
        unit=top,
    ).valid_on(timezone.localdate())
    found = held.select_related("user").first()
    return found.user if found else None


def _top(council: str, acting_user: User) -> Unit:
    today = timezone.localdate()
    there = [unit for unit, parent in queries.parents_on(today).items() if parent is None]
    if there:
        return Unit.objects.get(pk=there[0])
    if not council.strip():
        raise ValidationError(_("Write the name of the top of the tree, for example Byrådet."))
    act = Act(kind="create", on=today, names=(council,), unit_kind=UnitKind.COUNCIL)
    _done, made = organisation.reorganise(act, acting_user=acting_user)
    return made[-1]


def is_empty() -> bool:
    """Whether there is no tree yet."""
    return not Unit.objects.exists()
