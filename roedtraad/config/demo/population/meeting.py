"""Which families there are, whom they are about, and which goals are agreed with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .design import Design
from .tables import (
    DEVELOP,
    FFB,
    GAS,
    LIMIT_LOSS,
    MAINTAIN,
    OWN,
    Children,
    Counts,
    Families,
    Numbers,
)

YEAR = 365.2425  # so that a day's remainder tells the time of the year
VISIT = 42  # days from one visit with scores to the next
AT_ONCE, FIRST_DAYS, LAST_DAYS = 0.2, 60, 30  # who was there when all began; none in the last days
LEVELS = {OWN: 0.75, GAS: 0.15, FFB: 0.10}
AIMS = {True: (0.55, 0.3, 0.15), False: (0.8, 0.15, 0.05)}  # for adults, for children
LATER = 0.2  # the share of goals that are agreed after the first visits
LOSS = -1.0  # points that are lost in the long run where a loss is limited


@dataclass(frozen=True)
class Agreed:
    """A goal as it begins. `start`: its true level then; `effect`: how far it will truly move."""

    child: Counts
    family: Counts
    scale: Counts
    aim: Counts
    agreed_on: Counts
    start: Numbers
    effect: Numbers


def met(design: Design, chance: np.random.Generator) -> Families:
    """The families of every unit; none has ended yet."""
    sizes = [unit.families for unit in design.units]
    unit = np.repeat(np.arange(len(sizes)), sizes)
    n = unit.size
    widest = max(len(each.kinds) for each in design.units)
    offered = np.array([np.resize(each.kinds, widest * 6)[:12] for each in design.units])
    kind = offered[unit, _of_offered(design, unit, chance)]
    first, last = design.starts_on.toordinal(), design.ends_on.toordinal()
    opened = np.where(
        chance.random(n) < AT_ONCE,
        first + chance.integers(0, FIRST_DAYS, n),
        chance.integers(first, last - LAST_DAYS, n),
    )
    starts = opened + chance.integers(5, 25, n)
    length = np.array([each.days for each in design.kinds])[kind] * chance.uniform(0.75, 1.25, n)
    is_adult = np.array([each.is_for_adults for each in design.units])[unit]
    discussed = np.where(chance.random(n) < 0.7, starts - chance.integers(0, 5, n), 0)
    nothing = np.zeros(n, dtype=np.int64)
    adults = np.where(is_adult, 0, 1 + (chance.random(n) < 0.6))
    planned = starts + length.astype(np.int64)
    return Families(unit, kind, opened, starts, planned, nothing, nothing, discussed, adults)


def _of_offered(design: Design, unit: Counts, chance: np.random.Generator) -> Counts:
    """Which of its unit's kinds each family receives: the first oftenest."""
    count = np.array([len(each.kinds) for each in design.units])[unit]
    return np.asarray((chance.random(unit.size) ** 1.4 * count).astype(np.int64))


def children_of(design: Design, families: Families, chance: np.random.Generator) -> Children:
    """Whom each case is about: an adult, or one to three children with some years between them."""
    low, high = (np.array([each.ages[end] for each in design.units]) for end in (0, 1))
    unit = families.unit
    count = np.where(families.adults == 0, 1, chance.choice(3, unit.size, p=(0.6, 0.3, 0.1)) + 1)
    family = np.repeat(np.arange(unit.size), count)
    rank = np.arange(family.size) - np.repeat(np.cumsum(count) - count, count)
    eldest = chance.uniform(low[unit], high[unit] + 1)
    apart = chance.uniform(1.2, 3.5, family.size)
    age = np.maximum(eldest[family] - rank * apart, 0.3)
    return Children(family, families.starts_on[family] - (age * YEAR).astype(np.int64))


def agreed(
    design: Design, families: Families, children: Children, chance: np.random.Generator
) -> Agreed:
    """One to three goals of each child, most of them agreed in the first weeks."""
    count = chance.choice(3, len(children), p=(0.3, 0.5, 0.2)) + 1
    child = np.repeat(np.arange(len(children)), count)
    family = children.family[child]
    n = child.size
    is_adult = families.adults[family] == 0
    order = chance.random(n)
    shares = np.where(is_adult[:, None], np.cumsum(AIMS[True]), np.cumsum(AIMS[False]))
    aim = (order[:, None] > shares[:, :2]).sum(axis=1)
    scale = chance.choice(list(LEVELS), n, p=list(LEVELS.values()))
    delay = np.where(chance.random(n) < LATER, VISIT * chance.integers(1, 4, n), 0)
    nature = design.nature
    start = np.clip(chance.normal(nature.start, nature.start_sd, n), 0.5, 8.0)
    return Agreed(
        child=child,
        family=family,
        scale=scale,
        aim=aim,
        agreed_on=families.starts_on[family] + 28 + delay,
        start=np.where(aim == DEVELOP, start, start + 1.5),
        effect=_effects(design, families, family, aim, chance),
    )


def _effects(
    design: Design, families: Families, family: Counts, aim: Counts, chance: np.random.Generator
) -> Numbers:
    usual = np.array([kind.effect for kind in design.kinds])[families.kind]
    usual = usual + np.array([unit.extra for unit in design.units])[families.unit]
    own = chance.normal(0, design.nature.family_sd, len(families))[family]
    noise = chance.normal(0, design.nature.goal_sd, family.size)
    meant = np.select(
        [aim == DEVELOP, aim == MAINTAIN, aim == LIMIT_LOSS], [usual[family], 0.0, LOSS]
    )
    return np.asarray(meant + own + noise)
