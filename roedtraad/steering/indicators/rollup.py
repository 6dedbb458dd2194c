"""Many units' figures as one, by the aggregation the indicator declares. Pure arithmetic.

Numerators and denominators are summed before dividing; percentages are never averaged. What cannot
be summed is not, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .models import Aggregation, Indicator, IndicatorKind

HUNDRED = Decimal(100)


class Left(StrEnum):
    """Why a child is not part of the whole."""

    NOT_MEASURED = "not_measured"
    NO_COUNTS = "no_counts"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Child:
    """One unit's figure of the period; `left` says why it is not counted in."""

    name: str
    url: str
    on: date | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    left: Left | None = None
    share: Decimal | None = None  # of the denominators, or of the sum


@dataclass(frozen=True)
class RollUp:
    """The whole, its children with their weights, and what is missing.

    `value` is None where it may not, or cannot, be worked out.
    """

    how: Aggregation
    children: tuple[Child, ...]
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def counted(self) -> list[Child]:
        return [each for each in self.children if each.left is None]

    @property
    def missing(self) -> list[Child]:
        return [each for each in self.children if each.left is not None]


def rolled_up(indicator: Indicator, children: Sequence[Child]) -> RollUp:
    """The children as one. With a hidden child there is no whole: it would tell what is hidden."""
    how = Aggregation(indicator.over_units)
    is_ratio = indicator.kind == IndicatorKind.PERCENTAGE or how == Aggregation.MEAN
    rows = tuple(_judged(each, is_ratio=is_ratio and how != Aggregation.NONE) for each in children)
    counted = [each for each in rows if each.left is None]
    is_hidden = any(each.left == Left.HIDDEN for each in rows)
    if how == Aggregation.NONE or is_hidden or not counted:
        return RollUp(how, rows)
    if is_ratio:
        return _ratio(indicator, how, rows)
    if how == Aggregation.LATEST:
        newest = max(counted, key=lambda each: each.on or date.min)
        return RollUp(how, rows, value=newest.value)
    total = sum((each.value for each in counted if each.value is not None), Decimal(0))
    return RollUp(how, _shares(rows, "value", total), value=total)


def _judged(child: Child, *, is_ratio: bool) -> Child:
    if child.left is not None:
        return child
    if child.value is None:
        return _left(child, Left.NOT_MEASURED)
    if is_ratio and (child.numerator is None or not child.denominator):
        return _left(child, Left.NO_COUNTS)
    return child


def _left(child: Child, why: Left) -> Child:
    return Child(child.name, child.url, child.on, child.value, left=why)


def _ratio(indicator: Indicator, how: Aggregation, rows: tuple[Child, ...]) -> RollUp:
    counted = [each for each in rows if each.left is None]
    above = sum((each.numerator or Decimal(0) for each in counted), Decimal(0))
    below = sum((each.denominator or Decimal(0) for each in counted), Decimal(0))
    times = HUNDRED if indicator.kind == IndicatorKind.PERCENTAGE else Decimal(1)
    return RollUp(
        how,
        _shares(rows, "denominator", below),
        value=above / below * times,
        numerator=above,
        denominator=below,
    )


def _shares(rows: tuple[Child, ...], field: str, total: Decimal) -> tuple[Child, ...]:
    if not total:
        return rows
    return tuple(
        each
        if each.left is not None
        else Child(
            each.name,
            each.url,
            each.on,
            each.value,
            each.numerator,
            each.denominator,
            share=getattr(each, field) / total * HUNDRED,
        )
        for each in rows
    )
