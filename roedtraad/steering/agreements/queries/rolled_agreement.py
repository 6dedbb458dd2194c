"""What the goals of an agreement say together, and below each focus area it has itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from roedtraad.steering.indicators.level import Level

from .content import Content, goals_by_focus_area
from .rolled import NamedGoal, Rolled, rolled_goals
from .signs import GoalSigns

Standings = tuple[Mapping[int, Level], Mapping[int, GoalSigns]]


@dataclass(frozen=True)
class RolledAgreement:
    """The whole (None while no goal is followed), and each focus area by its id."""

    whole: Rolled | None = None
    areas: Mapping[int, Rolled] = field(default_factory=dict)


def rolled_agreement(agreed: Content, followed: Standings) -> RolledAgreement:
    """The goals that are followed, of the text they are followed by; no query.

    A focus area without a goal is named with the whole.
    """
    levels, signs = followed
    if not levels:
        return RolledAgreement()
    groups = [
        (area, [goal for goal in goals if goal["id"] in levels])
        for area, goals in goals_by_focus_area(agreed)
    ]
    areas = {
        area["id"]: _rolled(goals, levels, signs)
        for area, goals in groups
        if area is not None and goals
    }
    lacking = tuple(area["label"] for area, goals in groups if area is not None and not goals)
    goals = [goal for goal in agreed["goals"] if goal["id"] in levels]
    return RolledAgreement(replace(_rolled(goals, levels, signs), lacking=lacking), areas)


def _rolled(
    goals: Iterable[Content], levels: Mapping[int, Level], signs: Mapping[int, GoalSigns]
) -> Rolled:
    named = [
        NamedGoal(
            goal["id"],
            f"{goal['number']} {goal['title']}".strip(),
            reverse("agreements:goal_page", args=[goal["id"]]),
            levels[goal["id"]],
        )
        for goal in goals
    ]
    return rolled_goals(named, signs)
