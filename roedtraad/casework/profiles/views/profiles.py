"""A profile: its page, opening one, and what is changed about it as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
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
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.forms.profiles import (
    CloseProfileForm,
    EditProfileForm,
    OpenProfileForm,
)
from roedtraad.casework.profiles.models import DevelopmentProfile, Subject
from roedtraad.casework.profiles.queries.profiles import profile_page, profiles_of
from roedtraad.casework.profiles.queries.templates import templates_in_use
from roedtraad.casework.profiles.services import profiles
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, compared, save_over, with_choices
from roedtraad.foundation.ui.sheets import Sheet, write

from ._shared import crumbs, is_kept, opened_to_write, show
from .drafts import forget

FORM = "profiles/form.html"


@require_GET
def case_panel(request: UserRequest, pk: int) -> HttpResponse:
    is_part = request.path != reverse("profiles:case_panel", args=[pk])
    found = profiles_of(request.user, pk, is_part_of_case=is_part)
    return render(request, "profiles/case_panel.html", {"found": found, "case": found.case})


@require_http_methods(["GET", "POST"])
def profile_new(request: UserRequest, pk: int) -> HttpResponse:
    found = profiles_of(request.user, pk)
    if not found.may_write:
        raise Http404
    form = _open_form(request, found.case)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made: list[DevelopmentProfile] = []
        if is_kept(
            form,
            lambda: made.append(
                profiles.open_profile(
                    *(found.case, given["template"], given),
                    subjects=given.get("subjects", ()),
                    acting_user=request.user,
                )
            ),
        ):
            messages.success(request, _("The profile is open. Agree the first goal."))
            return redirect(address(made[0], "profile"))
    way = trail(found.case)
    context = {
        "form": form,
        "crumbs": way,
        "back": way[-1][1],
        "heading": _("Open a development profile"),
        "button": _("Open it"),
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_GET
def profile(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    page = profile_page(request.user, profile, case=pk)
    context = {
        "page": page,
        "profile": page.profile,
        "case": page.opened.case,
        "crumbs": crumbs(page.opened),
    }
    return render(request, "profiles/profile.html", context)


@require_http_methods(["GET", "POST"])
def profile_edit(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    key = f"profil:{profile}:ret"
    given: dict[str, Any] = {"interventions": _interventions(found.case)} if found.case else {}
    stored = EditProfileForm(initial=EditProfileForm.values_of(found.profile), **given)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = EditProfileForm(sent, initial=stored.initial, **given)
    collision = None
    if form.is_bound and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name in stored.fields}
        base = facts.pop("base_version") or 0
        try:
            kept = is_kept(
                form,
                lambda: profiles.change_profile(
                    found.profile, facts, base_version=base, acting_user=request.user
                ),
            )
        except profiles.ProfileConflict:
            kept = False
            collision = compared(form, stored, by=None, as_read=lambda _name: UNKNOWN)
            save_over(form, found.profile.version)
        if kept:
            forget(request.user, key)
            messages.success(request, _("Saved."))
            return redirect(address(found.profile, "profile"))
    words = {"heading": _("Change the profile"), "draft_key": key, "conflict": collision}
    return show(request, FORM, found, form, **words)


@require_http_methods(["GET", "POST"])
def profile_close(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    form = CloseProfileForm(request.POST or None, initial={"closed_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: profiles.close_profile(
            found.profile, **form.cleaned_data, acting_user=request.user
        ),
        sheet=Sheet(
            *(_("Close the profile"), _("Close the profile")),
            _("Its goals are closed first, so that each says how it ended. Nothing is deleted."),
            _("The profile is closed."),
        ),
        crumbs=crumbs(found),
    )


def _open_form(request: UserRequest, case: Case) -> OpenProfileForm:
    """What is proposed comes from the newest intervention that runs."""
    today = timezone.localdate()
    running = (
        Intervention.objects.filter(case=case).running_on(today).order_by("-starts_on").first()
    )
    about = [row.citizen for row in people_now(case) if row.role == "subject"]
    initial: dict[str, Any] = {
        "opened_on": today,
        "subjects": [each.pk for each in about] if len(about) == 1 else [],
    }
    if running is not None:
        initial |= {
            "intervention": running.pk,
            "purpose": running.purpose,
            "expected_to": running.planned_to,
        }
    return OpenProfileForm(
        request.POST or None,
        templates=templates_in_use(Subject.FAMILY, today),
        people=about,
        interventions=_interventions(case),
        initial=initial,
    )


def _interventions(case: Case) -> Any:
    return Intervention.objects.filter(case=case).select_related("type").order_by("-starts_on")
