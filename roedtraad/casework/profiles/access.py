"""What of profiles is open to whom: by the case they belong to, or by the goal they steer."""

from __future__ import annotations

from django.http import Http404

from roedtraad.casework.cases.access import Way, require_open, way_into
from roedtraad.foundation.accounts.models import User

from .models import DevelopmentProfile, ProfileGoal


def profile_of_case(user: User, case_pk: int, pk: int) -> tuple[DevelopmentProfile, Way]:
    """A profile of a case that is open to `user`, and by what; raises `Http404`."""
    case, way = way_into(user, case_pk)
    rows = DevelopmentProfile.objects.select_related("template", "intervention__type", "unit")
    profile = rows.filter(case=case, pk=pk).first()
    if profile is None:
        raise Http404
    profile.case = case
    return profile, way


def goal_of_case(user: User, case_pk: int, pk: int) -> tuple[ProfileGoal, Way]:
    """A goal of a profile of a case that is open to `user`; raises `Http404`."""
    case, way = way_into(user, case_pk)
    rows = ProfileGoal.objects.select_related("profile", "citizen")
    goal = rows.filter(profile__case=case, pk=pk).first()
    if goal is None:
        raise Http404
    goal.profile.case = case
    return goal, way


def require_writable(user: User, profile: DevelopmentProfile) -> DevelopmentProfile:
    """The profile afresh, locked, if `user` may write in its case; raises `Http404`."""
    if profile.case is None:
        raise Http404
    require_open(user, profile.case)
    return DevelopmentProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
