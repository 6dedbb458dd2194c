"""Users as an administrator looks after them, and what a user changes about himself."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit

from .memberships import end_all_roles, give_role, require_may_manage

SYSTEM = "system"
OWN_FIELDS = ("first_name", "last_name", "email", "language")
MANAGED_FIELDS = ("username", "first_name", "last_name", "email", "title")


def system_user() -> User:
    """The nameless user that jobs act as. It has no password, no role, and cannot sign in."""
    user, made = User.objects.get_or_create(
        username=SYSTEM, defaults={"is_system": True, "is_active": False, "password": "!"}
    )
    return user


def make_family_account() -> User:
    """A nameless account for the family's own pages. The caller has checked the right to it."""
    return User.objects.create(
        username=f"familie-{uuid4().hex}",
        email=None,
        is_family=True,
        password=make_password(None),
        session_stamp=get_random_string(32),
    )


def end_sessions(user: User) -> None:
    """Whatever is open as `user` anywhere is closed with its next page."""
    user.session_stamp = get_random_string(32)
    user.save(update_fields=["session_stamp"])


@transaction.atomic
def create_user(fields: Mapping[str, str], *, role: str, unit: Unit, acting_user: User) -> User:
    """Make a user with a first role. There is no password before the invitation is used."""
    access.require(acting_user, access.Permission.USER_MANAGE, unit=unit)
    user = User(**{name: fields.get(name, "") for name in MANAGED_FIELDS})
    user.email = _email(fields.get("email", ""))
    user.set_unusable_password()
    _require_valid(user)
    user.save()
    audit.record("user.created", user, acting_user=acting_user, unit=unit)
    give_role(user, role, unit, acting_user=acting_user)
    return user


@transaction.atomic
def change_user(user: User, fields: Mapping[str, str], *, acting_user: User) -> list[str]:
    """Correct somebody's name, address or title; answers the fields that changed."""
    require_may_manage(acting_user, user)
    return _change(user, {k: v for k, v in fields.items() if k in MANAGED_FIELDS}, acting_user)


@transaction.atomic
def change_own_profile(fields: Mapping[str, str], *, acting_user: User) -> list[str]:
    """Change one's own name, e-mail and language."""
    wanted = {name: value for name, value in fields.items() if name in OWN_FIELDS}
    return _change(acting_user, wanted, acting_user)


def _change(user: User, fields: Mapping[str, str], acting_user: User) -> list[str]:
    """The log gets the names of the fields, not what they held: they are personal."""
    values: dict[str, str | None] = dict(fields)
    if "email" in values:
        values["email"] = _email(fields["email"])
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(user, name, values[name])
    _require_valid(user)
    user.save(update_fields=changed)
    audit.record("user.changed", user, acting_user=acting_user, fields=changed)
    return changed


def _email(address: str) -> str | None:
    """Small letters throughout, so that one address is one user; null where there is none."""
    return address.strip().lower() or None


def _require_valid(user: User) -> None:
    user.full_clean(exclude=["password"], validate_unique=False)
    taken = User.objects.exclude(pk=user.pk)
    if taken.filter(username__iexact=user.username).exists():
        raise ValidationError({"username": _("There is already a user with that name.")})
    if user.email and taken.filter(Q(email=user.email) | Q(username__iexact=user.email)).exists():
        raise ValidationError(
            {
                "email": _(
                    "Another user has that e-mail address. Each needs an address of their own."
                )
            }
        )


@transaction.atomic
def deactivate_user(user: User, *, reason: str, acting_user: User) -> None:
    """Shut somebody out at once: sessions and roles end now; what they did stays theirs."""
    require_may_manage(acting_user, user)
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not locked.is_active:
        return
    end_all_roles(locked, acting_user=acting_user)
    locked.is_active = False
    locked.session_stamp = get_random_string(32)
    locked.save(update_fields=["is_active", "session_stamp"])
    locked.invitations.filter(used_at__isnull=True).delete()
    user.is_active, user.session_stamp = False, locked.session_stamp
    audit.record("user.deactivated", user, acting_user=acting_user, reason=reason)


@transaction.atomic
def activate_user(user: User, *, acting_user: User) -> None:
    """Let somebody back in. Roles do not come back by themselves: give them anew."""
    require_may_manage(acting_user, user)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("user.activated", user, acting_user=acting_user)


@transaction.atomic
def unlock_user(user: User, *, acting_user: User) -> None:
    """Forget somebody's failed attempts to sign in."""
    require_may_manage(acting_user, user)
    forget_failures(user)
    audit.record("user.unlocked", user, acting_user=acting_user)


def forget_failures(user: AbstractBaseUser) -> None:
    User.objects.filter(pk=user.pk).update(failed_logins=0, locked_until=None)


@transaction.atomic
def end_second_factor(user: User, *, reason: str, acting_user: User) -> int:
    """Remove somebody's second factors when the device is lost; answers how many there were."""
    require_may_manage(acting_user, user)
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    audit.record("user.second_factor_removed", user, acting_user=acting_user, reason=reason)
    return removed
