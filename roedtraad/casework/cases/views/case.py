"""One case, and what is changed about the case itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.cases.forms.cases import (
    CaseForm,
    CheckForm,
    CloseForm,
    EndForm,
    WorkerForm,
)
from roedtraad.casework.cases.queries.page import (
    CasePage,
    case_page,
    require_listed,
    writable_page,
)
from roedtraad.casework.cases.services import cases, workers
from roedtraad.casework.cases.shortcuts import of_case
from roedtraad.casework.cases.trail import trail
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, write


@require_GET
def case(request: UserRequest, pk: int) -> HttpResponse:
    page = case_page(request.user, pk)
    is_worked_on = page.may_write and page.case.closed_on is None
    context = {"page": page, "case": page.case, "shortcuts": of_case(pk) if is_worked_on else []}
    return render(request, "cases/case.html", context)


@require_http_methods(["GET", "POST"])
def case_edit(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    form = CaseForm(request.POST or None, initial=CaseForm.values_of(page.case))
    return write(
        *(request, form),
        lambda: cases.change_case(page.case, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("Change the case"), _("Save")),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def case_close(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    form = CloseForm(request.POST or None, initial={"closed_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: cases.close_case(page.case, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            *(_("Close the case"), _("Close the case")),
            _("Nothing is deleted, and the case can be opened again."),
            _("The case is closed."),
        ),
        **_place(page),
    )


@require_POST
def case_reopen(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    cases.reopen_case(page.case, acting_user=request.user)
    messages.success(request, _("The case is open again."))
    return redirect("cases:case", pk)


@require_http_methods(["GET", "POST"])
def worker_new(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    form = WorkerForm(
        request.POST or None,
        users=workers.candidates(page.case),
        initial={"starts_on": timezone.localdate()},
    )
    return write(
        *(request, form),
        lambda: workers.put_on_case(page.case, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            *(_("Put an employee on the case"), _("Put on the case")),
            _("Whoever is on the case can open it and write in it."),
        ),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def worker_end(request: UserRequest, pk: int, worker: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    require_listed(page.workers, worker)
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: workers.take_off_case(
            page.case, worker, **form.cleaned_data, acting_user=request.user
        ),
        sheet=Sheet(
            *(_("Take an employee off the case"), _("Take off the case")),
            _("From the day after, the case is closed to them."),
        ),
        **_place(page),
    )


CHECKED = Sheet(gettext_lazy("Look into an emergency access"), gettext_lazy("Looked into"))


@require_http_methods(["GET", "POST"])
def emergency_check(request: UserRequest, pk: int, emergency: int) -> HttpResponse:
    page = case_page(request.user, pk)
    require_listed(page.emergencies, emergency)
    form = CheckForm(request.POST or None)
    return write(
        *(request, form),
        lambda: workers.check_emergency(
            page.case, emergency, **form.cleaned_data, acting_user=request.user
        ),
        sheet=CHECKED,
        **_place(page),
    )


def _place(page: CasePage) -> dict[str, Any]:
    return {"crumbs": trail(page.case, page.heading)}
