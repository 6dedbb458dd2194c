"""The quarterly evaluation: begun, written, said to be ready, approved, sent back, handed out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.profiles.access import opened, writable
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import quarter_of
from roedtraad.casework.profiles.evaluation_rules import field_of
from roedtraad.casework.profiles.forms.evaluations import (
    EvaluationForm,
    QuarterForm,
    ReaderForm,
    ReturnForm,
)
from roedtraad.casework.profiles.models import Evaluation
from roedtraad.casework.profiles.queries.evaluation_family import family_goals
from roedtraad.casework.profiles.queries.evaluation_page import EvaluationPage, evaluation_page
from roedtraad.casework.profiles.queries.evaluations import evaluations_of
from roedtraad.casework.profiles.queries.shown_to import chosen_reader, readers_of
from roedtraad.casework.profiles.services import evaluations
from roedtraad.casework.profiles.services.evaluations import NewerEvaluation
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, with_choices
from roedtraad.foundation.ui.sheets import Sheet, answer, write
from roedtraad.foundation.ui.templatetags.formats import period

from ._shared import crumbs
from .drafts import forget

DONE: dict[str, str | Promise] = {
    "submit": gettext_lazy("It is ready, and your leader sees it under “Evaluations”."),
    "approve": gettext_lazy("The evaluation is approved. It does not change any more."),
}
STEPS = {"submit": evaluations.submit_evaluation, "approve": evaluations.approve_evaluation}


@require_POST
def evaluation_new(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = writable(request.user, profile, case=pk)
    form = QuarterForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        row = evaluations.begin_evaluation(
            found.profile, form.cleaned_data["quarter"], acting_user=request.user
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(address(found.profile, "profile"))
    goal = form.cleaned_data["goal"]
    place = f"#goal-{goal}" if goal else ""
    return redirect(address(found.profile, "evaluation", evaluation=row.pk) + place)


@require_http_methods(["GET", "POST"])
def evaluation(
    request: UserRequest, profile: int, evaluation: int, pk: int | None = None
) -> HttpResponse:
    page = evaluation_page(request.user, profile, evaluation, case=pk)
    if request.method == "GET" or page.is_approved:
        return _show(request, page, _form(page))
    if not page.may_write:
        raise Http404
    form = _form(page, with_choices(request.POST, _form(page)))
    if not form.is_valid():
        return _show(request, page, form, status=422)
    conflict = None
    try:
        row = evaluations.save_evaluation(
            *(page.row, form.written()),
            base_version=form.cleaned_data["base_version"],
            acting_user=request.user,
        )
        forget(request.user, draft_key(page))
        step = STEPS.get(request.POST.get("act", ""))
        if step is not None:
            form.rebase(row.version)
            step(row, acting_user=request.user)
    except NewerEvaluation as newer:
        conflict = _collided(request, page, form, newer.current)
    except ValidationError as refused:
        answer(form, refused)
    else:
        messages.success(request, str(DONE.get(request.POST.get("act", "")) or _("Saved.")))
        return redirect(_address(page))
    page = evaluation_page(request.user, profile, evaluation, case=pk)
    return _show(request, page, form, status=422, conflict=conflict)


@require_http_methods(["GET", "POST"])
def evaluation_return(
    request: UserRequest, profile: int, evaluation: int, pk: int | None = None
) -> HttpResponse:
    page = evaluation_page(request.user, profile, evaluation, case=pk)
    if not page.may_approve:
        raise Http404
    form = ReturnForm(request.POST or None)
    return write(
        *(request, form),
        lambda: evaluations.return_evaluation(
            page.row, **form.cleaned_data, acting_user=request.user
        ),
        sheet=Sheet(
            *(_("Send the evaluation back"), _("Send back")),
            _("Whoever wrote it sees what you write here, and can say that it is ready again."),
            _("The evaluation is sent back."),
        ),
        crumbs=[*crumbs(page.opened), (heading(page), _address(page))],
    )


@require_GET
def evaluation_family(request: UserRequest, profile: int, evaluation: int, pk: int) -> HttpResponse:
    """The plain words, to be printed and kept."""
    page = evaluation_page(request.user, profile, evaluation, case=pk)
    readers = readers_of(page.case) if page.case else []
    form = ReaderForm(request.GET, readers=[(each.key, each.name) for each in readers])
    reader = chosen_reader(readers, request.GET.get("reader", ""))
    context = {
        "page": page,
        "form": form,
        "name": reader.name if reader else "",
        "parts": family_goals(page, reader, readers),
        "crumbs": [*crumbs(page.opened), (heading(page), _address(page))],
    }
    return render(request, "profiles/evaluation_family.html", context)


@require_GET
def evaluations_panel(request: UserRequest, pk: int) -> HttpResponse:
    """The evaluations of a profile, on its page; the page itself is logged."""
    found = evaluations_of(opened(request.user, pk))
    new = address(found.opened.profile, "evaluation_new")
    return render(request, "profiles/evaluations_panel.html", {"found": found, "new": new})


def _form(page: EvaluationPage, sent: Any = None) -> EvaluationForm:
    """What stands there; a goal nobody has written of yet begins with what its scores say."""
    rows = [part.row for part in page.parts if part.row is not None]
    initial = EvaluationForm.values_of(page.row, rows)
    for part in page.parts:
        if part.row is None:
            said = "\n".join(line.sentence for line in part.lines)
            initial[field_of("summary", part.goal.pk)] = said
    goals, is_of_family = [part.goal.pk for part in page.parts], page.case is not None
    return EvaluationForm(sent, goals=goals, is_of_family=is_of_family, initial=initial)


def _show(
    request: UserRequest,
    page: EvaluationPage,
    form: EvaluationForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "page": page,
        "row": page.row,
        "form": form,
        "parts": [(part, form.of_goal(part.goal.pk)) for part in page.parts],
        "heading": heading(page),
        "crumbs": crumbs(page.opened),
        "draft_key": draft_key(page),
        "return_address": address(page.profile, "evaluation_return", evaluation=page.row.pk),
        "family_address": page.case
        and address(page.profile, "evaluation_family", evaluation=page.row.pk),
        **more,
    }
    return render(request, "profiles/evaluation.html", context, status=status)


def _collided(
    request: UserRequest, page: EvaluationPage, form: EvaluationForm, current: Evaluation
) -> Collision:
    again = evaluation_page(request.user, page.profile.pk, current.pk, case=page.profile.case_id)
    found = compared(form, _form(again), by=current.saved_by, as_read=lambda _name: UNKNOWN)
    form.rebase(current.version)
    return found


def draft_key(page: EvaluationPage) -> str:
    return f"profil:{page.profile.pk}:evaluering:{page.row.pk}"


def heading(page: EvaluationPage) -> str:
    return _("Evaluation of %(quarter)s") % {"quarter": period(quarter_of(page.row.quarter_start))}


def _address(page: EvaluationPage) -> str:
    return address(page.profile, "evaluation", evaluation=page.row.pk)
