"""A goal: its thread, status, indicators and actions, and what is written in follow-up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import wants_excel
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.foundation.ui.merging import save_over
from roedtraad.steering.agreements.access import takes_part
from roedtraad.steering.agreements.forms.follow_up import (
    ActionStatusForm,
    JudgementForm,
)
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Draft,
    Goal,
    GoalIndicator,
)
from roedtraad.steering.agreements.queries.approved import as_approved
from roedtraad.steering.agreements.queries.changes import described, newest_of_goal
from roedtraad.steering.agreements.queries.document import extra_labels, texts_of
from roedtraad.steering.agreements.queries.goal_page import approved_instead, goal_for, goal_page
from roedtraad.steering.agreements.queries.in_force import action_in_force, indicator_in_force
from roedtraad.steering.agreements.queries.life import abilities
from roedtraad.steering.agreements.queries.thread import thread_of
from roedtraad.steering.agreements.services import actions, editing, judgement
from roedtraad.steering.agreements.un_goals import UN_GOALS
from roedtraad.steering.indicators.forms.measurement import MeasurementForm
from roedtraad.steering.indicators.known import known_on
from roedtraad.steering.indicators.models import Measurement
from roedtraad.steering.indicators.queries import revisions
from roedtraad.steering.indicators.queries.withheld import read_whole
from roedtraad.steering.indicators.services import withdraw_measurement
from roedtraad.steering.indicators.views.measurements import as_file, asked, record, sees_whole

from ._answers import existing, tells_why_not

FORM = "agreements/follow_up_form.html"


@require_GET
def goal(request: UserRequest, pk: int) -> HttpResponse:
    version = approved_instead(request.user, pk)
    if version is not None:
        is_over = version.agreement.versions.filter(number__gt=version.number).exists()
        told = _("This goal is no longer part of the agreement. This is what was approved then.")
        now = _("The agreement is being changed. This is what is approved.")
        messages.info(request, told if is_over else now)
        place = reverse("agreements:version", args=[version.agreement_id, version.number])
        return redirect(f"{place}#goal-{pk}")
    found = goal_for(request.user, pk)
    is_party = takes_part(request.user, found.agreement_id)
    changes = newest_of_goal(found) if is_party else []
    as_approved(request.user, [found])
    form, day = known_on(request.GET)
    page = goal_page(found, known_on=day)
    context = {
        "goal": found,
        "agreement": found.agreement,
        "page": page,
        "whole": read_whole(request.user, [each.judged for each in page.indicators]),
        "known": form,
        "thread": thread_of(found, request.user),
        "may": abilities(found.agreement, request.user),
        "takes_part": is_party,
        "history": described(changes, extra_labels(found.agreement)),
        "texts": texts_of(found),
        "un_goals": [f"{each}. {UN_GOALS[each]}" for each in found.un_goals if each in UN_GOALS],
    }
    return render(request, "agreements/goal.html", context)


@require_http_methods(["GET", "POST"])
@tells_why_not
def measurements(request: UserRequest, pk: int, indicator: int) -> HttpResponse:
    """Every measurement of an indicator, and the form for a new one."""
    found = goal_for(request.user, pk)
    followed = existing(indicator_in_force(found, indicator))
    as_approved(request.user, [found])
    if wants_excel(request):
        return as_file(followed.use)
    may = abilities(found.agreement, request.user)
    form = MeasurementForm(request.POST or None, use=followed.use, initial=asked(request))
    key = f"agreement:{found.agreement_id}:maaling:{followed.pk}"
    question = ""
    if request.method == "POST" and form.is_valid():
        editing.require_editable(found.agreement, request.user, is_text=False)
        question = record(request, followed.use, form)
        if form.is_valid() and not question:
            discard_draft(Draft, request.user, key)
            messages.success(request, _("The measurement is saved."))
            return redirect(f"{reverse('agreements:goal_page', args=[pk])}#indikator-{indicator}")
    is_whole = sees_whole(request, followed.use)
    context = {
        "goal": found,
        "agreement": found.agreement,
        "indicator": followed.use.indicator,
        "form": form,
        "question": question,
        "may_measure": "measure" in may,
        "owner": pk,
        "withdraw": "agreements:withdraw_measurement",
        "back": reverse("agreements:goal_page", args=[pk]),
        "draft_url": reverse("agreements:draft"),
        "rows": revisions(followed.use, is_whole=is_whole),
        "is_whole": is_whole,
        "is_about_persons": followed.use.indicator.is_about_persons,
        "draft_key": key,
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/measurements.html", context, status=status)


@require_POST
@tells_why_not
def withdraw(request: UserRequest, pk: int, measurement: int) -> HttpResponse:
    found = goal_for(request.user, pk)
    uses = GoalIndicator.every.filter(goal=found).values("use")
    row = get_object_or_404(Measurement, use__in=uses, pk=measurement)
    editing.require_editable(found.agreement, request.user, is_text=False)
    withdraw_measurement(
        row, reason=request.POST.get("grund", "").strip(), acting_user=request.user
    )
    messages.success(request, _("The measurement is withdrawn; it stays in the list, marked."))
    return redirect("agreements:goal_page", pk)


@require_http_methods(["GET", "POST"])
@tells_why_not
def action_status(request: UserRequest, pk: int, action: int) -> HttpResponse:
    found = goal_for(request.user, pk)
    editing.require_editable(found.agreement, request.user, is_text=False)
    row = existing(action_in_force(found, action))
    as_approved(request.user, [found])
    initial = {
        "status": row.status,
        "done_on": row.done_on,
        "postponed_to": row.postponed_to_raw,
        "base_version": row.version,
    }
    form = ActionStatusForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _report(request, row, form)
        except editing.EditConflict:
            form.add_error(
                None, _("Somebody has changed the action meanwhile. Look, and try again.")
            )
            newest = Action.every.get(pk=row.pk).version
            save_over(form, newest)
        else:
            return redirect(f"{reverse('agreements:goal_page', args=[pk])}#handlinger")
    return _form(request, found, form, heading=row.text, key=f"status:{row.pk}")


def _report(request: UserRequest, row: Action, form: ActionStatusForm) -> None:
    chosen, base = form.cleaned_data, form.cleaned_data["base_version"]
    status = ActionStatus(chosen["status"])
    who = request.user
    if status == ActionStatus.POSTPONED:
        actions.postpone_action(
            row, form.due(), reason=chosen["reason"], acting_user=who, base_version=base
        )
    elif status == ActionStatus.DROPPED:
        actions.drop_action(row, reason=chosen["reason"], acting_user=who, base_version=base)
    else:
        actions.report_action(
            row, status, done_on=chosen["done_on"], acting_user=who, base_version=base
        )


@require_http_methods(["GET", "POST"])
@tells_why_not
def judge(request: UserRequest, pk: int) -> HttpResponse:
    found = goal_for(request.user, pk)
    editing.require_editable(found.agreement, request.user, is_text=False)
    form = JudgementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        judgement.judge_goal(
            found,
            form.cleaned_data["level"],
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
        )
        return redirect("agreements:goal_page", pk)
    heading = _("Judge the level by hand")
    return _form(request, found, form, heading=heading, key=f"vurdering:{found.pk}")


@require_POST
@tells_why_not
def end_judgement(request: UserRequest, pk: int) -> HttpResponse:
    found = goal_for(request.user, pk)
    judgement.end_judgement(found, acting_user=request.user)
    return redirect("agreements:goal_page", pk)


def _form(request: UserRequest, goal: Goal, form: Any, *, heading: str, key: str) -> HttpResponse:
    context = {
        "goal": goal,
        "agreement": goal.agreement,
        "form": form,
        "heading": heading,
        "draft_key": f"agreement:{goal.agreement_id}:{key}",
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)
