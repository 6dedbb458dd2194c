"""Rounds: planned, shown, changed, and moved on in their life."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.sheets import Crumb, Sheet, write
from roedtraad.steering.followup.access import may_plan
from roedtraad.steering.followup.forms.planning import PhaseForm, PlanForm, RoundForm, UnitsForm
from roedtraad.steering.followup.forms.working import ReopenForm
from roedtraad.steering.followup.life import CHANGEABLE, STEPS, reopens
from roedtraad.steering.followup.models import FollowUpRound, Phase, RoundState
from roedtraad.steering.followup.queries.rounds import round_for, round_page
from roedtraad.steering.followup.services import life, planning


@require_GET
def round_(request: UserRequest, pk: int) -> HttpResponse:
    page = round_page(request.user, pk, timezone.localdate())
    row = page.row
    state = RoundState(row.state)
    context = {
        "page": page,
        "round": row,
        "today": timezone.localdate(),
        "steps": [to for to in STEPS[state] if not reopens(state, to)] if page.may_plan else [],
        "may_reopen": page.may_plan and any(reopens(state, to) for to in STEPS[state]),
        "may_change": page.may_plan and state in CHANGEABLE,
    }
    return render(request, "followup/round.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ROUND_PLAN)
def plan(request: UserRequest) -> HttpResponse:
    """Plan a year of rounds."""
    usual = {"name": _("Follow-up"), "rhythm": "quarter", "year": timezone.localdate().year}
    form = PlanForm(request.POST or None, user=request.user, initial=usual)
    sheet = Sheet(
        _("Plan rounds"),
        _("Plan"),
        lead=_(
            "One round for every period of the year, with its phases one after the other."
            " Every day can be moved afterwards."
        ),
        done=_("The rounds are planned. They open by themselves on their day."),
    )
    year = timezone.localdate().year

    if form.is_bound and form.is_valid() and form.cleaned_data["year"]:
        year = form.cleaned_data["year"]
    crumbs: list[Crumb] = [(_("Follow-up"), f"{reverse('followup:wheel')}?aar={year}")]
    return write(
        request,
        form,
        lambda: planning.plan_rounds(form.plan(), acting_user=request.user),
        sheet=sheet,
        crumbs=crumbs,
    )


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest, pk: int) -> HttpResponse:
    row = _to_plan(request, pk)
    form = RoundForm(request.POST or None, row=row, user=request.user)

    def save() -> None:
        strategies = form.cleaned_data["strategies"]
        planning.change_round(row, form.values(), strategies=strategies, acting_user=request.user)

    return write(request, form, save, sheet=Sheet(_("Change the round")), crumbs=trail(row))


@require_http_methods(["GET", "POST"])
def units(request: UserRequest, pk: int) -> HttpResponse:
    row = _to_plan(request, pk)
    form = UnitsForm(request.POST or None, row=row)
    return write(
        request,
        form,
        lambda: planning.choose_units(row, form.cleaned_data["units"], acting_user=request.user),
        sheet=Sheet(_("Units that take part")),
        crumbs=trail(row),
    )


@require_http_methods(["GET", "POST"])
def phase_new(request: UserRequest, pk: int) -> HttpResponse:
    row = _to_plan(request, pk)
    form = PhaseForm(request.POST or None, phase=Phase())
    return write(
        request,
        form,
        lambda: planning.add_phase(Phase(round=row, **form.cleaned_data), acting_user=request.user),
        sheet=Sheet(_("New phase")),
        crumbs=trail(row),
    )


@require_http_methods(["GET", "POST"])
def phase_edit(request: UserRequest, pk: int, phase: int) -> HttpResponse:
    row = _to_plan(request, pk)
    found = get_object_or_404(row.phases, pk=phase)
    form = PhaseForm(request.POST or None, phase=found)
    return write(
        request,
        form,
        lambda: planning.change_phase(found, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(str(found)),
        crumbs=trail(row),
    )


@require_POST
def phase_remove(request: UserRequest, pk: int, phase: int) -> HttpResponse:
    row = _to_plan(request, pk)
    found = get_object_or_404(row.phases, pk=phase)
    done = _("The phase is removed.")
    return _act(request, row, lambda: planning.remove_phase(found, acting_user=request.user), done)


@require_POST
def step(request: UserRequest, pk: int) -> HttpResponse:
    """Open, close or lock."""
    row = _to_plan(request, pk)
    wanted = request.POST.get("state", "")
    if wanted not in RoundState.values:
        raise Http404
    to = RoundState(wanted)
    done = {
        RoundState.OPEN: _("The round is open."),
        RoundState.CLOSED: _("The round is closed."),
        RoundState.LOCKED: _("The round is locked: figures and follow-up of the period stand."),
    }.get(to, "")
    return _act(request, row, lambda: life.take_step(row, to, acting_user=request.user), done)


@require_http_methods(["GET", "POST"])
def reopen(request: UserRequest, pk: int) -> HttpResponse:
    row = _to_plan(request, pk)
    form = ReopenForm(request.POST or None)
    sheet = Sheet(
        _("Reopen the round"),
        _("Reopen"),
        lead=_("Figures and follow-up of %(period)s can then be changed again.")
        % {"period": row.period},
        done=_("The round is open again."),
    )
    return write(
        request,
        form,
        lambda: life.reopen_round(row, **form.cleaned_data, acting_user=request.user),
        sheet=sheet,
        crumbs=trail(row),
    )


@require_POST
def discard(request: UserRequest, pk: int) -> HttpResponse:
    row = _to_plan(request, pk)
    try:
        planning.discard_round(row, acting_user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("followup:round", pk)
    messages.success(request, _("The round is thrown away."))
    return redirect("followup:wheel")


def trail(row: FollowUpRound) -> list[Crumb]:
    year = f"{reverse('followup:wheel')}?aar={row.opens_on.year}"
    return [(_("Follow-up"), year), (str(row), reverse("followup:round", args=[row.pk]))]


def _to_plan(request: UserRequest, pk: int) -> FollowUpRound:
    """The round, when the user plans it; 404 to everybody else."""
    row = round_for(request.user, pk)
    if not may_plan(request.user, row.unit):
        raise Http404
    return row


def _act(
    request: UserRequest, row: FollowUpRound, do: Callable[[], object], done: str
) -> HttpResponse:
    try:
        do()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return redirect("followup:round", row.pk)
