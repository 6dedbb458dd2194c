"""Each person judged: index, class of change, sides of the cut-off."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roedtraad.config.compute.method import Given
from roedtraad.config.compute.persons import Numbers, Persons
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.times import TimeScale
from roedtraad.foundation.statistics import clinical_significance as clinical
from roedtraad.foundation.statistics.clinical_significance import (
    CombinedClass,
    CutoffType,
    Population,
    Sides,
)
from roedtraad.foundation.statistics.pairs import PairedSample
from roedtraad.foundation.statistics.reliable_change import (
    ChangeClass,
    ChangeMethod,
    Precision,
    change_classes,
    change_index,
    exceeds,
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
    reach: list[float] | None
    cutoff: float | None = None


@dataclass(frozen=True)
class Case:
    """One person's result; `combined` and the sides are None without a cut-off."""

    id: str
    group: str | None
    pre: float
    post: float
    index: float
    change: ChangeClass
    combined: CombinedClass | None
    is_clinical_pre: bool | None
    is_functional_post: bool | None
    is_showable: bool


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


def judge(table: Table, given: Given, used: Persons, question: Question) -> list[Case]:
    """Everyone used, in the order of the file."""
    index = _index(table, given, used, question)
    toward, threshold = _size(used.pre, used.post, index, question)
    changes = change_classes(toward, threshold, is_inclusive=question.is_inclusive)
    showable = _showable(used, question)
    where = _sides(used, question)
    combined: list[CombinedClass | None] = [None] * len(changes)
    if where is not None:
        combined = [*clinical.combined_classes(changes, where)]
    return [
        Case(
            id=name,
            group=used.groups[i],
            pre=float(used.pre[i]),
            post=float(used.post[i]),
            index=float(index[i]),
            change=changes[i],
            combined=combined[i],
            is_clinical_pre=None if where is None else bool(where.clinical_pre[i]),
            is_functional_post=None if where is None else bool(where.functional_post[i]),
            is_showable=bool(showable[i]),
        )
        for i, name in enumerate(used.ids)
    ]


def _index(table: Table, given: Given, used: Persons, question: Question) -> Numbers:
    if question.method == ChangeMethod.HLM:
        return _slopes(table, given, used)
    if question.precision is None:
        return np.full(len(used.ids), np.nan)
    return change_index(
        used.pre, used.post, question.precision, sample=question.sample, method=question.method
    )


def _size(pre: Numbers, post: Numbers, index: Numbers, question: Question) -> tuple[Numbers, float]:
    """What is compared, positive for the better, and with what: points for JT, else the index."""
    if question.method == ChangeMethod.JT and question.points is not None:
        return question.direction * (post - pre), question.points
    return question.direction * index, question.critical_value


def _showable(used: Persons, question: Question) -> NDArray[np.bool_]:
    """Who could have improved reliably at all, had they ended at the good end of the scale."""
    if question.reach is None:
        return np.ones(len(used.ids), dtype=bool)
    best = question.reach[1] if question.direction > 0 else question.reach[0]
    if question.method == ChangeMethod.HLM:  # a slope has no threshold in points
        return exceeds(question.direction * (best - used.pre), 0.0)
    ends = np.full(len(used.ids), float(best))
    index = np.full(len(used.ids), np.nan)
    if question.precision is not None:
        index = change_index(
            used.pre, ends, question.precision, sample=question.sample, method=question.method
        )
    size, threshold = _size(used.pre, ends, index, question)
    return exceeds(size, threshold, is_inclusive=question.is_inclusive)


def _sides(used: Persons, question: Question) -> Sides | None:
    if question.cutoff is None:
        return None
    where = clinical.sides(
        used.pre,
        used.post,
        question.cutoff,
        question.direction,
        is_inclusive=question.is_cutoff_inclusive,
    )
    if question.method != ChangeMethod.HA or question.precision is None:
        return where
    beyond = clinical.is_truly_functional(
        used.post,
        question.cutoff,
        question.direction,
        precision=question.precision,
        sample=question.sample,
        z=question.critical_value,
    )
    return replace(where, functional_post=beyond)


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
    classes = _flags(case) if case.is_showable else dict.fromkeys(_flags(case), False)
    combined = {
        name: None if case.combined is None else classes[name]
        for name in ("recovered", "improved_only", "deteriorated_only", "harmed")
    }
    return {
        "id": case.id,
        "pre": case.pre,
        "post": case.post,
        "change": case.post - case.pre,
        "rci": case.index,
        **{name: classes[name] for name in ("improved", "unchanged", "deteriorated")},
        "clinical_pre": case.is_clinical_pre,
        "functional_post": case.is_functional_post,
        **combined,
    }


def _flags(case: Case) -> dict[str, bool]:
    return {
        "improved": case.change == ChangeClass.IMPROVED,
        "unchanged": case.change == ChangeClass.UNCHANGED,
        "deteriorated": case.change == ChangeClass.DETERIORATED,
        "recovered": case.combined == CombinedClass.RECOVERED,
        "improved_only": case.combined == CombinedClass.IMPROVED,
        "deteriorated_only": case.combined == CombinedClass.DETERIORATED,
        "harmed": case.combined == CombinedClass.HARMED,
    }
