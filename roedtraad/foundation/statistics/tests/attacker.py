"""Somebody who keeps every edition of some tables and computes what they can."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

from roedtraad.foundation.statistics.disclosure.cells import made_of
from roedtraad.foundation.statistics.disclosure.editions import Declared, Edition


def learnt(editions: Sequence[Edition], declared: Declared) -> list[tuple[int, float]]:
    """Of every small cell of any edition its count, and how wide the attacker's interval is.

    The attacker's unknowns are the leaves, another each time that one was counted otherwise, which
    the attacker is thought to know of; everything published is an equation. Written without any of
    the library's own relations.
    """
    unknown: dict[tuple, int] = {}
    equations, small = [], []
    for edition in editions:
        parts = made_of(edition.counted, declared.parents)
        for cell, count in edition.published.items():
            members = [(leaf, edition.versions[leaf]) for leaf in parts[cell]]
            places = [unknown.setdefault(each, len(unknown)) for each in members]
            truth = sum(edition.counted[leaf] for leaf in parts[cell])
            if count is not None:
                assert count == truth and not 0 < count < 5
                equations.append((places, count))
            elif 0 < truth < 5:
                small.append((places, truth))
    matrix = np.zeros((len(equations), len(unknown)))
    for row, (places, _count) in enumerate(equations):
        matrix[row, places] = 1
    known = [count for _places, count in equations]
    return [(truth, width_of(places, matrix, known)) for places, truth in small]


def width_of(places: list[int], matrix: np.ndarray, known: list[int]) -> float:
    goal = np.zeros(matrix.shape[1])
    goal[places] = 1
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=matrix, b_eq=known, method="highs")
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends[1] - ends[0]
