"""The development profile of a goal: the panel on its page, and opening one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.models import Subject
from roedtraad.casework.profiles.queries.profiles import profiles_about
from roedtraad.casework.profiles.queries.templates import templates_in_use
from roedtraad.casework.profiles.services.profiles import open_management_profile
from roedtraad.casework.profiles.steered import Steered
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import FORM, Sheet, answer
from roedtraad.steering.agreements.forms.management import ManagementProfileForm
from roedtraad.steering.agreements.queries.management import steered_goal


@require_GET
def panel(request: UserRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk)
    lines = [(line, address(line.profile, "profile")) for line in profiles_about(goal)]
    has_open = any(line.profile.closed_on is None for line, _address in lines)
    context = {"goal": goal, "lines": lines, "may_open": goal.may_write and not has_open}
    return render(request, "agreements/management_panel.html", context)


@require_http_methods(["GET", "POST"])
def profile_open(request: UserRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk)
    if not goal.may_write:
        raise Http404
    today = timezone.localdate()
    form = ManagementProfileForm(request.POST or None, initial={"opened_on": today})
    template = templates_in_use(Subject.MANAGEMENT, today).first()
    if template is None:
        form.add_error(None, _("There is no template for management goals in use."))
    elif form.is_bound and form.is_valid():
        try:
            made = open_management_profile(
                goal, template, form.cleaned_data, acting_user=request.user
            )
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, _("The profile is open. Agree the first goal."))
            return redirect(address(made, "profile"))
    sheet = Sheet(
        *(_("Open a development profile"), _("Open it")),
        _("Leader and team leader work on the goal as a family does on theirs."),
    )
    context = {
        "form": form,
        "sheet": sheet,
        "crumbs": [(goal.title, goal.address)],
        "back": goal.address,
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


def _goal(request: UserRequest, pk: int) -> Steered:
    goal = steered_goal(request.user, pk)
    if goal is None:
        raise Http404
    return goal
