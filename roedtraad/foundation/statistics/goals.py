"""How far goals were reached: GAS, goal-based outcomes, success by the type of goal.

Sources: Kiresuk & Sherman 1968 (Community Ment Health J 4:443), whose T this is; the misprinted
formulas of later guides are not used. CORC's goal-based outcomes. KL's types of goal in FFB.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from .unusable import Reason, UnusableData

LOWEST, HIGHEST = -2, 2


def attainment_t(scores: ArrayLike, weights: ArrayLike | None = None, rho: float = 0.30) -> float:
    """T = 50 + 10·Σwx / √((1−ρ)Σw² + ρ(Σw)²) of one case's goals.

    `scores`: shape (goals,), −2…2, NaN where a goal is not rated: it is left out with its weight.
    `weights`: the same shape, at least 0; none, or all of them 0, counts every goal alike.
    `rho`: the mean correlation of goals, 0 ≤ ρ < 1. NaN when no goal is rated.
    T looks normed but is not: it moves away from 50 with the number of goals, so cases with
    different numbers of goals cannot be compared.
    """
    x = np.asarray(scores, dtype=float)
    w = np.ones_like(x) if weights is None else np.asarray(weights, dtype=float)
    if x.shape != w.shape:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "scores and weights")
    is_rated = ~np.isnan(x)
    x, w = x[is_rated], np.nan_to_num(w[is_rated])
    _require_on_scale(x, w, rho)
    if x.size == 0:
        return math.nan
    if not w.any():
        w = np.ones_like(x)
    w = w / w.max()  # T does not depend on the size of the weights; their squares may overflow
    spread = (1 - rho) * np.sum(w**2) + rho * np.sum(w) ** 2
    return float(50 + 10 * np.sum(w * x) / np.sqrt(spread))


def _require_on_scale(x: np.ndarray, w: np.ndarray, rho: float) -> None:
    if x.size and (x.min() < LOWEST or x.max() > HIGHEST or w.min() < 0):
        raise UnusableData(Reason.OUT_OF_RANGE, "scores are -2…2, weights at least 0")
    if not 0 <= rho < 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "rho")


@dataclass(frozen=True)
class GoalProgress:
    """Mean change over the goals that one person rated at both times (in points of the scale)."""

    n_goals: int
    n_rated_twice: int
    mean_change: float


def goal_based_outcome(first: ArrayLike, latest: ArrayLike) -> GoalProgress:
    """The mean change of goals rated 0–10, higher is better (CORC).

    `first`, `latest`: shape (goals,), one rater's scores of the same goals; NaN is not rated.
    Raters are never averaged, and a goal whose text was changed is another goal.
    """
    before, after = np.asarray(first, dtype=float), np.asarray(latest, dtype=float)
    if before.shape != after.shape:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "first and latest")
    for ratings in (before, after):
        if np.any((ratings < 0) | (ratings > 10)):
            raise UnusableData(Reason.OUT_OF_RANGE, "goals are rated 0–10")
    change = after - before
    is_rated = ~np.isnan(change)
    mean = float(change[is_rated].mean()) if is_rated.any() else math.nan
    return GoalProgress(int(before.size), int(is_rated.sum()), mean)


class GoalType(StrEnum):
    """What a goal is for, as in FFB: udvikle, fastholde, begrænse tab."""

    DEVELOP = "develop"
    MAINTAIN = "maintain"
    LIMIT_LOSS = "limit_loss"


def is_reached(
    goal_type: GoalType,
    *,
    baseline: float | None,
    latest: float | None,
    target: float | None = None,
    lower_is_better: bool = True,
) -> bool | None:
    """Whether the level is a success for this type of goal; None when it cannot be said.

    Develop: at the target or better. Maintain: not worse than at the start. Limit loss: no worse
    than `target`, the level that the loss was expected to end at. Levels are numbers of one scale,
    as FFB's 0 (no reduction) to 4 (complete); a level that was not assessed is None, never 0.
    """
    least = baseline if goal_type == GoalType.MAINTAIN else target
    if least is None or latest is None:
        return None
    return latest <= least if lower_is_better else latest >= least
