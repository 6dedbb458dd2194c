"""What can be said of a course of scores: change, never effect. No database: rows in, verdicts out.

Reliable change is Jacobson and Truax's, or a limit that a source states itself; the judging is
`foundation.statistics`'. A verdict carries everything that it was judged by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from roedtraad.casework.cases.models import Sex
from roedtraad.foundation.statistics.clinical_significance import (
    CombinedClass,
    CutoffType,
    Population,
    cutoff,
)
from roedtraad.foundation.statistics.judgement import Judgement, Rule, judge
from roedtraad.foundation.statistics.reliable_change import (
    ChangeClass,
    ChangeMethod,
    Precision,
    reliable_change_points,
)

from .counting_rules import CountingRules
from .models import Band, CutoffKind, NormSet, Reliability, ReliabilityKind, Scale

OWN_COUNTRY = "DK"
STATED = "stated"


class VerdictState(StrEnum):
    """What can be said of the first score against the last."""

    TOO_FEW = "too_few"
    TOO_CLOSE = "too_close"
    NO_LIMIT = "no_limit"
    CANNOT_SHOW = "cannot_show"
    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


@dataclass(frozen=True)
class Whom:
    """By what norms are chosen: who answered, and about whom, on the day."""

    informant: str
    age: int | None
    sex: str
    on: date


@dataclass(frozen=True)
class Basis:
    """What a verdict rests on, in points. `method`: JT, or that the source states the limit."""

    direction: int
    reach: tuple[float, float]
    method: str = ""
    limit: float | None = None
    is_inclusive: bool = False
    sd: float | None = None
    reliability: Reliability | None = None
    cutoff: float | None = None
    is_cutoff_inclusive: bool = False
    norm_set: NormSet | None = None
    fewest_days: int = CountingRules.change_days

    @property
    def rule(self) -> Rule:
        return Rule(
            direction=self.direction,
            threshold=self.limit or 0.0,
            cutoff=self.cutoff,
            is_inclusive=self.is_inclusive,
            is_cutoff_inclusive=self.is_cutoff_inclusive,
            reach=self.reach,
        )


Dated = tuple[date, Decimal]


@dataclass(frozen=True)
class Verdict:
    """The first score against the last. `toward`: points toward better, None without two scores.

    `is_clinical_first` and `is_functional_last`: None without a cut-off.
    """

    state: VerdictState
    basis: Basis
    first: Dated | None = None
    last: Dated | None = None
    toward: Decimal | None = None
    is_clinical_first: bool | None = None
    is_functional_last: bool | None = None


def verdict(scores: Sequence[Dated], basis: Basis) -> Verdict:
    """Judge dated scores, the oldest first. Two of different days, far enough apart, are needed."""
    if len(scores) < 2:
        only = scores[0] if scores else None
        return Verdict(VerdictState.TOO_FEW, basis, only, only)
    first, last = scores[0], scores[-1]
    toward = (last[1] - first[1]) * basis.direction
    if (last[0] - first[0]).days < basis.fewest_days:
        return Verdict(VerdictState.TOO_CLOSE, basis, first, last, toward)
    judged = judge([float(first[1])], [float(last[1])], basis.rule)[0]
    state = VerdictState.NO_LIMIT if basis.limit is None else _state(judged)
    sides = (judged.is_clinical_pre, judged.is_functional_post)
    return Verdict(state, basis, first, last, toward, *sides)


def _state(judged: Judgement) -> VerdictState:
    if not judged.is_showable and judged.change is not ChangeClass.DETERIORATED:
        return VerdictState.CANNOT_SHOW
    found: CombinedClass | ChangeClass = judged.combined or judged.change
    return VerdictState(found.value)


def basis_of(
    scale: Scale,
    norm_set: NormSet | None,
    reliability: Reliability | None,
    *,
    fewest_days: int = CountingRules.change_days,
) -> Basis:
    """Everything a scale's scores are held against, of the norm set and reliability chosen.

    `fewest_days`: between the first and the last, as the municipality counts change.
    """
    method, limit, sd = "", None, None
    if norm_set is not None and norm_set.reliable_points is not None:
        method, limit, reliability = STATED, float(norm_set.reliable_points), None
    elif norm_set is not None and norm_set.sd is not None and reliability is not None:
        method, sd = ChangeMethod.JT.value, float(norm_set.sd)
        limit = reliable_change_points(Precision(sd, float(reliability.value)))
    return Basis(
        direction=scale.direction,
        reach=(float(scale.lowest), float(scale.highest)),
        method=method,
        limit=limit,
        is_inclusive=scale.is_threshold_inclusive,
        sd=sd,
        reliability=reliability if method == ChangeMethod.JT else None,
        cutoff=cutoff_of(norm_set, scale.direction) if norm_set else None,
        is_cutoff_inclusive=bool(norm_set and norm_set.is_cutoff_inclusive),
        norm_set=norm_set,
        fewest_days=fewest_days,
    )


def cutoff_of(norm_set: NormSet, direction: int) -> float | None:
    """The cut-off in points: stated, or worked out from the means and SDs of the source."""
    if norm_set.cutoff_kind == CutoffKind.NONE:
        return None
    if norm_set.cutoff_kind == CutoffKind.STATED:
        return None if norm_set.cutoff is None else float(norm_set.cutoff)
    return cutoff(
        CutoffType(norm_set.cutoff_kind),
        clinical=_population(norm_set.clinical_mean, norm_set.clinical_sd),
        functional=_population(norm_set.functional_mean, norm_set.functional_sd),
        direction=direction,
    )


def _population(mean: Decimal | None, sd: Decimal | None) -> Population | None:
    return None if mean is None or sd is None else Population(float(mean), float(sd))


def chosen_norms(norm_sets: Iterable[NormSet], whom: Whom) -> NormSet | None:
    """The norm set that fits best: of our own country, then the most particular, then the newest.

    One for another informant, sex or age, or not in use on the day, is never taken instead.
    """
    fitting = [each for each in norm_sets if _fits(each, whom)]
    return max(fitting, key=_closeness, default=None)


def _fits(norms: NormSet, whom: Whom) -> bool:
    sex = "" if whom.sex == Sex.UNKNOWN else whom.sex
    return (
        norms.counts_on(whom.on)
        and norms.informant in {"", whom.informant}
        and norms.sex in {"", sex}
        and _is_of_age(norms, whom.age)
    )


def _is_of_age(norms: NormSet, age: int | None) -> bool:
    if norms.age_from is None and norms.age_to is None:
        return True
    if age is None:
        return False
    return (norms.age_from or 0) <= age <= (age if norms.age_to is None else norms.age_to)


def _closeness(norms: NormSet) -> tuple[object, ...]:
    span = (200 if norms.age_to is None else norms.age_to) - (norms.age_from or 0)
    is_own = norms.country == OWN_COUNTRY
    return is_own, norms.informant != "", norms.sex != "", -span, norms.valid_from, norms.pk or 0


def chosen_reliability(rows: Iterable[Reliability], informant: str) -> Reliability | None:
    """Test-retest before internal consistency, since change goes over months; the own informant's
    before everybody's."""
    fitting = [each for each in rows if each.informant in {"", informant}]
    return max(
        fitting,
        key=lambda each: (each.kind == ReliabilityKind.RETEST, each.informant != ""),
        default=None,
    )


def band_of(score: Decimal, bands: Iterable[Band]) -> Band | None:
    """The band a score lies in: the last that begins at it or below."""
    begun = [each for each in bands if each.starts_at <= score]
    return max(begun, key=lambda each: each.starts_at, default=None)
