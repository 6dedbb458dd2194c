"""A short questionnaire about how one is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from roedtraad.casework.profiles.queries.own_questionnaires import own_questionnaire
from roedtraad.casework.profiles.services.instruments_responses import Told
from roedtraad.casework.profiles.services.own_responses import record_own_response
from roedtraad.gateways.family.forms.questionnaire import QuestionnaireForm
from roedtraad.gateways.family.me import FamilyRequest, me_of, show
from roedtraad.gateways.family.words import words_for


@require_http_methods(["GET", "POST"])
def questionnaire(request: FamilyRequest, version: int, about: int) -> HttpResponse:
    me = me_of(request)
    own = own_questionnaire(request.family_access, version, about)
    say = words_for(me.voice)
    form = QuestionnaireForm(request.POST or None, version=own.version, say=say)
    if form.is_valid():
        told = Told(
            version=own.version,
            citizen=own.seat.citizen,
            informant=own.seat.informant,
            answered_by=own.seat.answered_by,
            answered_on=timezone.localdate(),
            answers=form.answers(),
            comment=form.cleaned_data["comment"],
            entry_id=form.cleaned_data["key"],
        )
        record_own_response(told, acting_user=request.user)
        messages.success(request, say["saved"])
        return redirect("family:home")
    status = 422 if form.is_bound else 200
    return show(request, "questionnaire", me, status=status, form=form, own=own)
