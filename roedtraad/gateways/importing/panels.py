"""What other pages show of a document: where this was read from."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.agreements.access import readable_one
from roedtraad.steering.agreements.queries.goal_page import goal_for
from roedtraad.steering.agreements.queries.strategy import strategies_for

from .sources import Origin, origin_of_plan, origins_of_goal

PANEL = "importing/source.html"


@require_GET
def goal(request: UserRequest, pk: int) -> HttpResponse:
    """Where a goal, its actions and its indicators were read."""
    return _panel(request, origins_of_goal(goal_for(request.user, pk), request.user))


@require_GET
def agreement(request: UserRequest, pk: int) -> HttpResponse:
    """The document an agreement was made of."""
    found = readable_one(request.user, pk)
    if found is None:
        raise Http404
    origin = origin_of_plan(found, request.user)
    return _panel(request, [origin] if origin else [])


@require_GET
def strategy(request: UserRequest, pk: int) -> HttpResponse:
    """The document a strategy was made of."""
    found = get_object_or_404(strategies_for(request.user), pk=pk)
    origin = origin_of_plan(found, request.user)
    return _panel(request, [origin] if origin else [])


def _panel(request: UserRequest, origins: list[Origin]) -> HttpResponse:
    return render(request, PANEL, {"origins": origins})
