"""Templates: the list, one template with its versions, a version as it reads."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.steering.agreements.forms.template import NewTemplateForm, TemplateForm
from roedtraad.steering.agreements.models import TemplateVersion
from roedtraad.steering.agreements.queries.templates import (
    agreements_from,
    template_rows,
    templates_for,
    version_rows,
    versions_for,
)
from roedtraad.steering.agreements.services import templates as service
from roedtraad.steering.agreements.template_json import read


@require_GET
def template_list(request: UserRequest) -> HttpResponse:
    _require(request)
    rows = template_rows(request.user)
    if wants_excel(request):
        header = [_("Template"), _("Form"), _("Version in use"), _("Agreements"), _("In use")]
        lines = [
            (
                *(row.template.name, row.template.get_form_display(), row.current),
                *(row.agreements, row.template.is_active),
            )
            for row in rows
        ]
        return excel(_("Templates"), header, lines)
    return render(request, "agreements/templates/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def template_new(request: UserRequest) -> HttpResponse:
    _require(request)
    form = NewTemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        version = service.make_template(
            data["name"], data["form"], like=data["like"], acting_user=request.user
        )
        return redirect("templates:edit", version.pk)
    context = {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/templates/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def template(request: UserRequest, pk: int) -> HttpResponse:
    """One template: its versions, who uses it, its name."""
    _require(request)
    found = get_object_or_404(templates_for(request.user), pk=pk)
    form = TemplateForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        service.change_template(found, **form.cleaned_data, acting_user=request.user)
        messages.success(request, _("Saved."))
        return redirect("templates:template", pk)
    context = {
        "template": get_object_or_404(templates_for(request.user), pk=pk),
        "form": form,
        "versions": version_rows(found),
        "agreements": agreements_from(request.user, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/templates/template.html", context, status=status)


@require_POST
def version_begin(request: UserRequest, pk: int) -> HttpResponse:
    _require(request)
    found = get_object_or_404(templates_for(request.user), pk=pk)
    return redirect("templates:edit", service.begin_version(found, acting_user=request.user).pk)


@require_GET
def version(request: UserRequest, pk: int) -> HttpResponse:
    """How a version reads to those who write an agreement from it."""
    found = version_of(request, pk)
    context = {"version": found, "definition": read(found.definition)}
    return render(request, "agreements/templates/version.html", context)


def version_of(request: UserRequest, pk: int) -> TemplateVersion:
    _require(request)
    versions = versions_for(request.user).select_related("template", "made_by")
    return get_object_or_404(versions, pk=pk)


def _require(request: UserRequest) -> None:
    if not access.may(request.user, Permission.TEMPLATE_EDIT):
        raise Http404
