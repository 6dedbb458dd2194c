"""Noting what happened beside a series."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.forms.annotation import AnnotationForm
from roedtraad.steering.indicators.queries.passport import use_for
from roedtraad.steering.indicators.services.annotations import annotate, end_annotation


@require_http_methods(["GET", "POST"])
def annotation_new(request: UserRequest, pk: int) -> HttpResponse:
    use = use_for(request.user, pk)
    access.require(request.user, access.Permission.MEASUREMENT_RECORD, unit=use.unit)
    form = AnnotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        annotate(use, form.note(), acting_user=request.user)
        return redirect(f"{reverse('indicators:use', args=[pk])}#serie")
    context = {"use": use, "indicator": use.indicator, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "indicators/annotation_new.html", context, status=status)


@require_POST
def annotation_end(request: UserRequest, pk: int, annotation: int) -> HttpResponse:
    use = use_for(request.user, pk)
    end_annotation(get_object_or_404(use.annotations, pk=annotation), acting_user=request.user)
    return redirect(f"{reverse('indicators:use', args=[pk])}#serie")
