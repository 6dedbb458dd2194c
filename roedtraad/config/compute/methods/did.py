"""Difference in differences: did those who got something change more than those who did not?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.series import require
from roedtraad.config.compute.table import Table
from roedtraad.foundation.statistics.did import staggered, two_by_two

NEEDS = {"two_by_two": ("post", "treated"), "staggered": ("unit", "time", "first_treated")}


def _run(table: Table, given: Given) -> Answer:
    missing = [name for name in NEEDS[given["design"]] if given[name] is None]
    if missing:
        raise Refused(f"Parameteren '{missing[0]}' mangler: '{given['design']}' kræver den.")
    return (
        _two_by_two(table, given) if given["design"] == "two_by_two" else _staggered(table, given)
    )


def _two_by_two(table: Table, given: Given) -> Answer:
    outcome, post, treated = (table.numbers(given[name]) for name in ("outcome", "post", "treated"))
    for name, column in (("post", post), ("treated", treated)):
        allowed = np.isin(column, (0, 1)) | np.isnan(column)
        require(allowed, table, given[name], "den er 0 eller 1")
    whole = np.isfinite(outcome) & np.isfinite(post) & np.isfinite(treated)
    n_missing = int((~whole).sum())
    found = two_by_two(outcome[whole], post[whole], treated[whole])
    names = ("(Intercept)", given["post"], given["treated"], f"{given['post']}:{given['treated']}")
    values = {
        "n": found.n,
        "coef": dict(zip(names, found.coef, strict=True)),
        "se": dict(zip(names, found.se, strict=True)),
        "r2": found.r2,
        "cell_means": [
            {given["treated"]: group, given["post"]: time, "n": n, "mean": mean}
            for group, time, n, mean in found.cells
        ],
    }
    warnings = (f"{n_missing} rækker mangler et tal og er ikke med.",) if n_missing else ()
    return Answer(values, len(table), found.n, warnings)


def _staggered(table: Table, given: Given) -> Answer:
    units, times, first, panel = _panel(table, given)
    found = staggered(panel, times, first)
    values: dict[str, Any] = {
        "att_gt": [
            {**asdict(each), "group": _short(each.group), "time": _short(each.time)}
            for each in found.effects
        ],
        "group_att": {_short(group): att for group, att in found.by_group.items()},
        "overall_group": found.overall,
        "simple": found.simple,
        "dynamic": {_short(exposure): att for exposure, att in found.by_exposure.items()},
    }
    warnings = []
    early = int(np.sum((first != 0) & (first <= times[0])))
    late = int(np.sum(first > times[-1]))
    if early:
        warnings.append(f"{early} enheder var begyndt i første periode og er ikke med.")
    if late:
        warnings.append(f"{late} enheder begynder efter sidste periode og er ikke med.")
    return Answer(values, len(units), len(units) - early - late, tuple(warnings))


def _panel(table: Table, given: Given) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Units in the file's order, times, when each began, and outcomes (units, times)."""
    names = table.texts(given["unit"])
    outcome, time, began = (
        table.numbers(given[name]) for name in ("outcome", "time", "first_treated")
    )
    for name, column in (("outcome", outcome), ("time", time), ("first_treated", began)):
        require(np.isfinite(column), table, given[name], "panelet skal være helt")
    units = list(dict.fromkeys(names))
    times = np.unique(time)
    place = {unit: row for row, unit in enumerate(units)}
    rows = np.array([place[name] for name in names])
    columns = np.searchsorted(times, time)
    filled = np.zeros((len(units), times.size), dtype=int)
    np.add.at(filled, (rows, columns), 1)
    if np.any(filled != 1):
        unit, period = (int(each) for each in np.argwhere(filled != 1)[0])
        raise Refused(
            f"Panelet skal have én række for hver enhed i hver periode; '{units[unit]}' har "
            f"{filled[unit, period]} i {times[period]:g}."
        )
    panel = np.empty(filled.shape)
    panel[rows, columns] = outcome
    first = np.zeros(len(units))
    first[rows] = began
    if np.any(first[rows] != began):
        wrong = names[int(np.flatnonzero(first[rows] != began)[0])]
        raise Refused(f"Enheden '{wrong}' har flere værdier i '{given['first_treated']}'.")
    return units, times, first, panel


def _short(number: float) -> int | float:
    return int(number) if number == int(number) else number


METHOD = Method(
    about="Forskel i forskelle: ændringen hos dem, der fik noget, mod ændringen hos de andre.",
    row="én person eller én enhed i én periode. n tæller rækker; i staggered enheder.",
    parameters=(
        Parameter(
            "design",
            "choice",
            "to grupper og to tider, eller start til forskellig tid",
            choices=("two_by_two", "staggered"),
        ),
        Parameter("outcome", "column", "det, der måles"),
        Parameter("post", "column", "0 før og 1 efter; kræves af two_by_two", None),
        Parameter("treated", "column", "1 for dem, der fik det; kræves af two_by_two", None),
        Parameter("unit", "column", "enheden; kræves af staggered", None),
        Parameter("time", "column", "perioden som tal; kræves af staggered", None, "perioder"),
        Parameter(
            "first_treated", "column", "første periode med; 0 er aldrig; kræves af staggered", None
        ),
        Parameter("conf_level", "number", "konfidensniveau", 0.95, above=0, below=1),
    ),
    run=_run,
)
