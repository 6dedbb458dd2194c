"""Exits of several kinds: the Aalen–Johansen estimate of each.

Source: Aalen & Johansen 1978; the variance as in Marubini & Valsecchi 1995 and statsmodels'
CumIncidenceRight, here with late entry as well. A child may come home, turn eighteen or move:
1 − Kaplan–Meier of one exit answers for a world without the others, and is too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .pairs import Numbers
from .survival import kaplan_meier, risk_table
from .unusable import Reason, UnusableData


@dataclass(frozen=True)
class CumulativeIncidence:
    """The share that has left by one kind of exit after each time. Shape (times,) each, 0–1."""

    times: Numbers
    share: Numbers
    se: Numbers

    def at(self, times: ArrayLike) -> Numbers:
        """The share at any times: that of the latest step, 0 before the first."""
        steps = np.searchsorted(self.times, np.asarray(times, dtype=float), side="right")
        return np.append(0.0, self.share)[steps]


def aalen_johansen(
    duration: ArrayLike, exit_kind: Sequence[str | None], entry: ArrayLike | None = None
) -> dict[str, CumulativeIncidence]:
    """One curve for each kind of exit, in order of first appearance.

    `duration`: shape (cases,), at least 0; `exit_kind`: how each ended, None where it has not;
    `entry` as in `survival.risk_table`. The shares and the share still there add up to 1.
    """
    ends = np.asarray(duration, dtype=float)
    if ends.shape != (len(exit_kind),):
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "duration and exit_kind")
    kinds = list(dict.fromkeys(kind for kind in exit_kind if kind is not None))
    everyone = risk_table(ends, [kind is not None for kind in exit_kind], entry)
    survival = kaplan_meier(everyone).survival
    n, d = everyone.n_risk, everyone.n_events
    with np.errstate(divide="ignore", invalid="ignore"):
        before = np.where(n > 0, np.append(1.0, survival[:-1]) / n, 0.0)
    curves = {}
    for kind in kinds:
        own = risk_table(ends, [each == kind for each in exit_kind], entry).n_events
        share = np.cumsum(before * own)
        curves[kind] = CumulativeIncidence(everyone.times, share, _error(share, before, n, d, own))
    return curves


def _error(share: Numbers, before: Numbers, n: Numbers, d: Numbers, own: Numbers) -> Numbers:
    """Standard error after each time; NaN from where nobody is left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(d > 0, d / (n * (n - d)), 0.0)
        moved = np.where(own > 0, before * own / n, 0.0)
        chance = np.where(own > 0, before**2 * (n - own) * own / n, 0.0)
        variance = share**2 * np.cumsum(hazard) - 2 * share * np.cumsum(share * hazard)
        variance += np.cumsum(share**2 * hazard) + np.cumsum(chance)
        variance += 2 * np.cumsum(share * moved) - 2 * share * np.cumsum(moved)
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)))
