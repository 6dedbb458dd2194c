"""Difference in differences: two groups and two times, or units that begin at different times.

Sources: Wooldridge, Introductory Econometrics, 13.2; Callaway and Sant'Anna 2021 (J Econometrics
225:200), with never-treated units as controls. Two-way fixed effects are biased where units begin
at different times (Goodman-Bacon 2021), so they are not offered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData


@dataclass(frozen=True)
class TwoByTwo:
    """Ordinary least squares of outcome on post, treated and both. The terms, in that order after
    the intercept, have shape (4,) in units of the outcome; the last one is the difference in
    differences. `cells` holds (treated, post, n, mean), untreated and before first."""

    n: int
    coef: Numbers
    se: Numbers
    r2: float
    cells: tuple[tuple[int, int, int, float], ...]


@dataclass(frozen=True)
class GroupTime:
    """The effect in one period on the units that began in `group`; `se` has divisor n."""

    group: float
    time: float
    att: float
    se: float
    n_treat: int
    n_control: int


@dataclass(frozen=True)
class Staggered:
    """Effects by group and time, in that order, and their means weighted by group size.

    `by_group`: mean of a group's periods from its beginning on. `overall`: of these over groups.
    `simple`: of all effects from the beginning on. `by_exposure`: by periods since the beginning.
    """

    effects: tuple[GroupTime, ...]
    by_group: dict[float, float]
    overall: float
    simple: float
    by_exposure: dict[float, float]
    n_units: int


def two_by_two(outcome: ArrayLike, post: ArrayLike, treated: ArrayLike) -> TwoByTwo:
    """Shape (rows,) each; `post` and `treated` are 0 or 1, nothing is missing.

    `UnusableData`: one of the four cells is empty, or there are no more rows than terms.
    """
    values, after, chosen = (np.asarray(each, dtype=float) for each in (outcome, post, treated))
    cells = []
    for group in (0, 1):
        for time in (0, 1):
            own = values[(chosen == group) & (after == time)]
            if not own.size:
                raise UnusableData(Reason.TOO_FEW, "a cell of the four is empty")
            cells.append((group, time, int(own.size), float(own.mean())))
    if values.size <= 4:
        raise UnusableData(Reason.TOO_FEW, "no more rows than terms")
    design = np.column_stack([np.ones(values.size), after, chosen, after * chosen])
    inverse = np.linalg.inv(design.T @ design)
    coef = inverse @ design.T @ values
    residuals = values - design @ coef
    unexplained = float(residuals @ residuals)
    around = values - values.mean()
    total = float(around @ around)
    se = np.sqrt(np.diag(inverse) * unexplained / (values.size - 4))
    r2 = 1 - unexplained / total if total > 0 else np.nan
    return TwoByTwo(int(values.size), coef, se, r2, tuple(cells))


def staggered(panel: ArrayLike, times: ArrayLike, first_treated: ArrayLike) -> Staggered:
    """Effects of something that units begin at different times, against those that never do.

    `panel` has shape (units, times), `times` in ascending order, `first_treated` shape (units,)
    with 0 for never. The base is the period before the beginning, and the preceding period in the
    time before. Units that had begun in the first period have no base and are left out; so are
    groups that begin after the last as beginners, and they are no controls.
    `UnusableData`: no unit never begins, none begins within the periods, or fewer than two periods.
    """
    values, periods = np.asarray(panel, dtype=float), np.asarray(times, dtype=float)
    first = np.asarray(first_treated, dtype=float)
    never = first == 0
    groups = [each for each in np.unique(first[~never]) if periods[0] < each <= periods[-1]]
    if periods.size < 2 or not never.any() or not groups:
        raise UnusableData(Reason.TOO_FEW, "no controls, no beginners or one period")
    effects = [
        _effect(values, periods, (group, place), (first == group, never))
        for group in groups
        for place in range(1, periods.size)
    ]
    return _summed(effects, {group: int((first == group).sum()) for group in groups}, first.size)


def _effect(
    values: Numbers,
    periods: Numbers,
    what: tuple[float, int],
    who: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> GroupTime:
    group, place = what
    is_after = periods[place] >= group
    base = int(np.flatnonzero(periods < group)[-1]) if is_after else place - 1
    change = values[:, place] - values[:, base]
    own, others = change[who[0]], change[who[1]]
    variance = own.var() / own.size + others.var() / others.size
    att = float(own.mean() - others.mean())
    return GroupTime(
        float(group), float(periods[place]), att, float(variance**0.5), own.size, others.size
    )


def _summed(effects: list[GroupTime], sizes: dict[float, int], n_units: int) -> Staggered:
    after = [each for each in effects if each.time >= each.group]
    by_group = {
        float(group): float(np.mean([each.att for each in after if each.group == group]))
        for group in sizes
    }
    exposures = sorted({each.time - each.group for each in effects})
    return Staggered(
        effects=tuple(effects),
        by_group=by_group,
        overall=float(np.average(list(by_group.values()), weights=list(sizes.values()))),
        simple=_weighted(after, sizes),
        by_exposure={
            exposure: _weighted([e for e in effects if e.time - e.group == exposure], sizes)
            for exposure in exposures
        },
        n_units=n_units,
    )


def _weighted(effects: list[GroupTime], sizes: dict[float, int]) -> float:
    weights = [sizes[each.group] for each in effects]
    return float(np.average([each.att for each in effects], weights=weights))
