"""Which cases are of one family, and a case for a sister or brother."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.casework.cases.forms.families import FamilyForm, NewSiblingForm
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.page import people_now, writable_page
from roedtraad.casework.cases.services import families
from roedtraad.casework.cases.trail import trail
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, answer, write


@require_http_methods(["GET", "POST"])
def family(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    found = page.family
    form = FamilyForm(
        request.POST or None,
        cases=[*found.others, *found.proposed],
        initial={
            "name": found.name or page.last_name,
            "others": [row.pk for row in (found.others or found.proposed)],
        },
    )
    return write(
        *(request, form),
        lambda: families.set_family(
            *(page.case, form.cleaned_data["name"], form.cleaned_data.get("others", [])),
            acting_user=request.user,
        ),
        sheet=Sheet(
            *(_("The family"), _("Save")),
            _("Cases of one family are shown on each other, to those who may open them."),
        ),
        crumbs=trail(page.case, page.heading),
    )


@require_http_methods(["GET", "POST"])
def sibling_new(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    units = access.units_for(request.user, Permission.CASE_WORK)
    if not units.exists():
        raise Http404
    form = NewSiblingForm(
        request.POST or None,
        people=people_now(page.case),
        units=units.existing_on(timezone.localdate()),
        initial={
            "opened_on": timezone.localdate(),
            "unit": page.case.unit_id,
            "last_name": page.last_name,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            case = _opened(request, page.case, form)
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, _("The case is open, and in the same family."))
            return redirect("cases:case", case.pk)
    context = {"form": form, "page": page, "known": page.case}
    return render(request, "cases/case_new.html", context, status=422 if form.is_bound else 200)


def _opened(request: UserRequest, known: Case, form: NewSiblingForm) -> Case:
    given = form.cleaned_data
    about = given.get("about")
    return families.open_for_sibling(
        *(known, given["unit"], given),
        child=about.citizen if about else form.person(),
        digits="" if about else given["cpr"],
        along=[row.pk for row in given["along"]],
        acting_user=request.user,
    )
