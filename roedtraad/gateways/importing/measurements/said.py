"""What the cells of one figure say, for the kind of indicator that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_range
from roedtraad.foundation.lib.sheets import Cell
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.reading import HUNDRED, STORED

from .cells import Number, Span, number_in
from .done import day_in, done_in
from .known import Fault, Scale

LONGEST_RAW = 80
ROUNDED = Decimal("0.6")  # how far a written percentage may lie from what its numbers give
_NUMBERED = re.compile(r"(?P<number>-?\d{1,5})\s*[-–:.)]?\s*(?P<name>\D.*)")
_HIDDEN = re.compile(r"<\s*\d+|[x*]{1,3}|\d+\s*>|diskretioneret", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A value, numbers to work it out of, done or not, or not counted."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_done: bool | None = None
    is_not_counted: bool = False
    span: Span | None = None  # where the cell itself says when
    remark: str = ""
    decimals: int = 0


def said_by(scale: Scale, cell: Cell) -> Said | Fault:
    """What a cell that is not empty says of an indicator of that scale."""
    found = number_in(cell)
    level = _level_in(scale, cell)
    if level is not None:
        return Said(Decimal(level))
    if found.is_not_counted:
        return Said(is_not_counted=True, remark=found.remark)
    is_milestone = scale.kind == IndicatorKind.MILESTONE
    if is_milestone or (not scale.kind and found.value is None):
        is_done = done_in(cell, is_milestone=is_milestone)
        if is_done is not None:
            return Said(is_done=is_done, span=day_in(cell))
        if is_milestone:
            return Fault.DONE
    if found.value is None:
        return Fault.LEVEL if scale.levels else _number_fault(shown(cell).strip())
    return Said(found.value, remark=found.remark, decimals=found.decimals)


def kind_told(cell: Cell) -> str:
    """The kind of an indicator that is not there yet, by one of its cells; empty: not told."""
    found = said_by(Scale(), cell)
    if isinstance(found, Fault) or found.is_not_counted:
        return ""
    return str(IndicatorKind.NUMBER if found.is_done is None else IndicatorKind.MILESTONE)


def share_said_by(scale: Scale, cells: Sequence[Cell]) -> Said | Fault:
    """What a numerator, a denominator and values beside them say; all must say the same."""
    above, below, *written = (number_in(cell) for cell in cells)
    if above.is_not_counted or below.is_not_counted:
        return Said(is_not_counted=True)
    if above.value is None or below.value is None:
        return Fault.NUMBER
    if below.value <= 0 or above.value < 0:
        return Fault.DENOMINATOR
    times = HUNDRED if scale.kind in ("", IndicatorKind.PERCENTAGE) else Decimal(1)
    value = (above.value / below.value * times).quantize(STORED)
    if any(_differs(each, value) for each in written):
        return Fault.DIFFERS
    return Said(value, above.value, below.value)


def shown(cell: Cell) -> str:
    """A cell as it stands in the file, if not too long."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"[:LONGEST_RAW]
    return "" if cell is None else str(cell)[:LONGEST_RAW]


def _level_in(scale: Scale, cell: Cell) -> int | None:
    """The level of the rubric that a cell names: "Delvist", or "2 – delvist"."""
    if not scale.levels or not isinstance(cell, str):
        return None
    levels = dict(scale.levels)
    name = " ".join(cell.casefold().split())
    match = _NUMBERED.fullmatch(name)
    if name not in levels and match and levels.get(match["name"]) == int(match["number"]):
        name = match["name"]
    return levels.get(name)


def _differs(written: Number, value: Decimal) -> bool:
    return written.value is not None and abs(written.value - value) > ROUNDED


def _number_fault(text: str) -> Fault:
    if _HIDDEN.fullmatch(text):
        return Fault.HIDDEN
    return Fault.RANGE if parse_range(text) else Fault.NUMBER
