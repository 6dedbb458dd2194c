"""The families one gives scores with, and everything that was scored on a goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases.access import own, own_open_keys
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.headings import headings, named
from roedtraad.casework.profiles.access import Opened, goal_at
from roedtraad.casework.profiles.models import ProfileGoal, Score
from roedtraad.casework.profiles.raters import name_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.today import Item

from .profiles import read
from .scores import GoalCourse, course_of, is_late, missing_of, unscored_lately, written


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
    opened: Opened
    course: GoalCourse
    rows: Sequence[tuple[Score, str, str, bool]]

    @property
    def may_write(self) -> bool:
        return self.opened.may_write


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
    wanted = unscored_lately(own_open_keys(user, on))
    cases = named(wanted)
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


def history_of(
    user: User, goal: int, *, case: int | None = None, profile: int | None = None
) -> ScoreHistory:
    """The scores of a goal of a case, or of a profile without one; logged. Raises `Http404`."""
    row, found = goal_at(user, goal, case=case, profile=profile)
    read(user, found)
    scores = row.scores.select_related("citizen", "recorded_by", "withdrawn_by")
    shown = [(score, is_late(score)) for score in scores.order_by("-given_on", "-given_at", "-pk")]
    return ScoreHistory(
        goal=row,
        opened=found,
        course=course_of([row])[row.pk],
        rows=[(score, name_of(score), written(score.value, row), late) for score, late in shown],
    )


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
