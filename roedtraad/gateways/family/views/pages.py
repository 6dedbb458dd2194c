"""What somebody of the family sees."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from roedtraad.casework.cases.queries.seen_by_family import looks_at
from roedtraad.casework.profiles.queries.own_pages import own_pages
from roedtraad.casework.profiles.queries.own_questionnaires import own_questionnaires
from roedtraad.gateways.family.me import FamilyRequest, me_of, show


@require_GET
def home(request: FamilyRequest) -> HttpResponse:
    asked = own_questionnaires(request.family_access)
    pages = own_pages(request.user)
    return show(request, "home", me_of(request), pages=pages, asked=asked)


@require_GET
def plan(request: FamilyRequest, pk: int) -> HttpResponse:
    return show(request, "plan", me_of(request), plan=own_pages(request.user).plan(pk))


@require_GET
def seen(request: FamilyRequest) -> HttpResponse:
    me = me_of(request)
    page = looks_at(request.user, before=request.GET.get("foer", ""))
    return show(request, "seen", me, page=page)
