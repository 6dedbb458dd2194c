"""Time until an event, by group, with the open cases counted for as long as they were seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.series import require
from roedtraad.config.compute.table import Table, same_value
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.survival import (
    IntervalType,
    LogRank,
    SurvivalCurve,
    kaplan_meier,
    log_rank,
    risk_table,
)

QUARTERS = (0.25, 0.5, 0.75)


def _run(table: Table, given: Given) -> Answer:
    rows = _usable(table, given)
    curves = _curves(table, given, rows)
    longest = float(np.max(table.numbers(given["duration"])[rows]))
    values: dict[str, Any] = {
        "conf_type": given["conf_type"],
        "table": [_row(name, curve, longest) for name, curve in curves.items()],
        "at_times": [
            each for name, curve in curves.items() for each in _moments(name, curve, given["times"])
        ],
        "quantiles": _quantiles(list(curves.values()), is_grouped=given["group"] is not None),
    }
    if given["group"] is not None:
        values["logrank"] = _test(log_rank([curve.table for curve in curves.values()]))
    warnings = (*_left_out(len(table) - len(rows)), *_told(curves, given))
    return Answer(values, len(table), len(rows), warnings)


def _usable(table: Table, given: Given) -> np.ndarray:
    """The rows that can be used; a negative duration is refused."""
    duration = table.numbers(given["duration"])
    require(~(duration < 0), table, given["duration"], "varigheden kan ikke være under 0")
    is_there = ~np.isnan(duration)
    for name in ("event", "group"):
        if given[name] is not None:
            is_there &= np.array([cell is not None for cell in table.cells(given[name])])
    if given["entry"] is not None:
        entry = table.numbers(given["entry"])
        require(~(entry > duration), table, given["entry"], "den ligger efter varighedens slutning")
        is_there &= entry < duration
    rows = np.flatnonzero(is_there)
    if not rows.size:
        raise Refused("Ingen sager har både varighed og hændelse: der er for få.")
    return rows


def _curves(table: Table, given: Given, rows: np.ndarray) -> dict[str, SurvivalCurve]:
    """One curve for each stratum, alphabetically."""
    duration = table.numbers(given["duration"])
    events = np.array(
        [same_value(cell, given["event_value"]) for cell in table.cells(given["event"])]
    )
    entry = table.numbers(given["entry"]) if given["entry"] else None
    strata: dict[str, list[int]] = {}
    groups = table.cells(given["group"]) if given["group"] else None
    for row in rows:
        name = "all" if groups is None else f"group={groups[row]}"
        strata.setdefault(name, []).append(int(row))
    return {
        name: kaplan_meier(
            risk_table(duration[own], events[own], None if entry is None else entry[own]),
            IntervalType(given["conf_type"]),
        )
        for name, own in sorted(strata.items())
    }


def _row(name: str, curve: SurvivalCurve, longest: float) -> dict[str, Any]:
    mean = curve.restricted_mean(longest)
    median, lower, upper = curve.quantile(0.5)
    risk = curve.table.n_risk
    return {
        "strata": name,
        "records": len(curve.table.duration),
        "n.max": int(risk.max()),
        "n.start": int(risk[0]),
        "events": int(curve.table.n_events.sum()),
        "rmean": mean.mean,
        "se(rmean)": mean.se,
        "median": median,
        "0.95LCL": lower,
        "0.95UCL": upper,
    }


def _moments(name: str, curve: SurvivalCurve, times: list[float]) -> Iterator[dict[str, Any]]:
    risk = curve.table.at_risk(times)
    survival, se, lower, upper = curve.at(times)
    for i, time in enumerate(times):
        yield {
            "strata": name,
            "time": time,
            "n_risk": int(risk[i]),
            "surv": survival[i],
            "se": se[i],
            "lower": lower[i],
            "upper": upper[i],
        }


def _quantiles(curves: list[SurvivalCurve], *, is_grouped: bool) -> dict[str, Any]:
    found = [[curve.quantile(share) for share in QUARTERS] for curve in curves]
    values = {
        name: [[each[i] for each in quantiles] for quantiles in found]
        for i, name in enumerate(("quantile", "lower", "upper"))
    }
    return values if is_grouped else {name: lists[0] for name, lists in values.items()}


def _test(found: LogRank) -> dict[str, Any]:
    return {
        "chisq": found.chi2,
        "df": found.df,
        "p": found.p,
        "obs": found.observed,
        "exp": found.expected,
    }


def _left_out(n_without: int) -> Iterator[str]:
    if n_without:
        yield (
            f"{counted(n_without, 'sag')} mangler et tal, en gruppe eller tid under observation "
            "og er ikke med."
        )


def _told(curves: dict[str, SurvivalCurve], given: Given) -> Iterator[str]:
    if not any(curve.table.n_events.sum() for curve in curves.values()):
        yield f"Ingen sager har hændelsen '{given['event_value']}'."
    for name, curve in curves.items():
        if np.isnan(curve.quantile(0.5)[0]):
            where = "" if name == "all" else f" i '{name.removeprefix('group=')}'"
            yield f"Medianen{where} er ikke nået: under halvdelen har haft hændelsen."


METHOD = Method(
    about="Varighed (Kaplan–Meier): hvor længe går der, når nogle sager endnu er åbne?",
    row="én sag. n tæller sager.",
    parameters=(
        Parameter("duration", "column", "sagens varighed, mindst 0", unit="tid"),
        Parameter("event", "column", "hvordan sagen endte"),
        Parameter("event_value", "value", "værdien for hændelsen; alle andre er åbne sager", 1),
        Parameter("group", "column", "kurver for hver værdi og log-rank-test", None),
        Parameter("entry", "column", "hvornår sagen kom under observation", None, "tid"),
        Parameter("conf_type", "choice", "intervallets skala", "log", choices=("log", "log-log")),
        Parameter("times", "numbers", "tidspunkter, der gives tal for", [], "tid"),
    ),
    run=_run,
)
