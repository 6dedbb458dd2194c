"""What has been scored on goals: the course of each, what is late, and what is missing.

Given goals that whoever asks has already been let see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.counting_rules import (
    Change,
    CountingRules,
    Given,
    change_in_words,
    change_of,
)
from roedtraad.casework.profiles.course_pictures import Dot, course_picture, signed
from roedtraad.casework.profiles.goal_scales import SCALES, Scale
from roedtraad.casework.profiles.models import GoalScale, ProfileGoal, Score
from roedtraad.casework.profiles.raters import name_of, who_scored
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.foundation.ui.templatetags.formats import danish_date

from .counting import rules_on

LATE_AFTER = timedelta(days=7)
MISSING_AFTER = timedelta(days=31)
A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class RaterCourse:
    """What one rater has scored on a goal, the first first."""

    who: str
    name: str
    scores: Sequence[Score]
    picture: SafeString
    sentence: str


@dataclass(frozen=True)
class GoalCourse:
    """How a goal has gone, for each rater by itself. `missing` says who has not scored lately."""

    goal: ProfileGoal
    raters: Sequence[RaterCourse]
    missing: Sequence[str]
    late: int
    corrected: int
    speaks_of_change: bool
    rule: str

    @property
    def is_unscored(self) -> bool:
        """It is open, and nobody has scored it in its first month."""
        return "" in self.missing

    @property
    def shown(self) -> list[tuple[RaterCourse, Score, str, bool]]:
        """Every score for the table, the latest first, as it is written and whether it is late."""
        rows = [
            (each, score, written(score.value, self.goal), is_late(score))
            for each in self.raters
            for score in each.scores
        ]
        return sorted(rows, key=lambda row: (row[1].given_on, row[1].pk), reverse=True)


def written(value: int | None, goal: ProfileGoal) -> str:
    return _("not assessed") if value is None else signed(value, SCALES[goal.scale])


def is_late(score: Score) -> bool:
    return timezone.localdate(score.recorded_at) - score.given_on > LATE_AFTER


def course_of(
    goals: Iterable[ProfileGoal], rules: CountingRules | None = None
) -> dict[int, GoalCourse]:
    """The course of each goal by its key; three queries however many there are.

    `rules` are those in force today, unless others are given.
    """
    goals, rules = list(goals), rules or rules_on(timezone.localdate())
    current = Score.objects.current().filter(goal__in=goals).select_related("citizen")
    by_goal: dict[int, list[Score]] = {goal.pk: [] for goal in goals}
    for row in current.order_by("given_on", "pk"):
        by_goal[row.goal_id].append(row)
    replaced = Score.objects.filter(goal__in=goals).exclude(replaced_at=None)
    corrected = dict(replaced.values_list("goal").annotate(number=Count("pk")))
    return {
        goal.pk: _course(goal, by_goal[goal.pk], corrected.get(goal.pk, 0), rules) for goal in goals
    }


def missing_of(goals: Iterable[ProfileGoal]) -> dict[int, list[str]]:
    """Who has scored each open goal before, and not in the last month; two queries.

    A goal that nobody has scored in its first month has an empty name for whoever begins.
    """
    goals, today = list(goals), timezone.localdate()
    rows = _last_of_each().rows(goals=[goal.pk for goal in goals])
    citizens = Citizen.objects.in_bulk({row["citizen"] for row in rows if row["citizen"]})
    last: dict[int, list[Score]] = {goal.pk: [] for goal in goals}
    for row in rows:
        who = citizens.get(row["citizen"])
        last[row["goal"]].append(Score(rater=row["rater"], citizen=who, given_on=row["last"]))
    return {goal.pk: _missing(goal, last[goal.pk], today) for goal in goals}


def unscored_lately(cases: Sequence[int]) -> dict[int, int]:
    """In how many open goals of each case somebody has not scored for a month; two queries.

    As `missing_of` tells it, without what is said of each.
    """
    since = timezone.localdate() - MISSING_AFTER
    last: dict[int, date] = {}
    for row in _newest().rows(cases=cases):
        last[row["goal"]] = min(row["last"], last.get(row["goal"], date.max))
    found: dict[int, int] = {}
    for pk, case, opened_on in _open().rows(cases=cases):
        if last.get(pk, opened_on) < since:
            found[case] = found.get(case, 0) + 1
    return found


@prepared
def _last_of_each() -> QuerySet[Any, Any]:
    """When each rater has last scored each of the goals; who began first comes first."""
    rows = Score.objects.current().filter(goal__in=GivenKeys("goals")).order_by()
    spans = rows.values("goal", "rater", "citizen").annotate(
        first=Min("given_on"), first_pk=Min("pk"), last=Max("given_on")
    )
    return spans.order_by("goal", "first", "first_pk")


@prepared
def _newest() -> QuerySet[Any, Any]:
    """When each rater has last scored each open goal."""
    goals = ProfileGoal.objects.filter(
        closed_on=None, profile__closed_on=None, profile__case__in=GivenKeys("cases")
    )
    rows = Score.objects.current().filter(goal__in=goals.order_by().values("pk")).order_by()
    return rows.values("goal", "rater", "citizen").annotate(last=Max("given_on"))


@prepared
def _open() -> QuerySet[ProfileGoal, tuple[int, int, date]]:
    rows = ProfileGoal.objects.filter(
        closed_on=None, profile__closed_on=None, profile__case__in=GivenKeys("cases")
    )
    return rows.values_list("pk", "profile__case", "opened_on").order_by("profile__case", "pk")


def _missing(goal: ProfileGoal, last: Iterable[Score], today: date) -> list[str]:
    if goal.closed_on is not None:
        return []
    since, rows = today - MISSING_AFTER, list(last)
    if not rows:
        return [""] if goal.opened_on < since else []
    return [name_of(row) for row in rows if row.given_on < since]


def _course(
    goal: ProfileGoal, rows: list[Score], corrected: int, rules: CountingRules
) -> GoalCourse:
    today = timezone.localdate()
    by_who: dict[str, list[Score]] = {}
    for row in rows:
        by_who.setdefault(who_scored(row), []).append(row)
    missing = _missing(goal, [each[-1] for each in by_who.values()], today)
    span = (rows[0].given_on, rows[-1].given_on) if rows else (today, today)
    raters = [_rater(goal, who, each, span, rules) for who, each in by_who.items()]
    return GoalCourse(
        goal=goal,
        raters=raters,
        missing=missing,
        late=sum(is_late(row) for row in rows),
        corrected=corrected,
        rule=change_in_words(rules),
        speaks_of_change=any(_change(each.scores, rules) for each in raters),
    )


def _rater(
    goal: ProfileGoal,
    who: str,
    rows: list[Score],
    span: tuple[date, date],
    rules: CountingRules,
) -> RaterCourse:
    """`span` is that of all raters of the goal."""
    name, scale = name_of(rows[0]), SCALES[goal.scale]
    sentence = sentence_of(name, rows, scale, rules)
    dots = [Dot(row.given_on, row.value, is_late(row)) for row in rows]
    aim = 0 if goal.aim is None and goal.scale == GoalScale.ATTAINMENT else goal.aim
    picture = course_picture(dots, scale, span, aim=aim, label=sentence)
    return RaterCourse(who, name, rows, picture, sentence)


def sentence_of(name: str, rows: Sequence[Score], scale: Scale, rules: CountingRules) -> str:
    """What one rater's scores show, in words that promise no more than they hold."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return _("%(name)s: asked, not assessed.") % {"name": name}
    change = _change(rows, rules)
    if change is None:
        last = known[-1]
        words = _("%(name)s: %(value)s on %(day)s. Too few scores to tell of a change.")
        value = signed(last.value or 0, scale)
        return words % {"name": name, "value": value, "day": danish_date(last.given_on)}
    return _("%(name)s: from %(first)s to %(last)s in %(time)s (%(number)s).") % {
        "name": name,
        "first": signed(change.first, scale),
        "last": signed(change.last, scale),
        "time": _time(change.days),
        "number": ngettext("%d score", "%d scores", change.scores) % change.scores,
    }


def _change(rows: Sequence[Score], rules: CountingRules) -> Change | None:
    return change_of((Given(row.given_on, row.value) for row in rows), rules)


def _time(days: int) -> str:
    months = round(days / A_MONTH)
    if months < 2:
        return ngettext("%d day", "%d days", days) % days
    return ngettext("%d month", "%d months", months) % months
