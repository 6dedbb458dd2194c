from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs

from .mart.opening import MartUnavailable
from .queries import unit_figures, units_below, units_to_choose


@require_GET
@needs(Permission.AGREEMENT_VIEW)
def across(request: UserRequest, pk: int | None = None) -> HttpResponse:
    """What units show together: of the top unit one may see, or of the one asked for."""
    seen = units_to_choose(request.user)
    unit = seen.first() if pk is None else seen.filter(pk=pk).first()
    if unit is None:
        raise Http404
    context = {"unit": unit, "below": units_below(request.user, unit)}
    try:
        context["found"] = unit_figures(request.user, unit)
    except MartUnavailable:
        return render(request, "analytics/across.html", context, status=503)
    return render(request, "analytics/across.html", context)
