"""From answers to the scores of a version's scales. No database: rules in, scores out.

Reversing, filling in and rounding half up are `foundation.statistics.scales`'. The answers of a
scale's questions must count from the same lowest to the same highest, or no mean fills in for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roedtraad.foundation.statistics.scales import ScaleKey, scale_mean, scale_score
from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from .models import Scoring

FINEST = Decimal("0.0001")
Given = Mapping[int, int | None]  # a question's number: the value that was chosen


@dataclass(frozen=True)
class ItemRule:
    """A question: the values that can be chosen, and the points each counts."""

    number: int
    points: Mapping[int, int]


@dataclass(frozen=True)
class ScaleRule:
    """A scale: numbers of its questions and which of them are turned round, or keys of its parts.

    `fewest_answered` of the questions must be answered; None means all.
    """

    key: str
    scoring: str
    items: tuple[int, ...] = ()
    turned: frozenset[int] = frozenset()
    parts: tuple[str, ...] = ()
    fewest_answered: int | None = None
    factor: Decimal = Decimal(1)


@dataclass(frozen=True)
class Scored:
    """`score`: points, None where too few questions are answered; how many of them are."""

    score: Decimal | None
    n_answered: int


def scored(
    items: Sequence[ItemRule], scales: Sequence[ScaleRule], given: Given
) -> dict[str, Scored]:
    """The score of each scale that is worked out from answers. What is entered is left out.

    `UnusableData`: a question that is not there, or a value that cannot be chosen.
    """
    points = _points(items, given)
    found = {
        rule.key: _of_items(rule, items, points)
        for rule in scales
        if rule.scoring in {Scoring.SUM, Scoring.MEAN}
    }
    return found | {
        rule.key: _of_parts(rule, found) for rule in scales if rule.scoring == Scoring.PARTS
    }


def total(parts: Sequence[Decimal | None], factor: Decimal = Decimal(1)) -> Decimal | None:
    """The sum of other scales; nothing when one of them is missing."""
    known = [each for each in parts if each is not None]
    return sum(known, Decimal(0)) * factor if parts and len(known) == len(parts) else None


def reach(rule: ScaleRule, items: Sequence[ItemRule]) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest score that the questions can give; None where they cannot tell.

    `UnusableData`: questions whose answers count between different ends.
    """
    own = [item for item in items if item.number in rule.items]
    if rule.scoring not in {Scoring.SUM, Scoring.MEAN} or not own:
        return None
    low, high = _ends(own)
    count = len(own) if rule.scoring == Scoring.SUM else 1
    return low * count * rule.factor, high * count * rule.factor


def _points(items: Sequence[ItemRule], given: Given) -> dict[int, int | None]:
    by_number = {item.number: item for item in items}
    if not set(given) <= set(by_number):
        raise UnusableData(Reason.OUT_OF_RANGE, "a question that is not there")
    points: dict[int, int | None] = dict.fromkeys(by_number)
    for number, value in given.items():
        if value is not None:
            if value not in by_number[number].points:
                raise UnusableData(Reason.OUT_OF_RANGE, f"question {number} has no answer {value}")
            points[number] = by_number[number].points[value]
    return points


def _of_items(
    rule: ScaleRule, items: Sequence[ItemRule], points: Mapping[int, int | None]
) -> Scored:
    places = {item.number: place for place, item in enumerate(items, 1)}
    own = [item for item in items if item.number in rule.items]
    low, high = _ends(own)
    key = ScaleKey(
        items=tuple(places[item.number] for item in own),
        reversed_items=frozenset(places[number] for number in rule.turned),
        lowest=low,
        highest=high,
        fewest_answered=rule.fewest_answered or len(own),
    )
    # of the others only the place counts: their answers may have other ends
    answers = [points[item.number] if item.number in rule.items else None for item in items]
    if rule.scoring == Scoring.MEAN:
        mean = scale_mean(answers, key)
        return Scored(_times(mean.mean, rule.factor), mean.n_answered)
    found = scale_score(answers, key)
    return Scored(_times(found.score, rule.factor), found.n_answered)


def _ends(items: Sequence[ItemRule]) -> tuple[int, int]:
    ends = {(min(item.points.values()), max(item.points.values())) for item in items}
    if len(ends) != 1:
        raise UnusableData(Reason.OUT_OF_RANGE, "answers of a scale count between different ends")
    return next(iter(ends))


def _of_parts(rule: ScaleRule, found: Mapping[str, Scored]) -> Scored:
    parts = [found[key] for key in rule.parts if key in found]
    score = total([part.score for part in parts], rule.factor)
    whole = len(parts) == len(rule.parts)
    return Scored(score if whole else None, sum(part.n_answered for part in parts))


def _times(score: float | None, factor: Decimal) -> Decimal | None:
    if score is None:
        return None
    return (Decimal(repr(score)) * factor).quantize(FINEST)
