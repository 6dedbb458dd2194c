"""Who of the family looks at a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from roedtraad.casework.cases.models import Citizen, FamilyAccess, FamilyRole
from roedtraad.casework.cases.names import age_on
from roedtraad.casework.cases.queries.family_access import place_of
from roedtraad.foundation.accounts.http import UserRequest

from . import visits
from .voices import Voice, voice_for
from .words import words_for


class FamilyRequest(UserRequest):
    """A request on the family's own pages. For annotations only: middleware sets the access."""

    family_access: FamilyAccess


@dataclass(frozen=True)
class Me:
    """Somebody of the family, and how the pages speak to them."""

    access: FamilyAccess
    citizen: Citizen
    is_subject: bool
    voice: Voice


def me_of(request: FamilyRequest) -> Me:
    access = request.family_access
    is_subject = place_of(access).role == FamilyRole.SUBJECT
    age = age_on(access.citizen.born_on, timezone.localdate())
    return Me(access, access.citizen, is_subject, voice_for(age, is_subject=is_subject))


def show(
    request: HttpRequest, template: str, me: Me, status: int = 200, **about: object
) -> HttpResponse:
    """A page of the family's, in the voice of whoever sees it."""
    context = {"me": me, "say": words_for(me.voice), "clock": visits.clock(request), **about}
    return render(request, f"family/{template}.html", context, status=status)
