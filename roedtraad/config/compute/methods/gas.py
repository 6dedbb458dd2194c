"""Goal attainment scaling: T of each case, and the share of goals at or above what was expected."""

from __future__ import annotations

from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table
from roedtraad.foundation.statistics.goals import HIGHEST, LOWEST, attainment_t

NOT_COMPARABLE = (
    "Sagerne har ikke lige mange mål: T kan ikke sammenlignes mellem dem, for T fjerner sig fra "
    "50, når der er flere mål med samme opfyldelse."
)


def _run(table: Table, given: Given) -> Answer:
    names = table.texts(given["case"])
    scores = _on_scale(table, given["score"])
    baseline = _on_scale(table, given["baseline"]) if given["baseline"] else None
    weights = _weights(table, given["weight"], scores)
    cases: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        cases.setdefault(name, []).append(row)
    found = [
        _case(name, np.array(rows), (scores, baseline, weights), given["rho"])
        for name, rows in cases.items()
    ]
    with_t = [case["T"] for case in found if case["n_goals"]]
    rated = scores[~np.isnan(scores)]
    values = {
        "cases": found,
        "mean_T": float(np.mean(with_t)) if with_t else None,
        "n_goals": int(rated.size),
        "pct_at_or_above_0": 100 * float(np.mean(rated >= 0)) if rated.size else None,
    }
    return Answer(values, len(found), len(with_t), tuple(_warnings(found, scores, baseline)))


def _case(
    name: str,
    rows: np.ndarray,
    columns: tuple[np.ndarray, np.ndarray | None, np.ndarray | None],
    rho: float,
) -> dict[str, Any]:
    scores, baseline, weights = columns
    rated = rows[~np.isnan(scores[rows])]
    case: dict[str, Any] = {
        "case": name,
        "scores": scores[rated],
        "weights": None if weights is None else weights[rated],
        "n_goals": int(rated.size),
        "T": attainment_t(scores[rated], None if weights is None else weights[rated], rho),
    }
    if baseline is not None:
        # a change is of the same goals: those rated at both times
        twice = rated[~np.isnan(baseline[rated])]
        own = None if weights is None else weights[twice]
        case["T_baseline"] = attainment_t(baseline[twice], own, rho)
        case["T_change"] = attainment_t(scores[twice], own, rho) - case["T_baseline"]
    return case


def _on_scale(table: Table, column: str) -> np.ndarray:
    scores = table.numbers(column)
    wrong = np.flatnonzero((scores < LOWEST) | (scores > HIGHEST))
    if wrong.size:
        raise Refused(
            f"Linje {table.lines[wrong[0]]}, kolonnen '{column}': {scores[wrong[0]]:g} ligger uden "
            "for skalaen −2 til 2."
        )
    return scores


def _weights(table: Table, column: str | None, scores: np.ndarray) -> np.ndarray | None:
    if column is None:
        return None
    weights = table.numbers(column)
    wrong = np.flatnonzero((np.isnan(weights) & ~np.isnan(scores)) | (weights < 0))
    if wrong.size:
        raise Refused(
            f"Linje {table.lines[wrong[0]]}, kolonnen '{column}': hvert mål skal have en vægt på "
            "mindst 0."
        )
    return weights


def _warnings(
    cases: list[dict[str, Any]], scores: np.ndarray, baseline: np.ndarray | None
) -> list[str]:
    warnings = []
    if len({case["n_goals"] for case in cases if case["n_goals"]}) > 1:
        warnings.append(NOT_COMPARABLE)
    without = sum(1 for case in cases if not case["n_goals"])
    if without:
        warnings.append(f"Sager uden et eneste vurderet mål er udeladt: {without}.")
    if baseline is not None and (n_once := int(np.sum(np.isnan(baseline) & ~np.isnan(scores)))):
        warnings.append(f"Mål uden score ved start indgår ikke i ændringen: {n_once}.")
    return warnings


METHOD = Method(
    about="Goal attainment scaling: T for hver sag, og andelen af mål, der er nået.",
    row="ét mål i én sag. n tæller sager.",
    parameters=(
        Parameter("case", "column", "sagens navn eller nummer", "case"),
        Parameter("score", "column", "opfyldelse fra −2 til 2; tom er ikke vurderet", "score"),
        Parameter("weight", "column", "målets vægt, mindst 0; null er ens vægte", None),
        Parameter("baseline", "column", "score ved start for de samme mål", None),
        Parameter("rho", "number", "målenes indbyrdes korrelation", 0.30, at_least=0, below=1),
    ),
    run=_run,
)
