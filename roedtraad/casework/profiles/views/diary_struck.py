"""Notes struck out: striking one, reading it where one may, and the list for control."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.trail import trail
from roedtraad.casework.profiles.forms.diary_struck import StrikeForm, StruckForm
from roedtraad.casework.profiles.queries import diary as diaries
from roedtraad.casework.profiles.queries.diary_search import my_cases
from roedtraad.casework.profiles.queries.diary_struck import (
    struck_for_control,
    struck_note,
    struck_notes,
)
from roedtraad.casework.profiles.services import diary as services
from roedtraad.casework.profiles.services import diary_struck as striking
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.sheets import Sheet, answer, write


@require_http_methods(["GET", "POST"])
def note_strike(request: UserRequest, pk: int, note: int) -> HttpResponse:
    diary = diaries.writable_diary(request.user, pk)
    row = services.latest_wording(diary.case, note)
    cases = []
    if striking.may_move(row, request.user):
        cases = [each for each in my_cases(request.user) if each.pk != pk]
    form = StrikeForm(request.POST or None, cases=cases)
    back = reverse("profiles:diary", args=[pk])

    def save() -> None:
        moved = form.cleaned_data.get("move_to")
        striking.strike_entry(
            row,
            reason=form.cleaned_data["reason"],
            move_to=Case.objects.get(pk=moved) if moved else None,
            acting_user=request.user,
        )

    return write(
        *(request, form),
        save,
        sheet=Sheet(
            *(_("Strike the note out"), _("Strike it out")),
            _(
                "It is kept, and stands in the diary as struck out, with your name and reason."
                " What it says is no longer shown, found by search or printed."
            ),
            _("The note is struck out."),
        ),
        crumbs=[*trail(diary.case), (_("Diary"), back)],
    )


@require_GET
def note_struck(request: UserRequest, pk: int, note: int) -> HttpResponse:
    """What it said, for whoever may correct it."""
    diary = diaries.open_diary(request.user, pk, note=note)
    found = struck_note(diary, request.user, note)
    context = {"diary": diary, "case": diary.case, "note": found}
    return render(request, "profiles/note_struck.html", context)


@require_GET
@needs(Permission.CASE_LOG_VIEW)
def struck_list(request: UserRequest) -> HttpResponse:
    page = struck_notes(request.user, request.GET.get("page", 1))
    return render(request, "profiles/struck_notes.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs(Permission.CASE_LOG_VIEW)
def struck_open(request: UserRequest, note: int) -> HttpResponse:
    """The text is in the answer to the reason alone."""
    found = struck_for_control(request.user, note)
    form = StruckForm(request.POST or None)
    opened = None
    if form.is_bound and form.is_valid():
        try:
            opened = striking.open_struck(note, **form.cleaned_data, acting_user=request.user)
        except ValidationError as refused:
            answer(form, refused)
    status = 422 if form.is_bound and opened is None else 200
    context = {"form": form, "found": found, "opened": opened}
    return render(request, "profiles/struck_note.html", context, status=status)
