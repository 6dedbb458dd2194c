from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.forms.target_groups import TargetGroupForm
from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.queries.target_groups import target_groups as catalogue
from roedtraad.casework.cases.services import target_groups as services
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import excel, wants_excel

FORM = "cases/target_group.html"


@require_GET
def target_groups(request: UserRequest) -> HttpResponse:
    if not access.may(request.user, Permission.STRATEGY_VIEW):
        raise Http404
    may_edit = access.may(request.user, Permission.STRATEGY_EDIT)
    groups = catalogue(request.user)
    if wants_excel(request):
        header = [_("Target group"), _("Description"), _("In use")]
        lines = [(group.title, group.description, group.is_active) for group in groups]
        return excel(_("Target groups"), header, lines)
    context = {"groups": groups, "may_edit": may_edit}
    return render(request, "cases/target_groups.html", context)


@require_http_methods(["GET", "POST"])
def target_group_new(request: UserRequest) -> HttpResponse:
    access.require(request.user, Permission.STRATEGY_EDIT)
    form = TargetGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        services.add_target_group(
            *(given.pop("title"), given.pop("description")),
            criteria=given,
            acting_user=request.user,
        )
        messages.success(request, _("Saved."))
        return redirect("cases:target_groups")
    return render(request, FORM, {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def target_group(request: UserRequest, pk: int) -> HttpResponse:
    access.require(request.user, Permission.STRATEGY_EDIT)
    group = get_object_or_404(TargetGroup, pk=pk)
    form = TargetGroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        services.change_target_group(group, form.cleaned_data, acting_user=request.user)
        messages.success(request, _("Saved."))
        return redirect("cases:target_groups")
    context = {"form": form, "group": group}
    return render(request, FORM, context, status=422 if form.is_bound else 200)
