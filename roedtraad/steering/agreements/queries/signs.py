"""How goals have changed, and how far their figures can be trusted, by each of their indicators.

For one or for a thousand goals the same few queries, and none but a stamp when nothing has been
written since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from roedtraad.steering.indicators.queries.signs import signs_of_uses
from roedtraad.steering.indicators.signs import Sign

from .in_force import indicators_in_force
from .remembered import Memory

LinkPk = int
GoalSigns = Mapping[LinkPk, Sign]


def signs_of(goals: Iterable[int], *, on: date | None = None) -> dict[int, GoalSigns]:
    """For each goal, the sign of each of its indicators. The caller has the right checked."""
    return _remembered.of(goals, on or timezone.localdate())


def signs_as_known(goals: Iterable[int], on: date) -> dict[int, GoalSigns]:
    """As `signs_of`, by what was known when a day ended."""
    return _read(list(goals), on, known_on=on)


def _judged(goals: list[int], today: date) -> dict[int, GoalSigns]:
    return _read(goals, today, known_on=None)


def _read(goals: list[int], today: date, *, known_on: date | None) -> dict[int, GoalSigns]:
    by_goal = indicators_in_force(goals)
    uses = {row.link.use_id: row.link.use for rows in by_goal.values() for row in rows}
    signs = signs_of_uses(list(uses.values()), today, known_on=known_on)
    return {
        goal: {row.link.pk: signs[row.link.use_id] for row in by_goal.get(goal, [])}
        for goal in goals
    }


_remembered = Memory(_judged)
