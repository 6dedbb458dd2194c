"""What comes to be known of it: scores, evaluations, feedback and notes, some late, some never."""

from __future__ import annotations

from datetime import date

import numpy as np

from .design import CITIZEN, PARENT, PRACTITIONER, TEACHER, Design, Nature
from .living import SUMMER, Course
from .meeting import YEAR, Agreed
from .tables import (
    DEVELOP,
    FFB,
    GAS,
    LIMIT_LOSS,
    Children,
    Counts,
    Evaluations,
    Families,
    Feedback,
    Flags,
    Notes,
    Numbers,
    Scores,
)

CHILD_FROM, TEACHER_AGES = 6, (6, 16)
GAS_STEP, FFB_STEP = 1.5, 2.5  # points of 0–10 that make a level of those scales
ACTIVE_DAYS, GRACE = 30, 14
NOTES_A_MONTH = 1.0


def scores(
    design: Design,
    families: Families,
    children: Children,
    goals: Agreed,
    course: Course,
    chance: np.random.Generator,
) -> Scores:
    """Every rater's levels that were recorded by the end, in the order of goal, rater and day."""
    day = course.day[goals.family]
    is_due = course.is_held[goals.family] & (day >= goals.agreed_on[:, None])
    parts = []
    for rater in (CITIZEN, PARENT, PRACTITIONER, TEACHER):
        how = design.raters[rater]
        asked = is_due & (np.arange(day.shape[1]) % how.every == 0)
        asked &= _may_rate(rater, families, children, goals, day)
        asked &= chance.random(day.shape) >= _missing(design.nature, day)
        own = chance.normal(0, how.apart, len(children))[goals.child]
        goal, visit = np.nonzero(asked)
        since = day[goal, visit] - families.starts_on[goals.family[goal]]
        seen = course.state[goal, visit] + own[goal] + how.milder * since / YEAR
        seen = seen + chance.normal(0, how.noise, goal.size)
        given = day[goal, visit]
        value = _levels(goals, goal, seen)
        recorded = given + _lateness(design.nature, goal.size, chance)
        parts.append((goal, np.full(goal.size, rater), given, recorded, value))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    known = Scores(*columns)
    known = known.only(known.recorded_on <= design.ends_on.toordinal())
    return known.only(np.lexsort((known.given_on, known.rater, known.goal)))


def _may_rate(
    rater: int, families: Families, children: Children, goals: Agreed, day: Counts
) -> Flags:
    age = (day - children.born_on[goals.child][:, None]) / YEAR
    is_adult = (families.adults[goals.family] == 0)[:, None]
    if rater == CITIZEN:
        return np.asarray(age >= CHILD_FROM)
    if rater == TEACHER:
        return np.asarray((age >= TEACHER_AGES[0]) & (age <= TEACHER_AGES[1]) & ~is_adult)
    return np.broadcast_to(~is_adult | (rater != PARENT), day.shape)


def _missing(nature: Nature, day: Counts) -> Numbers:
    is_summer = np.abs(day % YEAR - SUMMER[0]) < SUMMER[1]
    return np.where(is_summer, nature.missing_in_summer, nature.missing)


def _lateness(nature: Nature, size: int, chance: np.random.Generator) -> Counts:
    days = 1 + chance.exponential(nature.lateness, size)
    return np.where(chance.random(size) < nature.late, days, 0).astype(np.int64)


def _levels(goals: Agreed, goal: Counts, seen: Numbers) -> Counts:
    """What is seen, as a level of the goal's own scale."""
    scale, start = goals.scale[goal], goals.start[goal]
    own = np.clip(np.rint(seen), 0, 10)
    gas = np.clip(np.rint((seen - start) / GAS_STEP - 1), -2, 2)
    ffb = np.clip(np.rint(4 - seen / FFB_STEP), 0, 4)
    return np.select([scale == GAS, scale == FFB], [gas, ffb], own).astype(np.int64)


def targets(goals: Agreed) -> Counts:
    """Three points on from the start, no loss, or two points lost; as a level of its scale."""
    aimed = goals.start + np.select([goals.aim == DEVELOP, goals.aim == LIMIT_LOSS], [3.0, -2.0], 0)
    return _levels(goals, np.arange(goals.start.size), aimed)


def habits(design: Design, families: Families, usual: Numbers, rng: np.random.Generator) -> Numbers:
    """How likely each family's workers do what is usual in their unit, 0–1."""
    own = rng.normal(0, design.nature.habit_sd, len(families))
    return np.asarray(1 / (1 + np.exp(-(np.log(usual / (1 - usual))[families.unit] + own))))


def quarter_ends(first: date, last: date) -> Counts:
    """The last days of the quarters that end between two days."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    ends = [date(m // 12, m % 12 + 1, 1).toordinal() - 1 for m in months if m % 3 == 0]
    return np.array([day for day in ends if first.toordinal() <= day <= last.toordinal()])


def evaluations(
    design: Design, families: Families, profile: tuple[Counts, Counts], rng: np.random.Generator
) -> Evaluations:
    """Once in each quarter with enough active days: in time, later, or not.

    `profile`: the first day of each family's first goal, and the day from which none is open.
    """
    ends = quarter_ends(design.starts_on, design.ends_on)
    begins = np.array([_quarter_begins(int(day)) for day in ends])
    starts, stops = profile
    active = np.minimum(stops[:, None], ends + 1) - np.maximum(starts[:, None], begins)
    family, quarter = np.nonzero(active >= ACTIVE_DAYS)
    due = ends[quarter]
    usual = np.array([unit.in_time for unit in design.units])
    in_time = rng.random(due.size) < habits(design, families, usual, rng)[family]
    late = due + GRACE + rng.integers(1, 70, due.size)
    approved = np.where(in_time, due + rng.integers(-25, GRACE + 1, due.size), late)
    is_known = (approved <= design.ends_on.toordinal()) & (in_time | (rng.random(due.size) < 0.6))
    return Evaluations(family, due, np.where(is_known, approved, 0))


def _quarter_begins(end: int) -> int:
    last = date.fromordinal(end)
    return date(last.year, last.month - 2, 1).toordinal()


def feedback(design: Design, course: Course, rng: np.random.Generator) -> Feedback:
    """Families whose worker asks are asked at every second visit or so."""
    n = len(course.day)
    asks = rng.random(n) < 0.6
    asked = course.is_held & asks[:, None] & (rng.random(course.day.shape) < 0.5)
    family, visit = np.nonzero(asked)
    liked = rng.normal(7.5, 1.0, n)[family] + rng.normal(0, 1.0, family.size)
    return Feedback(family, course.day[family, visit], np.clip(np.rint(liked), 0, 10).astype(int))


def notes(design: Design, families: Families, rng: np.random.Generator) -> Notes:
    """What the diary tells: some notes a month for as long as the intervention ran."""
    last = np.where(families.ended_on > 0, families.ended_on, design.ends_on.toordinal())
    days = np.maximum(last - families.starts_on, 1)
    count = rng.poisson(days * NOTES_A_MONTH / 30)
    family = np.repeat(np.arange(len(families)), count)
    given = families.starts_on[family] + (rng.random(family.size) * days[family]).astype(np.int64)
    recorded = given + _lateness(design.nature, family.size, rng)
    found = Notes(family, given, recorded, rng.integers(0, 1_000, family.size))
    return found.only(found.recorded_on <= design.ends_on.toordinal())
