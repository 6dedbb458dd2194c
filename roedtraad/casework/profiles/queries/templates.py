"""Templates of profiles: those that new profiles may be opened with, and all their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileTemplate
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User


def templates_in_use(about: str, on: date) -> QuerySet[ProfileTemplate]:
    """The newest published version of each template that may be chosen on the day."""
    rows = ProfileTemplate.objects.filter(
        Q(retired_on=None) | Q(retired_on__gt=on), about=about, published_on__lte=on
    )
    newest = {row.title: row for row in rows.order_by("title", "number")}
    return ProfileTemplate.objects.filter(pk__in=[row.pk for row in newest.values()])


@dataclass(frozen=True)
class TemplateVersion:
    """A version of a template, and how many profiles are open that use it."""

    row: ProfileTemplate
    open_profiles: int


def versions_by_template(user: User) -> list[tuple[str, list[TemplateVersion]]]:
    """Every template with its versions, the newest first; raises `Http404` for others."""
    if not access.may(user, Permission.TEMPLATE_EDIT):
        raise Http404
    open_ones = DevelopmentProfile.objects.filter(closed_on=None).values_list("template")
    used = dict(open_ones.annotate(count=Count("pk")).order_by())
    found: dict[str, list[TemplateVersion]] = {}
    for row in ProfileTemplate.objects.order_by("title", "-number"):
        found.setdefault(row.title, []).append(TemplateVersion(row, used.get(row.pk, 0)))
    return list(found.items())


def template_for(user: User, pk: int) -> ProfileTemplate:
    """A version, for whoever keeps the templates; raises `Http404`."""
    row = ProfileTemplate.objects.filter(pk=pk).first()
    if row is None or not access.may(user, Permission.TEMPLATE_EDIT):
        raise Http404
    return row
