"""What a family takes home on paper: the agenda of a meeting, and the child's plan. Plain words.

Own words come first. Who a person is stands by first name; a protected name is not written.
"""

from __future__ import annotations

from collections.abc import Collection
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
    Rater,
)
from roedtraad.casework.profiles.profile_template import SectionKind, sections_of
from roedtraad.casework.profiles.raters import Who
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .shown_to import chosen_reader, goals_for_readers, readers_of

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
    readers: list[Who]  # for whom it can be printed; nobody where it is of a management goal
    reader: Who | None  # without one it is for all of them
    kept_back: int  # goals that the reader may not see


def log_print(user: User, found: Opened, what: str) -> None:
    """A paper leaves the house: the log says which kind."""
    profile = found.profile
    subject = found.case or profile
    action = "case.printed" if found.case is not None else "profile.printed"
    audit.record_read(action, subject, acting_user=user, unit=profile.unit, what=what)


def family_sheet(
    profile: DevelopmentProfile, citizen: int | None, reader: str | None = None
) -> FamilySheet | None:
    """The plan of one child with what is common, or of them all; None where it is not about them.

    Of a profile that the caller has opened. It holds only goals that the reader may see: whoever
    has the key `reader`, all of the family where that is empty, else the child it is about.
    """
    people = {row.citizen_id: row.citizen for row in profile.subjects.select_related("citizen")}
    if citizen is not None and citizen not in people:
        return None
    whose = [None, citizen] if citizen is not None else [None, *people]
    found = [
        goal
        for goal in profile.goals.filter(closed_on=None).prefetch_related("levels")
        if goal.citizen_id in whose
    ]
    readers = _readers(profile, citizen, people)
    chosen = _reader(readers, people if citizen is None else [citizen], reader)
    goals = found
    if profile.case is not None:
        seen = goals_for_readers(profile.case, found, [chosen] if chosen else readers)
        goals = [goal for goal in found if goal.pk in seen]
    actions = [row for row in profile.actions.filter(state__in=TO_COME) if row.citizen_id in whose]
    return FamilySheet(
        name=called(people[citizen]) if citizen is not None else "",
        goals=[OwnGoal(goal.own_words, _reached(goal)) for goal in goals[:MOST]],
        actions=actions[:MOST],
        duties=_duties(profile, whose),
        next_meeting=next_meeting(profile),
        readers=readers,
        reader=chosen,
        kept_back=len(found) - len(goals),
    )


def _readers(
    profile: DevelopmentProfile, citizen: int | None, subjects: Collection[int]
) -> list[Who]:
    """The child, or the children the profile is about, and the parents."""
    if profile.case is None:
        return []
    return [
        each
        for each in readers_of(profile.case)
        if each.rater is not Rater.CHILD
        or each.citizen is None
        or (each.citizen.pk == citizen if citizen else not subjects or each.citizen.pk in subjects)
    ]


def _reader(readers: list[Who], about: Collection[int], key: str | None) -> Who | None:
    """Whoever was asked for, else the one child it is about."""
    if key is not None:
        return chosen_reader(readers, key)
    own = [each for each in readers if each.citizen is not None and each.citizen.pk in about]
    return own[0] if len(about) == 1 and own else None


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
