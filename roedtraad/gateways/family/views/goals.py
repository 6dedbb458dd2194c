"""A goal of one's own, or one that somebody lets one see: how close, still right, who sees it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from roedtraad.casework.profiles.models import Manner
from roedtraad.casework.profiles.queries.own_pages import OwnPages, own_pages
from roedtraad.casework.profiles.queries.sharing import sharing_of_own
from roedtraad.casework.profiles.services import goals, scores, sharing
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.gateways.family.forms.goals import NearnessForm, RecognitionForm
from roedtraad.gateways.family.me import FamilyRequest, Me, me_of, show
from roedtraad.gateways.family.words import words_for


@require_GET
def goal(request: FamilyRequest, pk: int) -> HttpResponse:
    return _page(request, me_of(request), own_pages(request.user), pk)


@require_POST
def score(request: FamilyRequest, pk: int) -> HttpResponse:
    """How close it is today, said by the one who is here."""
    me, pages = me_of(request), own_pages(request.user)
    form = _nearness(me, pages, pk, request.POST)
    if not form.is_valid():
        return _page(request, me, pages, pk, near=form)
    given = Given(
        rater=pages.rater,
        value=form.cleaned_data["value"],
        given_on=timezone.localdate(),
        citizen=me.citizen,
        key=form.cleaned_data["key"],
    )
    scores.record_score(pages.goal(pk).goal, given, acting_user=request.user)
    return _back(request, me, pk)


@require_POST
def answer(request: FamilyRequest, pk: int) -> HttpResponse:
    """Yes, change it, or no: it is noted as how they took part."""
    me, pages = me_of(request), own_pages(request.user)
    form = RecognitionForm(request.POST, say=words_for(me.voice))
    if not form.is_valid():
        return _page(request, me, pages, pk, still=form)
    facts = {"held_on": timezone.localdate(), "manner": Manner.OWN_PAGES, **form.facts()}
    goals.record_participation(
        pages.goal(pk).goal, facts, people=[me.citizen], acting_user=request.user
    )
    return _back(request, me, pk)


@require_POST
def let_see(request: FamilyRequest, pk: int) -> HttpResponse:
    """Show one's own goal, or the scores of it, to one more; or not any more."""
    me = me_of(request)
    case = request.family_access.case
    if taken_back := request.POST.get("not", ""):
        sharing.take_back(case, _number(taken_back), acting_user=request.user)
    else:
        sharing.share(
            *(case, request.POST.get("kind", ""), pk, me.citizen.pk),
            _number(request.POST.get("with", "")),
            acting_user=request.user,
        )
    return _back(request, me, pk)


def _page(
    request: FamilyRequest,
    me: Me,
    pages: OwnPages,
    pk: int,
    *,
    near: NearnessForm | None = None,
    still: RecognitionForm | None = None,
) -> HttpResponse:
    found = pages.goal(pk)
    about: dict[str, Any] = {
        "goal": found,
        "near": near or _nearness(me, pages, pk),
        "still": still or RecognitionForm(say=words_for(me.voice)),
        "asks_again": "svar" in request.GET or still is not None,
        "seen_by": [] if found.whose else sharing_of_own(pages.access, pk),
    }
    status = 422 if near or still else 200
    return show(request, "goal", me, status=status, **about)


def _nearness(me: Me, pages: OwnPages, pk: int, data: Any = None) -> NearnessForm:
    values = [value for value, _text in pages.goal(pk).values]
    return NearnessForm(data, values=values, say=words_for(me.voice))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _back(request: FamilyRequest, me: Me, pk: int) -> HttpResponse:
    messages.success(request, words_for(me.voice)["saved"])
    return redirect("family:goal", pk)
