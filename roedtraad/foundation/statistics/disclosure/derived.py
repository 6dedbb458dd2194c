"""Figures that are computed from counts of persons: they tell as much as the counts do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from . import THRESHOLD


def may_show_share(numerator: int, denominator: int, threshold: int = THRESHOLD) -> bool:
    """Whether a percentage may be published, its denominator being known or guessed.

    Who knows the denominator computes the numerator back, and those who are not counted in it: all
    three must be large, or nobody, and a share of nobody or everybody tells of each single one.
    """
    rest = denominator - numerator
    return denominator >= threshold and numerator >= threshold and rest >= threshold


def may_show_mean(
    values: ArrayLike, threshold: int = THRESHOLD, largest_share: float = 0.85
) -> bool:
    """Whether a mean or a sum over persons may be published. Shape (persons,); NaN is missing.

    Too few persons, all with the same value, or one who makes up more than `largest_share` of the
    sum of sizes (the dominance rule; Willenborg and de Waal 2001, 6.2.1) tell what one of them is.
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if known.size < threshold or np.all(known == known[0]):
        return False
    sizes = np.abs(known)
    return bool(sizes.max() <= largest_share * sizes.sum())


def may_show_difference(counts: Sequence[int], threshold: int = THRESHOLD) -> bool:
    """Whether counts of nested groups may stand side by side: smaller and larger filter, two dates.

    In ascending order of the groups; between two that differ, those in the larger alone must not be
    few, since they can be computed by subtraction.
    """
    steps = np.abs(np.diff(np.asarray(counts)))
    return not np.any((steps > 0) & (steps < threshold))
