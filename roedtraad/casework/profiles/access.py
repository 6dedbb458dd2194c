"""What of profiles is open to whom: by the case they belong to, or by the goal they steer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from roedtraad.casework.cases.access import Way, require_open, way_into
from roedtraad.casework.cases.models import Case
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User

from .models import DevelopmentProfile, ProfileGoal
from .steered import Steered, steered

WITH = ("template", "intervention__type", "unit")


@dataclass(frozen=True)
class Opened:
    """A profile that is open to somebody: by its case, or by the management goal it is about."""

    profile: DevelopmentProfile
    may_write: bool
    way: Way | None = None
    steered: Steered | None = None

    @property
    def case(self) -> Case | None:
        return self.profile.case


def opened(user: User, pk: int, *, case: int | None = None) -> Opened:
    """The profile; `Http404` where it is not open, or is not of the `case` that is named."""
    profile = DevelopmentProfile.objects.select_related(*WITH).filter(pk=pk).first()
    if profile is None or (case is not None and profile.case_id != case):
        raise Http404
    if profile.case_id is None:
        goal = steered(user, profile.steered_model, profile.steered_id or 0)
        if goal is None:
            raise Http404
        return Opened(profile, goal.may_write, steered=goal)
    profile.case, way = way_into(user, profile.case_id)
    return Opened(profile, way is not Way.EMERGENCY, way=way)


def writable(user: User, pk: int, *, case: int | None = None) -> Opened:
    """As `opened`, if `user` may write in it."""
    found = opened(user, pk, case=case)
    if not found.may_write:
        raise Http404
    return found


def profile_of_case(user: User, case_pk: int, pk: int) -> tuple[DevelopmentProfile, Way]:
    """A profile of a case that is open to `user`, and by what; raises `Http404`."""
    case, way = way_into(user, case_pk)
    rows = DevelopmentProfile.objects.select_related(*WITH)
    profile = rows.filter(case=case, pk=pk).first()
    if profile is None:
        raise Http404
    profile.case = case
    return profile, way


def goal_at(
    user: User, pk: int, *, case: int | None = None, profile: int | None = None
) -> tuple[ProfileGoal, Opened]:
    """A goal of `case`, or of `profile` that has no case, and how that is open to `user`.

    Raises `Http404`.
    """
    goal = ProfileGoal.objects.select_related("citizen").filter(pk=pk).first()
    if goal is None or (case is None and goal.profile_id != profile):
        raise Http404
    found = opened(user, goal.profile_id, case=case)
    if case is None and found.case is not None:
        raise Http404
    goal.profile = found.profile
    return goal, found


def require_writable(user: User, profile: DevelopmentProfile) -> DevelopmentProfile:
    """The profile afresh, locked, if `user` may write in it; raises `Http404`."""
    if profile.case is not None:
        require_open(user, profile.case)
    else:
        goal = steered(user, profile.steered_model, profile.steered_id or 0)
        if goal is None or not goal.may_write:
            raise Http404
    return DevelopmentProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)


def may_approve(user: User, profile: DevelopmentProfile) -> bool:
    """Whether `user` leads the casework of the unit that the case, or the goal, belongs to."""
    unit = profile.case.unit if profile.case is not None else profile.unit
    return access.may(user, Permission.CASE_LEAD, unit=unit)
