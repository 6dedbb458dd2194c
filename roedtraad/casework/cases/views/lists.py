from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.forms.cases import EmergencyForm, FilterForm, NewCaseForm
from roedtraad.casework.cases.queries.lists import (
    CaseFilter,
    CaseRow,
    case_page_of_list,
    exported_rows,
)
from roedtraad.casework.cases.services import cases, workers
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.sheets import answer

P = Permission


@require_GET
@needs(P.CASE_WORK, P.CASE_LEAD)
def case_list(request: UserRequest) -> HttpResponse:
    """The cases one works on or leads."""
    form = FilterForm(request.GET)
    form.is_valid()
    wanted = CaseFilter(
        words=form.cleaned_data.get("q", ""),
        mine=form.cleaned_data.get("mine", False),
        closed=form.cleaned_data.get("closed", False),
    )
    if wants_excel(request):
        return _as_file(exported_rows(request.user, wanted))
    context = {
        "page": case_page_of_list(request.user, wanted, request.GET.get("page", 1)),
        "form": form,
        "wanted": wanted,
        "may_open": access.may(request.user, P.CASE_WORK),
        "may_in_emergency": access.may(request.user, P.CASE_EMERGENCY),
    }
    return render(request, "cases/case_list.html", context)


@require_http_methods(["GET", "POST"])
@needs(P.CASE_WORK)
def case_new(request: UserRequest) -> HttpResponse:
    units = access.units_for(request.user, P.CASE_WORK).existing_on(timezone.localdate())
    first = {"opened_on": timezone.localdate()}
    form = NewCaseForm(request.POST or None, units=units, initial=first)
    if form.is_bound and form.is_valid():
        try:
            case = cases.open_case(
                form.cleaned_data["unit"],
                form.cleaned_data,
                child=form.person(),
                digits=form.cleaned_data["cpr"],
                role=form.cleaned_data["role"],
                acting_user=request.user,
            )
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, _("The case is open. Add the family and the network."))
            return redirect("cases:case", case.pk)
    context = {"form": form}
    return render(request, "cases/case_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs(P.CASE_EMERGENCY)
def emergency(request: UserRequest) -> HttpResponse:
    """Open a case that is not one's own, for some hours, with a reason."""
    form = EmergencyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            case = workers.open_in_emergency(**form.cleaned_data, acting_user=request.user)
        except ValidationError as refused:
            answer(form, refused)
        else:
            if case is not None:
                return redirect("cases:case", case.pk)
            form.add_error("words", _("There is no open case of this number."))
    context = {"form": form}
    return render(request, "cases/emergency.html", context, status=422 if form.is_bound else 200)


def _as_file(rows: list[CaseRow]) -> HttpResponse:
    header = [
        *(_("Case"), _("About"), _("Target group"), _("Unit"), _("Responsible adviser")),
        *(_("Opened"), _("Closed")),
    ]
    lines = [
        (
            row.number,
            ", ".join(person.name for person in row.people),
            *(row.target_group, row.unit, row.adviser, row.opened_on, row.closed_on),
        )
        for row in rows
    ]
    return excel(_("Cases"), header, lines)
