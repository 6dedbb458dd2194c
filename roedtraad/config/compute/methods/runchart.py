"""A run chart: longest run and crossings about the median."""

from __future__ import annotations

from typing import Any

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.series import require, series
from roedtraad.config.compute.table import Table
from roedtraad.foundation.statistics.runs import Runs, runs


def _run(table: Table, given: Given) -> Answer:
    values = table.numbers(given["value"])
    if given["denominator"] is not None:
        denominators = table.numbers(given["denominator"])
        require(~(denominators <= 0), table, given["denominator"], "nævneren skal være over 0")
        values = values / denominators
    points = series(table, given["time"], values)
    found = runs(points.values)
    answer = {"CL": found.centre, **counted(found), "rule_set": found.rule_set}
    return Answer(answer, len(table), len(points.times), points.warnings)


def counted(found: Runs) -> dict[str, Any]:
    """The counts by the names qicharts2 gives them."""
    return {
        "n.obs": found.n,
        "n.useful": found.n_useful,
        "longest.run": found.longest,
        "longest.run.max": found.longest_allowed,
        "n.crossings": found.crossings,
        "n.crossings.min": found.crossings_required,
        "runs.signal": int(found.is_signal),
    }


METHOD = Method(
    about="Seriediagram efter Anhøjs regler: længste serie og antal krydsninger om medianen.",
    row="én periode. n tæller perioder.",
    parameters=(
        Parameter("time", "column", "periodens tidspunkt; hvert én gang"),
        Parameter("value", "column", "periodens værdi"),
        Parameter("denominator", "column", "værdien deles med den; over 0", None),
    ),
    run=_run,
    is_timed=True,
)
