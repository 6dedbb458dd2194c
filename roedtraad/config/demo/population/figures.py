"""The figures of a population as pages count them, and what they truly are.

A figure is a mean or a share over rows. Its truth is what the same rule would give of endlessly
many families met, treated, measured and lost in the same way: for a change that is the expected
change of those who were measured twice, which is what a page says and its interval is about. Had
nobody left, the change would be another: `bias` tells how far, which no interval can, and only the
count of those missing warns of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from roedtraad.foundation.statistics.clustered import clustered_mean, clustered_share
from roedtraad.foundation.statistics.proportions import Interval

from .design import CITIZEN, PARENT, PRACTITIONER, Design
from .draw import draw
from .recording import GRACE
from .tables import DEVELOP, FFB, MAINTAIN, OWN, Counts, Flags, Numbers, Population

DAYS_APART = 28
RELIABLE = 2.5  # points of 0–10 that a change has to exceed, as the instrument's norm would say
ENDLESS = 2_500  # families of each unit that the truth is counted from


@dataclass(frozen=True)
class Rows:
    """What a figure is counted from. `value` is NaN where a row does not count; `family` is whom
    it hangs together with.
    """

    value: Numbers
    family: Counts
    is_share: bool = True

    def interval(self, chosen: Counts | Flags) -> Interval:
        """The 95 % interval that a page prints of these rows."""
        value, family = self.value[chosen], self.family[chosen]
        if self.is_share:
            return clustered_share(value, family).share.interval
        return clustered_mean(value, family).interval


@dataclass(frozen=True)
class FirstAndLast:
    """Of each goal by one rater: levels, NaN where there is none, and the days between them."""

    first: Numbers
    last: Numbers
    days: Counts

    def change(self) -> Numbers:
        """Last less first; NaN where they are one score, or too near to each other."""
        return np.where(self.days >= DAYS_APART, self.last - self.first, np.nan)


def first_and_last(population: Population, rater: int) -> FirstAndLast:
    """By the day a score was given, however late it was recorded."""
    scores = population.scores.only(population.scores.rater == rater)
    n = len(population.goals)
    first, last = np.full(n, np.nan), np.full(n, np.nan)
    begun, ended = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    first[scores.goal[::-1]], begun[scores.goal[::-1]] = scores.value[::-1], scores.given_on[::-1]
    last[scores.goal], ended[scores.goal] = scores.value, scores.given_on
    return FirstAndLast(first, last, ended - begun)


def change(population: Population, rater: int) -> Rows:
    """Points that goals on the scale 0–10 moved, by one rater."""
    is_own = population.goals.scale == OWN
    moved = np.where(is_own, first_and_last(population, rater).change(), np.nan)
    return Rows(moved, population.goals.family, is_share=False)


def reliably_better(population: Population, rater: int) -> Rows:
    moved = change(population, rater)
    value = np.where(np.isnan(moved.value), np.nan, moved.value > RELIABLE)
    return Rows(value, moved.family)


def reached(population: Population) -> Rows:
    """Closed goals that ended as their type asks for, by the practitioner's scores."""
    goals, levels = population.goals, first_and_last(population, PRACTITIONER)
    least = np.where(goals.aim == MAINTAIN, levels.first, goals.target)
    better = np.where(goals.scale == FFB, least - levels.last, levels.last - least)
    is_known = (goals.closed_on > 0) & ~np.isnan(levels.change())
    return Rows(np.where(is_known, better >= 0, np.nan), goals.family)


def made_with(population: Population) -> Rows:
    """Goals that were made with the family."""
    return Rows(population.goals.made_with.astype(float), population.goals.family)


def in_time(population: Population, today: int) -> Rows:
    """Evaluations approved by the end of their quarter and the days of grace that follow."""
    due = population.evaluations
    is_over = due.due_on + GRACE < today
    was = (due.approved_on > 0) & (due.approved_on <= due.due_on + GRACE)
    return Rows(np.where(is_over, was, np.nan), due.family)


def measured_twice(population: Population) -> Rows:
    """Goals to develop with a change by the practitioner, of those there were: the rest is lost."""
    levels = first_and_last(population, PRACTITIONER)
    is_asked = population.goals.aim == DEVELOP
    value = np.where(is_asked, ~np.isnan(levels.change()), np.nan)
    return Rows(value, population.goals.family)


def with_feedback(population: Population) -> Rows:
    """Families of whom at least one session feedback was given."""
    n = len(population.families)
    value = np.bincount(population.feedback.family, minlength=n) > 0
    return Rows(value.astype(float), np.arange(n))


def discussed(population: Population) -> Rows:
    """Interventions that were discussed before they began."""
    families = population.families
    return Rows((families.discussed_on > 0).astype(float), np.arange(len(families)))


Figure = Callable[[Population, int], Rows]
FIGURES: dict[str, Figure] = {
    "change by the practitioner": lambda found, _today: change(found, PRACTITIONER),
    "change by the parent": lambda found, _today: change(found, PARENT),
    "change by the citizen": lambda found, _today: change(found, CITIZEN),
    "reliably better by the practitioner": lambda found, _today: reliably_better(
        found, PRACTITIONER
    ),
    "goals reached": lambda found, _today: reached(found),
    "goals made with the family": lambda found, _today: made_with(found),
    "evaluations in time": in_time,
    "goals measured twice": lambda found, _today: measured_twice(found),
    "families with feedback": lambda found, _today: with_feedback(found),
    "interventions discussed": lambda found, _today: discussed(found),
}


@dataclass(frozen=True)
class Truth:
    """What a figure is expected to be: of each unit and of each kind, in the design's order (NaN
    where there is none), and of all. `weight`: by how many families each unit goes into all.
    """

    of_unit: Numbers
    of_kind: Numbers
    of_all: float


def truth(design: Design, *, seed: int = 0, families: int = ENDLESS) -> dict[str, Truth]:
    """The truth of every figure, to a hundredth of a point or half a per cent."""
    endless = draw(design.with_families(families), seed)
    today = design.ends_on.toordinal()
    shares = np.array([unit.families for unit in design.units], dtype=float)
    return {
        name: _truth(design, endless, count(endless, today), shares)
        for name, count in FIGURES.items()
    }


def _truth(design: Design, endless: Population, rows: Rows, shares: Numbers) -> Truth:
    unit, kind = endless.families.unit[rows.family], endless.families.kind[rows.family]
    weight = shares[unit] * ~np.isnan(rows.value)
    value = np.nan_to_num(rows.value)
    return Truth(
        of_unit=_mean_by(unit, value, weight, len(design.units)),
        of_kind=_mean_by(kind, value, weight, len(design.kinds)),
        of_all=float(np.average(value, weights=weight)),
    )


def _mean_by(key: Counts, value: Numbers, weight: Numbers, size: int) -> Numbers:
    with np.errstate(invalid="ignore"):
        return np.bincount(key, value * weight, size) / np.bincount(key, weight, size)


def bias(design: Design, figure: str, *, seed: int = 0, families: int = ENDLESS) -> Numbers:
    """By how much the figure of each unit lies off what it would be had nobody left early."""
    everybody = replace(design, nature=design.nature.staying())
    found = truth(design, seed=seed, families=families)[figure].of_unit
    return found - truth(everybody, seed=seed, families=families)[figure].of_unit
