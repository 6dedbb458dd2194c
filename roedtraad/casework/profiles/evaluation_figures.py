"""What the scores of a goal say, as numbers that an evaluation can keep as they were.

A figure is a dict of JSON values: `rater` and `citizen` (whose key), `scale`, `lower_is_better`,
`values` ([day, score], the oldest first), `n`, `unassessed`, `first`, `last`, `change` (steps
nearer to the goal; None where too few), `state`, `reached`, `aim`, `change_days` (the rule),
`method` and `source`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from typing import Any

from .counting_rules import CountingRules, Given, change_of
from .goal_scales import SCALES, reached
from .models import ProfileGoal, Rater, Score

Figure = dict[str, Any]
RATERS = list(Rater)
METHOD = "first-to-last"


class GoalChange(StrEnum):
    """What is said of one rater's scores of one goal. Change, never effect."""

    TOO_FEW = "too_few"
    NEARER = "nearer"
    FURTHER = "further"
    SAME = "same"


def figures_of(goal: ProfileGoal, scores: Iterable[Score], rules: CountingRules) -> list[Figure]:
    """One figure for each who scored the goal; `scores` are those of the goal that count."""
    ordered = sorted(scores, key=lambda row: (*_who(row), row.given_on, row.pk))
    return [_figure(goal, list(rows), rules) for _key, rows in groupby(ordered, key=_who)]


def _who(row: Score) -> tuple[int, int]:
    return RATERS.index(Rater(row.rater)), row.citizen_id or 0


def _figure(goal: ProfileGoal, rows: list[Score], rules: CountingRules) -> Figure:
    scale = SCALES[goal.scale]
    values = [(row.given_on, row.value) for row in rows if row.value is not None]
    found = change_of([Given(row.given_on, row.value) for row in rows], rules)
    change = scale.progress(found.first, found.last) if found else None
    first, last = (values[0][1], values[-1][1]) if values else (None, None)
    return {
        "rater": str(rows[0].rater),
        "citizen": rows[0].citizen_id,
        "scale": str(goal.scale),
        "lower_is_better": scale.lower_is_better,
        "values": [[on.isoformat(), value] for on, value in values],
        "n": len(values),
        "unassessed": len(rows) - len(values),
        "first": first,
        "last": last,
        "change": change,
        "state": str(_state(change)),
        "reached": reached(goal.scale, goal.kind, first=first, last=last, aim=goal.aim),
        "aim": goal.aim,
        "change_days": rules.change_days,
        "method": METHOD,
        "source": "scores",
    }


def _state(change: int | None) -> GoalChange:
    if change is None:
        return GoalChange.TOO_FEW
    if change == 0:
        return GoalChange.SAME
    return GoalChange.NEARER if change > 0 else GoalChange.FURTHER
