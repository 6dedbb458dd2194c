"""The wall between the family's own pages and everything else, held before any view is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from roedtraad.casework.cases.queries.family_access import own_access
from roedtraad.foundation.accounts.models import User

from . import visits

OWN = "family"  # the name space of the family's own pages
WITHOUT_SIGNING_IN = frozenset({"family:sign_in", "family:over", "family:language"})
# what the family's pages are drawn with and refer to, and which is open to everybody
BESIDE = frozenset({"ui:colours", "ui:accessibility", "ui:was", "ui:privacy", "health"})


class FamilyApart:
    """After the middleware that knows the user, before the one that asks for one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_familys = _is_familys(request)
        response = self.answer(request)
        if response.status_code in (403, 404, 405) and is_familys:
            response = not_here(request)
        if is_familys or _is_own(request):
            _keep_nothing(response)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.path == "/" and request.method == "GET" and _is_familys(request):
            return redirect("family:home")
        if not _is_own(request):
            return not_here(request) if _is_familys(request) and name not in BESIDE else None
        if request.user.is_authenticated and not _is_familys(request):
            return render(request, "family/employee.html", status=404)
        if not request.user.is_authenticated:
            return None if name in WITHOUT_SIGNING_IN else redirect("family:sign_in")
        return _visit(request)


def _visit(request: HttpRequest) -> HttpResponse | None:
    """Every page asks anew whether the visit and the access still count."""
    try:
        access = own_access(cast(User, request.user))
    except Http404:
        access = None
    if access is None or visits.is_over(request):
        visits.end(request)
        return redirect(visits.over_address())
    request.family_access = access  # type: ignore[attr-defined]
    visits.use(request)
    return None


def not_here(request: HttpRequest) -> HttpResponse:
    return render(request, "family/not_here.html", status=404)


def _is_familys(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_family)


def _is_own(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.namespace == OWN)


def _keep_nothing(response: HttpResponse) -> None:
    """A device that many use keeps no page. (What leaves for elsewhere carries no address: the
    policy of the whole site. Without any, the site's own forms could not be known as its own.)
    """
    response.headers["Cache-Control"] = "no-store, private"
