"""Interventions of a case: the panel on its page, and what is changed about them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.page import people_now
from roedtraad.casework.cases.trail import trail
from roedtraad.casework.interventions.forms.granted import (
    DiscussionForm,
    EndInterventionForm,
    InterventionForm,
)
from roedtraad.casework.interventions.models import Intervention, ReferralDiscussion
from roedtraad.casework.interventions.queries.catalogue import intervention_types
from roedtraad.casework.interventions.queries.granted import intervention_of, interventions_of
from roedtraad.casework.interventions.services import granted
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.sheets import Sheet, write


@require_GET
def case_panel(request: UserRequest, pk: int) -> HttpResponse:
    is_part = request.path != reverse("interventions:case_panel", args=[pk])
    found = interventions_of(request.user, pk, is_part_of_case=is_part)
    return render(request, "interventions/case_panel.html", {"found": found, "case": found.case})


@require_http_methods(["GET", "POST"])
def intervention_new(request: UserRequest, pk: int) -> HttpResponse:
    found = interventions_of(request.user, pk)
    if not found.may_write:
        raise Http404
    today = timezone.localdate()
    form = _form(request, found.case, {"starts_on": today, "unit": found.case.unit_id})
    return write(
        *(request, form),
        lambda: granted.begin_intervention(found.case, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("Begin an intervention"), _("Begin it")),
        crumbs=trail(found.case),
    )


@require_http_methods(["GET", "POST"])
def intervention(request: UserRequest, pk: int, intervention: int) -> HttpResponse:
    row = intervention_of(request.user, pk, intervention)
    form = _form(request, row.case, InterventionForm.values_of(row), kept=row)
    return write(
        *(request, form),
        lambda: granted.change_intervention(row, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("Change the intervention")),
        crumbs=trail(row.case),
    )


@require_http_methods(["GET", "POST"])
def intervention_end(request: UserRequest, pk: int, intervention: int) -> HttpResponse:
    row = intervention_of(request.user, pk, intervention)
    form = EndInterventionForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: granted.end_intervention(row, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("End the intervention"), _("End it")),
        crumbs=trail(row.case),
    )


@require_http_methods(["GET", "POST"])
def discussion(request: UserRequest, pk: int, intervention: int) -> HttpResponse:
    row = intervention_of(request.user, pk, intervention)
    noted = ReferralDiscussion.objects.filter(intervention=row).first()
    first = _noted(noted) if noted else {"held_on": row.starts_on}
    form = DiscussionForm(request.POST or None, initial=first)
    return write(
        *(request, form),
        lambda: granted.record_discussion(row, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            _("Referral discussion"),
            lead=_("Which type and method the family is to have: who took part, and why this one."),
        ),
        crumbs=trail(row.case),
    )


def _form(
    request: UserRequest, case: Case, initial: dict[str, Any], *, kept: Intervention | None = None
) -> InterventionForm:
    """What is offered today, and what the intervention has already."""
    today = timezone.localdate()
    types, units = intervention_types(request.user, on=today), Unit.objects.existing_on(today)
    if kept is not None:
        types = [*types, kept.type]
        units = units | Unit.objects.filter(pk=kept.unit_id)
    people = [row.citizen for row in people_now(case)]
    return InterventionForm(
        request.POST or None, types=types, units=units, people=people, initial=initial
    )


def _noted(row: ReferralDiscussion) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("held_on", "participants", "method", "reasons")}
