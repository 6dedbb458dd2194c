"""How it truly goes from visit to visit: change, ups and downs, seasons, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .design import Design, Nature
from .meeting import VISIT, YEAR, Agreed
from .tables import (
    BREAKDOWN,
    DECLINED,
    MOVED,
    NOT_HELPING,
    OTHER,
    REACHED,
    RUNS,
    Counts,
    Families,
    Flags,
    Numbers,
)

SUMMER, SEPTEMBER = (205.0, 22.0), (255.0, 11.0)  # day of the year, and how wide
JITTER = 6  # days that a visit is early or late
BETTER = 1.0  # points for the better after which an end as planned is a goal reached


@dataclass(frozen=True)
class Course:
    """`day`, `is_held`: shape (families, visits). `state`: the true level, (goals, visits)."""

    day: Counts
    is_held: Flags
    state: Numbers


def lived(
    design: Design, families: Families, goals: Agreed, chance: np.random.Generator
) -> tuple[Families, Course]:
    """The families as they ended, and the course until then."""
    visits = 1 + (design.ends_on - design.starts_on).days // VISIT
    steps = VISIT * np.arange(visits) + chance.integers(
        -JITTER, JITTER + 1, (len(families), visits)
    )
    day = families.starts_on[:, None] + 28 + JITTER + steps
    state = _states(design.nature, goals, day[goals.family], chance)
    left, reason = _leaving(design, families, goals, state, chance)
    ended, reason, is_held = _ends(design, families, day, (left, reason), chance)
    reason = _as_planned(families, goals, state, is_held, reason)
    return replace(families, ended_on=ended, reason=reason), Course(day, is_held, state)


def season(nature: Nature, day: Counts) -> Numbers:
    """How far everything is down at that time of the year, in points."""
    of_year = day % YEAR  # the first of January of year 1 is day 1
    dips = ((nature.summer, SUMMER), (nature.september, SEPTEMBER))
    return -sum(
        (deep * np.exp(-0.5 * ((of_year - at) / wide) ** 2) for deep, (at, wide) in dips),
        start=np.zeros(day.shape),
    )


def _states(nature: Nature, goals: Agreed, day: Counts, chance: np.random.Generator) -> Numbers:
    since = np.maximum(day - goals.agreed_on[:, None] - 2 * JITTER, 0)  # none at the first visit
    moved = goals.effect[:, None] * (1 - np.exp(-since / nature.settling))
    of_child = _swings(nature, int(goals.child.max(initial=0)) + 1, day.shape[1], chance)
    of_goal = _swings(nature, goals.child.size, day.shape[1], chance)
    swings = (of_child[goals.child] + of_goal) / np.sqrt(2)
    return np.asarray(goals.start[:, None] + moved + swings + season(nature, day))


def _swings(nature: Nature, rows: int, visits: int, chance: np.random.Generator) -> Numbers:
    """Ups and downs that last a while: an autoregression from visit to visit."""
    kept = np.exp(-VISIT / nature.lasting)
    found = chance.normal(0, nature.swing, (rows, visits))
    for visit in range(1, visits):
        found[:, visit] = kept * found[:, visit - 1] + np.sqrt(1 - kept**2) * found[:, visit]
    return found


def _leaving(
    design: Design,
    families: Families,
    goals: Agreed,
    state: Numbers,
    chance: np.random.Generator,
) -> tuple[Counts, Counts]:
    """Before which visit each family leaves (beyond the last: none), and why."""
    n, visits = len(families), state.shape[1]
    size = np.maximum(np.bincount(goals.family, minlength=n), 1)
    left, reason = np.full(n, visits), np.zeros(n, dtype=np.int64)
    is_placed = np.array([kind.is_placement for kind in design.kinds])[families.kind]
    for visit in range(1, visits):
        for_better = np.bincount(goals.family, state[:, visit - 1] - goals.start, n) / size
        odds = design.nature.worse - design.nature.relief * for_better
        moves = chance.random(n) < design.nature.at_random
        gives_up = chance.random(n) < np.exp(-np.logaddexp(0, -odds))
        is_new = (left == visits) & (moves | gives_up)
        why = np.where(chance.random(n) < 0.5, DECLINED, NOT_HELPING)
        why = np.where(moves, MOVED, np.where(is_placed, BREAKDOWN, why))
        reason = np.where(is_new, why, reason)
        left = np.where(is_new, visit, left)
    return left, reason


def _ends(
    design: Design,
    families: Families,
    day: Counts,
    leaving: tuple[Counts, Counts],
    chance: np.random.Generator,
) -> tuple[Counts, Counts, Flags]:
    """The last day of each family, 0 where it is still to come, why, and which visits were held."""
    (left, reason), last = leaving, design.ends_on.toordinal()
    visits = day.shape[1]
    of_leaving = day[np.arange(left.size), np.minimum(left, visits - 1)]
    of_leaving = of_leaving - JITTER - chance.integers(1, 18, left.size)
    leaves = (left < visits) & (of_leaving < families.planned_to)
    ended = np.where(leaves, of_leaving, families.planned_to)
    is_held = (np.arange(visits) < left[:, None]) & (day <= np.minimum(ended, last)[:, None])
    reason = np.where(leaves, reason, OTHER)
    return np.where(ended <= last, ended, 0), np.where(ended <= last, reason, RUNS), is_held


def _as_planned(
    families: Families, goals: Agreed, state: Numbers, is_held: Flags, reason: Counts
) -> Counts:
    """Who ended as planned and had moved for the better reached what was aimed at."""
    n = len(families)
    latest = np.maximum(is_held.sum(axis=1) - 1, 0)[goals.family]
    moved = state[np.arange(latest.size), latest] - goals.start
    mean = np.bincount(goals.family, moved, n) / np.maximum(
        np.bincount(goals.family, minlength=n), 1
    )
    return np.where((reason == OTHER) & (mean > BETTER), REACHED, reason)
