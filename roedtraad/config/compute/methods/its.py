"""Interrupted time series: the same counts by models of growing care."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.series import require
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.times import require_unique
from roedtraad.foundation.statistics.its import (
    Interrupted,
    Segments,
    compared,
    rates,
    segmented,
)

ENOUGH = 8  # periods on each side
MODELS = ("m1", "m2", "m3", "m4")


def _run(table: Table, given: Given) -> Answer:
    if not given["models"]:
        raise Refused(f"'models' er tom. Vælg blandt: {', '.join(MODELS)}.")
    series = _series(table, given)
    center = given["center"]
    if center is None:
        center = float(series.time[series.intervention == 0][-1])
    waves = {"harmonics": given["harmonics"], "cycle": given["cycle"]}
    makers = {
        "m1": lambda: segmented(series, quasi=False),
        "m2": lambda: segmented(series),
        "m3": lambda: segmented(series, **waves),
        "m4": lambda: segmented(series, **waves, center=center),
    }
    models = {name: makers[name]() for name in MODELS if name in given["models"]}
    values = {**_unadjusted(series, given), **_told(models, given["cycle"])}
    n = series.time.size
    warnings = _warnings(series, models, len(table) - n)
    return Answer(values, len(table), n, tuple(warnings), {"center": center})


def _series(table: Table, given: Given) -> Interrupted:
    """The periods in order of time, without those that lack a number."""
    needs_season = given["month"] is None and {"m3", "m4"} & set(given["models"])
    if needs_season:
        raise Refused("Parameteren 'month' mangler: m3 og m4 bruger periodens plads i cyklussen.")
    columns = {
        name: table.numbers(given[name])
        for name in ("time", "outcome", "intervention", "offset", "month")
        if given[name] is not None
    }
    _check(table, given, columns)
    is_whole = np.all([np.isfinite(column) for column in columns.values()], axis=0)
    order = [row for row in np.argsort(columns["time"], kind="stable") if is_whole[row]]
    kept = {name: column[order] for name, column in columns.items()}
    steps = np.diff(kept["intervention"])
    if np.any(steps < 0) or len(set(kept["intervention"])) < 2:
        raise Refused(
            f"Kolonnen '{given['intervention']}' skal være 0 i perioderne før og 1 i alle perioder "
            "efter, i tidens orden."
        )
    exposure = kept.get("offset", np.ones(len(order)))
    return Interrupted(
        kept["time"], kept["outcome"], kept["intervention"], exposure, kept.get("month")
    )


def _check(table: Table, given: Given, columns: dict[str, np.ndarray]) -> None:
    require_unique(table.texts(given["time"]), table.lines, given["time"])
    outcome, intervention = columns["outcome"], columns["intervention"]
    require(~(outcome < 0), table, given["outcome"], "et antal er mindst 0")
    allowed = np.isin(intervention, (0, 1)) | np.isnan(intervention)
    require(allowed, table, given["intervention"], "den er 0 før og 1 efter")
    if "offset" in columns:
        require(~(columns["offset"] <= 0), table, given["offset"], "den skal være over 0")


def _unadjusted(series: Interrupted, given: Given) -> dict[str, float]:
    before, after = rates(series)
    per = given["rate_per"] if given["offset"] is not None else 1
    return {
        "mean_rate_pre": before * per,
        "mean_rate_post": after * per,
        "naive_rate_ratio": after / before if before > 0 else np.nan,
    }


def _told(models: dict[str, Segments], cycle: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    names = {"m1": "m1_poisson_step", "m2": "m2_quasi_step", "m3": "m3_seasonal_step"}
    for name, model in models.items():
        values[names.get(name, f"{name}_step")] = asdict(model.step)
        if name == "m1":
            values["m1_trend_month"] = asdict(model.trend)
        if name in {"m2", "m3"}:
            values[f"{name}_dispersion"] = model.dispersion
        if name == "m3":
            values["m3_trend_per_year"] = float(np.exp(cycle * model.trend.coef))
            values["m3_resid_acf1"] = model.acf1
        if model.slope_change is not None:
            values["m4_slope_change"] = asdict(model.slope_change)
    if {"m3", "m4"} <= models.keys():
        test = compared(models["m3"], models["m4"])
        values |= {"m4_vs_m3_F": test.f, "m4_vs_m3_p": test.p}
    return values


def _warnings(series: Interrupted, models: dict[str, Segments], n_missing: int) -> list[str]:
    warnings = []
    if n_missing:
        warnings.append(f"{n_missing} perioder mangler et tal og er ikke med.")
    after = int(series.intervention.sum())
    before = series.time.size - after
    if min(before, after) < ENOUGH:
        warnings.append(
            f"Der er {before} perioder før og {after} efter; der bør være mindst {ENOUGH} på hver "
            "side."
        )
    if "m3" in models and abs(models["m3"].acf1) > 1.96 / series.time.size**0.5:
        warnings.append(
            "Resterne i m3 hænger sammen fra periode til periode: intervallerne er for smalle "
            "eller for brede."
        )
    return warnings


METHOD = Method(
    about="Afbrudt tidsserie: skift i niveau og hældning, da noget begyndte.",
    row="en periode. n tæller perioder.",
    parameters=(
        Parameter("time", "column", "periodens nummer eller tid som tal", unit="perioder"),
        Parameter("outcome", "column", "antal hændelser", unit="antal"),
        Parameter("intervention", "column", "0 før og 1 efter"),
        Parameter("offset", "column", "hvor mange antallet er af, over 0", None, "personer"),
        Parameter("month", "column", "plads i cyklussen; kræves af m3 og m4", None),
        Parameter("cycle", "integer", "perioder i en cyklus", 12, "perioder", at_least=2),
        Parameter("harmonics", "integer", "par af bølger i sæsonen", 2, at_least=1, at_most=3),
        Parameter(
            "center", "number", "hvor hældningen skifter; null er sidste tid før", None, "tid"
        ),
        Parameter("rate_per", "number", "raterne er pr. så mange", 100000, "personer", above=0),
        Parameter(
            "models",
            "choices",
            "m1 Poisson, m2 kvasi-Poisson, m3 med sæson, m4 med skift i hældning",
            ["m1", "m2", "m3", "m4"],
            choices=MODELS,
        ),
    ),
    run=_run,
    is_timed=True,
)
