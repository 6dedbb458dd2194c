"""The page of one unit's use of an indicator: how it stands, its series, its targets."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.queries.passport import register_now, use_for, use_page


@require_GET
def use(request: UserRequest, pk: int) -> HttpResponse:
    found = use_for(request.user, pk)
    context = {
        "use": found,
        "indicator": found.indicator,
        "page": use_page(request.user, found),
        "register": register_now(found, timezone.localdate()),
    }
    return render(request, "indicators/use.html", context)
