"""What is done about meetings: called, changed, called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import CasePerson, Citizen
from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.models import DevelopmentProfile, Meeting
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = ("starts_at", "place", "others", "agenda", "called_off")


class MeetingConflict(Exception):
    """Somebody else has changed the meeting since it was read."""


@transaction.atomic
def call_meeting(
    profile: DevelopmentProfile,
    facts: Mapping[str, Any],
    *,
    people: Iterable[Citizen] = (),
    acting_user: User,
) -> Meeting:
    """Call a meeting. `facts` are those of `FACTS`; `people` are of the case."""
    profile = require_writable(acting_user, profile)
    if profile.closed_on is not None:
        raise ValidationError(_("The profile is closed. Nothing more is planned in it."))
    row = Meeting(profile=profile, called_by=acting_user)
    return _saved(row, facts, people, "meeting.called", acting_user)


@transaction.atomic
def change_meeting(
    meeting: Meeting,
    facts: Mapping[str, Any],
    *,
    people: Iterable[Citizen] = (),
    base_version: int,
    acting_user: User,
) -> Meeting:
    """Change a meeting. Raises `MeetingConflict` where another has changed it since."""
    profile = require_writable(acting_user, meeting.profile)
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    row.profile = profile
    if row.version != base_version:
        raise MeetingConflict
    row.version += 1
    return _saved(row, facts, people, "meeting.changed", acting_user)


def _saved(
    row: Meeting,
    facts: Mapping[str, Any],
    people: Iterable[Citizen],
    action: str,
    acting_user: User,
) -> Meeting:
    for name in FACTS:
        if name in facts:
            setattr(row, name, facts[name])
    if not row.agenda:
        raise ValidationError(_("Write what you will talk about: one line is enough."))
    profile = row.profile
    invited = list(people)
    known = CasePerson.objects.filter(case=profile.case_id, citizen__in=invited)
    if known.values("citizen").distinct().count() < len(invited):
        raise ValidationError({"people": _("That person is not on the case.")})
    row.save()
    row.people.set(invited)
    audit.record(action, row, acting_user=acting_user, unit=profile.unit, case=profile.case_id)
    return row
