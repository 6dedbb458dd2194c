"""One indicator over the units that use it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.queries.passport import shown_indicator
from roedtraad.steering.indicators.queries.units import units_page


@require_GET
def units(request: UserRequest, pk: int) -> HttpResponse:
    indicator = shown_indicator(request.user, pk)
    context = {"indicator": indicator, "page": units_page(request.user, indicator)}
    return render(request, "indicators/units.html", context)
