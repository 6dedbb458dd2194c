"""A funnel plot of units: who differs from the whole by more than size explains."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.series import Numbers, require
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.funnel import (
    Funnel,
    Limits,
    cqc_funnel,
    exact_binomial_limits,
    poisson_limits,
    proportion_funnel,
    shmi_funnel,
    shmi_ranks,
)

PER = 100_000
FEWEST_EXPECTED = 5


@dataclass(frozen=True)
class _Units:
    names: tuple[str, ...]
    groups: tuple[str, ...]
    numerators: Numbers
    denominators: Numbers


def _run(table: Table, given: Given) -> Answer:
    units = _units(table, given)
    is_ratio = given["data_type"] == "ratio"
    found = _ratio(units, given) if is_ratio else _proportion(units, given)
    warnings = []
    n_without = len(table) - len(units.names)
    if n_without:
        warnings.append(
            f"{counted(n_without, 'enhed')} uden tæller eller med nævner 0 er ikke med."
        )
    expected = units.denominators * found["benchmark"]
    n_small = int(np.sum(expected < FEWEST_EXPECTED))
    if n_small:
        warnings.append(
            f"{counted(n_small, 'enhed')} har færre end {FEWEST_EXPECTED} forventede hændelser: "
            "inden for tragten betyder her for få sager, ikke som gennemsnittet."
        )
    label = given["label"] or [given["unit"]]
    return Answer(found, len(table), len(units.names), tuple(warnings), {"label": label})


def _units(table: Table, given: Given) -> _Units:
    names = table.texts(given["unit"])
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise Refused(f"Enheden '{name}' står mere end én gang i kolonnen '{given['unit']}'.")
    labels = [table.cells(column) for column in given["label"] or [given["unit"]]]
    groups = [" ".join(cell or "" for cell in cells) for cells in zip(*labels, strict=True)]
    numerators, denominators = (table.numbers(given[name]) for name in ("numerator", "denominator"))
    require(~(numerators < 0), table, given["numerator"], "tælleren kan ikke være under 0")
    kept = np.flatnonzero((denominators > 0) & ~np.isnan(numerators))
    if given["data_type"] == "proportion":
        is_possible = ~((numerators > denominators) & (denominators > 0))
        require(is_possible, table, given["numerator"], "tælleren kan ikke være over nævneren")
    if not kept.size:
        raise Refused("Ingen enheder har en tæller og en nævner over 0: der er for få.")
    return _Units(
        tuple(names[i] for i in kept),
        tuple(groups[i] for i in kept),
        numerators[kept],
        denominators[kept],
    )


def _proportion(units: _Units, given: Given) -> dict[str, Any]:
    funnel = proportion_funnel(units.numerators, units.denominators, trim=given["trim"])
    exact = exact_binomial_limits(funnel.benchmark, units.denominators)
    return {
        **_head(funnel, units),
        "funnelplotr": _dispersion(funnel, given),
        "arcsine_998_outliers": _outliers(funnel.plain, funnel, units, given),
        "exact_binomial_998_outliers": _outliers(exact, funnel, units, given),
        "exact_binomial_95_count": int(exact.outside95(funnel.rates).sum()),
        **_tail(funnel, units, given),
    }


def _ratio(units: _Units, given: Given) -> dict[str, Any]:
    # the reference for ratios trims 10% at each end for SHMI, 5% for CQC: 10% altogether
    cqc = cqc_funnel(units.numerators, units.denominators, trim=given["trim"] / 2)
    shmi = shmi_funnel(units.numerators, units.denominators, trim=given["trim"])
    return {
        **_head(cqc, units),
        "SHMI": _dispersion(shmi, given),
        "CQC": _dispersion(cqc, given),
        "SHMI_points": _points(shmi, units, given, _truncation(shmi, given["trim"])),
        "poisson_limits": _grid(given["expected_grid"]),
        **_tail(cqc, units, given),
    }


def _head(funnel: Funnel, units: _Units) -> dict[str, Any]:
    return {"benchmark": funnel.benchmark, "n_units": len(units.names)}


def _tail(funnel: Funnel, units: _Units, given: Given) -> dict[str, Any]:
    winsorised = [{"winsorised": int(flag)} for flag in funnel.dispersion.trimmed]
    return {
        "raw_rate_min_max_per_100k": [PER * funnel.rates.min(), PER * funnel.rates.max()],
        "phi_winsorised": funnel.dispersion.phi,
        "overdispersion_needed": funnel.dispersion.is_needed,
        "points": _points(funnel, units, given, winsorised),
    }


def _dispersion(funnel: Funnel, given: Given) -> dict[str, Any]:
    return {
        "phi": funnel.dispersion.phi,
        "tau2": funnel.dispersion.tau2,
        "draw_adjusted": given["draw_adjusted"],
    }


def _outliers(limits: Limits, funnel: Funnel, units: _Units, given: Given) -> list[dict[str, Any]]:
    outside = np.flatnonzero(limits.outside998(funnel.rates))
    return [
        {
            given["unit"]: units.names[i],
            given["numerator"]: units.numerators[i],
            given["denominator"]: units.denominators[i],
        }
        for i in sorted(outside, key=units.names.__getitem__)
    ]


def _truncation(shmi: Funnel, trim: float) -> list[dict[str, Any]]:
    ranks, groups = shmi_ranks(shmi.z, trim)
    return [
        {"rk": ranks[i], "sp": groups[i], "truncated": int(shmi.dispersion.trimmed[i])}
        for i in range(len(ranks))
    ]


def _points(
    funnel: Funnel, units: _Units, given: Given, trimmed: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    is_adjusted = given["draw_adjusted"]
    outside = (funnel.adjusted if is_adjusted else funnel.plain).outside998(funnel.rates)
    return [
        {
            "denominator": units.denominators[i],
            "group": units.groups[i],
            "numerator": units.numerators[i],
            "rr": funnel.rates[i],
            "target_transformed": funnel.target,
            "Y": funnel.transformed[i],
            "Uzscore": funnel.z[i],
            **trimmed[i],
            "Wuzscore": funnel.dispersion.z[i],
            "s": funnel.error[i],
            **_at("OD", funnel.adjusted if is_adjusted else None, i),
            **_at("", funnel.plain, i),
            "highlight": "0",
            "outlier": int(outside[i]),
        }
        for i in sorted(range(len(units.groups)), key=units.groups.__getitem__)
    ]


def _at(prefix: str, limits: Limits | None, i: int) -> dict[str, float | None]:
    names = ("95LCL", "95UCL", "99LCL", "99UCL") if prefix else ("LCL95", "UCL95", "LCL99", "UCL99")
    if limits is None:
        return {f"{prefix}{name}": None for name in names}
    values = (limits.lower95[i], limits.upper95[i], limits.lower998[i], limits.upper998[i])
    return {f"{prefix}{name}": float(value) for name, value in zip(names, values, strict=True)}


def _grid(expected: list[float]) -> dict[str, Any]:
    limits = poisson_limits(expected)
    return {
        "E": expected,
        "ll95": limits.lower95,
        "ul95": limits.upper95,
        "ll998": limits.lower998,
        "ul998": limits.upper998,
    }


METHOD = Method(
    about="Tragtplot af enheder: hvem afviger fra helheden med mere, end størrelsen forklarer?",
    row="én enhed. n tæller enheder.",
    parameters=(
        Parameter("unit", "column", "enhedens navn; hvert én gang"),
        Parameter("numerator", "column", "antal hændelser", unit="antal"),
        Parameter("denominator", "column", "antal mulige, eller forventet antal (ratio)"),
        Parameter("label", "columns", "sættes sammen til 'group'; null er 'unit'", None),
        Parameter(
            "data_type",
            "choice",
            "andel, eller hændelser i forhold til forventet",
            "proportion",
            choices=("proportion", "ratio"),
        ),
        Parameter(
            "trim",
            "number",
            "andel, der kappes i hver ende (CQC: i alt)",
            0.1,
            at_least=0,
            below=0.5,
        ),
        Parameter("draw_adjusted", "flag", "beregn også grænser med overspredning", True),
        Parameter(
            "expected_grid", "numbers", "forventede antal til Poisson-grænser (ratio)", [], above=0
        ),
    ),
    run=_run,
)
