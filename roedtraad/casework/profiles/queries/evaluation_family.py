"""An evaluation as the family may keep it: plain words, and of the scores only the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.profiles.models import Course, GoalOutcome, ProfileGoal, Voice
from roedtraad.casework.profiles.raters import Who
from roedtraad.foundation.ui.templatetags.formats import danish_date

from .evaluation_lines import CourseLine
from .evaluation_page import EvaluationPage, GoalPart
from .shown_to import goals_for_readers

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


def family_goals(
    page: EvaluationPage, reader: Who | None, readers: Sequence[Who]
) -> list[FamilyGoal]:
    """The goals that concern the reader; without one no scores are told, and all of them read."""
    if page.case is None:
        raise Http404
    parts = [part for part in page.parts if reader is None or reader.scores(part.goal)]
    seen = goals_for_readers(
        page.case, [part.goal for part in parts], [reader] if reader else readers
    )
    return [_goal(part, reader, is_seen=part.goal.pk in seen) for part in parts]


def _goal(part: GoalPart, reader: Who | None, *, is_seen: bool) -> FamilyGoal:
    row = part.row
    kind, course = SAID.get(row.course if row else "", ("", ""))
    if row is not None and row.course == Course.STOPS and row.outcome == GoalOutcome.REACHED:
        kind, course = REACHED
    own = [line for line in part.lines if reader is not None and line.who == reader.key]
    return FamilyGoal(
        _words(part.goal, is_seen=is_seen),
        [_scored(line) for line in own if line.rows],
        kind,
        course,
    )


def _words(goal: ProfileGoal, *, is_seen: bool) -> str:
    """Somebody's own words are theirs: others read what was written beside them."""
    if is_seen:
        return goal.own_words
    if goal.own_words_by == Voice.CHILD:
        return goal.professional_words or _("A goal that the child has put into words")
    return goal.professional_words or _("A goal that somebody else has put into words")


def _scored(line: CourseLine) -> str:
    (first_on, first), (last_on, last) = line.rows[0], line.rows[-1]
    words = {"first": first, "first_on": danish_date(first_on)}
    if first_on == last_on:
        return _("You said %(first)s on %(first_on)s.") % words
    words |= {"last": last, "last_on": danish_date(last_on)}
    return _("You said %(first)s on %(first_on)s, and %(last)s on %(last_on)s.") % words
