"""What every page of a profile needs: the profile opened and logged, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.queries.page import people_now
from roedtraad.casework.cases.trail import trail
from roedtraad.casework.profiles.access import Opened, writable
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.queries.profiles import about, read, subjects_of
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Crumb, answer


def opened_to_write(request: UserRequest, profile: int, case: int | None) -> Opened:
    return read(request.user, writable(request.user, profile, case=case))


def crumbs(found: Opened) -> list[Crumb]:
    """The way to a profile; the last is the profile."""
    profile = found.profile
    here = (heading(found), address(profile, "profile"))
    if found.case is not None:
        return [*trail(found.case), here]
    goal = found.steered
    return [*([(goal.title, goal.address)] if goal else []), here]


def heading(found: Opened) -> str:
    if found.case is None:
        return _("Development profile")
    return _("Profile: %s") % about(subjects_of(found.profile))


def people_of(found: Opened) -> list[Citizen]:
    """Who can have taken part: those who belong to the case today."""
    return [row.citizen for row in people_now(found.case)] if found.case else []


def is_kept(form: forms.Form, save: Callable[[], object]) -> bool:
    """Whether a valid form could be saved; what the service refuses is said in the form."""
    try:
        save()
    except ValidationError as refused:
        answer(form, refused)
        return False
    return True


def show(
    request: UserRequest, template: str, found: Opened, form: forms.Form, **more: Any
) -> HttpResponse:
    trail_to = crumbs(found)
    context = {
        "form": form,
        "profile": found.profile,
        "opened": found,
        "crumbs": trail_to,
        "back": trail_to[-1][1],
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
