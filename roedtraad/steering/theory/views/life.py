"""The life of a theory: begun, changed, put in use, revised, copied, thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.agreements.access import readable_one
from roedtraad.steering.agreements.models import Goal
from roedtraad.steering.theory.access import require_write
from roedtraad.steering.theory.forms.theory import CopyForm, NewTheoryForm, TheoryForm
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange, TheoryState
from roedtraad.steering.theory.queries.graph import theory_for
from roedtraad.steering.theory.queries.lists import goal_to_begin_with
from roedtraad.steering.theory.services import drawing, editing, life
from roedtraad.steering.theory.shipped_theories import shipped_theory

from ._answers import FORM, forget, show_form, tells_why_not, writable
from ._merging import collided, sent_to


@require_http_methods(["GET", "POST"])
def new(request: UserRequest) -> HttpResponse:
    """A new theory, of its own or for a goal that `?maal=` names."""
    access.require(request.user, Permission.THEORY_EDIT)
    goal = _goal(request)
    theory = TheoryOfChange()
    initial = _for_goal(goal) if goal is not None else _for_agreement(request)
    form = NewTheoryForm(request.POST or None, instance=theory, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = life.start_theory(
            form.instance,
            themes=form.cleaned_data["themes"],
            template=shipped_theory(form.cleaned_data["template"]),
            acting_user=request.user,
        )
        if goal is not None:
            result = Node(theory=made, kind=NodeKind.RESULT_GOAL, goal=goal)
            drawing.add_node(result, acting_user=request.user)
        forget(request, TheoryOfChange(), "ny")
        return redirect("theory:board", made.pk)
    context = {
        "form": form,
        "heading": _("New theory of change"),
        "draft_key": "teori:ny:ny",
        "action": request.get_full_path(),
        "back": reverse("theory:list"),
        "goal": goal,
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@tells_why_not
def edit(request: UserRequest, pk: int) -> HttpResponse:
    """What the theory is about."""
    theory = writable(request, pk)

    def make(data: QueryDict | None = None) -> TheoryForm:
        return TheoryForm(data, instance=writable(request, pk), user=request.user)

    form, conflict = make(sent_to(request, make)), None
    if request.method == "POST" and form.is_valid():
        try:
            editing.update(
                theory_for(request.user, pk),
                form.values(),
                links=form.links(),
                base_version=form.cleaned_data["base_version"],
                acting_user=request.user,
            )
        except editing.EditConflict as newer:
            conflict = collided(form, make, newer.current)
        else:
            forget(request, theory, "ret")
            return redirect("theory:page", pk)
    heading = _("What it is about")
    return show_form(request, theory, form, heading=heading, key="ret", conflict=conflict)


@require_POST
@tells_why_not
def state_change(request: UserRequest, pk: int) -> HttpResponse:
    theory = theory_for(request.user, pk)
    wanted = request.POST.get("state", "")
    if wanted not in TheoryState.values:
        raise Http404
    life.move_to(theory, TheoryState(wanted), acting_user=request.user)
    messages.success(request, _("Saved."))
    return redirect("theory:page", pk)


@require_POST
@tells_why_not
def revise(request: UserRequest, pk: int) -> HttpResponse:
    """The draft of the next edition."""
    theory = theory_for(request.user, pk)
    draft = life.revise_theory(theory, acting_user=request.user)
    return redirect("theory:board", draft.pk)


@require_http_methods(["GET", "POST"])
@tells_why_not
def copy(request: UserRequest, pk: int) -> HttpResponse:
    theory = theory_for(request.user, pk)
    access.require(request.user, Permission.THEORY_EDIT)
    initial: dict[str, Any] = {"title": theory.title, "unit": theory.unit_id}
    form = CopyForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = life.copy_theory(theory, **form.cleaned_data, acting_user=request.user)
        return redirect("theory:board", made.pk)
    heading, back = _("Copy the theory"), reverse("theory:page", args=[pk])
    return show_form(request, theory, form, heading=heading, key="", back=back)


@require_POST
@tells_why_not
def discard(request: UserRequest, pk: int) -> HttpResponse:
    theory = theory_for(request.user, pk)
    require_write(request.user, theory)
    life.discard_theory(theory, acting_user=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect("theory:list")


def _goal(request: UserRequest) -> Goal | None:
    pk = request.GET.get("maal", "")
    if not pk:
        return None
    found = goal_to_begin_with(request.user, int(pk)) if pk.isdigit() else None
    if found is None:
        raise Http404
    return found


def _for_goal(goal: Goal) -> dict[str, Any]:
    agreement = goal.agreement
    return {"title": goal.title[:200], "unit": agreement.unit_id, "agreement": agreement.pk}


def _for_agreement(request: UserRequest) -> dict[str, Any]:
    pk = request.GET.get("aftale", "")
    found = readable_one(request.user, int(pk)) if pk.isdigit() else None
    return {} if found is None else {"unit": found.unit_id, "agreement": found.pk}
