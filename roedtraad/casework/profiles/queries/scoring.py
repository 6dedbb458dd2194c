"""The pages one scores on: the goals of a visit, and the families one visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases.access import Way, own, way_into
from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.casework.profiles.access import goal_of_case
from roedtraad.casework.profiles.course_pictures import signed
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import GoalScale, ProfileGoal, Score
from roedtraad.casework.profiles.raters import Who, name_of, raters_of, who_scored
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.today import Item

from .scores import GoalCourse, course_of, is_late, missing_of, unscored_lately, written


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
    """The open goals of a case, and who can score them."""

    case: Case
    heading: str
    raters: Sequence[Who]
    goals: Sequence[GoalToScore]


@dataclass(frozen=True)
class FamilyToScore:
    """A family with open goals: how many, when it was last scored, whose scores are missing."""

    case: Case
    heading: str
    goals: int
    last_on: date | None
    missing: Sequence[str]
    unscored: int


@dataclass(frozen=True)
class ScoreHistory:
    """Every score of a goal, also those that count no more, the latest first."""

    goal: ProfileGoal
    case: Case
    course: GoalCourse
    rows: Sequence[tuple[Score, str, str, bool]]
    may_write: bool


def visit_of(user: User, pk: int, goal: int | None = None, *, with_closed: bool = False) -> Visit:
    """The open goals of a case that `user` may write in, or one of them; logged. Five queries.

    `with_closed` finds the one also when it was closed meanwhile. Raises `Http404`.
    """
    case, way = way_into(user, pk)
    if way is Way.EMERGENCY:
        raise Http404
    goals = ProfileGoal.objects.filter(profile__case=case)
    if not with_closed:
        goals = goals.filter(closed_on=None, profile__closed_on=None)
    rows = list(goals.select_related("profile", "citizen").prefetch_related("levels"))
    if goal is not None:
        rows = [row for row in rows if row.pk == goal]
        if not rows:
            raise Http404
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    last = _last_of(rows)
    raters = raters_of(case)
    for row in rows:
        row.profile.case = case
    return Visit(
        case=case,
        heading=headings([case])[case.pk],
        raters=raters,
        goals=[_to_score(row, raters, last.get(row.pk, {})) for row in rows],
    )


def families_to_score(user: User) -> list[FamilyToScore]:
    """The families `user` works with that have open goals, those that wait first; logged."""
    by_case = _open_goals_of(user)
    cases = [goals[0].profile.case for goals in by_case.values() if goals[0].profile.case]
    audit.record_read("case.listed", cases, acting_user=user)
    names = headings(cases)
    missing = missing_of(goal for goals in by_case.values() for goal in goals)
    last = dict(
        Score.objects.current()
        .filter(goal__profile__case__in=cases)
        .values_list("goal__profile__case")
        .annotate(last=Max("given_on"))
    )
    found = []
    for case in cases:
        late = [name for goal in by_case[case.pk] for name in missing[goal.pk]]
        found.append(
            FamilyToScore(
                case=case,
                heading=names[case.pk],
                goals=len(by_case[case.pk]),
                last_on=last.get(case.pk),
                missing=list(dict.fromkeys(name for name in late if name)),
                unscored=late.count(""),
            )
        )
    return sorted(
        found, key=lambda each: (not each.missing and not each.unscored, each.last_on or date.min)
    )


def items(user: User, on: date) -> Iterator[Item]:
    """The families of `user` in which scores are missing: one thing to do for each case."""
    wanted = unscored_lately(_open_goals(user))
    cases = list(Case.objects.filter(pk__in=wanted).select_related("unit").order_by("pk"))
    audit.record_read("case.listed", cases, acting_user=user)
    names = headings(cases)
    for pk, number in wanted.items():
        words = ngettext(
            "%(family)s: %(number)d goal has not been scored for a month",
            "%(family)s: %(number)d goals have not been scored for a month",
            number,
        )
        yield Item(
            words % {"family": names[pk], "number": number},
            reverse("profiles:scoring", args=[pk]),
            _("Give a score"),
        )


def history_of(user: User, pk: int, goal: int) -> ScoreHistory:
    """The scores of a goal of a case that is open to `user`; logged. Raises `Http404`."""
    row, way = goal_of_case(user, pk, goal)
    case = row.profile.case
    if case is None:
        raise Http404
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    scores = row.scores.select_related("citizen", "recorded_by", "withdrawn_by")
    shown = [(score, is_late(score)) for score in scores.order_by("-given_on", "-given_at", "-pk")]
    return ScoreHistory(
        goal=row,
        case=case,
        course=course_of([row])[row.pk],
        rows=[(score, name_of(score), written(score.value, row), late) for score, late in shown],
        may_write=way is not Way.EMERGENCY,
    )


def headings(cases: Sequence[Case]) -> dict[int, str]:
    """Whom each case is about, as lists name them; one query."""
    rows = CasePerson.objects.filter(case__in=cases, role=FamilyRole.SUBJECT, ends_on=None)
    names: dict[int, list[str]] = {case.pk: [] for case in cases}
    for row in rows.select_related("citizen").order_by("citizen__born_on", "pk"):
        names[row.case_id].append(listed(row.citizen))
    return {case.pk: ", ".join(names[case.pk]) or case.number for case in cases}


def _open_goals_of(user: User) -> dict[int, list[ProfileGoal]]:
    """The open goals of the cases `user` is put on, by the key of the case."""
    found: dict[int, list[ProfileGoal]] = {}
    for row in _open_goals(user).select_related("profile__case__unit"):
        if row.profile.case_id is not None:
            found.setdefault(row.profile.case_id, []).append(row)
    return found


def _open_goals(user: User) -> QuerySet[ProfileGoal]:
    mine = Case.objects.filter(own(user), closed_on=None)
    return ProfileGoal.objects.filter(
        closed_on=None, profile__closed_on=None, profile__case__in=mine
    )


def _last_of(goals: Sequence[ProfileGoal]) -> dict[int, dict[str, LastScore]]:
    scales = {goal.pk: goal for goal in goals}
    found: dict[int, dict[str, LastScore]] = {}
    for row in Score.objects.current().filter(goal__in=goals).order_by("given_on", "pk"):
        who = who_scored(row)
        shown = written(row.value, scales[row.goal_id])
        found.setdefault(row.goal_id, {})[who] = LastScore(who, shown, row.given_on)
    return found


def _to_score(goal: ProfileGoal, raters: list[Who], last: dict[str, Any]) -> GoalToScore:
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
