"""Figures of groups: which cell of an indicator they are, and the whole that they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import prod
from typing import NamedTuple

from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.reading import HUNDRED, STORED

from .known import KnownUse
from .layout import WHOLES


class Portion(NamedTuple):
    """The cell of a figure, empty for the whole, and the division whose cells must add up to it."""

    cell: str = ""
    adds_to: int = 0


WHOLE = Portion()


def portion_of(use: KnownUse | None, named: Iterable[tuple[str, str]]) -> Portion | None:
    """The cell that groups name, each with the heading it stands below; None where none is."""
    groups = [(heading, name) for heading, name in named if name and name not in WHOLES]
    if not groups:
        return WHOLE
    if use is None:
        return None
    keys: dict[int, str] = {}
    for heading, name in groups:
        fitting = [each for each in use.divisions if name in each.groups]
        found = [each for each in fitting if each.title.casefold() == heading] or fitting
        if len(found) != 1 or found[0].pk in keys:
            return None
        keys[found[0].pk] = found[0].groups[name]
    return _cell(use, keys)


def _cell(use: KnownUse, keys: dict[int, str]) -> Portion | None:
    named = [each for each in use.divisions if each.pk in keys]
    if len(named) != (len(use.divisions) if use.is_crossed else 1):
        return None
    must = any(each.must_add_up for each in named)
    return Portion("-".join(keys[each.pk] for each in named), named[0].pk if must else 0)


class Figure(NamedTuple):
    """What is needed of a figure to add it to others."""

    row_number: int
    column_name: str
    slot: int
    use_id: int | None
    period_from: date
    measured_on: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    raw: str
    cell: str
    adds_to: int


@dataclass
class _Sum:
    """What the cells of one period add up to so far; `first` is the figure it is told beside."""

    first: Figure
    use: KnownUse
    has_whole: bool = False
    cells: dict[tuple[int, str], Figure] = field(default_factory=dict)


class Sums:
    """The wholes that a file does not hold, worked out from cells that are all there."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, object], _Sum] = {}
        self._wholes: set[tuple[int, object]] = set()

    def note(self, figure: Figure, use: KnownUse) -> None:
        """Look at a figure of an indicator that has groups."""
        place = figure.slot, figure.measured_on
        if not figure.cell:
            self._wholes.add(place)
        elif figure.adds_to:
            found = self._found.setdefault(place, _Sum(figure, use))
            found.cells[figure.adds_to, figure.cell] = figure

    def wholes(self) -> list[Figure]:
        """Each whole that lacks and can be told: every cell of a division is there, and counted."""
        lacking = (each for place, each in self._found.items() if place not in self._wholes)
        return [whole for found in lacking if (whole := _whole_of(found)) is not None]


def _whole_of(found: _Sum) -> Figure | None:
    for division in dict.fromkeys(adds_to for adds_to, _cell in found.cells):
        cells = [each for (to, _), each in found.cells.items() if to == division]
        whole = _added(found.first, found.use, cells)
        if whole is not None and len(cells) == _how_many(found.use, division):
            return whole
    return None


def _how_many(use: KnownUse, division: int) -> int:
    named = use.divisions if use.is_crossed else [d for d in use.divisions if d.pk == division]
    return prod(len(each.groups) for each in named)


def _added(first: Figure, use: KnownUse, cells: Sequence[Figure]) -> Figure | None:
    above = _total([each.numerator for each in cells])
    below = _total([each.denominator for each in cells])
    value = _total([each.value for each in cells])
    if above is not None and below:
        times = HUNDRED if use.scale.kind == IndicatorKind.PERCENTAGE else Decimal(1)
        value = (above / below * times).quantize(STORED)
    elif use.scale.kind != IndicatorKind.NUMBER or value is None:
        return None
    return first._replace(
        cell="", adds_to=0, value=value, numerator=above, denominator=below, raw=f"{value}"
    )


def _total(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in numbers if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None
