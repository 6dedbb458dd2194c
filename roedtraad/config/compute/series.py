"""A series of periods: in order of time, without what is missing, each time once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .refusals import Refused
from .table import Table
from .times import TimeScale, require_unique

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Times as they stand in the file, and the values at them."""

    times: tuple[str, ...]
    values: Numbers
    scale: TimeScale
    warnings: tuple[str, ...]


def require(allowed: NDArray[np.bool_], table: Table, column: str, rule: str) -> None:
    """Refuse the first row whose number breaks the rule, named by line and column."""
    wrong = np.flatnonzero(~allowed)
    if wrong.size:
        line, cell = table.lines[wrong[0]], table.cells(column)[wrong[0]]
        raise Refused(f"Linje {line}, kolonnen '{column}': {cell} kan ikke bruges; {rule}.")


def text_order_warning(times: list[str], scale: TimeScale) -> tuple[str, ...]:
    """Words have no order in time: tell, when their alphabet turns the file's order round."""
    if scale.is_numeric or scale.is_dated or scale.order(times) == list(range(len(times))):
        return ()
    return (
        "Tidspunkterne er tekst og er sat i alfabetisk orden, som ikke er filens. Brug tal eller "
        "datoer (ÅÅÅÅ-MM-DD).",
    )


def series(table: Table, time: str, values: Numbers) -> Series:
    """The series; values that are NaN are left out with a warning."""
    times = table.texts(time)
    require_unique(times, table.lines, time)
    scale = TimeScale(times)
    order = scale.order(times)
    kept = [row for row in order if not np.isnan(values[row])]
    if not kept:
        raise Refused("Ingen perioder har en værdi: der er for få.")
    warnings = text_order_warning(times, scale)
    n_missing = len(order) - len(kept)
    if n_missing:
        warnings += (f"{n_missing} af {len(order)} perioder mangler en værdi og er ikke med.",)
    return Series(tuple(times[row] for row in kept), values[kept], scale, warnings)
