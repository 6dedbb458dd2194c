"""What a family takes home on paper: the agenda of a meeting, and the child's plan. Plain words.

Own words come first. Who a person is stands by first name; a protected name is not written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from roedtraad.casework.cases.names import called
from roedtraad.casework.profiles.access import Opened
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    ActionState,
    DevelopmentProfile,
    Meeting,
    PlannedAction,
    ProfileGoal,
)
from roedtraad.casework.profiles.profile_template import SectionKind, sections_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

MOST = 5  # goals and actions on one page of large type
TO_COME = (ActionState.PLANNED, ActionState.UNDER_WAY)


@dataclass(frozen=True)
class OwnGoal:
    """A goal as the family keeps it: own words, and how it is when it is reached."""

    words: str
    reached: str


@dataclass(frozen=True)
class FamilySheet:
    """The plan of a child – or of them all – on one page."""

    name: str
    goals: list[OwnGoal]
    actions: list[PlannedAction]
    duties: list[tuple[str, str]]  # who, what
    next_meeting: Meeting | None
    left_out: int


def log_print(user: User, found: Opened, what: str) -> None:
    """A paper leaves the house: the log says which kind."""
    profile = found.profile
    subject = found.case or profile
    action = "case.printed" if found.case is not None else "profile.printed"
    audit.record_read(action, subject, acting_user=user, unit=profile.unit, what=what)


def family_sheet(profile: DevelopmentProfile, citizen: int | None) -> FamilySheet | None:
    """The plan of one child with what is common, or of them all; None where it is not about them.

    Of a profile that the caller has opened.
    """
    people = {row.citizen_id: row.citizen for row in profile.subjects.select_related("citizen")}
    if citizen is not None and citizen not in people:
        return None
    whose = [None, citizen] if citizen is not None else [None, *people]
    goals = [
        goal
        for goal in profile.goals.filter(closed_on=None).prefetch_related("levels")
        if goal.citizen_id in whose
    ]
    actions = [row for row in profile.actions.filter(state__in=TO_COME) if row.citizen_id in whose]
    return FamilySheet(
        name=called(people[citizen]) if citizen is not None else "",
        goals=[OwnGoal(goal.own_words, _reached(goal)) for goal in goals[:MOST]],
        actions=actions[:MOST],
        duties=_duties(profile, whose),
        next_meeting=next_meeting(profile),
        left_out=max(len(goals) - MOST, 0) + max(len(actions) - MOST, 0),
    )


def next_meeting(profile: DevelopmentProfile, now: datetime | None = None) -> Meeting | None:
    ahead = profile.meetings.filter(starts_at__gte=now or timezone.now(), called_off=False)
    return ahead.first()


def meetings_of(profile: DevelopmentProfile) -> list[Meeting]:
    """The newest first."""
    return list(profile.meetings.order_by("-starts_at"))


def _reached(goal: ProfileGoal) -> str:
    """What it looks like where one wants to be, where somebody has said it."""
    words = {level.value: level.description for level in goal.levels.all()}
    wanted = SCALES[goal.scale].best if goal.aim is None else goal.aim
    return words.get(wanted) or goal.high_anchor


def _duties(profile: DevelopmentProfile, whose: list[int | None]) -> list[tuple[str, str]]:
    keys = [
        section.key
        for section in sections_of(profile.template)
        if section.kind is SectionKind.DUTIES
    ]
    rows = profile.texts.filter(replaced_at=None, section__in=keys).exclude(text="")
    return [
        (str(row.get_voice_display()), row.text)
        for row in rows.order_by("pk")
        if row.citizen_id in whose
    ][:MOST]
