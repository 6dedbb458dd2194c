"""The employee's side of the family's own pages: who has them, how they come in, how it ends."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.cases.codes import written
from roedtraad.casework.cases.queries.family_access import family_of, writable_family
from roedtraad.casework.cases.services import family_access
from roedtraad.casework.cases.trail import trail
from roedtraad.casework.profiles.queries.sharing import sharing_of
from roedtraad.casework.profiles.services import sharing as shares
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.gateways.family import visits
from roedtraad.gateways.family.forms.sharing import ShareForm


@require_GET
def panel(request: UserRequest, pk: int) -> HttpResponse:
    is_part = request.path != reverse("family_access:panel", args=[pk])
    family = family_of(request.user, pk, is_part_of_case=is_part)
    return render(request, "family/case_panel.html", {"family": family, "case": family.case})


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: UserRequest, pk: int, person: int) -> HttpResponse:
    """The code is shown in the answer that made it, and nowhere again."""
    family = writable_family(request.user, pk)
    line = family.line(person)
    context = {"case": family.case, "line": line, "crumbs": trail(family.case)}
    if request.method == "POST":
        try:
            row, made = family_access.make_code(family.case, person, acting_user=request.user)
        except ValidationError as refused:
            return _refused(request, pk, refused)
        address = request.build_absolute_uri(reverse("family:home"))
        context |= {"code": row, "written": written(made), "address": address}
    return render(request, "family/code.html", context)


@require_POST
def take_back(request: UserRequest, pk: int, code: int) -> HttpResponse:
    family = writable_family(request.user, pk)
    family_access.take_back_code(family.case, code, acting_user=request.user)
    messages.success(request, _("The code opens nothing any more."))
    return redirect("cases:case", pk)


@never_cache
@require_http_methods(["GET", "POST"])
def lend(request: UserRequest, pk: int, person: int) -> HttpResponse:
    """Sign the employee out, and whoever of the family sits there in."""
    family = writable_family(request.user, pk)
    line = family.line(person)
    if request.method == "GET":
        context = {"case": family.case, "line": line, "crumbs": trail(family.case)}
        return render(request, "family/lend.html", context)
    try:
        access = family_access.lend_device(family.case, person, acting_user=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    visits.begin(request, access, is_lent=True)
    response = redirect("family:home")
    response.headers["Clear-Site-Data"] = '"cache"'  # the employee's pages behind the back button
    return response


@require_POST
def close(request: UserRequest, pk: int, access: int) -> HttpResponse:
    family = writable_family(request.user, pk)
    family_access.close_access(family.case, access, acting_user=request.user)
    messages.success(request, _("The pages are closed. You can open them again with a new code."))
    return redirect("cases:case", pk)


@require_http_methods(["GET", "POST"])
def sharing(request: UserRequest, pk: int) -> HttpResponse:
    """What is shared with whom, and to share one thing with one person or take it back."""
    found = sharing_of(request.user, pk)
    if not found.may_write:
        raise Http404
    form = ShareForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if given["taken_back"]:
            shares.take_back(found.case, given["taken_back"], acting_user=request.user)
        else:
            shares.share(found.case, *form.thing(), acting_user=request.user)
        messages.success(request, _("Saved."))
        return redirect("family_access:sharing", pk)
    context = {"found": found, "case": found.case, "crumbs": trail(found.case)}
    return render(request, "family/sharing.html", context, status=422 if form.is_bound else 200)


def _refused(request: UserRequest, pk: int, refused: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(refused.messages))
    return redirect("cases:case", pk)
