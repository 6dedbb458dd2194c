"""Attempts to sign in, counted in the database so that every process sees the same count.

An attempt is counted before the password is tried. So however many are made at once, no more
than the limit are ever tried; a sign-in that goes all the way through forgets them.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit


def user_of(login: str) -> User | None:
    """Whom a username or an e-mail address means."""
    if not login:
        return None
    same = Q(username__iexact=login) | Q(email__iexact=login)
    return User.objects.filter(same, is_system=False, is_family=False).order_by("pk").first()


@transaction.atomic
def begin_attempt(user: User) -> bool:
    """Count one attempt; False, and nothing is counted, while the user is locked out."""
    now, limit = timezone.now(), settings.LOCK_OUT_AFTER
    User.objects.filter(pk=user.pk, locked_until__lte=now).update(
        failed_logins=0, locked_until=None
    )
    until = Value(now + timedelta(seconds=settings.LOCK_OUT_SECONDS))
    allowed = User.objects.filter(pk=user.pk, failed_logins__lt=limit).update(
        failed_logins=F("failed_logins") + 1,
        locked_until=Case(When(failed_logins__gte=limit - 1, then=until), default=None),
    )
    return allowed == 1


@transaction.atomic
def record_failure(user: User, *, factor: str) -> None:
    """Write the failed attempt, and the lock-out if this was the last one allowed."""
    audit.record("user.sign_in_failed", user, acting_user=None, factor=factor)
    if User.objects.filter(pk=user.pk, locked_until__gt=timezone.now()).exists():
        audit.record("user.locked_out", user, acting_user=None)


def take_back_attempt(user: User) -> None:
    """The password was right, and a second factor is still to come: only that is counted."""
    User.objects.filter(pk=user.pk, failed_logins__gt=0).update(
        failed_logins=F("failed_logins") - 1, locked_until=None
    )


@transaction.atomic
def record_success(user: User) -> None:
    """Somebody is in: forget the failures before."""
    User.objects.filter(pk=user.pk).update(failed_logins=0, locked_until=None)
    audit.record("user.signed_in", user, acting_user=user)
