"""Goals of a profile: agreed with the family, changed, closed, tagged; and asked about again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.casework.profiles.access import Opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.forms.goals import (
    VOICES,
    CloseGoalForm,
    GoalForm,
    ParticipationForm,
    TagsForm,
)
from roedtraad.casework.profiles.models import GoalKind, GoalScale, ProfileGoal, Subject
from roedtraad.casework.profiles.queries.goals import FEW, is_vague
from roedtraad.casework.profiles.queries.profiles import subjects_of
from roedtraad.casework.profiles.services import agreeing, goals
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, write

from ._shared import crumbs, is_kept, opened_to_write, people_of, show
from .drafts import forget

FORM = "profiles/goal_form.html"


@require_http_methods(["GET", "POST"])
def goal_new(request: UserRequest, profile: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    voice = VOICES[Subject(found.profile.template.about)][0]
    initial: dict[str, Any] = {
        "scale": GoalScale.NUMBER,
        "kind": GoalKind.DEVELOP,
        "own_words_by": voice,
    }
    if request.GET.get("barn", "").isdigit():
        initial["citizen"] = request.GET["barn"]
    form = _goal_form(request, found, initial)
    return _agreed(
        *(request, found, form),
        lambda: agreeing.agree(found.profile, form.agreed, acting_user=request.user),
        heading=_("Agree a goal"),
        draft_key=f"profil:{profile}:maal",
    )


@require_http_methods(["GET", "POST"])
def goal_change(
    request: UserRequest, profile: int, goal: int, pk: int | None = None
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _goal(found, goal)
    form = _goal_form(request, found, GoalForm.values_of(row), before=row)
    return _agreed(
        *(request, found, form),
        lambda: agreeing.agree_anew(
            row, form.agreed, why=form.cleaned_data["why"], acting_user=request.user
        ),
        heading=_("Change the goal"),
        draft_key=f"profil:{profile}:maal:{goal}",
        before=row,
    )


@require_http_methods(["GET", "POST"])
def goal_close(
    request: UserRequest, profile: int, goal: int, pk: int | None = None
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _goal(found, goal)
    form = CloseGoalForm(request.POST or None, initial={"closed_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: goals.close_goal(row, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            *(_("Close the goal"), _("Close the goal"), f"“{row.own_words}”"),
            _("The goal is closed, and stands below with how it ended."),
        ),
        crumbs=crumbs(found),
    )


@require_http_methods(["GET", "POST"])
def goal_tags(request: UserRequest, profile: int, goal: int, pk: int | None = None) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _goal(found, goal)
    form = TagsForm(request.POST or None, initial={"ics": row.ics, "conditions": row.conditions})
    return write(
        *(request, form),
        lambda: goals.tag_goal(row, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(_("What is the goal about?"), lead=f"“{row.own_words}”"),
        crumbs=crumbs(found),
    )


@require_http_methods(["GET", "POST"])
def goal_participation(
    request: UserRequest, profile: int, goal: int, pk: int | None = None
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    row = _goal(found, goal)
    form = ParticipationForm(
        request.POST or None,
        people=people_of(found),
        initial={"held_on": timezone.localdate()},
    )
    return write(
        *(request, form),
        lambda: goals.record_participation(
            row, form.took_part, people=form.people_present, acting_user=request.user
        ),
        sheet=Sheet(*(_("Ask again: is it still their goal?"), _("Save")), f"“{row.own_words}”"),
        crumbs=crumbs(found),
    )


def _goal(found: Opened, pk: int) -> ProfileGoal:
    row = found.profile.goals.filter(pk=pk, closed_on=None).first()
    if row is None:
        raise Http404
    row.profile = found.profile
    return row


def _goal_form(
    request: UserRequest, found: Opened, initial: dict[str, Any], before: ProfileGoal | None = None
) -> GoalForm:
    return GoalForm(
        request.POST or None,
        about=found.profile.template.about,
        subjects=subjects_of(found.profile),
        people=people_of(found),
        before=before,
        initial={"held_on": timezone.localdate(), **initial},
    )


def _agreed(
    request: UserRequest,
    found: Opened,
    form: GoalForm,
    save: Callable[[], ProfileGoal],
    **words: Any,
) -> HttpResponse:
    """The form, or back to the profile with the new goal in sight."""
    made: list[ProfileGoal] = []
    if form.is_bound and form.is_valid() and is_kept(form, lambda: made.append(save())):
        forget(request.user, words["draft_key"])
        goal = made[0]
        messages.success(request, _("The goal is agreed."))
        if is_vague(goal, list(goal.levels.all())):
            messages.info(request, _("Say later what it looks like when the goal is reached."))
        return redirect(f"{address(found.profile, 'profile')}#maal-{goal.pk}")
    return show(*(request, FORM, found, form), **words, open_goals=_many(found))


def _many(found: Opened) -> int:
    """The open goals of whoever has most, where one more is many."""
    whose = found.profile.goals.filter(closed_on=None).values_list("citizen", flat=True)
    most = max(Counter(whose).values(), default=0)
    return most if most >= FEW else 0
