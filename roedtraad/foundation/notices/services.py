"""Everything that can change what a user is told, where, and in which language."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .models import CalendarFeed, Notice

NOTED_AGAIN = datetime.timedelta(hours=1)


@transaction.atomic
def choose_language(language: str, *, acting_user: User) -> None:
    """Show every page in `language` to the acting user from now on."""
    before = acting_user.language
    if before == language:
        return
    acting_user.language = language
    acting_user.save(update_fields=["language"])
    audit.record(
        "user.language_chosen", acting_user, acting_user=acting_user, before=before, after=language
    )


@transaction.atomic
def send_notice(
    kind: str, subject: models.Model, recipients: Iterable[User], *, acting_user: User | None
) -> None:
    """Tell `recipients` that something of that kind happened to `subject`.

    The one who did it is not told, and has seen what they were told of it before; nobody is told
    twice before they have read it. The act itself is in the audit log; its messages need no rows.
    """
    if acting_user is not None:
        mark_read_about(subject, acting_user=acting_user)
    told = {user.pk: user for user in recipients if user != acting_user and user.is_active}
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=user,
                kind=kind,
                subject_type=subject._meta.label_lower,
                subject_pk=subject.pk,
            )
            for user in told.values()
        ],
        ignore_conflicts=True,
    )


def mark_read(notice: Notice, *, acting_user: User) -> None:
    """The recipient has seen it."""
    Notice.objects.filter(pk=notice.pk, recipient=acting_user, read_at__isnull=True).update(
        read_at=timezone.now()
    )


def mark_read_about(subject: models.Model, *, acting_user: User) -> None:
    """Whoever has acted on a thing need not be told of it any more."""
    Notice.objects.filter(
        recipient=acting_user,
        subject_type=subject._meta.label_lower,
        subject_pk=subject.pk,
        read_at__isnull=True,
    ).update(read_at=timezone.now())


def forget_hidden(shown: Iterable[int], *, acting_user: User) -> None:
    """What one may no longer see is not counted by the bell either."""
    unread = Notice.objects.filter(recipient=acting_user, read_at__isnull=True)
    unread.exclude(pk__in=list(shown)).update(read_at=timezone.now())


def mark_all_read(*, acting_user: User) -> None:
    Notice.objects.filter(recipient=acting_user, read_at__isnull=True).update(
        read_at=timezone.now()
    )


@transaction.atomic
def make_feed_address(*, acting_user: User) -> str:
    """A new secret for the address of the user's calendar; the one from before stops working."""
    token = secrets.token_urlsafe(32)
    row, _made = CalendarFeed.objects.update_or_create(
        user=acting_user,
        defaults={"token_hash": _hash_of(token), "made_at": timezone.now(), "read_at": None},
    )
    audit.record("calendarfeed.address_made", row, acting_user=acting_user)
    return token


@transaction.atomic
def stop_feed(*, acting_user: User) -> None:
    """Let no calendar read any more."""
    row = CalendarFeed.objects.filter(user=acting_user).first()
    if row is not None:
        audit.record("calendarfeed.stopped", row, acting_user=acting_user)
        row.delete()


def feed_reader(token: str, *, now: datetime.datetime) -> User | None:
    """Whose calendar the secret opens; nobody's when it was changed or the user is not active."""
    rows = CalendarFeed.objects.select_related("user").filter(
        token_hash=_hash_of(token), user__is_active=True, user__is_family=False
    )
    row = rows.first()
    if row is None:
        return None
    if row.read_at is None or row.read_at < now - NOTED_AGAIN:
        CalendarFeed.objects.filter(pk=row.pk).update(read_at=now)
    return row.user


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
