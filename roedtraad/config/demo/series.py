"""Measured figures as they look in life: noise, gaps, a zero, one that goes the wrong way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .plans import Count

QUARTERS = 8


def quarter_ends(today: date, count: int = QUARTERS) -> list[date]:
    """The last days of the latest finished quarters, oldest first."""
    ends: list[date] = []
    year, quarter = today.year, (today.month - 1) // 3 + 1
    while len(ends) < count:
        quarter -= 1
        if quarter == 0:
            year, quarter = year - 1, 4
        following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
        ends.append(following - timedelta(days=1))
    return ends[::-1]


def values(
    count: Count, days: list[date], *, since: date, due: date, seed: str
) -> Iterator[tuple[date, Decimal]]:
    """A value for each day, as the shape of `count` says; a gap is left out."""
    chance = Random(seed)  # noqa: S311  the same figures every time
    span = count.target - count.start
    noise = abs(span) * 0.06 or max(abs(count.start) * 0.04, 0.5)
    for place, day in enumerate(days):
        way = max(0.0, (day - since).days / max((due - since).days, 1))
        value = count.start + span * _share(count.shape, min(way, 1.0)) + chance.gauss(0, noise)
        if count.shape == "gaps" and place in (1, 4, len(days) - 2):
            continue
        if count.shape == "zero" and place in (0, len(days) - 3):
            value = 0.0
        if count.limits and place == len(days) - 1:
            value = count.limits[1] - 0.4
        yield day, Decimal(str(round(max(value, 0.0), count.decimals)))


def _share(shape: str, way: float) -> float:
    """How much of the way is behind us when `way` of the time is."""
    shares = {"reached": 1.9, "behind": 0.35, "wrong": -0.45, "flat": 0.05, "within": 0.9}
    return way * shares.get(shape, 1.0)
