"""What the scores say in an evaluation: now while it is written, and as it was once approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from roedtraad.casework.profiles.evaluation_figures import Figure, figures_of
from roedtraad.casework.profiles.models import Evaluation, ProfileGoal, Score

from .counting import rules_on
from .evaluation_measures import measures_of


@dataclass(frozen=True)
class Frozen:
    """What an evaluation rests on: figures of each goal, by its key, and of the questionnaires."""

    goals: dict[int, list[Figure]]
    measures: list[dict[str, Any]]


def frozen(evaluation: Evaluation) -> Frozen:
    """What is kept on approval: everything as it stands today."""
    goals = ProfileGoal.objects.filter(profile=evaluation.profile_id)
    return Frozen(goal_figures(goals), measures_of(evaluation.profile))


def goal_figures(goals: Iterable[ProfileGoal], on: date | None = None) -> dict[int, list[Figure]]:
    """The figures of each goal by its key; one query however many there are."""
    goals = list(goals)
    rules = rules_on(on or timezone.localdate())
    by_goal: defaultdict[int, list[Score]] = defaultdict(list)
    for row in Score.objects.current().filter(goal__in=goals):
        by_goal[row.goal_id].append(row)
    return {goal.pk: figures_of(goal, by_goal[goal.pk], rules) for goal in goals}
