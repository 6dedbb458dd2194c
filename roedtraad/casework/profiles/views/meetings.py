"""Meetings of a profile, and what the family takes home on paper."""

from __future__ import annotations

from datetime import time, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.cases.names import called
from roedtraad.casework.profiles.access import Opened, opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.forms.evaluations import ReaderForm
from roedtraad.casework.profiles.forms.meetings import MeetingForm
from roedtraad.casework.profiles.models import Meeting
from roedtraad.casework.profiles.queries.profiles import subjects_of
from roedtraad.casework.profiles.queries.sheets import FamilySheet, family_sheet, log_print
from roedtraad.casework.profiles.services import meetings
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, compared, with_choices

from ._shared import crumbs, is_kept, opened_to_write, people_of, show
from .drafts import forget

FORM = "profiles/meeting_form.html"


@require_http_methods(["GET", "POST"])
def meeting_new(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    key = f"profil:{profile}:moede"
    initial = {
        "day": timezone.localdate() + timedelta(days=14),
        "clock": time(14, 0),
        "people": [each.pk for each in subjects_of(found.profile)],
        **MeetingForm.usual(),
    }
    form = MeetingForm(request.POST or None, people=people_of(found), initial=initial)
    if form.is_bound and form.is_valid():
        people = form.cleaned_data.get("people", ())
        if is_kept(
            form,
            lambda: meetings.call_meeting(
                found.profile, form.facts, people=people, acting_user=request.user
            ),
        ):
            return _done(request, found, key)
    return show(request, FORM, found, form, heading=_("Call a meeting"), draft_key=key)


@require_http_methods(["GET", "POST"])
def meeting(
    request: UserRequest, profile: int, meeting: int, pk: int | None = None
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _meeting(found, meeting)
    key = f"profil:{profile}:moede:{meeting}"
    people, values = people_of(found), MeetingForm.values_of(row)
    stored = MeetingForm(people=people, initial=values)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = MeetingForm(sent, people=people, initial=values)
    collision = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            kept = is_kept(
                form,
                lambda: meetings.change_meeting(
                    *(row, form.facts),
                    people=given.get("people", ()),
                    base_version=given["base_version"] or 0,
                    acting_user=request.user,
                ),
            )
        except meetings.MeetingConflict:
            kept = False
            collision = compared(form, stored, by=None, as_read=lambda _name: UNKNOWN)
            form.rebase(row.version)
        if kept:
            return _done(request, found, key)
    words = {"heading": _("Change the meeting"), "draft_key": key, "conflict": collision}
    return show(request, FORM, found, form, **words)


@require_GET
def meeting_sheet(
    request: UserRequest, profile: int, meeting: int, pk: int | None = None
) -> HttpResponse:
    """The agenda on one page, for the family."""
    found = opened(request.user, profile, case=pk)
    row = _meeting(found, meeting)
    log_print(request.user, found, "meeting")
    context = {
        "meeting": row,
        "names": [called(citizen) for citizen in row.people.all()],
        "crumbs": crumbs(found),
        "profile": found.profile,
    }
    return render(request, "profiles/meeting_sheet.html", context)


@require_GET
def plan_sheet(
    request: UserRequest, profile: int, citizen: int, pk: int | None = None
) -> HttpResponse:
    """The plan on one page, as the child – or the family – may keep it."""
    found = opened(request.user, profile, case=pk)
    sheet = family_sheet(found.profile, citizen or None, request.GET.get("reader"))
    if sheet is None:
        raise Http404
    log_print(request.user, found, "plan")
    context = {
        "sheet": sheet,
        "form": reader_form(sheet) if sheet.readers else None,
        "crumbs": crumbs(found),
        "profile": found.profile,
    }
    return render(request, "profiles/plan_sheet.html", context)


def reader_form(sheet: FamilySheet) -> ReaderForm:
    """For whom the plan is printed."""
    chosen = {"reader": sheet.reader.key if sheet.reader else ""}
    form = ReaderForm(readers=[(each.key, each.name) for each in sheet.readers], initial=chosen)
    form.fields["reader"].help_text = _(
        "Only goals that the reader has put into words, or that are shared with them, stand there."
    )
    return form


def _meeting(found: Opened, pk: int) -> Meeting:
    row = found.profile.meetings.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.profile = found.profile
    return row


def _done(request: UserRequest, found: Opened, key: str) -> HttpResponse:
    forget(request.user, key)
    messages.success(request, _("Saved."))
    return redirect(f"{address(found.profile, 'profile')}#moeder")
