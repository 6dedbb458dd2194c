"""What a user has been told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from roedtraad.foundation.accounts.models import User

from . import kinds
from .models import Notice


@dataclass(frozen=True)
class NoticeRow:
    """One message as its recipient reads it."""

    pk: int
    label: str
    url: str
    sent_at: datetime
    is_read: bool


def notices_of(user: User) -> list[Notice]:
    """The newest messages of `user`."""
    return list(Notice.objects.filter(recipient=user).order_by("-sent_at", "-pk")[:200])


def notice_rows(user: User, notices: list[Notice]) -> list[NoticeRow]:
    """`notices` in words; those about things the user may no longer see are left out."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice.subject_pk)
    words = {
        (name, pk): described
        for name, pks in by_kind.items()
        if (kind := kinds.kind(name))
        for pk, described in kind.describe(user, sorted(set(pks))).items()
    }
    return [
        NoticeRow(notice.pk, found.label, found.url, notice.sent_at, notice.read_at is not None)
        for notice in notices
        if (found := words.get((notice.kind, notice.subject_pk)))
    ]


def unread_count(user: User) -> int:
    return Notice.objects.filter(recipient=user, read_at__isnull=True).count()


def news(user: User) -> list[str]:
    """What is unread, counted by kind: "2 comments", "1 approval"."""
    unread = Notice.objects.filter(recipient=user, read_at__isnull=True)
    counted = unread.values("kind").annotate(number=Count("pk")).order_by("kind")
    return [kind.count(row["number"]) for row in counted if (kind := kinds.kind(str(row["kind"])))]
