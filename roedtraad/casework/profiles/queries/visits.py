"""The page one scores on: the open goals of a case, or of one profile that has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.names import listed
from roedtraad.casework.cases.queries.headings import headings
from roedtraad.casework.profiles.access import writable
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.course_pictures import signed
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import GoalScale, ProfileGoal, Rater, Score
from roedtraad.casework.profiles.raters import Who, leaders, raters_of, who_scored
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit

from .profiles import read
from .scores import written


@dataclass(frozen=True)
class Step:
    """A number one can tap, as it is written, and what it means."""

    value: int
    shown: str
    words: str


@dataclass(frozen=True)
class LastScore:
    """What one rater said last of a goal."""

    who: str
    shown: str
    given_on: date


@dataclass(frozen=True)
class GoalToScore:
    """An open goal as it is scored. `in_rows` where every step has words of its own."""

    goal: ProfileGoal
    whose: str
    steps: Sequence[Step]
    in_rows: bool
    last: Sequence[LastScore]
    for_whom: frozenset[str]


@dataclass(frozen=True)
class Visit:
    """Open goals, and who can score them. `usual` is the key of whoever scores until it is said.

    `key` tells this visit from others; `back` is where one comes from.
    """

    key: str
    heading: str
    raters: Sequence[Who]
    usual: str
    goals: Sequence[GoalToScore]
    case: Case | None
    address: str
    undo_address: str
    back: str


def visit_of(
    user: User,
    goal: int | None = None,
    *,
    case: int | None = None,
    profile: int | None = None,
    with_closed: bool = False,
) -> Visit:
    """The open goals that `user` may write in, or one of them; logged. A few queries.

    Of a case, or of a `profile` without one. `with_closed` finds the one also when it was closed
    meanwhile. Raises `Http404`.
    """
    if case is not None:
        return _visit_in_case(user, case, goal, with_closed=with_closed)
    found = writable(user, profile or 0)
    if found.case is not None:
        raise Http404
    row = found.profile
    goals = _goals(ProfileGoal.objects.filter(profile=row), goal, with_closed=with_closed)
    for each in goals:
        each.profile = row
    read(user, found)
    raters = leaders()
    return Visit(
        key=f"profile-{row.pk}",
        heading=found.steered.title if found.steered else "",
        raters=raters,
        usual=_usual_of(user, row.unit),
        goals=_to_score(goals, raters),
        case=None,
        address=address(row, "scoring"),
        undo_address=address(row, "score_undo"),
        back=address(row, "profile"),
    )


def _visit_in_case(user: User, pk: int, goal: int | None, *, with_closed: bool) -> Visit:
    case, way = way_into(user, pk)
    if way is Way.EMERGENCY:
        raise Http404
    rows = ProfileGoal.objects.filter(profile__case=case)
    goals = _goals(rows, goal, with_closed=with_closed)
    for each in goals:
        each.profile.case = case
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    raters = raters_of(case)
    return Visit(
        key=str(case.pk),
        heading=headings([case])[case.pk],
        raters=raters,
        usual=str(Rater.PRACTITIONER),
        goals=_to_score(goals, raters),
        case=case,
        address=reverse("profiles:scoring", args=[pk]),
        undo_address=reverse("profiles:score_undo", args=[pk]),
        back=reverse("cases:case", args=[pk]),
    )


def _goals(
    rows: QuerySet[ProfileGoal], goal: int | None, *, with_closed: bool
) -> list[ProfileGoal]:
    if not with_closed:
        rows = rows.filter(closed_on=None, profile__closed_on=None)
    if goal is not None:
        rows = rows.filter(pk=goal)
    found = list(rows.select_related("profile", "citizen").prefetch_related("levels"))
    if goal is not None and not found:
        raise Http404
    return found


def _usual_of(user: User, unit: Unit) -> str:
    """A team leader scores as one; whoever else works on a management goal leads the unit."""
    held = roles_of(user, timezone.localdate())
    roles = {each.role for each in held if unit.path.startswith(each.path)}
    is_team_leader = Role.TEAM_LEADER in roles and Role.UNIT_LEADER not in roles
    return str(Rater.TEAM_LEADER if is_team_leader else Rater.LEADER)


def _to_score(goals: Sequence[ProfileGoal], raters: Sequence[Who]) -> list[GoalToScore]:
    last = _last_of(goals)
    return [_one(goal, raters, last.get(goal.pk, {})) for goal in goals]


def _last_of(goals: Sequence[ProfileGoal]) -> dict[int, dict[str, LastScore]]:
    scales = {goal.pk: goal for goal in goals}
    found: dict[int, dict[str, LastScore]] = {}
    for row in Score.objects.current().filter(goal__in=goals).order_by("given_on", "pk"):
        who = who_scored(row)
        shown = written(row.value, scales[row.goal_id])
        found.setdefault(row.goal_id, {})[who] = LastScore(who, shown, row.given_on)
    return found


def _one(goal: ProfileGoal, raters: Sequence[Who], last: dict[str, LastScore]) -> GoalToScore:
    scale = SCALES[goal.scale]
    own_words = {level.value: level.description for level in goal.levels.all()}
    steps = [
        Step(value, signed(value, scale), own_words.get(value) or str(scale.words.get(value, "")))
        for value in scale.values
    ]
    return GoalToScore(
        goal=goal,
        whose=listed(goal.citizen) if goal.citizen else "",
        steps=steps if goal.scale == GoalScale.NUMBER else steps[::-1] if _rises(goal) else steps,
        in_rows=goal.scale != GoalScale.NUMBER,
        last=list(last.values()),
        for_whom=frozenset(who.key for who in raters if who.scores(goal)),
    )


def _rises(goal: ProfileGoal) -> bool:
    """Where steps stand below each other the best is on top."""
    return not SCALES[goal.scale].lower_is_better
