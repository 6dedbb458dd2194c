"""The questionnaires that somebody of the family can answer on their own pages today."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from roedtraad.casework.cases.models import FamilyAccess
from roedtraad.casework.cases.queries.page import people_now
from roedtraad.casework.profiles.instruments_seats import Seat, seats
from roedtraad.casework.profiles.models import InstrumentVersion

from .family_things import reader_of
from .instruments_catalogue import versions_in_use


@dataclass(frozen=True)
class OwnQuestionnaire:
    """A version and the seat of the one who answers. `about` is empty where it is oneself."""

    version: InstrumentVersion
    seat: Seat
    about: str


def own_questionnaires(access: FamilyAccess) -> list[OwnQuestionnaire]:
    """About oneself; about a child, who has parental authority over it today."""
    today, people = timezone.localdate(), people_now(access.case)
    may_tell_of = reader_of(access.citizen_id, access.case).authority_over | {access.citizen_id}
    return [
        OwnQuestionnaire(version, seat, _about(seat, access))
        for version in versions_in_use(today).filter(instrument__may_show_items=True)
        for seat in seats(version, people, today)
        if seat.answered_by is not None
        and seat.answered_by.pk == access.citizen_id
        and seat.citizen.pk in may_tell_of
    ]


def own_questionnaire(access: FamilyAccess, version: int, about: int) -> OwnQuestionnaire:
    """One of them; `Http404` where it is none."""
    for each in own_questionnaires(access):
        if (each.version.pk, each.seat.citizen.pk) == (version, about):
            return each
    raise Http404


def _about(seat: Seat, access: FamilyAccess) -> str:
    return "" if seat.citizen.pk == access.citizen_id else seat.citizen.first_name
