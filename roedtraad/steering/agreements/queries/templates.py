"""What the pages of the templates show, for those who may edit them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.steering.agreements.access import agreements_for
from roedtraad.steering.agreements.models import Agreement, AgreementTemplate, TemplateVersion


@dataclass(frozen=True)
class TemplateRow:
    """One line of the list of templates."""

    template: AgreementTemplate
    current: int | None
    is_being_written: bool
    agreements: int


@dataclass(frozen=True)
class VersionRow:
    """One version with how many agreements use it."""

    version: TemplateVersion
    agreements: int
    is_current: bool


def templates_for(user: User) -> QuerySet[AgreementTemplate]:
    """All templates, for whoever may edit them."""
    if not access.may(user, Permission.TEMPLATE_EDIT):
        return AgreementTemplate.objects.none()
    return AgreementTemplate.objects.all()


def versions_for(user: User) -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.filter(template__in=templates_for(user))


def template_rows(user: User) -> list[TemplateRow]:
    """Every template with the version in use; always the same number of queries."""
    current = TemplateVersion.objects.filter(
        template=OuterRef("pk"), published_at__isnull=False
    ).order_by("-published_at", "-number")
    templates = templates_for(user).annotate(
        current=Subquery(current.values("number")[:1]),
        unpublished=Count("versions", filter=Q(versions__published_at__isnull=True)),
    )
    used = dict(
        Agreement.objects.values(template=F("template_version__template"))
        .annotate(number=Count("pk"))
        .values_list("template", "number")
    )
    rows = [
        TemplateRow(each, each.current, bool(each.unpublished), used.get(each.pk, 0))
        for each in templates
    ]
    return sorted(rows, key=lambda row: (not row.template.is_active, danish_key(row.template.name)))


def version_rows(template: AgreementTemplate) -> list[VersionRow]:
    """The versions of a template, newest first."""
    versions = list(template.versions.select_related("made_by").order_by("-number"))
    used = dict(
        Agreement.objects.filter(template_version__template=template)
        .values("template_version")
        .annotate(number=Count("pk"))
        .values_list("template_version", "number")
    )
    published = [each for each in versions if each.published_at is not None]
    current = max(published, key=lambda v: (v.published_at, v.number), default=None)
    return [VersionRow(each, used.get(each.pk, 0), each == current) for each in versions]


def agreements_from(user: User, template: AgreementTemplate) -> list[Agreement]:
    """The agreements made from a template, as far as `user` may see them."""
    rows = agreements_for(user).filter(template_version__template=template)
    return list(rows.select_related("unit", "template_version").order_by("-starts_on", "title"))
