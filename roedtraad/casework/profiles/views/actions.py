"""Planned actions of a profile: planned, changed, moved on in one press."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.casework.profiles.access import Opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.forms.profiles import ActionForm
from roedtraad.casework.profiles.models import ActionState, PlannedAction
from roedtraad.casework.profiles.queries.profiles import subjects_of
from roedtraad.casework.profiles.services import actions
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, compared, save_over, with_choices

from ._shared import is_kept, opened_to_write, show
from .drafts import forget

FORM, HERE = "profiles/form.html", "#handlinger"


@require_http_methods(["GET", "POST"])
def action_new(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    key = f"profil:{profile}:handling"
    initial = {"starts_on": timezone.localdate(), "state": ActionState.PLANNED}
    if request.GET.get("barn", "").isdigit():
        initial["citizen"] = int(request.GET["barn"])
    form = ActionForm(request.POST or None, people=subjects_of(found.profile), initial=initial)
    if form.is_bound and form.is_valid():
        facts = _facts(form)
        if is_kept(
            form,
            lambda: actions.plan_action(found.profile, facts, acting_user=request.user),
        ):
            return _done(request, found, key)
    return show(request, FORM, found, form, heading=_("Plan an action"), draft_key=key)


@require_http_methods(["GET", "POST"])
def action(request: UserRequest, profile: int, action: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _action(found, action)
    key = f"profil:{profile}:handling:{action}"
    people = subjects_of(found.profile)
    values = {name: getattr(row, name) for name in actions.FACTS}
    values |= {"citizen": row.citizen_id, "base_version": row.version}
    stored = ActionForm(people=people, initial=values)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = ActionForm(sent, people=people, initial=values)
    collision = None
    if form.is_bound and form.is_valid():
        base = form.cleaned_data["base_version"] or 0
        facts = _facts(form)
        try:
            kept = is_kept(
                form,
                lambda: actions.change_action(
                    row, facts, base_version=base, acting_user=request.user
                ),
            )
        except actions.ActionConflict:
            kept = False
            collision = compared(form, stored, by=None, as_read=lambda _name: UNKNOWN)
            save_over(form, row.version)
        if kept:
            return _done(request, found, key)
    words = {"heading": _("Change the action"), "draft_key": key, "conflict": collision}
    return show(request, FORM, found, form, **words)


@require_POST
def action_move(
    request: UserRequest, profile: int, action: int, pk: int | None = None
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _action(found, action)
    actions.move_action(row, request.POST.get("state", ""), acting_user=request.user)
    return redirect(f"{address(found.profile, 'profile')}{HERE}")


def _action(found: Opened, pk: int) -> PlannedAction:
    row = found.profile.actions.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.profile = found.profile
    return row


def _facts(form: ActionForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name in actions.FACTS}


def _done(request: UserRequest, found: Opened, key: str) -> HttpResponse:
    forget(request.user, key)
    messages.success(request, _("Saved."))
    return redirect(f"{address(found.profile, 'profile')}{HERE}")
