"""One note of a diary: written, read, corrected, followed up, taken over; and its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.profiles import outbox
from roedtraad.casework.profiles.forms.diary import NoteForm
from roedtraad.casework.profiles.models import DiaryEntry, NoteKind
from roedtraad.casework.profiles.queries import diary as diaries
from roedtraad.casework.profiles.services import diary as services
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files.http import send
from roedtraad.foundation.ui.sheets import answer

from .drafts import forget


@require_http_methods(["GET", "POST"])
def note_new(request: UserRequest, pk: int) -> HttpResponse:
    """Write a note; `maal` in the address is the goal that it is about."""
    diary = diaries.writable_diary(request.user, pk)
    goal = request.GET.get("maal", "")
    first = NoteForm.first_values(NoteKind.VISIT, [int(goal)] if goal.isdecimal() else [])
    form = NoteForm(
        *(request.POST or None, request.FILES or None),
        diary=diary,
        is_correction=False,
        initial=first,
    )
    writing = _Writing(diary, form, f"sag:{pk}:dagbog")
    return _written(
        *(request, writing),
        lambda: services.write_entry(diary.case, form.written(), acting_user=request.user),
    )


@outbox.accepts("profiles:note_new")
def _delivered(user: User, at: dict[str, int], entry: outbox.Entry) -> None:
    """A note that waited on the device; its draft is not needed any more."""
    diary = diaries.writable_diary(user, at["pk"])
    form = NoteForm(entry.data, None, diary=diary, is_correction=False)
    outbox.checked(form)
    services.write_entry(diary.case, form.written(), acting_user=user)
    forget(user, f"sag:{at['pk']}:dagbog")


@require_http_methods(["GET", "POST"])
def note_correct(request: UserRequest, pk: int, note: int) -> HttpResponse:
    """A new wording of a note; `paa` in the form is the wording that was read."""
    diary = diaries.writable_diary(request.user, pk)
    latest = services.latest_wording(diary.case, note)
    form = NoteForm(
        *(request.POST or None, None),
        diary=diary,
        is_correction=True,
        initial=NoteForm.values_of(latest),
    )
    read = _read(latest, request.POST.get("paa", ""))
    writing = _Writing(diary, form, f"sag:{pk}:dagbog:{latest.note_id}", latest)
    return _written(
        *(request, writing),
        lambda: services.correct_entry(read, form.written(), acting_user=request.user),
    )


@require_GET
def note(request: UserRequest, pk: int, note: int) -> HttpResponse:
    diary = diaries.open_diary(request.user, pk, note=note)
    found = diaries.note_of(diary, request.user, note)
    context = {"diary": diary, "case": diary.case, "note": found}
    return render(request, "profiles/note.html", context)


@require_POST
def note_follow_up(request: UserRequest, pk: int, note: int) -> HttpResponse:
    row = services.latest_wording(diaries.writable_diary(request.user, pk).case, note)
    is_done = "genaabn" not in request.POST
    services.settle_follow_up(row, is_done=is_done, acting_user=request.user)
    messages.success(
        request, _("Followed up.") if is_done else _("It is to be followed up after all.")
    )
    return redirect("profiles:note", pk, row.note_id)


@require_POST
def note_read(request: UserRequest, pk: int, note: int) -> HttpResponse:
    row = services.latest_wording(diaries.writable_diary(request.user, pk).case, note)
    services.take_over(row, acting_user=request.user)
    messages.success(request, _("The others can see that you have read it."))
    return redirect("profiles:diary", pk)


@require_GET
def attachment(request: UserRequest, pk: int, note: int, attachment: int) -> FileResponse:
    row = diaries.attachment_of(request.user, pk, note, attachment)
    row.file.name = row.name
    return send(row.file)


@dataclass(frozen=True)
class _Writing:
    """A note while it is written: `latest` is the wording that it corrects."""

    diary: diaries.OpenDiary
    form: NoteForm
    draft: str
    latest: DiaryEntry | None = None


def _written(
    request: UserRequest, writing: _Writing, save: Callable[[], DiaryEntry]
) -> HttpResponse:
    form, case = writing.form, writing.diary.case
    if form.is_bound and form.is_valid():
        try:
            row = save()
        except ValidationError as refused:
            answer(form, refused)
            if "other_words" in {error.code for error in _errors(refused)}:
                form.renew_key()
        else:
            forget(request.user, writing.draft)
            messages.success(request, _("The note is saved."))
            address = reverse("profiles:diary", args=[case.pk])
            return redirect(f"{address}#notat-{row.note_id}")
    form.ask_for_files_again()
    context = {
        "diary": writing.diary,
        "case": case,
        "form": form,
        "draft_key": writing.draft,
        "latest": writing.latest,
        "newest": diaries.newest_of(writing.diary),
    }
    status = 422 if form.is_bound else 200
    return render(request, "profiles/note_form.html", context, status=status)


def _read(latest: DiaryEntry, sent: str) -> DiaryEntry:
    """The wording somebody had before them when they began to write."""
    if not sent.isdecimal() or int(sent) == latest.pk:
        return latest
    return DiaryEntry(pk=int(sent), case=latest.case, corrects_id=latest.note_id)


def _errors(refused: ValidationError) -> list[Any]:
    return list(getattr(refused, "error_list", []))
