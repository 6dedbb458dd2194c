"""One case measured in two phases: overlap, trend, difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table, same_value
from roedtraad.config.compute.times import TimeScale, require_unique
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.single_case import (
    Estimate,
    PhaseComparison,
    compare_phases,
)


def _run(table: Table, given: Given) -> Answer:
    names = table.texts(given["id"]) if given["id"] else [""] * len(table)
    times, phases = table.texts(given["time"]), table.cells(given["phase"])
    values = table.numbers(given["value"])
    for name in ("baseline", "treatment"):
        if not any(same_value(phase, given[name]) for phase in phases):
            raise Refused(f"Fasen '{given[name]}' findes ikke i kolonnen '{given['phase']}'.")
    cases: dict[str, list[int]] = {}
    for row in TimeScale(times).order(times):
        cases.setdefault(names[row], []).append(row)
    found: dict[str, PhaseComparison] = {}
    for name in dict.fromkeys(names):
        rows = cases[name]
        require_unique([times[r] for r in rows], [table.lines[r] for r in rows], given["time"])
        in_phase = [
            values[[r for r in rows if same_value(phases[r], given[phase])]]
            for phase in ("baseline", "treatment")
        ]
        found[name] = compare_phases(
            *in_phase,
            direction=1 if given["improvement"] == "increase" else -1,
            conf_level=given["conf_level"],
        )
    n_used = sum(each.n_a + each.n_b for each in found.values())
    warnings = [*_left_out(phases, values, given), *_few(found)]
    described = {name: _described(each) for name, each in found.items()}
    output = {"cases": described} if given["id"] else described[""]
    return Answer(output, len(table), n_used, tuple(warnings))


def _left_out(phases: list[str | None], values: NDArray[np.float64], given: Given) -> Iterator[str]:
    in_phase = [
        same_value(phase, given["baseline"]) or same_value(phase, given["treatment"])
        for phase in phases
    ]
    n_elsewhere = len(phases) - sum(in_phase)
    n_missing = int(np.sum(np.isnan(values) & np.array(in_phase)))
    if n_missing:
        yield f"{counted(n_missing, 'måling')} uden værdi er ikke med."
    if n_elsewhere:
        yield f"{counted(n_elsewhere, 'måling')} i andre faser er ikke med."


def _few(found: dict[str, PhaseComparison]) -> Iterator[str]:
    for name, each in found.items():
        if not each.is_showable:
            where = f" i '{name}'" if name else ""
            yield (
                f"Der er for få målinger{where}: {each.n_a} ved start og {each.n_b} efter. "
                "Vis kun ændringen siden start."
            )


def _described(each: PhaseComparison) -> dict[str, Any]:
    return {
        "nA": each.n_a,
        "nB": each.n_b,
        "mean_A": each.mean_a,
        "mean_B": each.mean_b,
        "NAP": _estimate(each.nap),
        "Tau": _estimate(each.tau),
        "Tau_U": each.tau_u,
        "PND": each.pnd,
        "PEM": each.pem,
        "PAND": each.pand,
        "IRD": each.ird,
        "SMD_g": _estimate(each.smd),
        "showable": each.is_showable,
    }


def _estimate(estimate: Estimate) -> dict[str, float]:
    return {
        "Est": estimate.value,
        "SE": estimate.se,
        "CI_lower": estimate.lower,
        "CI_upper": estimate.upper,
    }


METHOD = Method(
    about="Gentagen måling af én sag i to faser: NAP, Tau, Tau-U, PND, PEM, PAND, IRD og "
    "forskellen i spredninger.",
    row="én måling af én sag i en fase. n tæller målinger.",
    parameters=(
        Parameter("id", "column", "sagens navn; null er én sag", None),
        Parameter("phase", "column", "målingens fase"),
        Parameter("time", "column", "målingernes rækkefølge; hvert tidspunkt én gang i en sag"),
        Parameter("value", "column", "det målte", unit="point"),
        Parameter("baseline", "value", "fasen før", "A"),
        Parameter("treatment", "value", "fasen efter", "B"),
        Parameter(
            "improvement",
            "choice",
            "hvilken vej der er bedring",
            choices=("increase", "decrease"),
        ),
        Parameter("conf_level", "number", "sikkerhedsniveau", 0.95, above=0, below=1),
    ),
    run=_run,
)
