"""Families of a target group on a day, for those who work with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.queries.target_groups import target_groups
from roedtraad.casework.interventions.forms.target_groups import DayForm
from roedtraad.casework.interventions.queries.target_groups import (
    criteria_in_words,
    page_of_cases_in,
)
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs


@require_GET
@needs(Permission.CASE_WORK, Permission.CASE_LEAD)
def panel(request: UserRequest) -> HttpResponse:
    groups = [group for group in target_groups(request.user) if group.is_active]
    return render(request, "interventions/groups_panel.html", {"groups": groups})


@require_GET
@needs(Permission.CASE_WORK, Permission.CASE_LEAD)
def families(request: UserRequest, pk: int) -> HttpResponse:
    """The user's own cases of the group as of a day; the measure counts the unit's by the rule."""
    group = get_object_or_404(TargetGroup, pk=pk)
    today = timezone.localdate()
    form = DayForm(request.GET or None)
    on = (form.cleaned_data["on"] or today) if form.is_bound and form.is_valid() else today
    context = {
        **{"group": group, "on": on, "form": form, "rule": criteria_in_words(group)},
        "page": page_of_cases_in(request.user, group, on, request.GET.get("page", 1)),
    }
    return render(request, "interventions/families.html", context)
