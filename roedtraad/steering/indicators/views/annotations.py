"""Noting what happened beside a series."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.access import may_define
from roedtraad.steering.indicators.forms.annotation import AnnotationForm
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.queries.passport import indicator_for, use_for
from roedtraad.steering.indicators.services.annotations import (
    annotate,
    annotate_indicator,
    end_annotation,
)


@require_http_methods(["GET", "POST"])
def annotation_new(request: UserRequest, pk: int) -> HttpResponse:
    use = use_for(request.user, pk)
    access.require(request.user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    form = AnnotationForm(request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            annotate(use, form.note(), acting_user=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(f"{reverse('indicators:use', args=[pk])}#serie")
    back = reverse("indicators:use", args=[pk])
    return _form(request, form, use.indicator, use=use, back=back)


@require_POST
def annotation_end(request: UserRequest, pk: int, annotation: int) -> HttpResponse:
    use = use_for(request.user, pk)
    end_annotation(get_object_or_404(use.annotations, pk=annotation), acting_user=request.user)
    return redirect(f"{reverse('indicators:use', args=[pk])}#serie")


@require_http_methods(["GET", "POST"])
def indicator_note_new(request: UserRequest, pk: int) -> HttpResponse:
    """What happened to all who use the indicator: a law, another way of counting."""
    indicator = _defined_by_reader(request, pk)
    form = AnnotationForm(request.POST or None, is_of_use=False)
    back = reverse("indicators:passport", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            annotate_indicator(indicator, form.note(), acting_user=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(f"{back}#haendelser")
    return _form(request, form, indicator, back=back)


@require_POST
def indicator_note_end(request: UserRequest, pk: int, annotation: int) -> HttpResponse:
    indicator = _defined_by_reader(request, pk)
    note = get_object_or_404(indicator.annotations, pk=annotation)
    end_annotation(note, acting_user=request.user)
    return redirect(f"{reverse('indicators:passport', args=[pk])}#haendelser")


def _asked(request: UserRequest) -> dict[str, Any]:
    """What the page of a series proposes: to leave out the measurement of a day."""
    with suppress(ValueError):
        day = date.fromisoformat(request.GET.get("udelad", ""))
        return {"happened_on": day, "leaves_out": True}
    return {}


def _defined_by_reader(request: UserRequest, pk: int) -> Indicator:
    indicator = indicator_for(request.user, pk)
    if not may_define(request.user, indicator):
        raise PermissionDenied(access.Permission.INDICATOR_EDIT)
    return indicator


def _form(
    request: UserRequest, form: AnnotationForm, indicator: Indicator, **context: Any
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    found = {"form": form, "indicator": indicator, **context}
    return render(request, "indicators/annotation_new.html", found, status=status)
