"""Drawing a population: the same for the same design and seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import living, meeting, recording
from .design import Design
from .meeting import Agreed
from .tables import Counts, Families, Goals, Population


def draw(design: Design, seed: int) -> Population:
    """Everything that is known of a design's families on the day it ends.

    Each kind of thing has its own chance, so that another note changes no score.
    """
    chances = [np.random.default_rng(each) for each in np.random.SeedSequence(seed).spawn(9)]
    families = meeting.met(design, chances[0])
    children = meeting.children_of(design, families, chances[1])
    begun = meeting.agreed(design, families, children, chances[2])
    families, course = living.lived(design, families, begun, chances[3])
    last = np.where(families.ended_on > 0, families.ended_on, design.ends_on.toordinal())
    scores = recording.scores(design, families, children, begun, course, chances[4])
    goals = _goals(design, families, begun, chances[5])
    was_agreed = begun.agreed_on <= last[begun.family]
    place = np.cumsum(was_agreed) - 1
    scores = scores.only(was_agreed[scores.goal])
    return Population(
        families=families,
        children=children,
        goals=goals.only(was_agreed),
        scores=replace(scores, goal=place[scores.goal]),
        evaluations=recording.evaluations(
            *(design, families),
            (_first_goal(families, begun), last + (families.ended_on == 0)),
            chances[6],
        ),
        feedback=recording.feedback(design, course, chances[7]),
        notes=recording.notes(design, families, chances[8]),
    )


def _goals(design: Design, families: Families, begun: Agreed, rng: np.random.Generator) -> Goals:
    usual = np.array([unit.made_with for unit in design.units])
    likely = recording.habits(design, families, usual, rng)
    made_with = rng.random(begun.child.size) < likely[begun.family]
    return Goals(
        child=begun.child,
        family=begun.family,
        scale=begun.scale,
        aim=begun.aim,
        agreed_on=begun.agreed_on,
        closed_on=families.ended_on[begun.family],
        target=recording.targets(begun),
        made_with=made_with,
        recognised=rng.random(begun.child.size) < np.where(made_with, 0.95, 0.7),
    )


def _first_goal(families: Families, begun: Agreed) -> Counts:
    first = np.full(len(families), np.iinfo(np.int64).max)
    np.minimum.at(first, begun.family, begun.agreed_on)
    return first
