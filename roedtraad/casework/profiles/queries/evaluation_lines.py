"""The figures of an evaluation as they are read: each with a chart, a sentence, a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.counting_rules import CountingRules
from roedtraad.casework.profiles.course_pictures import Dot, course_picture, signed
from roedtraad.casework.profiles.evaluation_figures import Figure, GoalChange
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import GoalScale, ProfileGoal, Score
from roedtraad.casework.profiles.raters import key_of, name_of

from .scores import sentence_of

VERDICTS: dict[str, tuple[str, str | Promise]] = {
    GoalChange.TOO_FEW: ("unsure", _("too few measurements")),
    GoalChange.NEARER: ("good", _("nearer to the goal")),
    GoalChange.FURTHER: ("bad", _("further from the goal")),
    GoalChange.SAME: ("none", _("the same")),
}


@dataclass(frozen=True)
class CourseLine:
    """What one rater's scores of a goal show. `kind` is a kind of c-fds.state."""

    who: str
    name: str
    picture: SafeString
    sentence: str
    kind: str
    verdict: str | Promise
    is_reached: bool
    rows: list[tuple[date, str]]


def goal_lines(
    goals: Iterable[ProfileGoal], figures: Mapping[int, list[Figure]]
) -> dict[int, list[CourseLine]]:
    """The lines of each goal by its key; one query for the names."""
    goals = list(goals)
    keys = {each["citizen"] for goal in goals for each in figures.get(goal.pk, ())}
    people = Citizen.objects.in_bulk([key for key in keys if key is not None])
    return {goal.pk: _of_goal(goal, figures.get(goal.pk, []), people) for goal in goals}


def _of_goal(
    goal: ProfileGoal, figures: list[Figure], people: Mapping[int, Citizen]
) -> list[CourseLine]:
    days = [date.fromisoformat(on) for each in figures for on, _value in each["values"]]
    span = (min(days), max(days)) if days else (goal.opened_on, goal.opened_on)
    return [_line(goal, each, span, people) for each in figures]


def _line(
    goal: ProfileGoal, figure: Figure, span: tuple[date, date], people: Mapping[int, Citizen]
) -> CourseLine:
    scale = SCALES[figure["scale"]]
    citizen = people.get(figure["citizen"] or 0)
    rows = [
        Score(rater=figure["rater"], citizen=citizen, value=value, given_on=date.fromisoformat(on))
        for on, value in figure["values"]
    ]
    name = name_of(Score(rater=figure["rater"], citizen=citizen))
    rules = CountingRules(change_days=figure["change_days"])
    sentence = sentence_of(name, rows, scale, rules)
    kind, verdict = VERDICTS[figure["state"]]
    aim = figure["aim"]
    if aim is None and goal.scale == GoalScale.ATTAINMENT:
        aim = 0
    dots = [Dot(row.given_on, row.value) for row in rows]
    return CourseLine(
        who=key_of(figure["rater"], figure["citizen"]),
        name=name,
        picture=course_picture(dots, scale, span, aim=aim, label=sentence),
        sentence=sentence,
        kind=kind,
        verdict=verdict,
        is_reached=bool(figure["reached"]) and figure["state"] != GoalChange.TOO_FEW,
        rows=[(row.given_on, signed(row.value or 0, scale)) for row in rows],
    )
