"""The templates of profiles: those that come with the system, and new versions of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.models import ProfileTemplate, Subject
from roedtraad.casework.profiles.profile_template import sections_of
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

SHIPPED_FROM = date(2017, 1, 1)
EVERYBODY = ["child", "parents", "network", "professional"]


def _sections(voices: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "key": "goal",
            "kind": "text",
            "heading": "Uddybet mål",
            "help": "Hvad skal være anderledes, og for hvem? Skriv, så alle om bordet forstår det.",
        },
        {
            "key": "perspectives",
            "kind": "voices",
            "heading": "Perspektiver og barrierer",
            "help": "Hvordan ser hver af parterne på det? Og hvad står i vejen?",
            "voices": voices,
        },
        {
            "key": "criteria",
            "kind": "text",
            "heading": "Succeskriterier",
            "help": "Hvad kan vi se og høre, når det er lykkedes?",
        },
        {
            "key": "actions",
            "kind": "actions",
            "heading": "Pædagogiske handlinger og tidsplan",
            "help": "Hvad gør vi, hvem gør det, og hvornår?",
        },
        {
            "key": "duties",
            "kind": "duties",
            "heading": "Arbejdsdeling",
            "help": "Hvad har hver af parterne sagt ja til?",
            "voices": voices,
        },
    ]


SHIPPED = (
    ("Udviklingsprofil for barn og familie", Subject.FAMILY, EVERYBODY),
    (
        "Udviklingsprofil for et ledelsesmål",
        Subject.MANAGEMENT,
        ["leadership", "employees", "professional"],
    ),
)


@transaction.atomic
def install_profile_templates() -> int:
    """Put the shipped templates in place where they are not; answers how many were new."""
    made = 0
    for title, about, voices in SHIPPED:
        _row, is_new = ProfileTemplate.objects.get_or_create(
            title=title,
            number=1,
            defaults={
                "about": about,
                "definition": {"sections": _sections(voices)},
                "published_on": SHIPPED_FROM,
            },
        )
        made += is_new
    return made


@transaction.atomic
def draft_version(template: ProfileTemplate, *, acting_user: User) -> ProfileTemplate:
    """A new version that begins as `template` is; of each template one is written at a time."""
    access.require(acting_user, Permission.TEMPLATE_EDIT)
    versions = ProfileTemplate.objects.select_for_update(of=("self",)).filter(title=template.title)
    newest = versions.order_by("-number")[0]
    if newest.published_on is None:
        return newest
    row = ProfileTemplate.objects.create(
        title=template.title,
        about=template.about,
        number=newest.number + 1,
        definition=template.definition,
    )
    audit.record("profiletemplate.drafted", row, acting_user=acting_user, number=row.number)
    return row


@transaction.atomic
def write_version(
    template: ProfileTemplate, sections: list[dict[str, Any]], *, acting_user: User
) -> None:
    """Write the sections of a version that is not published, in the shape of `sections_of`."""
    row = _unpublished(template, acting_user)
    if not sections:
        raise ValidationError(_("A template has at least one section."))
    row.definition = {"sections": sections}
    sections_of(row)  # what cannot be read is not stored
    row.save(update_fields=["definition"])
    audit.record("profiletemplate.changed", row, acting_user=acting_user, number=row.number)


@transaction.atomic
def publish_version(template: ProfileTemplate, *, acting_user: User) -> None:
    """From today new profiles are opened with this version; those open keep theirs."""
    row = _unpublished(template, acting_user)
    today = timezone.localdate()
    before = ProfileTemplate.objects.filter(title=row.title, retired_on=None).exclude(pk=row.pk)
    before.update(retired_on=today)
    row.published_on = today
    row.save(update_fields=["published_on"])
    audit.record("profiletemplate.published", row, acting_user=acting_user, number=row.number)


@transaction.atomic
def discard_version(template: ProfileTemplate, *, acting_user: User) -> None:
    """Throw away a version that was never published."""
    row = _unpublished(template, acting_user)
    audit.record("profiletemplate.discarded", row, acting_user=acting_user, number=row.number)
    row.delete()


def _unpublished(template: ProfileTemplate, acting_user: User) -> ProfileTemplate:
    access.require(acting_user, Permission.TEMPLATE_EDIT)
    row = ProfileTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if row.published_on is not None:
        raise ValidationError(_("The version is published and never changes. Make a new one."))
    return row
