from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.interventions.forms.catalogue import InterventionTypeForm, LadderStepForm
from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.casework.interventions.queries.catalogue import (
    intervention_types,
    is_offered,
    ladder,
)
from roedtraad.casework.interventions.services import catalogue as services
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import excel, wants_excel


@require_GET
def catalogue(request: UserRequest) -> HttpResponse:
    """Every type by its step, and the ladder itself."""
    if not access.may(request.user, Permission.INTERVENTION_TYPE_VIEW):
        raise Http404
    types, today = intervention_types(request.user), timezone.localdate()
    if wants_excel(request):
        return _as_file(types)
    steps = ladder(request.user)
    context = {
        "groups": [
            (step, [each for each in types if each.ladder_step == step]) for step in [*steps, None]
        ],
        "over": {each.pk for each in types if not is_offered(each, today)},
        "may_edit": access.may(request.user, Permission.INTERVENTION_TYPE_EDIT),
    }
    return render(request, "interventions/catalogue.html", context)


@require_http_methods(["GET", "POST"])
def type_new(request: UserRequest) -> HttpResponse:
    return _write(request, InterventionType(), InterventionTypeForm, _("New intervention type"))


@require_http_methods(["GET", "POST"])
def type_edit(request: UserRequest, pk: int) -> HttpResponse:
    _may_write(request)
    row = get_object_or_404(InterventionType, pk=pk)
    return _write(request, row, InterventionTypeForm, row.title)


@require_http_methods(["GET", "POST"])
def step_new(request: UserRequest) -> HttpResponse:
    return _write(request, LadderStep(), LadderStepForm, _("New step of the ladder"))


@require_http_methods(["GET", "POST"])
def step_edit(request: UserRequest, pk: int) -> HttpResponse:
    _may_write(request)
    row = get_object_or_404(LadderStep, pk=pk)
    return _write(request, row, LadderStepForm, str(row))


def _may_write(request: UserRequest) -> None:
    access.require(request.user, Permission.INTERVENTION_TYPE_EDIT)


def _write(request: UserRequest, row: Any, form_class: Any, heading: str) -> HttpResponse:
    _may_write(request)
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        if row.pk is None:
            services.add_entry(form.instance, acting_user=request.user)
        else:
            services.change_entry(row, form.cleaned_data, acting_user=request.user)
        messages.success(request, _("Saved."))
        return redirect("interventions:catalogue")
    context = {"form": form, "heading": heading}
    status = 422 if form.is_bound else 200
    return render(request, "interventions/entry.html", context, status=status)


def _as_file(types: list[InterventionType]) -> HttpResponse:
    header = [_("Step of the ladder"), _("Intervention type"), _("Law"), _("Paragraph")]
    header += [_("Description"), _("Code"), _("Offered from"), _("Offered until")]
    lines = [
        (
            *(str(row.ladder_step or ""), row.title, row.law, row.paragraph),
            *(row.description, row.code, row.starts_on, row.ends_on),
        )
        for row in types
    ]
    return excel(_("Intervention types"), header, lines)
