"""Change by a mixed model (HLM): each person's slope against the group's, from all measurements.

Sources: Speer & Greenbaum 1995 (J Consult Clin Psychol 63:1044); the model of R's
clinicalsignificance, outcome ~ time with random intercept and slope, fitted by REML with the
deviance profiled as in Bates et al. 2015 (J Stat Softw 67:1). statsmodels' MixedLM is the same
model, but where its optimisers stop differs so much that persons change class between them; here
the fixed effects are the random ones, so the whole deviance is sums of 2×2 matrices, and its
optimum is found to nine digits in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import Numbers
from .unusable import Reason, UnusableData

FEWEST = 3  # measurements of a person


@dataclass(frozen=True)
class SlopeIndex:
    """`persons`: those with at least three measurements, in the order of first appearance;
    `index`: their slope's deviation from the mean slope in posterior SDs; `mean_slope`: points per
    unit of time."""

    persons: list[str]
    index: Numbers
    mean_slope: float


def slope_index(person: list[str], time: ArrayLike, outcome: ArrayLike) -> SlopeIndex:
    """The index of each person; arrays of shape (measurements,), NaN outcomes are left out.

    `UnusableData`: fewer than two persons with three measurements, or no model can be fitted.
    """
    names = np.asarray(person)
    t, y = np.asarray(time, dtype=float), np.asarray(outcome, dtype=float)
    if not names.shape == t.shape == y.shape:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "person, time and outcome")
    is_there = np.isfinite(t) & np.isfinite(y)
    counted = dict(zip(*np.unique(names[is_there], return_counts=True), strict=True))
    kept = is_there & np.array([counted.get(name, 0) >= FEWEST for name in names], dtype=bool)
    persons = list(dict.fromkeys(str(name) for name in names[kept]))
    if len(persons) < 2:
        raise UnusableData(Reason.TOO_FEW, "two persons with three measurements")
    return _fitted(persons, names[kept], t[kept], y[kept])


def _fitted(persons: list[str], names: NDArray[np.str_], t: Numbers, y: Numbers) -> SlopeIndex:
    if np.ptp(t) == 0 or np.ptp(y) == 0:
        raise UnusableData(Reason.NO_VARIATION, "time and outcome")
    # standardised, so that the answer depends on neither origin nor unit of time and outcome
    model = _Model.of(persons, names, (t - t.mean()) / t.std(), (y - y.mean()) / y.std())
    try:
        found = model.at(_best_root(model))
    except np.linalg.LinAlgError as error:
        raise UnusableData(Reason.NO_CONVERGENCE, str(error)) from error
    spread = np.sqrt(found.variance * found.shrinkage[:, 1, 1])
    if not (np.isfinite(found.deviance) and np.all(spread > 1e-6)):
        raise UnusableData(Reason.NO_CONVERGENCE, "slopes do not differ between persons")
    mean_slope = float(found.fixed[1] * y.std() / t.std())
    return SlopeIndex(persons, found.random[:, 1] / spread, mean_slope)


@dataclass(frozen=True)
class _Fit:
    """The model at one root of the relative covariance; random effects by person."""

    deviance: float
    fixed: Numbers
    variance: float
    random: Numbers
    shrinkage: Numbers  # (persons, 2, 2): the conditional covariance in units of the variance


@dataclass(frozen=True)
class _Model:
    """Each person's sums: Z'Z (persons, 2, 2), Z'y (persons, 2), and y'y over all."""

    crossed: Numbers
    toward: Numbers
    squares: float
    n: int

    @classmethod
    def of(cls, persons: list[str], names: NDArray[np.str_], t: Numbers, y: Numbers) -> _Model:
        place = {name: index for index, name in enumerate(persons)}
        rows = np.array([place[str(name)] for name in names])
        design = np.column_stack([np.ones_like(t), t])
        crossed, toward = np.zeros((len(persons), 2, 2)), np.zeros((len(persons), 2))
        np.add.at(crossed, rows, design[:, :, None] * design[:, None, :])
        np.add.at(toward, rows, design * y[:, None])
        return cls(crossed, toward, float(y @ y), y.size)

    def at(self, root: Numbers) -> _Fit:
        """The REML deviance and what belongs to it; `root`: the three elements of the lower L."""
        lower = np.array([[root[0], 0.0], [root[1], root[2]]])
        inner = np.eye(2) + lower.T @ self.crossed @ lower
        shrinkage = lower @ np.linalg.inv(inner) @ lower.T
        weighed = self.crossed @ shrinkage
        information = (self.crossed - weighed @ self.crossed).sum(axis=0)
        score = (self.toward - np.einsum("pij,pj->pi", weighed, self.toward)).sum(axis=0)
        fixed = np.linalg.solve(information, score)
        explained = np.einsum("pi,pij,pj->", self.toward, shrinkage, self.toward)
        freedom = self.n - 2
        variance = (self.squares - explained - float(fixed @ score)) / freedom
        if not variance > 0:
            return _Fit(np.inf, fixed, 0.0, self.toward, shrinkage)
        determinants = np.log(np.linalg.det(inner)).sum() + np.log(np.linalg.det(information))
        rest = self.toward - self.crossed @ fixed
        random = np.einsum("pij,pj->pi", shrinkage, rest)
        return _Fit(freedom * np.log(variance) + determinants, fixed, variance, random, shrinkage)


def _best_root(model: _Model) -> Numbers:
    """The lowest deviance from several starts, since one start can end in a hollow."""
    from scipy.optimize import minimize

    def deviance(root: Numbers) -> float:
        found = model.at(root).deviance
        return found if np.isfinite(found) else 1e300

    starts = [(1.0, 0.0, 1.0), (1.0, -0.5, 0.3), (0.3, 0.3, 0.3), (3.0, -1.0, 1.0)]
    coarse = [
        minimize(deviance, start, method="Nelder-Mead", options={"maxiter": 2000})
        for start in starts
    ]
    best = min(coarse, key=lambda each: float(each.fun))
    fine = minimize(
        deviance,
        best.x,
        method="Nelder-Mead",
        options={"maxiter": 4000, "xatol": 1e-10, "fatol": 1e-12, "initial_simplex": None},
    )
    return np.asarray(fine.x)
