"""What is drawn of one indicator: its points, targets, limits and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .chart_frame import HEIGHT, PAPER_HEIGHT


@dataclass(frozen=True)
class Point:
    """What was measured on a date."""

    on: date
    value: Decimal
    note: str = ""


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

    @property
    def height(self) -> int:
        return PAPER_HEIGHT if self.is_on_paper else HEIGHT
