"""One measurement at a time: a new one, a correction, a withdrawal, and all there have been."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.audit.services import record_read
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.steering.indicators.access import may_type
from roedtraad.steering.indicators.forms.measurement import MeasurementForm
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.queries import revisions
from roedtraad.steering.indicators.queries.passport import use_for
from roedtraad.steering.indicators.queries.safe import whole_for
from roedtraad.steering.indicators.services import (
    UnusualValue,
    record_measurement,
    withdraw_measurement,
)

from .drafts import forget, key_of


@require_http_methods(["GET", "POST"])
def measurements(request: UserRequest, pk: int) -> HttpResponse:
    """Every measurement of one unit's use, and the form for one on any day."""
    found = use_for(request.user, pk)
    if wants_excel(request):
        return as_file(found)
    may_write = may_type(request.user, found)
    if request.method == "POST" and not may_write:
        raise PermissionDenied(Permission.MEASUREMENT_RECORD)
    form = MeasurementForm(request.POST or None, use=found, initial=asked(request))
    key = key_of("maaling", pk)
    question = ""
    if request.method == "POST" and form.is_valid():
        question = record(request, found, form)
        if form.is_valid() and not question:
            forget(request.user, key)
            messages.success(request, _("The measurement is saved."))
            return redirect("indicators:use", pk)
    is_whole = sees_whole(request, found)
    context = {
        "use": found,
        "indicator": found.indicator,
        "form": form,
        "question": question,
        "may_measure": may_write,
        "owner": pk,
        "withdraw": "indicators:measurement_withdraw",
        "back": reverse("indicators:use", args=[pk]),
        "draft_url": reverse("indicators:draft"),
        "draft_key": key,
        "rows": revisions(found, is_whole=is_whole),
        "is_whole": is_whole,
        "is_about_persons": found.indicator.is_about_persons,
    }
    status = 422 if form.is_bound else 200
    return render(request, "indicators/measurements.html", context, status=status)


@require_POST
def withdraw(request: UserRequest, pk: int, measurement: int) -> HttpResponse:
    found = use_for(request.user, pk)
    if not may_type(request.user, found):
        raise PermissionDenied(Permission.MEASUREMENT_RECORD)
    row = get_object_or_404(found.measurements, pk=measurement)
    try:
        withdraw_measurement(
            row, reason=request.POST.get("grund", "").strip(), acting_user=request.user
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The measurement is withdrawn; it stays in the list, marked."))
    return redirect("indicators:measurements", pk)


def asked(request: UserRequest) -> dict[str, Any]:
    """Today, or the day whose measurement lacks its numbers, with why it is written again."""
    day = parse_date(request.GET.get("dato", "")) if request.method == "GET" else None
    if day is None:
        return {"measured_on": timezone.localdate()}
    return {"measured_on": day, "reason": _("The numbers behind it are added.")}


def sees_whole(request: UserRequest, use: IndicatorUse) -> bool:
    """Whether figures about persons are shown whole; then it is written down that they were."""
    if not use.indicator.is_about_persons or use.pk not in whole_for(request.user, [use]):
        return False
    record_read("figures.read_whole", use, acting_user=request.user)
    return True


def record(request: UserRequest, use: IndicatorUse, form: MeasurementForm) -> str:
    """Record what the form says, or let it say why not; the question, where one must be asked."""
    try:
        record_measurement(
            use,
            measured_on=form.cleaned_data["measured_on"],
            reading=form.reading(),
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
            asks=True,
        )
    except UnusualValue as unusual:
        return " ".join(unusual.messages)
    except ValidationError as refused:
        for fault in refused.error_list:
            form.add_error(fault.code if fault.code in form.fields else None, fault)
    return ""


def as_file(use: IndicatorUse) -> HttpResponse:
    header = [_("Date"), _("Value"), _("Unit of measure"), _("Note"), _("Revision"), _("Withdrawn")]
    header += [_("Reason for the correction"), _("Written by"), _("Written")]
    indicator = use.indicator
    lines = [
        (
            *(row.measured_on, row.value if row.is_done is None else row.is_done),
            *(indicator.measured_in, row.note, row.revision, row.is_withdrawn, row.reason),
            *(str(row.recorded_by), row.recorded_at),
        )
        for row in revisions(use)  # a file is handed on: never whole
    ]
    return excel(indicator.title[:80], header, lines)
