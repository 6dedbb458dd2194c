"""What stands of theories on the pages of goals and agreements."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.agreements.access import readable_one
from roedtraad.steering.agreements.queries.goal_page import goal_for
from roedtraad.steering.theory.queries.graph import graph_of
from roedtraad.steering.theory.queries.lists import (
    theories_of_agreement,
    theories_of_goal,
)
from roedtraad.steering.theory.queries.profile_thread import profile_thread
from roedtraad.steering.theory.queries.reading import chains_to

PANELS = "theory/panels.html"
MOST_READ = 2  # theories of one goal whose chains are read on its page


@require_GET
def goal(request: UserRequest, pk: int) -> HttpResponse:
    """How the goal is thought to be reached, and where that breaks."""
    found = goal_for(request.user, pk)
    rows = []
    for theory in theories_of_goal(pk, request.user)[:MOST_READ]:
        graph = graph_of(theory, request.user, goal=pk)
        rows.append((theory, chains_to(pk, graph, request.user)))
    unit = found.agreement.unit
    context = {
        "goal": found,
        "rows": rows,
        "may_make": access.may(request.user, Permission.THEORY_EDIT, unit=unit),
    }
    return render(request, f"{PANELS}#goal", context)


@require_GET
def agreement(request: UserRequest, pk: int) -> HttpResponse:
    found = readable_one(request.user, pk)
    if found is None:
        raise Http404
    theories = theories_of_agreement(found, request.user)
    may_make = access.may(request.user, Permission.THEORY_EDIT, unit=found.unit)
    context = {"agreement": found, "theories": theories, "may_make": may_make}
    return render(request, f"{PANELS}#agreement", context)


@require_GET
def profile_thread_panel(request: UserRequest, pk: int) -> HttpResponse:
    """What a development profile serves, above its intervention or its management goal."""
    is_part = request.path != reverse("theory:profile_thread", args=[pk])
    found = profile_thread(request.user, pk, is_part_of_profile=is_part)
    above = found.thread.knots[:-1] if found.thread else []  # the last is what the goal rests on
    return render(request, "theory/profile_thread.html", {"found": found, "above": above})
