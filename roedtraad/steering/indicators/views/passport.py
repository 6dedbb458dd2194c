"""The page of an indicator: what is counted, how, for which decision, and who uses it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.queries.passport import indicator_for, passport_page


@require_GET
def passport(request: UserRequest, pk: int) -> HttpResponse:
    indicator = indicator_for(request.user, pk)
    context = {"indicator": indicator, "page": passport_page(request.user, indicator)}
    return render(request, "indicators/passport.html", context)
