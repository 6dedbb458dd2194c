"""One person's change judged whole: its class, the sides of the cut-off, and whether it can show.

The command and the pages judge by this alone, so that the same person is never in two classes.
Sources: `reliable_change` and `clinical_significance`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from .clinical_significance import CombinedClass, Flags, Sides, combined_classes, sides
from .pairs import Numbers
from .reliable_change import ChangeClass, change_classes, exceeds
from .unusable import Reason, UnusableData


@dataclass(frozen=True)
class Rule:
    """What changes are judged by; all in points, unless sizes of another kind are given.

    `direction`: +1 where higher is better, −1 where lower is. `threshold`: what a change has to
    exceed (or equal, if `is_inclusive`). `cutoff`: None for none; a score on it is functional if
    `is_cutoff_inclusive`, else on neither side. `reach`: both ends of the scale.
    """

    direction: int
    threshold: float
    cutoff: float | None = None
    is_inclusive: bool = False
    is_cutoff_inclusive: bool = False
    reach: tuple[float, float] | None = None

    @property
    def best(self) -> float | None:
        """The good end of the scale."""
        if self.reach is None:
            return None
        return self.reach[1] if self.direction > 0 else self.reach[0]


@dataclass(frozen=True)
class Judgement:
    """One person. Without a cut-off `combined` and the sides are None.

    Where `is_showable` is false the person began so near the good end that no reliable improvement
    was possible: "cannot be shown", which is not "unchanged".
    """

    change: ChangeClass
    combined: CombinedClass | None
    is_clinical_pre: bool | None
    is_functional_post: bool | None
    is_showable: bool


@dataclass(frozen=True)
class Sizes:
    """Changes weighed otherwise than in points, positive where the score rose; shape (persons,).

    `at_best`: what they would have been had everyone ended at the good end.
    """

    found: Numbers
    at_best: Numbers | None = None


def judge(
    pre: ArrayLike,
    post: ArrayLike,
    rule: Rule,
    *,
    sizes: Sizes | None = None,
    functional_post: Flags | None = None,
) -> list[Judgement]:
    """Judge each person. Shape (persons,) each, no NaN: leave incomplete pairs out before.

    `sizes`: an index by another method, held against the rule's threshold in place of the points.
    `functional_post`: who ended on the functional side, where the method has its own way to tell.
    `UnusableData`: unequal lengths, a NaN, or a direction other than ±1.
    """
    before, after = np.asarray(pre, dtype=float), np.asarray(post, dtype=float)
    if before.shape != after.shape or before.ndim != 1:
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "pre and post")
    if rule.direction not in {-1, 1} or not np.all(np.isfinite(before) & np.isfinite(after)):
        raise UnusableData(Reason.OUT_OF_RANGE, "pairs are complete, direction is ±1")
    size = after - before if sizes is None else sizes.found
    changes = change_classes(rule.direction * size, rule.threshold, is_inclusive=rule.is_inclusive)
    where = _where(before, after, rule, functional_post)
    combined = [None] * len(changes) if where is None else combined_classes(changes, where)
    showable = _showable(before, rule, sizes)
    return [
        Judgement(
            change=changes[i],
            combined=combined[i],
            is_clinical_pre=None if where is None else bool(where.clinical_pre[i]),
            is_functional_post=None if where is None else bool(where.functional_post[i]),
            is_showable=bool(showable[i]),
        )
        for i in range(before.size)
    ]


def _where(
    before: Numbers, after: Numbers, rule: Rule, functional_post: Flags | None
) -> Sides | None:
    if rule.cutoff is None:
        return None
    where = sides(before, after, rule.cutoff, rule.direction, is_inclusive=rule.is_cutoff_inclusive)
    return where if functional_post is None else replace(where, functional_post=functional_post)


def _showable(before: Numbers, rule: Rule, sizes: Sizes | None) -> Flags:
    if rule.best is None:
        return np.ones(before.shape, dtype=bool)
    room = rule.direction * (rule.best - before)
    if sizes is None:
        return exceeds(room, rule.threshold, is_inclusive=rule.is_inclusive)
    if sizes.at_best is None:  # a slope has no threshold in points: any room will do
        return exceeds(room, 0.0)
    return exceeds(rule.direction * sizes.at_best, rule.threshold, is_inclusive=rule.is_inclusive)
