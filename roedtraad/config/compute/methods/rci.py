"""Reliable change of persons, and whether they crossed to the functional side."""

from __future__ import annotations

import math
from typing import Any

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.persons import Persons, missing_warning, persons
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.clinical_significance import Population
from roedtraad.foundation.statistics.pairs import PairedSample, paired_sample
from roedtraad.foundation.statistics.reliable_change import (
    ChangeMethod,
    Precision,
    critical_value,
    reliable_change_points,
)

from . import rci_cases, rci_classes
from .rci_cases import Question


def _run(table: Table, given: Given) -> Answer:
    _require_together(given)
    everyone = persons(table, given)
    used = _used(table, given, everyone)
    if not used.ids:
        raise Refused("Ingen personer har både en måling ved pre og en ved post: der er for få.")
    sample = paired_sample(used.pre, used.post)
    question = _question(given, sample)
    judged = rci_cases.judge_all(table, given, used, question)
    variant = str(given["method"])
    values = {
        **_as_used(given),
        **_sample_values(sample),
        "critical_value": question.critical_value,
        **_threshold_values(question),
        "cutoff": question.cutoff,
        **rci_classes.counted(judged, variant),
        **rci_classes.by_group(judged, given["group"]),
        f"cases_{variant}": [rci_cases.described(case) for case in judged],
        **(
            {"not_showable": sum(not case.judged.is_showable for case in judged)}
            if given["range"]
            else {}
        ),
    }
    n_short = int(everyone.is_complete.sum()) - len(used.ids)
    warnings = (
        *missing_warning(everyone),
        *(
            [f"{counted(n_short, 'person')} har færre end tre målinger og er ikke med."]
            if n_short
            else []
        ),
        *rci_classes.warnings(judged, given, used),
    )
    defaults = {
        "reliability_post": given["reliability_post"]
        if given["reliability_post"] is not None
        else given["reliability"],
        "sd": question.sd,
        "m_clinical": question.clinical.mean,
        "sd_clinical": question.clinical.sd,
    }
    return Answer(values, len(everyone.ids), len(used.ids), warnings, defaults, variant)


def _used(table: Table, given: Given, everyone: Persons) -> Persons:
    """Those with both measurements; for HLM those of them that have at least three."""
    used = everyone.with_both()
    if given["method"] != ChangeMethod.HLM:
        return used
    return rci_cases.with_enough_measurements(table, given, used)


def _require_together(given: Given) -> None:
    is_fixed = given["points"] is not None
    if given["reliability"] is None and not is_fixed:
        raise Refused("Parameteren 'reliability' mangler (eller 'points', en fast grænse i point).")
    if is_fixed and given["method"] != ChangeMethod.JT:
        raise Refused("'points' kan kun bruges med metoden JT.")
    if given["method"] == ChangeMethod.HLM and given["time"] is None:
        raise Refused("HLM bruger alle målinger: angiv 'time' og 'outcome'.")
    functional = (given["m_functional"], given["sd_functional"])
    if given["cutoff"] is None and given["cutoff_type"] in {"b", "c"} and None in functional:
        raise Refused(
            f"Skæringspunkt {given['cutoff_type']} kræver 'm_functional' og 'sd_functional'."
        )


def _question(given: Given, sample: PairedSample) -> Question:
    method = ChangeMethod(given["method"])
    sd = sample.sd_pre if given["sd"] is None else float(given["sd"])
    precision = _precision(given, sd, method)
    z = critical_value(given["significance"], method)
    clinical = Population(
        sample.mean_pre if given["m_clinical"] is None else given["m_clinical"],
        sample.sd_pre if given["sd_clinical"] is None else given["sd_clinical"],
    )
    question = Question(
        method=method,
        direction=1 if given["better_is"] == "higher" else -1,
        precision=precision,
        sd=sd,
        clinical=clinical,
        sample=sample,
        critical_value=z,
        points=_points(given, precision),
        is_inclusive=given["inclusive"],
        is_cutoff_inclusive=given["cutoff_inclusive"],
        reach=None if given["range"] is None else tuple(given["range"]),
    )
    return rci_cases.with_cutoff(question, given)


def _precision(given: Given, sd: float, method: ChangeMethod) -> Precision | None:
    if given["reliability"] is None:
        return None
    needs_sd = given["points"] is None and method != ChangeMethod.HLM
    if not sd > 0 or math.isnan(sd):
        if not needs_sd:
            return None
        raise Refused(
            "Spredningen ved pre kan ikke beregnes eller er 0: der er for få personer, eller alle "
            "har samme score. Angiv 'sd' fra redskabets norm."
        )
    return Precision(sd, given["reliability"], given["reliability_post"])


def _points(given: Given, precision: Precision | None) -> float | None:
    if given["points"] is not None:
        return float(given["points"])
    return None if precision is None else reliable_change_points(precision, given["significance"])


def _as_used(given: Given) -> dict[str, Any]:
    is_hlm = given["method"] == ChangeMethod.HLM
    return {
        "better_is": given["better_is"],
        "pre": None if is_hlm else given["pre"],
        "post": None if is_hlm else given["post"],
        "reliability": given["reliability"],
        "cutoff_type": None if given["cutoff"] is not None else given["cutoff_type"],
        **{
            name: given[name]
            for name in ("m_functional", "sd_functional")
            if given[name] is not None
        },
    }


def _sample_values(sample: PairedSample) -> dict[str, float]:
    return {
        "m_pre": sample.mean_pre,
        "sd_pre": sample.sd_pre,
        "m_post": sample.mean_post,
        "sd_post": sample.sd_post,
    }


def _threshold_values(question: Question) -> dict[str, float | None]:
    if question.method != ChangeMethod.JT:
        return {}
    precision = question.precision
    return {
        "se_measurement": None if precision is None else precision.error,
        "s_diff": None if precision is None else precision.difference_error,
        "reliable_change_points": question.points,
    }


METHOD = Method(
    about="Reliabel ændring (RCI) og klinisk betydning: hvem er flyttet mere, end måleredskabet "
    "selv svinger?",
    row="lang: én måling (id, time, outcome); bred: én person (id og kolonnerne pre og post). "
    "n tæller personer.",
    parameters=(
        Parameter("id", "column", "personens nummer", "id"),
        Parameter("time", "column", "målingens tidspunkt; null er bred form", None),
        Parameter("outcome", "column", "scoren, i lang form", None, "point"),
        Parameter("pre", "value", "første tidspunkt (lang) eller kolonne (bred)"),
        Parameter("post", "value", "andet tidspunkt (lang) eller kolonne (bred)"),
        Parameter("better_is", "choice", "hvilken vej der er bedring", choices=("lower", "higher")),
        Parameter(
            "reliability",
            "number",
            "redskabets reliabilitet; krævet uden 'points'. Brug test-retest til ændring over "
            "måneder",
            None,
            at_least=0,
            below=1,
        ),
        Parameter(
            "reliability_post",
            "number",
            "reliabilitet ved anden måling (NK); null er som 'reliability'",
            None,
            at_least=0,
            below=1,
        ),
        Parameter(
            "method",
            "choice",
            "JT og GLN vejer mod måleusikkerhed; HLL og HLM mod gruppens ændring",
            "JT",
            choices=tuple(ChangeMethod),
        ),
        Parameter("significance", "number", "signifikansniveau", 0.05, above=0, below=1),
        Parameter(
            "sd",
            "number",
            "spredning fra normen; null er de målte ved pre",
            None,
            "point",
            above=0,
        ),
        Parameter(
            "cutoff_type",
            "choice",
            "a: ud af den kliniske gruppe; b: ind i den raske; c: nærmest den raske",
            None,
            choices=("a", "b", "c"),
        ),
        Parameter("m_clinical", "number", "klinisk middel; null er de målte", None, "point"),
        Parameter(
            "sd_clinical", "number", "klinisk spredning; null er de målte", None, "point", above=0
        ),
        Parameter("m_functional", "number", "rask middel; kræves til b og c", None, "point"),
        Parameter(
            "sd_functional", "number", "rask spredning; kræves til b og c", None, "point", above=0
        ),
        Parameter(
            "points",
            "number",
            "fast grænse i stedet for z·S_diff; kun JT",
            None,
            "point",
            above=0,
        ),
        Parameter("cutoff", "number", "fast skæringspunkt", None, "point"),
        Parameter("inclusive", "flag", "om en ændring lig med grænsen er reliabel", False),
        Parameter("cutoff_inclusive", "flag", "om en score på skæringspunktet er rask", False),
        Parameter(
            "range",
            "range",
            "skalaens ender; den, der ikke kan nå en reliabel bedring, tælles for sig",
            None,
            "point",
        ),
        Parameter("group", "column", "giver tal for hver gruppe", None),
    ),
    run=_run,
)
