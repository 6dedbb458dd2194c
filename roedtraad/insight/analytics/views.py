from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.downloads import excel, wants_excel

from .mart.opening import MartUnavailable
from .profiles_shown import shown, to_excel
from .queries.across import unit_figures, units_below, units_to_choose
from .queries.profiles import Asked, profile_page


@require_GET
@needs(Permission.AGREEMENT_VIEW)
def across(request: UserRequest, pk: int | None = None) -> HttpResponse:
    """What units show together: of the top unit one may see, or of the one asked for."""
    seen = units_to_choose(request.user)
    unit = seen.first() if pk is None else seen.filter(pk=pk).first()
    if unit is None:
        raise Http404
    context: dict[str, Any] = {"unit": unit, "below": units_below(request.user, unit)}
    with suppress(MartUnavailable):  # the page then says so, and shows no number
        context["found"] = unit_figures(request.user, unit)
    return render(request, "analytics/across.html", context)


@require_GET
@needs(Permission.AGREEMENT_VIEW)
def profiles(request: UserRequest, pk: int | None = None) -> HttpResponse:
    """Development profiles in numbers: of the top unit one may see, or of the one asked for."""
    seen = units_to_choose(request.user)
    unit = seen.first() if pk is None else seen.filter(pk=pk).first()
    if unit is None:
        raise Http404
    context: dict[str, Any] = {"unit": unit, "below": units_below(request.user, unit)}
    with suppress(MartUnavailable):
        page = profile_page(request.user, unit, _asked(request))
        if wants_excel(request):
            return excel(*to_excel(page))
        context |= {"page": page, "shown": shown(page)}
    return render(request, "analytics/profiles.html", context)


def _asked(request: UserRequest) -> Asked:
    """What the address asks for; what is not there is as if nothing was asked."""
    quarter = None
    with suppress(ValueError):
        quarter = date.fromisoformat(request.GET.get("kvartal", ""))
    return Asked(request.GET.get("tal", ""), request.GET.get("fordelt", ""), quarter)
