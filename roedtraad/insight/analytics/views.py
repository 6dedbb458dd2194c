from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs

from .mart.opening import MartUnavailable
from .queries.across import unit_figures, units_below, units_to_choose


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
