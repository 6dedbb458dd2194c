"""What p-charts and u-charts have in common: rows summed by time and facet, one chart a facet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roedtraad.foundation.statistics.rate_charts import RateChart, RateKind, rate_chart
from roedtraad.foundation.statistics.runs import Runs

from .method import Answer, Given
from .parameters import Parameter
from .refusals import Refused
from .series import Numbers, require, text_order_warning
from .table import Table
from .times import TimeScale
from .wording import counted as number_of

HUGE = 1000
Facet = tuple[str | None, ...]

PARAMETERS = (
    Parameter("time", "column", "periodens tidspunkt; rækker med samme lægges sammen"),
    Parameter("numerator", "column", "antal hændelser", unit="antal"),
    Parameter("denominator", "column", "antal mulige (p) eller dage, borgere … (u); over 0"),
    Parameter("facets", "columns", "ét kort for hver værdi; højst to", [], at_most_items=2),
    Parameter("multiply", "number", "ganges på værdier og grænser", 1, above=0),
    Parameter("laney", "flag", "Laneys grænser, som tåler store nævnere", False),
)


@dataclass(frozen=True)
class _Counts:
    numerators: Numbers
    denominators: Numbers
    is_there: NDArray[np.bool_]


def answer(
    table: Table, given: Given, kind: RateKind, counted: Callable[[Runs], dict[str, Any]]
) -> Answer:
    """One chart for each facet, in the order of the file."""
    counts = _counts(table, given, kind)
    times = table.texts(given["time"])
    scale = TimeScale(times)
    facets = _facets(table, given["facets"], counts)
    charts, means = [], []
    for facet, rows in facets.items():
        summed = _summed(rows, times, scale, counts)
        labels = [times[first] for first, _, _ in summed]
        numerators, denominators = (np.array([each[i] for each in summed]) for i in (1, 2))
        chart = rate_chart(numerators, denominators, kind, laney=given["laney"])
        charts.append(_described(facet, labels, chart, given["multiply"], counted))
        means.append(float(denominators.mean()))
    warnings = [*text_order_warning(times, scale), *_missing(counts)]
    if kind == RateKind.P and not given["laney"] and max(means) > HUGE:
        warnings.append(
            f"Nævneren er i gennemsnit over {HUGE}: grænserne bliver så snævre, at næsten alt ser "
            "ud som et signal. Brug 'laney' eller xmr."
        )
    return Answer({"charts": charts}, len(table), int(counts.is_there.sum()), tuple(warnings))


def _counts(table: Table, given: Given, kind: RateKind) -> _Counts:
    numerators, denominators = (table.numbers(given[name]) for name in ("numerator", "denominator"))
    require(~(denominators <= 0), table, given["denominator"], "nævneren skal være over 0")
    require(~(numerators < 0), table, given["numerator"], "tælleren kan ikke være under 0")
    if kind == RateKind.P:
        rule = "tælleren kan ikke være over nævneren"
        require(~(numerators > denominators), table, given["numerator"], rule)
    is_there = ~np.isnan(numerators) & ~np.isnan(denominators)
    if not is_there.any():
        raise Refused("Ingen rækker har både tæller og nævner: der er for få.")
    return _Counts(numerators, denominators, is_there)


def _facets(table: Table, columns: list[str], counts: _Counts) -> dict[Facet, list[int]]:
    cells = [table.cells(column) for column in columns]
    facets: dict[Facet, list[int]] = {}
    for row in np.flatnonzero(counts.is_there):
        facets.setdefault(tuple(column[row] for column in cells), []).append(int(row))
    return facets


def _summed(
    rows: list[int], times: list[str], scale: TimeScale, counts: _Counts
) -> list[tuple[int, float, float]]:
    """First row, numerator and denominator of each time, in order of time."""
    by_time: dict[object, list[int]] = {}
    for position in scale.order([times[row] for row in rows]):
        by_time.setdefault(scale.key(times[rows[position]]), []).append(rows[position])
    return [
        (same[0], counts.numerators[same].sum(), counts.denominators[same].sum())
        for same in by_time.values()
    ]


def _missing(counts: _Counts) -> list[str]:
    n_missing = int(np.sum(~counts.is_there))
    if not n_missing:
        return []
    return [f"{number_of(n_missing, 'række')} mangler tæller eller nævner og er ikke med."]


def _described(
    facet: Facet,
    times: list[str],
    chart: RateChart,
    multiply: float,
    counted: Callable[[Runs], dict[str, Any]],
) -> dict[str, Any]:
    names = [*facet, *[1] * (2 - len(facet))]
    return {
        "facet1": names[0],
        "facet2": names[1],
        "part": 1,
        **counted(chart.runs),
        "aLCL": float(chart.lower.mean()) * multiply,
        "aLCL.95": float(chart.lower_95.mean()) * multiply,
        "CL": chart.centre * multiply,
        "aUCL.95": float(chart.upper_95.mean()) * multiply,
        "aUCL": float(chart.upper.mean()) * multiply,
        "sigma.signal": int(chart.is_outside.sum()),
        "rule_set": f"{chart.rule_set}, {chart.runs.rule_set}",
        "points": [
            {
                "time": times[i],
                "y": chart.values[i] * multiply,
                "lcl": chart.lower[i] * multiply,
                "ucl": chart.upper[i] * multiply,
                "sigma_signal": bool(chart.is_outside[i]),
            }
            for i in range(len(times))
        ],
    }
