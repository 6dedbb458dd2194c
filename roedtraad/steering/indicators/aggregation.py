"""How figures of several periods, or of several units, make one. Percentages are never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .models import Aggregation

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """One figure to put together with others."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def together(
    parts: Sequence[Part], how: str, *, is_share: bool, is_cumulative: bool = False
) -> Decimal | None:
    """One figure of `parts`, oldest first; None when they do not make one.

    Of cumulative values of one unit the latest is the whole. A mean is the sum of the numerators
    over that of the denominators, or of values weighted by denominators; without a denominator in
    every part there is none.
    """
    known = [each for each in parts if each.value is not None]
    if not known or how == Aggregation.NONE:
        return None
    if how == Aggregation.LATEST or is_cumulative:
        return known[-1].value
    if how == Aggregation.SUM and not is_share:
        return sum((each.value for each in known if each.value is not None), Decimal(0))
    return _mean(known, is_share=is_share)


def _mean(parts: Sequence[Part], *, is_share: bool) -> Decimal | None:
    weights = [each.denominator for each in parts]
    whole = sum((each or Decimal(0) for each in weights), Decimal(0))
    if None in weights or not whole:
        return None
    if is_share and all(each.numerator is not None for each in parts):
        counted = sum((each.numerator or Decimal(0) for each in parts), Decimal(0))
        return HUNDRED * counted / whole
    weighted = ((each.value or Decimal(0)) * (each.denominator or Decimal(0)) for each in parts)
    return sum(weighted, Decimal(0)) / whole
