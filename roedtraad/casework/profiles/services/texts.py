"""What is written in the sections of a profile. Nothing is overwritten: each text is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.models import DevelopmentProfile, SectionText
from roedtraad.casework.profiles.profile_template import sections_of
from roedtraad.casework.profiles.queries.texts import Place, text_at
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit


@dataclass(frozen=True)
class Words:
    """What is written there. `base` is the key of the text that was read, if there was one."""

    text: str
    barriers: str = ""
    base: int | None = None


class TextConflict(Exception):
    """Somebody else has written here since the text was read."""

    def __init__(self, newest: SectionText) -> None:
        super().__init__(str(_("Somebody has written here meanwhile.")))
        self.newest = newest


@transaction.atomic
def write_text(
    profile: DevelopmentProfile, place: Place, words: Words, *, acting_user: User
) -> None:
    """Write a text. Raises `TextConflict` where another has written since `words.base`."""
    profile = require_writable(acting_user, profile)
    _check(profile, place)
    before = text_at(profile, place)
    if before is not None and before.pk != words.base:
        raise TextConflict(before)
    said = (before.text, before.barriers) if before else ("", "")
    if said == (words.text, words.barriers):
        return
    now = timezone.now()
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    row = SectionText(profile=profile, section=place.section, voice=place.voice)
    row.citizen_id, row.text, row.barriers = place.citizen, words.text, words.barriers
    row.written_by, row.written_at = acting_user, now
    row.save(force_insert=True)
    audit.record(
        *("profile.text_written", profile),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        section=place.section,
        text=row.pk,
    )


def _check(profile: DevelopmentProfile, place: Place) -> None:
    if profile.closed_on is not None:
        raise ValidationError(_("The profile is closed. Nothing more is written in it."))
    section = {each.key: each for each in sections_of(profile.template)}.get(place.section)
    if section is None or place.voice not in (section.voices or ("",)):
        raise Http404
    subjects = profile.subjects.values_list("citizen", flat=True)
    if place.citizen is not None and place.citizen not in set(subjects):
        raise Http404
