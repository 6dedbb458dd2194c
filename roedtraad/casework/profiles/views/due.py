"""The list of evaluations: due, overdue, ready for approval, done – one's own and one's units'."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from roedtraad.casework.profiles.forms.evaluations import DueFilterForm
from roedtraad.casework.profiles.queries import due
from roedtraad.casework.profiles.queries.counting import evaluations_rule
from roedtraad.casework.profiles.queries.due import DueFilter, DueRow
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.templatetags.formats import period


@require_GET
@needs(Permission.CASE_WORK, Permission.CASE_LEAD)
def evaluations(request: UserRequest) -> HttpResponse:
    units, workers = due.filter_choices(request.user)
    form = DueFilterForm(request.GET, units=units, workers=workers)
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name) for name in ("unit", "worker")}
    wanted = DueFilter(
        mine=bool(form.cleaned_data.get("mine")), state=form.cleaned_data.get("state", ""), **chosen
    )
    if wants_excel(request):
        return _as_file(due.exported_rows(request.user, wanted))
    found = due.due_list(request.user, wanted, request.GET.get("page", 1))
    context = {
        "found": found,
        "form": form,
        "figures": [(state, found.counts.get(state, 0)) for state in due.WAITING],
        "rule": evaluations_rule(),
    }
    return render(request, "profiles/evaluations.html", context)


def _as_file(rows: list[DueRow]) -> HttpResponse:
    header = [
        *(_("Case"), _("About"), _("Unit"), _("Employees"), _("Quarter"), _("In time until")),
        *(_("Days left"), _("How far")),
    ]
    lines = [
        (
            row.profile.case.number if row.profile.case else "",
            *(row.about, row.profile.unit.name, row.workers),
            period(row.wanted.due.quarter),
            row.wanted.due.in_time_until,
            None if row.wanted.is_settled else row.days_left,
            str(row.wanted.state.label),
        )
        for row in rows
    ]
    return excel(_("Evaluations"), header, lines)
