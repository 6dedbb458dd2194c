"""What is drawn of one indicator: its points, targets, limits and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .chart_frame import HEIGHT, PAPER_HEIGHT


class Mark(StrEnum):
    """How a point is marked that is a signal, or that is left out of mean and limits."""

    BETTER_HIGH = "better_high"
    BETTER_LOW = "better_low"
    WORSE = "worse"
    OTHER = "other"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Point:
    """What was measured on a date; `said` tells in words why it is marked."""

    on: date
    value: Decimal
    note: str = ""
    mark: Mark | None = None
    said: str = ""


@dataclass(frozen=True)
class Stretch:
    """Points that share a mean, with limits for each; limits are None in a run chart."""

    days: Sequence[date]
    centre: float
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True)
class ChartNote:
    """Something that happened on a day: a letter in the picture, told below it."""

    on: date
    letter: str
    text: str


@dataclass(frozen=True)
class TargetStep:
    """The target as it held from one day to another; `is_replaced` after it was revised."""

    starts_on: date
    ends_on: date
    value: Decimal
    is_replaced: bool = False


@dataclass(frozen=True)
class Series:
    """One indicator: what to draw of it. `finding` is the title, `measure` the subtitle."""

    finding: str
    measure: str
    measured_in: str
    points: Sequence[Point]
    targets: Sequence[TargetStep] = ()
    baseline: Decimal | None = None
    limits: tuple[Decimal | None, Decimal | None] = (None, None)  # to be kept within
    decimals: int = 0
    caption: str = ""
    is_on_paper: bool = False
    stretches: Sequence[Stretch] = ()
    notes: Sequence[ChartNote] = ()

    @property
    def height(self) -> int:
        return PAPER_HEIGHT if self.is_on_paper else HEIGHT
