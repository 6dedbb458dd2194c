"""Signing a measurement off, doubting it, settling the doubt."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.access import may_speak, may_vouch
from roedtraad.steering.indicators.forms.credibility import CredibilityForm
from roedtraad.steering.indicators.models import CredibilityKind, IndicatorUse
from roedtraad.steering.indicators.queries.credibility import Believed, believed_for
from roedtraad.steering.indicators.queries.passport import use_for
from roedtraad.steering.indicators.services import credibility


@require_http_methods(["GET", "POST"])
def word(request: UserRequest, pk: int, measurement: int) -> HttpResponse:
    """What has been said of one measurement, and a word of the reader's own."""
    use = use_for(request.user, pk)
    if not may_speak(request.user, use):
        raise PermissionDenied(Permission.MEASUREMENT_RECORD)
    believed = believed_for(request.user, use, measurement)
    form = CredibilityForm(request.POST or None, kinds=_kinds(request, use, believed))
    if request.method == "POST" and form.is_valid():
        try:
            _say(request, believed, form)
        except ValidationError as refused:
            form.add_error("text", refused)
        else:
            messages.success(request, _("Your word is saved with the figure."))
            return redirect(f"{reverse('indicators:use', args=[pk])}#trovaerdighed")
    context = {"use": use, "indicator": use.indicator, "believed": believed, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "indicators/credibility.html", context, status=status)


def _kinds(request: UserRequest, use: IndicatorUse, believed: Believed) -> list[CredibilityKind]:
    """What may be said now: a doubt is settled before anything is signed off."""
    kinds = []
    if may_vouch(request.user, use):
        kinds.append(CredibilityKind.SETTLED if believed.is_doubted else CredibilityKind.SIGNED_OFF)
    if access.may(request.user, Permission.MEASUREMENT_RECORD, unit=use.unit):
        kinds.append(CredibilityKind.DOUBT)
    return kinds


def _say(request: UserRequest, believed: Believed, form: CredibilityForm) -> None:
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    of, user = believed.measurement, request.user
    if kind == CredibilityKind.SIGNED_OFF:
        credibility.sign_off(of, text=text, acting_user=user)
    elif kind == CredibilityKind.DOUBT:
        credibility.raise_doubt(of, text, acting_user=user)
    else:
        credibility.settle_doubt(of, text, acting_user=user)
