"""Every series of the mart against its own history: the newest point on its control chart."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray

from roedtraad.foundation.statistics.xmr_many import NewestPoints, newest_points


@dataclass(frozen=True)
class SeriesStanding:
    """Shape (series,): which unit and indicator each is of, and how its newest point is judged."""

    unit: NDArray[np.int32]
    indicator: NDArray[np.int32]
    newest: NewestPoints


def in_order(values: ir.Table) -> ir.Table:
    """The points of every series, one series after the other, in order of time.

    `values`: unit, indicator, period (rising with time), value.
    """
    known = values.filter(values.value.notnull())
    return known.select("unit", "indicator", "period", "value").order_by(
        "unit", "indicator", "period"
    )


def standings(
    unit: NDArray[np.int32], indicator: NDArray[np.int32], value: NDArray[np.float64]
) -> SeriesStanding:
    """Judge all series; the arrays are the columns of `in_order`, shape (points,)."""
    is_new = np.ones(unit.size, dtype=bool)
    is_new[1:] = (np.diff(unit) != 0) | (np.diff(indicator) != 0)
    starts = np.flatnonzero(is_new)
    return SeriesStanding(unit[starts], indicator[starts], newest_points(value, starts))
