"""An evaluation as the family may keep it: plain words, and of the scores only the reader's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.profiles.models import Course, GoalOutcome, Rater, Voice
from roedtraad.casework.profiles.raters import Who, raters_of
from roedtraad.foundation.ui.templatetags.formats import danish_date

from .evaluation_lines import CourseLine
from .evaluation_page import EvaluationPage, GoalPart

READERS = (Rater.CHILD, Rater.PARENT)
SAID: dict[str, tuple[str, str | Promise]] = {
    Course.CONTINUES: ("good", gettext_lazy("We go on with this.")),
    Course.CHANGES: ("waiting", gettext_lazy("We make this goal over together.")),
    Course.STOPS: ("none", gettext_lazy("We stop with this.")),
}
REACHED = ("reached", gettext_lazy("You have come where you wanted."))


@dataclass(frozen=True)
class FamilyGoal:
    """One goal, what the reader has scored, and what is done about it."""

    words: str
    lines: list[str]
    kind: str
    course: str | Promise


def readers_of(page: EvaluationPage) -> list[Who]:
    """The children and parents of the case."""
    if page.case is None:
        raise Http404
    return [each for each in raters_of(page.case) if each.rater in READERS]


def family_goals(page: EvaluationPage, reader: Who | None) -> list[FamilyGoal]:
    """The goals that concern the reader; without one no scores are told."""
    return [
        _goal(part, reader) for part in page.parts if reader is None or reader.scores(part.goal)
    ]


def _goal(part: GoalPart, reader: Who | None) -> FamilyGoal:
    row = part.row
    kind, course = SAID.get(row.course if row else "", ("", ""))
    if row is not None and row.course == Course.STOPS and row.outcome == GoalOutcome.REACHED:
        kind, course = REACHED
    own = [line for line in part.lines if reader is not None and line.who == reader.key]
    return FamilyGoal(
        _words(part, reader), [_scored(line) for line in own if line.rows], kind, course
    )


def _words(part: GoalPart, reader: Who | None) -> str:
    """A child's own words are the child's: others read what was written beside them."""
    goal = part.goal
    is_childs = goal.own_words_by == Voice.CHILD
    if is_childs and reader is not None and reader.rater is not Rater.CHILD:
        return goal.professional_words or _("A goal that the child has put into words")
    return goal.own_words


def _scored(line: CourseLine) -> str:
    (first_on, first), (last_on, last) = line.rows[0], line.rows[-1]
    words = {"first": first, "first_on": danish_date(first_on)}
    if first_on == last_on:
        return _("You said %(first)s on %(first_on)s.") % words
    words |= {"last": last, "last_on": danish_date(last_on)}
    return _("You said %(first)s on %(first_on)s, and %(last)s on %(last_on)s.") % words


def chosen_reader(readers: Iterable[Who], key: str) -> Who | None:
    return next((each for each in readers if each.key == key), None)
