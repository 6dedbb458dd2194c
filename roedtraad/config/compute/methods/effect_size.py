"""How large a change is, in points and in standard deviations, alone and against a control."""

from __future__ import annotations

from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.persons import Persons, missing_warning, persons
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table, same_value
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.effect_size import (
    FEWEST_FOR_INTERVAL,
    Arm,
    PairedEffect,
    Standardised,
    Term,
    ancova,
    between_arms,
    change_against,
    paired_effect,
)
from roedtraad.foundation.statistics.proportions import Interval

OF_AN_ARM = ("m_pre", "m_post", "sd_pre", "n", "r")


def _run(table: Table, given: Given) -> Answer:
    if given["summary"]:
        return _studies(table)
    for name in ("pre", "post"):
        if given[name] is None:
            raise Refused(f"Parameteren '{name}' mangler.")
    if given["control"] is not None and given["group"] is None:
        raise Refused("'control' kræver, at 'group' er angivet.")
    everyone = persons(table, given)
    used = everyone.with_both()
    if not used.ids:
        raise Refused("Ingen personer har både pre og post: der er for få.")
    warnings = missing_warning(everyone)
    if given["group"] is None:
        values = _described(paired_effect(used.pre, used.post, given["conf_level"]))
        warnings += _few("", len(used.ids))
        return Answer(values, len(everyone.ids), len(used.ids), tuple(warnings))
    used, without = _in_a_group(used)
    warnings += without
    values = {"groups": _groups(used, given), **_against_control(used, given)}
    for group in dict.fromkeys(used.groups):
        warnings += _few(f" i gruppen '{group}'", used.groups.count(group))
    return Answer(values, len(everyone.ids), len(used.ids), tuple(warnings))


def _few(where: str, n: int) -> list[str]:
    if n >= FEWEST_FOR_INTERVAL:
        return []
    return [f"Der er kun {n} par{where}: færre end {FEWEST_FOR_INTERVAL} giver intet interval."]


def _in_a_group(used: Persons) -> tuple[Persons, list[str]]:
    kept = [i for i, group in enumerate(used.groups) if group is not None]
    if not kept:
        raise Refused("Ingen personer står i en gruppe.")
    n_without = len(used.ids) - len(kept)
    if not n_without:
        return used, []
    chosen = Persons(
        tuple(used.ids[i] for i in kept),
        used.pre[kept],
        used.post[kept],
        tuple(used.groups[i] for i in kept),
    )
    return chosen, [f"{counted(n_without, 'person')} står ikke i nogen gruppe og er ikke med."]


def _groups(used: Persons, given: Given) -> dict[str, Any]:
    members = np.array([str(group) for group in used.groups], dtype=object)
    return {
        name: _described(
            paired_effect(
                used.pre[members == name], used.post[members == name], given["conf_level"]
            )
        )
        for name in dict.fromkeys(members)
    }


def _described(effect: PairedEffect) -> dict[str, Any]:
    sample = effect.sample
    return {
        "n": sample.n,
        "m_pre": sample.mean_pre,
        "sd_pre": sample.sd_pre,
        "m_post": sample.mean_post,
        "sd_post": sample.sd_post,
        "r": sample.correlation,
        "mean_change": sample.mean_change,
        "sd_change": sample.sd_change,
        "t": effect.t,
        "df": effect.df,
        "p": effect.p,
        "ci95_mean_change": _limits(effect.interval),
        "d_z": effect.d_z,
        "d_av": effect.d_av,
        "d_pre_glass": effect.d_pre,
        **_standardised("SMCR", effect.smcr),
        **_standardised("SMCC", effect.smcc),
    }


def _standardised(name: str, size: Standardised) -> dict[str, Any]:
    return {
        f"{name}_g": size.g,
        f"{name}_var": size.variance,
        f"{name}_ci95": _limits(size.interval),
    }


def _limits(interval: Interval) -> list[float] | None:
    return None if np.isnan(interval.lower) else [interval.lower, interval.upper]


def _against_control(used: Persons, given: Given) -> dict[str, Any]:
    if given["control"] is None:
        return {}
    groups = [str(group) for group in used.groups]
    found = [name for name in dict.fromkeys(groups) if same_value(name, given["control"])]
    if not found:
        raise Refused(
            f"Kontrolgruppen '{given['control']}' findes ikke i kolonnen '{given['group']}'."
        )
    if len(set(groups)) < 2:
        raise Refused("Der er kun én gruppe: der er intet at holde op mod kontrolgruppen.")
    level = given["conf_level"]
    start = ancova(used.pre, used.post, groups, found[0], level)
    change = change_against(used.pre, used.post, groups, found[0], level)
    return {
        "ancova_vs_control": _by_term(start, given, level),
        "change_vs_control": {
            "coef": [term.coef for term in change.values()],
            "ci": [_limits(term.interval) for term in change.values()],
        },
    }


def _by_term(terms: dict[str, Term], given: Given, level: float) -> dict[str, Any]:
    pre = given["pre"] if given["time"] is None else "pre"
    own = {"intercept": "(Intercept)", "pre": pre}
    names = {term: own.get(term, f"{given['group']}{term}") for term in terms}
    lower, upper = (f"{100 * share:.3g} %" for share in ((1 - level) / 2, (1 + level) / 2))
    return {
        "coef": {names[term]: value.coef for term, value in terms.items()},
        "ci": [
            {lower: value.interval.lower, upper: value.interval.upper, "_row": names[term]}
            for term, value in terms.items()
        ],
        "se": {names[term]: value.se for term, value in terms.items()},
    }


def _studies(table: Table) -> Answer:
    columns = {
        f"{name}_{arm}": table.numbers(f"{name}_{arm}") for arm in "tc" for name in OF_AN_ARM
    }
    studies = []
    for row in range(len(table)):
        arms = [Arm(*(float(columns[f"{name}_{arm}"][row]) for name in OF_AN_ARM)) for arm in "tc"]
        if any(np.isnan([columns[column][row] for column in columns])):
            continue
        _require_possible(arms, table.lines[row])
        found = between_arms(*arms)
        studies.append({"yi": found.estimate, "vi": found.variance})
    if not studies:
        raise Refused("Ingen studier har alle ti tal: der er for få.")
    n_without = len(table) - len(studies)
    warnings = (
        [f"{counted(n_without, 'studie')} mangler et tal og er ikke med."] if n_without else []
    )
    return Answer({"studies": studies}, len(table), len(studies), tuple(warnings))


def _require_possible(arms: list[Arm], line: int) -> None:
    for arm in arms:
        if not (arm.sd_pre > 0 and arm.n >= 3 and -1 <= arm.correlation <= 1):
            raise Refused(
                f"Linje {line}: spredningen skal være over 0, n mindst 3 og r mellem −1 og 1."
            )


METHOD = Method(
    about="Ændring med interval: i point, i spredninger (SMCR, SMCC) og mod en kontrolgruppe.",
    row="bred: én person (kolonnerne pre og post); lang: én måling (id, time, outcome); med "
    "'summary' ét studie. n tæller personer (studier).",
    parameters=(
        Parameter("id", "column", "personens nummer; kræves i lang form", None),
        Parameter("time", "column", "målingens tidspunkt; null er bred form", None),
        Parameter("outcome", "column", "scoren, i lang form", None, "point"),
        Parameter("pre", "value", "kolonne (bred) eller tidspunkt (lang); krævet", None),
        Parameter("post", "value", "kolonne (bred) eller tidspunkt (lang); krævet", None),
        Parameter("conf_level", "number", "sikkerhedsniveau", 0.95, above=0, below=1),
        Parameter("group", "column", "giver resultater for hver gruppe", None),
        Parameter("control", "value", "kontrolgruppens værdi i 'group'", None),
        Parameter(
            "summary",
            "flag",
            "rækker er studier: m_pre_t m_post_t sd_pre_t n_t r_t og de samme med _c",
            False,
        ),
    ),
    run=_run,
)
