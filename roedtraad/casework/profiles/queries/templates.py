"""Templates of profiles: those that new profiles may be opened with, and all their versions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from roedtraad.casework.profiles.models import ProfileTemplate


def templates_in_use(about: str, on: date) -> QuerySet[ProfileTemplate]:
    """The newest published version of each template that may be chosen on the day."""
    rows = ProfileTemplate.objects.filter(
        Q(retired_on=None) | Q(retired_on__gt=on), about=about, published_on__lte=on
    )
    newest = {row.title: row for row in rows.order_by("title", "number")}
    return ProfileTemplate.objects.filter(pk__in=[row.pk for row in newest.values()])
