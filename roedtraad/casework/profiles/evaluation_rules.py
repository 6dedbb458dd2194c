"""What an evaluation must say before it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .models import Course, EvaluatedGoal, Evaluation, ProfileGoal

SHORT = 60


def field_of(name: str, goal: int) -> str:
    """How the form calls what is written of a goal."""
    return f"{name}_{goal}"


def missing(
    evaluation: Evaluation, goals: Sequence[ProfileGoal], written: Iterable[EvaluatedGoal]
) -> dict[str, str]:
    """What is missing, by the field that lacks it. `goals` are those that are open."""
    by_goal = {row.goal_id: row for row in written}
    faults: dict[str, str] = {}
    for goal in goals:
        faults |= _of_goal(goal, by_goal.get(goal.pk))
    if not evaluation.family_view.strip() and not evaluation.not_asked_because.strip():
        faults["family_view"] = (
            _("Write what the family says – or below why it was not asked.")
            if evaluation.profile.case_id
            else _("Write what the employees say – or below why they were not asked.")
        )
    if evaluation.family_view.strip() and not evaluation.family_view_by.strip():
        faults["family_view_by"] = _("Write whose words they are.")
    goes_on = any(row.course != Course.STOPS for row in by_goal.values()) or not by_goal
    if evaluation.next_on is None and goes_on:
        faults["next_on"] = _("Choose the day on which you look at the goals next.")
    return faults


def _of_goal(goal: ProfileGoal, row: EvaluatedGoal | None) -> dict[str, str]:
    words = {"goal": Truncator(goal.own_words).chars(SHORT)}
    if row is None or not row.course:
        told = _("Choose whether the goal “%(goal)s” continues, is changed or stops.") % words
        return {field_of("course", goal.pk): told}
    faults = {}
    if not row.summary.strip():
        told = _("Write what scores and notes say about “%(goal)s”.") % words
        faults[field_of("summary", goal.pk)] = told
    if row.course != Course.CONTINUES and not row.reason.strip():
        told = _("Write why the goal “%(goal)s” does not go on as it is.") % words
        faults[field_of("reason", goal.pk)] = told
    if row.course == Course.STOPS and not row.outcome:
        told = _("Choose how the goal “%(goal)s” ended.") % words
        faults[field_of("outcome", goal.pk)] = told
    return faults
