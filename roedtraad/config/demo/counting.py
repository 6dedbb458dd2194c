"""How a figure of the demonstration is counted: out of how many, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import Frequency, Indicator, IndicatorKind
from roedtraad.steering.indicators.reading import Part, Reading, is_ratio

from .shelf_entry import Entry

HUNDRED = 100


def counted(
    indicator: Indicator, entry: Entry | None, value: Decimal, day: date, *, note: str = ""
) -> Reading:
    """`value` as somebody counts it on `day`; of the library's indicators with all that goes with
    it.
    """
    begins = _begins(indicator, day)
    if entry is None or indicator.kind == IndicatorKind.REGISTER:
        return Reading(value=value, note=note, period_from=begins)
    chance = Random(f"{indicator.title}{day}{value}")  # noqa: S311  the same figures every time
    if not is_ratio(indicator):
        parts = dict(_parts(indicator, int(value), None, chance))
        return Reading(value=value, note=note, period_from=begins, parts=parts)
    whole = max(4, round(entry.base * chance.uniform(0.85, 1.15)))
    times = HUNDRED if indicator.kind == IndicatorKind.PERCENTAGE else 1
    share = min(value, Decimal(times)) if times == HUNDRED else value
    part = round(share * whole / times)
    return Reading(
        numerator=Decimal(part),
        denominator=Decimal(whole),
        note=note,
        period_from=begins,
        parts=dict(_parts(indicator, part, whole, chance)),
    )


def _begins(indicator: Indicator, day: date) -> date | None:
    if not indicator.frequency:
        return None
    return period_with(Frequency(indicator.frequency), day).starts_on


def _parts(
    indicator: Indicator, part: int, whole: int | None, chance: Random
) -> Iterator[tuple[str, Part]]:
    """`part` and `whole` divided among the groups, so that they add up."""
    for breakdown in indicator.breakdowns.all():
        groups = list(breakdown.groups.all())
        wholes = _divided(whole, len(groups), chance) if whole is not None else []
        parts = _divided(part, len(groups), chance)
        if whole is not None:
            parts = _within(parts, wholes)
        for place, group in enumerate(groups):
            if whole is None:
                yield str(group.pk), Part(value=Decimal(parts[place]))
            else:
                numbers = Decimal(parts[place]), Decimal(wholes[place])
                yield str(group.pk), Part(numerator=numbers[0], denominator=numbers[1])


def _divided(number: int, count: int, chance: Random) -> list[int]:
    weights = [chance.uniform(0.7, 1.3) for _ in range(count)]
    found = [int(number * weight / sum(weights)) for weight in weights]
    found[0] += number - sum(found)
    return found


def _within(parts: list[int], wholes: list[int]) -> list[int]:
    """No part larger than its whole: what is too much moves on to where there is room."""
    found = [min(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    left = sum(parts) - sum(found)
    for place, whole in enumerate(wholes):
        moved = min(left, whole - found[place])
        found[place] += moved
        left -= moved
    return found
