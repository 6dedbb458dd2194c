"""From a unit's indicator to the rule it is counted by, and to the cases behind it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest

from .page import Shown, cases_page, measure_page, register_links


@require_GET
def links(request: UserRequest, pk: int) -> HttpResponse:
    return render(request, "analytics/register_links.html", register_links(request.user, pk))


@require_GET
def measure(request: UserRequest, pk: int) -> HttpResponse:
    page = measure_page(request.user, pk)
    return render(request, "analytics/measure.html", {"page": page})


@require_GET
def cases(request: UserRequest, pk: int) -> HttpResponse:
    asked = request.GET.get("vis", "")
    shown = Shown(asked) if asked in Shown.values else Shown.MISSING
    page = cases_page(
        *(request.user, pk),
        on=_day(request.GET.get("periode", "")),
        shown=shown,
        number=request.GET.get("page", 1),
    )
    return render(request, "analytics/cases.html", {"page": page, "shown": shown, "kinds": Shown})


def _day(written: str) -> date | None:
    """The day of an address; None where it is none."""
    try:
        return parse_date(written)
    except ValueError:
        return None
