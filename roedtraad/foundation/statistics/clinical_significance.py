"""Clinical significance: did a person cross from the clinical to the functional side?

Source: Jacobson & Truax 1991 (J Consult Clin Psychol 59:12). Their cut-off b uses the SD of the
functional group; R's clinicalsignificance uses the clinical one there, which is a fault and is not
copied. `direction` is +1 where higher scores are better and −1 where lower are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pairs import PairedSample
from .reliable_change import (
    DECIMALS,
    ChangeClass,
    Precision,
    exceeds,
    second_reliability,
)
from .unusable import Reason, UnusableData

Flags = NDArray[np.bool_]


class CutoffType(StrEnum):
    """a: leaves the clinical group; b: enters the functional one; c: nearer the functional."""

    A = "a"
    B = "b"
    C = "c"


class CombinedClass(StrEnum):
    """Reliable change and crossing together; exclusive, the more telling one wins."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


@dataclass(frozen=True)
class Population:
    """Mean and SD of a group's scores, in points; the SD at least 0."""

    mean: float
    sd: float


def cutoff(
    cutoff_type: CutoffType,
    *,
    clinical: Population | None = None,
    functional: Population | None = None,
    direction: int,
) -> float:
    """The cut-off in points: a = M_c + 2·SD_c, b = M_f − 2·SD_f (both toward better); c between.

    a needs the clinical group, b the functional, c both.
    """
    if cutoff_type == CutoffType.A:
        group = _required(clinical)
        return group.mean + direction * 2 * group.sd
    if cutoff_type == CutoffType.B:
        group = _required(functional)
        return group.mean - direction * 2 * group.sd
    ill, well = _required(clinical), _required(functional)
    if not ill.sd + well.sd > 0:
        raise UnusableData(Reason.NO_VARIATION, "cut-off c needs an SD above 0")
    return (ill.sd * well.mean + well.sd * ill.mean) / (ill.sd + well.sd)


def _required(population: Population | None) -> Population:
    if population is None or not math.isfinite(population.mean + population.sd):
        raise UnusableData(Reason.OUT_OF_RANGE, "the cut-off needs a mean and an SD")
    return population


def true_score_populations(
    precision: Precision, clinical: Population, functional: Population
) -> tuple[Population, Population]:
    """HA's groups for cut-off c, with the SDs of true scores: SD_c·√r and SD_f·√(1−SEM²/SD_f²)."""
    left = 1 - (precision.error / functional.sd) ** 2
    if left < 0:
        raise UnusableData(Reason.OUT_OF_RANGE, "the functional SD is smaller than the noise")
    ill = Population(clinical.mean, clinical.sd * math.sqrt(precision.reliability))
    return ill, Population(functional.mean, functional.sd * math.sqrt(left))


def is_functional(
    scores: ArrayLike, limit: float, direction: int, *, is_inclusive: bool = False
) -> Flags:
    """Which scores lie beyond the cut-off; one on it does only if `is_inclusive`."""
    return exceeds(
        direction * np.asarray(scores, dtype=float), direction * limit, is_inclusive=is_inclusive
    )


def is_clinical(scores: ArrayLike, limit: float, direction: int) -> Flags:
    """Which scores lie before the cut-off; one on it never does."""
    rounded = np.round(direction * np.asarray(scores, dtype=float), DECIMALS)
    return np.asarray(rounded < round(direction * limit, DECIMALS))


def is_truly_functional(
    post: ArrayLike,
    limit: float,
    direction: int,
    *,
    precision: Precision,
    sample: PairedSample,
    z: float,
) -> Flags:
    """HA: whether the estimated true second score lies beyond the cut-off by more than noise."""
    r2 = second_reliability(precision, sample)
    if not r2 > 0:
        raise UnusableData(Reason.OUT_OF_RANGE, "the second measurement is not reliable at all")
    estimated = sample.mean_post + (np.asarray(post, dtype=float) - sample.mean_post) * r2
    return exceeds(direction * (estimated - limit) / (math.sqrt(r2) * precision.error), z)


@dataclass(frozen=True)
class Sides:
    """Where each person was: shape (persons,) each. A score on the cut-off can be on neither."""

    clinical_pre: Flags
    functional_pre: Flags
    clinical_post: Flags
    functional_post: Flags


def sides(
    pre: ArrayLike, post: ArrayLike, limit: float, direction: int, *, is_inclusive: bool = False
) -> Sides:
    """Both scores of each person against the cut-off."""
    return Sides(
        is_clinical(pre, limit, direction),
        is_functional(pre, limit, direction, is_inclusive=is_inclusive),
        is_clinical(post, limit, direction),
        is_functional(post, limit, direction, is_inclusive=is_inclusive),
    )


def combined_classes(changes: list[ChangeClass], where: Sides) -> list[CombinedClass]:
    """One class for each person.

    Recovered: from clinical to functional, and reliably improved. Harmed: from functional to
    clinical, and reliably deteriorated. Else the change alone.
    """
    crossed_up = where.clinical_pre & where.functional_post
    crossed_down = where.functional_pre & where.clinical_post
    return [
        CombinedClass.RECOVERED
        if change == ChangeClass.IMPROVED and up
        else CombinedClass.HARMED
        if change == ChangeClass.DETERIORATED and down
        else CombinedClass(change.value)
        for change, up, down in zip(changes, crossed_up, crossed_down, strict=True)
    ]
