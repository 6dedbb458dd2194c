"""Who has seen a case; and the numbers whose cases one should not open oneself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.forms.agreed import SeenForm, WhoseForm, WordsForm
from roedtraad.casework.cases.forms.cases import OwnNumberForm
from roedtraad.casework.cases.queries.searches import search_of
from roedtraad.casework.cases.queries.searches import searches as sought
from roedtraad.casework.cases.queries.seen import looks, sought_citizen
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.services.searches import open_words
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.sheets import answer


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


@require_GET
@needs(Permission.CASE_LOG_VIEW)
def searches(request: UserRequest) -> HttpResponse:
    """Who has searched for cases, and when."""
    form = WhoseForm(request.GET)
    form.is_valid()
    before = request.GET.get("foer", "")
    page = sought(
        request.user, form.cleaned_data.get("q", ""), int(before) if before.isdecimal() else None
    )
    context = {"form": form, "page": page, "q": form.cleaned_data.get("q", "")}
    return render(request, "cases/searches.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.CASE_LOG_VIEW)
def search_words(request: UserRequest, pk: int) -> HttpResponse:
    """The words are in the answer to the reason alone: no address and no redirect holds them."""
    found = search_of(request.user, pk)
    form = WordsForm(request.POST or None)
    words = ""
    if form.is_bound and form.is_valid():
        try:
            words = open_words(pk, **form.cleaned_data, acting_user=request.user)
        except ValidationError as refused:
            answer(form, refused)
    status = 422 if form.is_bound and not words else 200
    context = {"form": form, "found": found, "words": words}
    return render(request, "cases/search_words.html", context, status=status)
