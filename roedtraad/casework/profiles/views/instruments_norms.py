"""What the scales of a version are held against."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.casework.profiles.forms.instruments_norms import NormForm, ReliabilityForm
from roedtraad.casework.profiles.models import NormSet, Reliability, Scale
from roedtraad.casework.profiles.services import instruments as services
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, write

from .instruments import may_edit, remove, trail

SCALES = Scale.objects.select_related("version__instrument")


@require_http_methods(["GET", "POST"])
@may_edit
def norms_new(request: UserRequest, scale: int) -> HttpResponse:
    row = NormSet(scale=get_object_or_404(SCALES, pk=scale), valid_from=timezone.localdate())
    return _write_norms(request, row, _("New norm set"))


@require_http_methods(["GET", "POST"])
@may_edit
def norms(request: UserRequest, norms: int) -> HttpResponse:
    return _write_norms(request, _norms(norms), _("Change the norm set"))


def _write_norms(request: UserRequest, row: NormSet, heading: str) -> HttpResponse:
    initial = NormForm.values_of(row) if row.pk else None
    form = NormForm(request.POST or None, instance=row, initial=initial)
    stored = NormSet.objects.filter(pk=row.pk).first() or NormSet(scale=row.scale)

    def save() -> None:
        told = dict(form.cleaned_data)
        services.write_norms(stored, told, told.pop("bands"), acting_user=request.user)

    lead = _("A later edition is a new norm set: say of the old one until when it is used.")
    sheet = Sheet(f"{heading}: {row.scale}", lead=lead)
    return write(request, form, save, sheet=sheet, crumbs=trail(row.scale.version))


@require_http_methods(["GET", "POST"])
@may_edit
def reliability_new(request: UserRequest, scale: int) -> HttpResponse:
    row = Reliability(scale=get_object_or_404(SCALES, pk=scale))
    return _write_reliability(request, row, _("New reliability"))


@require_http_methods(["GET", "POST"])
@may_edit
def reliability(request: UserRequest, reliability: int) -> HttpResponse:
    return _write_reliability(request, _reliability(reliability), _("Change the reliability"))


def _write_reliability(request: UserRequest, row: Reliability, heading: str) -> HttpResponse:
    form = ReliabilityForm(request.POST or None, instance=row)
    stored = Reliability.objects.filter(pk=row.pk).first() or Reliability(scale=row.scale)
    return write(
        *(request, form),
        lambda: services.save_entry(stored, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(f"{heading}: {row.scale}"),
        crumbs=trail(row.scale.version),
    )


@require_POST
@may_edit
def norms_remove(request: UserRequest, norms: int) -> HttpResponse:
    row = _norms(norms)
    return remove(request, row.scale.version, row)


@require_POST
@may_edit
def reliability_remove(request: UserRequest, reliability: int) -> HttpResponse:
    row = _reliability(reliability)
    return remove(request, row.scale.version, row)


def _norms(pk: int) -> Any:
    return get_object_or_404(NormSet.objects.select_related("scale__version__instrument"), pk=pk)


def _reliability(pk: int) -> Any:
    rows = Reliability.objects.select_related("scale__version__instrument")
    return get_object_or_404(rows, pk=pk)
