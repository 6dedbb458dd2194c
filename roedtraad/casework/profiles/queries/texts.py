"""The texts of a profile, as they count and as they were. For callers that have opened it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from roedtraad.casework.profiles.models import DevelopmentProfile, SectionText


@dataclass(frozen=True)
class Place:
    """Where a text stands: a section, about one child (by key) or all, in one voice or none."""

    section: str
    citizen: int | None = None
    voice: str = ""


def text_at(profile: DevelopmentProfile, place: Place) -> SectionText | None:
    """The text that counts there now."""
    return texts_at(profile, place).filter(replaced_at=None).first()


def texts_at(profile: DevelopmentProfile, place: Place) -> QuerySet[SectionText]:
    """Every text that stood there, the newest first."""
    rows = SectionText.objects.select_related("written_by").order_by("-written_at", "-pk")
    return rows.filter(
        profile=profile, section=place.section, citizen=place.citizen, voice=place.voice
    )
