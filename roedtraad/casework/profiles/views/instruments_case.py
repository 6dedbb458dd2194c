"""Measurements of a case: the panel on its page, answering, entering scores, correcting."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.page import people_now
from roedtraad.casework.cases.trail import trail
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.forms.instruments_responses import (
    AnswerForm,
    ResponseForm,
    ScoreForm,
    WithdrawForm,
)
from roedtraad.casework.profiles.instruments_seats import Seat, seat_of, seats
from roedtraad.casework.profiles.models import InstrumentVersion, Response, ResponseWay
from roedtraad.casework.profiles.queries.instruments import (
    CaseMeasurements,
    Course,
    history_of,
    measurements_of,
    response_of,
)
from roedtraad.casework.profiles.queries.instruments_catalogue import versions_in_use
from roedtraad.casework.profiles.services import instruments_responses as services
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, answer, write


@require_GET
def case_panel(request: UserRequest, pk: int) -> HttpResponse:
    """Every course of the case, by instrument; parts of a total are folded away."""
    is_part = request.path != reverse("profiles:measurements", args=[pk])
    found = measurements_of(request.user, pk, is_part_of_case=is_part)
    context = {"found": found, "case": found.case, "groups": _groups(found.courses)}
    return render(request, "profiles/measurements_panel.html", context)


def _groups(courses: list[Course]) -> list[tuple[InstrumentVersion, list[Course], list[Course]]]:
    """The courses of each version: those to see at once, and those that are part of a total."""
    found = []
    for _key, rows in groupby(courses, key=lambda course: course.version.pk):
        group = list(rows)
        parts = [course for course in group if course.scale.totals.all()]
        whole = [course for course in group if course not in parts]
        found.append((group[0].version, whole or parts, parts if whole else []))
    return found


@require_GET
def measure(request: UserRequest, pk: int) -> HttpResponse:
    """What can be answered in the case today, and by whom."""
    found = _writable(request, pk)
    today, people = timezone.localdate(), people_now(found.case)
    rows = [(version, seats(version, people, today)) for version in versions_in_use(today)]
    context = {
        "case": found.case,
        "crumbs": trail(found.case),
        "answered": [row for row in rows if row[1] and row[0].instrument.may_show_items],
        "entered": [row for row in rows if row[1] and not row[0].instrument.may_show_items],
    }
    return render(request, "profiles/measure.html", context)


@require_http_methods(["GET", "POST"])
def response_new(request: UserRequest, pk: int, version: int, seat: str) -> HttpResponse:
    """Answer a version, or enter its scores where it is not answered here or `scorer` asks so."""
    found = _writable(request, pk)
    row = versions_in_use(timezone.localdate()).filter(pk=version).first()
    taken = seat_of(row, people_now(found.case), seat) if row else None
    if row is None or taken is None:
        raise Http404
    form = _form(request, found.case, row, is_answered=_is_answered(request, row))

    def save() -> Response:
        told = _told(form, row, taken)
        return services.record_response(found.case, told, acting_user=request.user)

    return _answered(request, form, save, _place(found.case, row, taken))


@require_GET
def response(request: UserRequest, pk: int, response: int) -> HttpResponse:
    """What was answered, and what it was before it was corrected."""
    row = response_of(request.user, pk, response)
    items = {str(item.number): item for item in row.version.items.all()}
    options = {
        (item.number, option.value): str(option)
        for block in row.version.blocks.prefetch_related("options", "items")
        for item in block.items.all()
        for option in block.options.all()
    }
    answers = [
        (items[number], options[int(number), value])
        for number, value in row.answers.items()
        if number in items and row.version.instrument.may_show_items
    ]
    is_standing = not row.is_withdrawal and not Response.objects.filter(replaces=row).exists()
    context = {
        **{"row": row, "case": row.case, "crumbs": trail(row.case), "answers": answers},
        **{"history": history_of(row), "is_standing": is_standing},
    }
    return render(request, "profiles/response.html", context)


@require_http_methods(["GET", "POST"])
def response_correct(request: UserRequest, pk: int, response: int) -> HttpResponse:
    row = response_of(request.user, pk, response)
    seat = Seat(row.citizen, row.informant, row.answered_by)  # type: ignore[arg-type]
    kind = AnswerForm if row.answers else ScoreForm
    form = _form(
        *(request, row.case, row.version),
        is_answered=bool(row.answers),
        initial=kind.values_of(row),
        is_correction=True,
    )

    def save() -> Response:
        told = _told(form, row.version, seat)
        return services.correct_response(
            row, told, reason=form.cleaned_data["reason"], acting_user=request.user
        )

    return _answered(request, form, save, _place(row.case, row.version, seat, is_correction=True))


@require_http_methods(["GET", "POST"])
def response_withdraw(request: UserRequest, pk: int, response: int) -> HttpResponse:
    row = response_of(request.user, pk, response)
    form = WithdrawForm(request.POST or None)
    return write(
        *(request, form),
        lambda: services.withdraw_response(
            row, reason=form.cleaned_data["reason"], acting_user=request.user
        ),
        sheet=Sheet(_("Withdraw what was answered"), _("Withdraw it")),
        crumbs=trail(row.case),
    )


def _writable(request: UserRequest, pk: int) -> CaseMeasurements:
    found = measurements_of(request.user, pk)
    if not found.may_write:
        raise Http404
    return found


def _is_answered(request: UserRequest, row: InstrumentVersion) -> bool:
    return row.instrument.may_show_items and "scorer" not in request.GET and row.items.exists()


def _form(
    request: UserRequest,
    case: Case,
    row: InstrumentVersion,
    *,
    is_answered: bool,
    initial: Mapping[str, Any] | None = None,
    is_correction: bool = False,
) -> Any:
    kind: type[ResponseForm] = AnswerForm if is_answered else ScoreForm
    return kind(
        request.POST or None,
        version=row,
        interventions=Intervention.objects.filter(case=case),
        initial=dict(initial or {}),
        is_correction=is_correction,
    )


def _told(form: Any, version: InstrumentVersion, seat: Seat) -> services.Told:
    is_answered = isinstance(form, AnswerForm)
    return services.Told(
        version=version,
        citizen=seat.citizen,
        informant=seat.informant,
        answered_by=seat.answered_by,
        answers=form.answers() if is_answered else {},
        scores={} if is_answered else form.scores(),
        way=ResponseWay.ANSWERED if is_answered else ResponseWay.ENTERED,
        **form.facts(),
    )


def _place(
    case: Case, version: InstrumentVersion, seat: Seat, *, is_correction: bool = False
) -> dict[str, Any]:
    return {
        **{"case": case, "crumbs": trail(case), "version": version, "seat": seat},
        "is_correction": is_correction,
    }


def _answered(request: UserRequest, form: Any, save: Any, place: dict[str, Any]) -> HttpResponse:
    """The page of a questionnaire, or back to the case when it is stored."""
    if form.is_bound and form.is_valid():
        try:
            row = save()
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, _saved(row))
            return redirect(f"{reverse('cases:case', args=[place['case'].pk])}#measurements")
    is_answered = isinstance(form, AnswerForm)
    template = "profiles/answer.html" if is_answered else "profiles/enter_scores.html"
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **place}, status=status)


def _saved(row: Response) -> str:
    """That it is stored, and which scales have no score since too little was answered."""
    missing = [str(each.scale) for each in row.scores.select_related("scale") if each.score is None]
    if not missing:
        return _("Saved. Thank you.")
    return _("Saved. Too few questions were answered for a score of: %(scales)s.") % {
        "scales": ", ".join(missing)
    }
