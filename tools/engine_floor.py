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
def change(  # noqa: C901
    scores: tuple[Columns, ...],
    quarters: Columns,
    shape: tuple[int, int, int],
    threshold: float,
    reach: Columns,
) -> Columns:
    """Of last minus first, shape (7, *shape): n, mean, SD, shares better and worse, interval.

    `scores`: goal, unit, intervention, day, value, in order of goal and day. `quarters`: which
    quarter a day is in. `reach`: by n, how many SDs the interval of a mean reaches to each side.
    """
    goal, unit, intervention, day, value = scores
    made = np.zeros((7, *shape))
    first = 0
    for row in range(goal.size):
        if row + 1 < goal.size and goal[row + 1] == goal[row]:
            continue
        if row > first and day[row] - day[first] >= 28:
            moved = value[row] - value[first]
            at, quarter, which = unit[row], quarters[day[row]], intervention[row]
            made[0, at, quarter, which] += 1
            made[1, at, quarter, which] += moved
            made[2, at, quarter, which] += moved * moved
            if moved > threshold:
                made[3, at, quarter, which] += 1
            elif moved < -threshold:
                made[4, at, quarter, which] += 1
        first = row + 1
    for at in range(shape[0]):
        for quarter in range(shape[1]):
            for which in range(shape[2]):
                n = made[0, at, quarter, which]
                if n == 0:
                    continue
                mean = made[1, at, quarter, which] / n
                made[1, at, quarter, which] = mean
                made[3, at, quarter, which] /= n
                made[4, at, quarter, which] /= n
                if n > 1:
                    off = max(0.0, made[2, at, quarter, which] - n * mean * mean)
                    sd = np.sqrt(off / (n - 1))
                    made[2, at, quarter, which] = sd
                    made[5, at, quarter, which] = mean - reach[int(n)] * sd
                    made[6, at, quarter, which] = mean + reach[int(n)] * sd
                else:
                    made[2, at, quarter, which] = 0.0
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
