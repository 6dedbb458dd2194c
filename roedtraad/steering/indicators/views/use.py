"""The page of one unit's use of an indicator: how it stands, its series, its targets."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.access import may_speak, may_type, may_vouch
from roedtraad.steering.indicators.known import known_on
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.queries.credibility import newest_believed
from roedtraad.steering.indicators.queries.judged import judged_uses
from roedtraad.steering.indicators.queries.passport import register_now, shown_use, use_page
from roedtraad.steering.indicators.queries.withheld import read_whole


@require_GET
def use(request: UserRequest, pk: int) -> HttpResponse:
    found = shown_use(request.user, pk)
    context = {
        "use": found,
        "indicator": found.indicator,
        "page": use_page(request.user, found),
        "register": register_now(request.user, found, timezone.localdate()),
        **_judged(request, found),
    }
    return render(request, "indicators/use.html", context)


def _judged(request: UserRequest, found: IndicatorUse) -> dict[str, Any]:
    """The three parts of the status, and the chart, as known now or on the day asked for."""
    form, day = known_on(request.GET)
    judged = judged_uses([found], timezone.localdate(), known_on=day)[found.pk]
    may_record = access.may(request.user, access.Permission.MEASUREMENT_RECORD, unit=found.unit)
    return {
        "judged": judged,
        "chart": judged.chart(),
        "whole": read_whole(request.user, [judged]).get(found.pk, []),
        "happened": judged.happened,
        "known": form,
        "believed": newest_believed(judged.measurements) if day is None else [],
        "may_speak": may_speak(request.user, found),
        "may_type": day is None and may_type(request.user, found),
        "may_vouch": may_vouch(request.user, found),
        "asked": f"?kendt={day.isoformat()}" if day else "",
        "may_annotate": day is None and may_record,
        "entry": reverse("indicators:entry") if may_record and found.indicator.frequency else "",
        "asked_by_day": f"enhed={found.unit_id}&periode",
    }
