"""The floor of `bench engine`: one fused, compiled pass over the same columns (numba)."""

# numba compiles plain loops: what looks like many branches here is one pass
from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Columns = NDArray[Any]


@numba.njit(cache=False)
def roll_up(facts: tuple[Columns, ...], parents: Columns, shape: tuple[int, int, int]) -> Columns:
    """Numerators, denominators and shares of every inner node, shape (3, *shape).

    `facts`: unit, indicator, period, numerator, denominator.
    """
    unit, indicator, period, numerator, denominator = facts
    made = np.zeros((3, *shape))
    for row in range(unit.size):
        node = parents[unit[row]]
        while node >= 0:
            made[0, node, indicator[row], period[row]] += numerator[row]
            made[1, node, indicator[row], period[row]] += denominator[row]
            node = parents[node]
    for node in range(shape[0]):
        for which in range(shape[1]):
            for when in range(shape[2]):
                if made[1, node, which, when] > 0:
                    made[2, node, which, when] = (
                        100 * made[0, node, which, when] / made[1, node, which, when]
                    )
    return made


@numba.njit(cache=False)
def change(scores: tuple[Columns, ...], shape: tuple[int, int, int], threshold: float) -> Columns:
    """n, sum, sum of squares, better and worse of last minus first, shape (5, *shape).

    `scores`: goal, unit, intervention, day, value, in order of goal and day. Quarters are of 91
    days, as the invented ones are.
    """
    goal, unit, intervention, day, value = scores
    made = np.zeros((5, *shape))
    first = 0
    for row in range(goal.size):
        if row + 1 < goal.size and goal[row + 1] == goal[row]:
            continue
        if row > first and day[row] - day[first] >= 28:
            moved = value[row] - value[first]
            at, quarter, which = unit[row], day[row] // 91, intervention[row]
            made[0, at, quarter, which] += 1
            made[1, at, quarter, which] += moved
            made[2, at, quarter, which] += moved * moved
            if moved > threshold:
                made[3, at, quarter, which] += 1
            elif moved < -threshold:
                made[4, at, quarter, which] += 1
        first = row + 1
    return made


@numba.njit(cache=False)
def newest_points(values: Columns, starts: Columns) -> Columns:  # noqa: C901, PLR0912
    """The code of each series' newest point, as `xmr_many.LABELS` numbers them."""
    codes = np.zeros(starts.size, np.int8)
    for which in range(starts.size):
        begin = starts[which]
        end = starts[which + 1] if which + 1 < starts.size else values.size
        mean = 0.0
        for at in range(begin, end):
            mean += values[at]
        mean /= end - begin
        mean_range = 0.0
        for at in range(begin + 1, end):
            mean_range += abs(values[at] - values[at - 1])
        mean_range /= max(1, end - begin - 1)
        kept, count = 0.0, 0
        for at in range(begin + 1, end):
            moved = abs(values[at] - values[at - 1])
            if moved < 3.267 * mean_range:
                kept += moved
                count += 1
        reach = 2.66 * (kept / count if count else 0.0)
        near = 2 / 3 * reach
        last = values[end - 1] - mean
        above = below = rising = falling = 0
        for at in range(max(begin, end - 7), end):
            above += values[at] > mean
            below += values[at] < mean
            if at > max(begin, end - 7):
                rising += values[at] > values[at - 1]
                falling += values[at] < values[at - 1]
        near_above = near_below = three_above = three_below = 0
        for at in range(max(begin, end - 3), end):
            off = values[at] - mean
            near_above += near < off <= reach
            near_below += near < -off <= reach
            three_above += off > 0
            three_below += off < 0
        if last > reach:
            codes[which] = 1
        elif last < -reach:
            codes[which] = 2
        elif rising == 6:
            codes[which] = 3
        elif falling == 6:
            codes[which] = 4
        elif near_above >= 2 and three_above == 3 and last > near:
            codes[which] = 5
        elif near_below >= 2 and three_below == 3 and -last > near:
            codes[which] = 6
        elif above == 7:
            codes[which] = 7
        elif below == 7:
            codes[which] = 8
    return codes
