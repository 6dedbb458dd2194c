"""From answers to a scale's score: reversing, filling in for what is missing, summing.

Sources: Goodman's SDQ scoring (the key is numbers alone: items' texts are their owner's and stand
nowhere here); WHO-5 as used in Denmark; OpenFIT's published alert rules for ORS and SRS. Norms and
cut-offs are data with country, version and dates, and are not in code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .unusable import Reason, UnusableData

Answers = Sequence[float | None]


@dataclass(frozen=True)
class ScaleKey:
    """Which items make a scale: 1-based numbers, those to reverse, the answers' range."""

    items: tuple[int, ...]
    reversed_items: frozenset[int] = frozenset()
    lowest: int = 0
    highest: int = 2
    fewest_answered: int = 3


@dataclass(frozen=True)
class ScaleScore:
    """`score`: points, None when too few items are answered; `n_answered` of the scale's items."""

    score: int | None
    n_answered: int


@dataclass(frozen=True)
class ScaleMean:
    """`mean`: of the answered items, None when too few are; `n_answered` of the scale's items."""

    mean: float | None
    n_answered: int


def scale_score(answers: Answers, key: ScaleKey) -> ScaleScore:
    """The sum, with missing items filled in by the mean of the others and rounded half up.

    `answers`: one for each item of the instrument, in order, None where unanswered.
    `UnusableData`: an item that is not there, or an answer outside the range.
    """
    found = scale_mean(answers, key)
    if found.mean is None:
        return ScaleScore(None, found.n_answered)
    return ScaleScore(math.floor(found.mean * len(key.items) + 0.5 + 1e-9), found.n_answered)


def scale_mean(answers: Answers, key: ScaleKey) -> ScaleMean:
    """The mean of what is answered, unrounded; `answers` and faults as of `scale_score`."""
    if max(key.items) > len(answers):
        raise UnusableData(Reason.UNEQUAL_LENGTHS, "an answer for each item, None for none")
    given = [
        key.lowest + key.highest - answer if item in key.reversed_items else answer
        for item in key.items
        if (answer := _checked(answers[item - 1], key)) is not None
    ]
    if not given or len(given) < key.fewest_answered:
        return ScaleMean(None, len(given))
    return ScaleMean(sum(given) / len(given), len(given))


def _checked(answer: float | None, key: ScaleKey) -> float | None:
    if answer is None or math.isnan(answer):
        return None
    if not key.lowest <= answer <= key.highest or answer != int(answer):
        raise UnusableData(Reason.OUT_OF_RANGE, f"answers are {key.lowest}–{key.highest}")
    return answer


SDQ_REVERSED = frozenset({7, 11, 14, 21, 25})
SDQ: Mapping[str, ScaleKey] = {
    "emotion": ScaleKey((3, 8, 13, 16, 24), SDQ_REVERSED),
    "conduct": ScaleKey((5, 7, 12, 18, 22), SDQ_REVERSED),
    "hyper": ScaleKey((2, 10, 15, 21, 25), SDQ_REVERSED),
    "peer": ScaleKey((6, 11, 14, 19, 23), SDQ_REVERSED),
    "prosoc": ScaleKey((1, 4, 9, 17, 20), SDQ_REVERSED),
}
DIFFICULTIES = ("emotion", "conduct", "hyper", "peer")
IMPACT = {0: 0, 1: 0, 2: 1, 3: 2}


@dataclass(frozen=True)
class SdqScores:
    """Five scales of 0–10 and the total of the four difficulties, 0–40; None where not scored."""

    emotion: int | None
    conduct: int | None
    hyper: int | None
    peer: int | None
    prosoc: int | None
    total: int | None


def sdq_scores(answers: Answers) -> SdqScores:
    """25 answers of 0, 1, 2 in the form's order. The total needs all four difficulty scales."""
    scores = {name: scale_score(answers, key).score for name, key in SDQ.items()}
    difficulties = [scores[name] for name in DIFFICULTIES]
    known = [score for score in difficulties if score is not None]
    total = sum(known) if len(known) == len(difficulties) else None
    return SdqScores(**scores, total=total)


def sdq_impact(answers: Answers) -> int | None:
    """Answers of 0–3 to the impact items, scored 0, 0, 1, 2; None when one is missing."""
    if any(answer is not None and answer not in IMPACT for answer in answers):
        raise UnusableData(Reason.OUT_OF_RANGE, "impact items are answered 0–3")
    known = [IMPACT[int(answer)] for answer in answers if answer is not None]
    return sum(known) if known and len(known) == len(answers) else None


WHO5 = ScaleKey((1, 2, 3, 4, 5), highest=5, fewest_answered=5)


class Who5Band(StrEnum):
    """The Danish bands of WHO-5's percent."""

    HIGH_RISK = "0-35"
    AT_RISK = "36-50"
    NOT_AT_RISK = "51-100"


def who5_percent(answers: Answers) -> int | None:
    """Five answers of 0–5 as 0–100; None unless all are given. Raw × 4: classes stay the same."""
    raw = scale_score(answers, WHO5).score
    return None if raw is None else 4 * raw


def who5_band(percent: float) -> Who5Band:
    """The band of a percent of 0–100."""
    if not 0 <= percent <= 100:
        raise UnusableData(Reason.OUT_OF_RANGE, "percent")
    if percent <= 35:
        return Who5Band.HIGH_RISK
    return Who5Band.AT_RISK if percent <= 50 else Who5Band.NOT_AT_RISK


class FitAlert(StrEnum):
    """OpenFIT's lights, by name rather than colour."""

    TOO_FEW = "too_few"
    ON_TARGET = "on_target"
    BETWEEN = "between"
    BELOW = "below"


def ors_alert(scores: Sequence[float], *, target: float, lower_target: float) -> FitAlert:
    """The latest score against a session target that the user's own licence supplies.

    Grey with at most one measurement; the curve of expected response is proprietary and not ours.
    """
    if len(scores) <= 1:
        return FitAlert.TOO_FEW
    if scores[-1] >= target:
        return FitAlert.ON_TARGET
    return FitAlert.BETWEEN if scores[-1] >= lower_target else FitAlert.BELOW


def srs_alerts(scores: Sequence[float], *, cutoff: float = 36) -> bool:
    """Whether the alliance calls for a talk: the latest below the cut-off, or a drop of 1 or more.

    SRS is 0–40, higher is better.
    """
    if not scores:
        return False
    dropped = len(scores) > 1 and round(scores[-2] - scores[-1], 9) >= 1
    return scores[-1] < cutoff or dropped
