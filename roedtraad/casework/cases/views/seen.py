"""Who has seen a case; and the numbers whose cases one should not open oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.forms.agreed import SeenForm
from roedtraad.casework.cases.forms.cases import OwnNumberForm
from roedtraad.casework.cases.queries.seen import looks, sought_citizen
from roedtraad.casework.cases.services import workers
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.CASE_LOG_VIEW)
def seen_search(request: UserRequest) -> HttpResponse:
    """The number is sent in the body, so that no address holds it."""
    form = SeenForm(request.POST or None)
    if form.is_bound and form.is_valid():
        found = sought_citizen(request.user, form.cleaned_data["words"])
        if found is not None:
            return redirect("cases:seen", found)
        form.add_error("words", _("Nobody is registered with this number."))
    context = {"form": form}
    return render(request, "cases/seen_search.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs(Permission.CASE_LOG_VIEW)
def seen(request: UserRequest, pk: int) -> HttpResponse:
    page = looks(request.user, pk, request.GET.get("page", 1))
    return render(request, "cases/seen.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs(Permission.CASE_WORK, Permission.CASE_LEAD)
def own_numbers(request: UserRequest) -> HttpResponse:
    form = OwnNumberForm(request.POST or None)
    if form.is_bound and form.is_valid():
        workers.note_own_number(
            form.cleaned_data["cpr"],
            is_self=form.cleaned_data["is_self"],
            acting_user=request.user,
        )
        messages.success(request, _("Noted. The number is not shown again."))
        return redirect("cases:own_numbers")
    context = {"form": form}
    return render(request, "cases/own_numbers.html", context, status=422 if form.is_bound else 200)
