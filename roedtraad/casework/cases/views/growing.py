"""Birthdays and the transition to adult life."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.forms.growing import (
    BeginForm,
    ComplaintForm,
    CompleteForm,
    SettleForm,
    StepForm,
)
from roedtraad.casework.cases.models import TransitionStep
from roedtraad.casework.cases.queries.growing import TransitionPage, transition_page
from roedtraad.casework.cases.queries.page import CasePage, people_now, writable_page
from roedtraad.casework.cases.services import growing, workers
from roedtraad.casework.cases.trail import trail
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, write


@require_http_methods(["GET", "POST"])
def age_settle(request: UserRequest, pk: int, event: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    birth = next((each for each in page.growing.births if each.row.pk == event), None)
    if birth is None or birth.row.settled_on is not None:
        raise Http404
    form = SettleForm(request.POST or None)
    heading = _("%(name)s, %(age)s years") % {"name": birth.name, "age": birth.row.age}
    return write(
        *(request, form),
        lambda: growing.settle_age_event(
            page.case, event, note=form.cleaned_data["note"], acting_user=request.user
        ),
        sheet=Sheet(heading, _("Save"), f"{birth.name} {birth.what} (Barnets Lov {birth.law})."),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def transition_new(request: UserRequest, pk: int, citizen: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    people = {row.citizen_id: row.citizen for row in people_now(page.case)}
    if citizen not in people:
        raise Http404
    form = BeginForm(request.POST or None, initial={"started_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: growing.begin_transition(
            *(page.case, people[citizen]),
            started_on=form.cleaned_data["started_on"],
            acting_user=request.user,
        ),
        sheet=Sheet(
            *(_("Begin the transition to adult life"), _("Begin it")),
            _("The usual steps are written in, to change as it is needed."),
        ),
        **_place(page),
    )


@require_GET
def transition(request: UserRequest, pk: int, transition: int) -> HttpResponse:
    page = transition_page(request.user, pk, transition)
    return render(request, "cases/transition.html", {"page": page, "case": page.case})


@require_http_methods(["GET", "POST"])
def step_new(request: UserRequest, pk: int, transition: int) -> HttpResponse:
    return _write_step(request, _open(request, pk, transition), None)


@require_http_methods(["GET", "POST"])
def step(request: UserRequest, pk: int, transition: int, step: int) -> HttpResponse:
    page = _open(request, pk, transition)
    row = next((each for each in page.steps if each.pk == step), None)
    if row is None:
        raise Http404
    return _write_step(request, page, row)


@require_http_methods(["GET", "POST"])
def complaint_new(request: UserRequest, pk: int, transition: int) -> HttpResponse:
    page = _open(request, pk, transition)
    form = ComplaintForm(request.POST or None, initial={"received_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: growing.note_complaint(page.row, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("Note a complaint"), _("Save")),
        **_back(page),
    )


@require_http_methods(["GET", "POST"])
def transition_end(request: UserRequest, pk: int, transition: int) -> HttpResponse:
    page = _open(request, pk, transition)
    form = CompleteForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: growing.end_transition(page.row, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("Complete the transition"), _("Complete it")),
        **_back(page),
    )


def _write_step(
    request: UserRequest, page: TransitionPage, row: TransitionStep | None
) -> HttpResponse:
    first = StepForm.values_of(row) if row else {}
    users = workers.candidates(page.case)
    form = StepForm(request.POST or None, users=users, initial=first)
    return write(
        *(request, form),
        lambda: growing.write_step(
            *(page.row, row.pk if row else None), form.cleaned_data, acting_user=request.user
        ),
        sheet=Sheet(row.title if row else _("New step"), _("Save")),
        **_back(page),
    )


def _open(request: UserRequest, pk: int, transition: int) -> TransitionPage:
    page = transition_page(request.user, pk, transition)
    if not page.may_write or page.row.ended_on is not None:
        raise Http404
    return page


def _place(page: CasePage) -> dict[str, Any]:
    return {"crumbs": trail(page.case, page.heading)}


def _back(page: TransitionPage) -> dict[str, Any]:
    return {"crumbs": trail(page.case, page.name)}
