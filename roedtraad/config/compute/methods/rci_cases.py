"""Each person judged: index, class of change, sides of the cut-off."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Given
from roedtraad.config.compute.persons import Numbers, Persons
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.times import TimeScale
from roedtraad.foundation.statistics import clinical_significance as clinical
from roedtraad.foundation.statistics.clinical_significance import (
    CombinedClass,
    CutoffType,
    Flags,
    Population,
)
from roedtraad.foundation.statistics.judgement import Judgement, Rule, Sizes, judge
from roedtraad.foundation.statistics.pairs import PairedSample
from roedtraad.foundation.statistics.reliable_change import (
    ChangeClass,
    ChangeMethod,
    Precision,
    change_index,
)
from roedtraad.foundation.statistics.slopes import FEWEST, slope_index


@dataclass(frozen=True)
class Question:
    """What the persons are judged by."""

    method: ChangeMethod
    direction: int
    precision: Precision | None
    sd: float
    clinical: Population
    sample: PairedSample
    critical_value: float
    points: float | None
    is_inclusive: bool
    is_cutoff_inclusive: bool
    reach: tuple[float, float] | None
    cutoff: float | None = None


@dataclass(frozen=True)
class Case:
    """One person's scores, index and judgement."""

    id: str
    group: str | None
    pre: float
    post: float
    index: float
    judged: Judgement


def with_cutoff(question: Question, given: Given) -> Question:
    """The question with its cut-off in points, if there is one."""
    if given["cutoff"] is not None:
        return replace(question, cutoff=float(given["cutoff"]))
    if given["cutoff_type"] is None:
        return question
    ill = question.clinical
    if given["cutoff_type"] != CutoffType.B and math.isnan(ill.sd):
        raise Refused(
            "Den kliniske spredning kan ikke beregnes af én person. Angiv 'm_clinical' og "
            "'sd_clinical'."
        )
    well = None
    if given["m_functional"] is not None and given["sd_functional"] is not None:
        well = Population(given["m_functional"], given["sd_functional"])
    is_true_score = question.method == ChangeMethod.HA and given["cutoff_type"] == CutoffType.C
    if is_true_score and question.precision is not None and well is not None:
        ill, well = clinical.true_score_populations(question.precision, ill, well)
    limit = clinical.cutoff(
        CutoffType(given["cutoff_type"]),
        clinical=ill,
        functional=well,
        direction=question.direction,
    )
    return replace(question, cutoff=limit)


def judge_all(table: Table, given: Given, used: Persons, question: Question) -> list[Case]:
    """Everyone used, in the order of the file."""
    index = _index(table, given, used, question)
    in_points = question.method == ChangeMethod.JT and question.points is not None
    rule = Rule(
        direction=question.direction,
        threshold=question.points
        if in_points and question.points is not None
        else question.critical_value,
        cutoff=question.cutoff,
        is_inclusive=question.is_inclusive,
        is_cutoff_inclusive=question.is_cutoff_inclusive,
        reach=question.reach,
    )
    judged = judge(
        used.pre,
        used.post,
        rule,
        sizes=None if in_points else Sizes(index, _index_at_best(used, question, rule)),
        functional_post=_truly_functional(used, question),
    )
    return [
        Case(
            id=name,
            group=used.groups[i],
            pre=float(used.pre[i]),
            post=float(used.post[i]),
            index=float(index[i]),
            judged=judged[i],
        )
        for i, name in enumerate(used.ids)
    ]


def _index(table: Table, given: Given, used: Persons, question: Question) -> Numbers:
    if question.method == ChangeMethod.HLM:
        return _slopes(table, given, used)
    return _index_of(used.pre, used.post, question)


def _index_of(pre: Numbers, post: Numbers, question: Question) -> Numbers:
    if question.precision is None:
        return np.full(len(pre), np.nan)
    return change_index(
        pre, post, question.precision, sample=question.sample, method=question.method
    )


def _index_at_best(used: Persons, question: Question, rule: Rule) -> Numbers | None:
    if rule.best is None or question.method == ChangeMethod.HLM:
        return None
    return _index_of(used.pre, np.full(len(used.ids), rule.best), question)


def _truly_functional(used: Persons, question: Question) -> Flags | None:
    """HA asks of the estimated true score; the other methods of the score itself."""
    is_asked = question.method == ChangeMethod.HA and question.cutoff is not None
    if not is_asked or question.precision is None or question.cutoff is None:
        return None
    return clinical.is_truly_functional(
        used.post,
        question.cutoff,
        question.direction,
        precision=question.precision,
        sample=question.sample,
        z=question.critical_value,
    )


def with_enough_measurements(table: Table, given: Given, used: Persons) -> Persons:
    """Those of the persons that have the three measurements a slope needs."""
    counts: Counter[str] = Counter()
    scores = table.numbers(given["outcome"])
    for name, time, score in zip(
        table.texts(given["id"]), table.cells(given["time"]), scores, strict=True
    ):
        counts[name] += time is not None and not math.isnan(score)
    kept = [i for i, name in enumerate(used.ids) if counts[name] >= FEWEST]
    return Persons(
        tuple(used.ids[i] for i in kept),
        used.pre[kept],
        used.post[kept],
        tuple(used.groups[i] for i in kept),
    )


def _slopes(table: Table, given: Given, used: Persons) -> Numbers:
    found = slope_index(
        table.texts(given["id"]), _moments(table, given["time"]), table.numbers(given["outcome"])
    )
    by_person = dict(zip(found.persons, found.index, strict=True))
    return np.array([by_person[name] for name in used.ids])


def _moments(table: Table, column: str) -> Numbers:
    """Times as numbers, dates as days; a text has no distance to another."""
    cells = table.cells(column)
    scale = TimeScale(cell for cell in cells if cell is not None)
    if scale.is_numeric:
        return table.numbers(column)
    if not scale.is_dated:
        raise Refused(f"HLM kræver, at '{column}' er tal eller datoer (ÅÅÅÅ-MM-DD).")
    return np.array([np.nan if cell is None else scale.days(cell) for cell in cells])


def described(case: Case) -> dict[str, Any]:
    """One of the cases of the output; flags of classes are false for who cannot be shown."""
    judged = case.judged
    flags = {name: judged.is_showable and flag for name, flag in _flags(judged).items()}
    combined = {
        name: None if judged.combined is None else flags[name]
        for name in ("recovered", "improved_only", "deteriorated_only", "harmed")
    }
    return {
        "id": case.id,
        "pre": case.pre,
        "post": case.post,
        "change": case.post - case.pre,
        "rci": case.index,
        **{name: flags[name] for name in ("improved", "unchanged", "deteriorated")},
        "clinical_pre": judged.is_clinical_pre,
        "functional_post": judged.is_functional_post,
        **combined,
    }


def _flags(judged: Judgement) -> dict[str, bool]:
    return {
        "improved": judged.change == ChangeClass.IMPROVED,
        "unchanged": judged.change == ChangeClass.UNCHANGED,
        "deteriorated": judged.change == ChangeClass.DETERIORATED,
        "recovered": judged.combined == CombinedClass.RECOVERED,
        "improved_only": judged.combined == CombinedClass.IMPROVED,
        "deteriorated_only": judged.combined == CombinedClass.DETERIORATED,
        "harmed": judged.combined == CombinedClass.HARMED,
    }
