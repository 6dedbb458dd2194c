"""Figures of groups: which cell of an indicator they are, and the whole that they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import prod
from typing import NamedTuple

from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.reading import HUNDRED, STORED

from .joined import joined
from .known import KnownUse
from .layout import WHOLES

Named = tuple[tuple[str, str], ...]  # groups, each with the heading it stands below


class Portion(NamedTuple):
    """The cell of a figure, empty for the whole, and the division whose cells must add up to it."""

    cell: str = ""
    adds_to: int = 0


WHOLE = Portion()


def portion_of(use: KnownUse | None, named: Iterable[tuple[str, str]]) -> Portion | None:
    """The cell that groups name, each with the heading it stands below; None where none is."""
    groups = [(heading.casefold(), name.casefold()) for heading, name in told_apart(named)]
    if not groups:
        return WHOLE
    if use is None:
        return None
    keys = _crossed(use, groups)
    for heading, name in groups if not keys else ():
        fitting = [each for each in use.divisions if name in each.groups]
        found = [each for each in fitting if each.title.casefold() == heading] or fitting
        if len(found) != 1 or found[0].pk in keys:
            return None
        keys[found[0].pk] = found[0].groups[name]
    return _cell(use, keys)


def _crossed(use: KnownUse, named: Sequence[tuple[str, str]]) -> dict[int, str]:
    """The keys of the groups that one heading names together; empty where it does not."""
    if not use.is_crossed or len(named) != 1:
        return {}
    divisions = {each.pk: each.groups for each in use.divisions}
    found = joined(named[0][1], divisions)
    return {pk: divisions[pk][name] for pk, name in found.items()}


def told_apart(named: Iterable[tuple[str, str]]) -> Named:
    """Those that are groups, not the whole."""
    return tuple(each for each in named if each[1] and each[1].casefold() not in WHOLES)


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
    cells: dict[tuple[int, str], Figure] = field(default_factory=dict)

    def by_division(self) -> dict[int, list[Figure]]:
        found: dict[int, list[Figure]] = {}
        for (division, _cell), figure in self.cells.items():
            found.setdefault(division, []).append(figure)
        return found


class Sums:
    """The wholes that a file does not hold, worked out from cells that are all there."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, object], _Sum] = {}
        self._wholes: dict[tuple[int, object], Figure] = {}

    def note(self, figure: Figure, use: KnownUse) -> None:
        """Look at a figure of an indicator that has groups."""
        place = figure.slot, figure.measured_on
        if not figure.cell:
            self._wholes[place] = figure
        elif figure.adds_to:
            found = self._found.setdefault(place, _Sum(figure, use))
            found.cells[figure.adds_to, figure.cell] = figure

    def not_adding_up(self) -> set[int]:
        """The divisions whose cells mostly give another number than the whole beside them."""
        balance: Counter[int] = Counter()
        for place, found in self._found.items():
            for division, cells in found.by_division().items():
                whole = _whole_of(found, division, cells)
                beside = self._wholes.get(place)
                if whole is not None and beside is not None:
                    balance[division] += 1 if _same(whole, beside) else -1
        return {division for division, count in balance.items() if count < 0}

    def wholes(self, but: Collection[int] = ()) -> list[Figure]:
        """Each whole that lacks and can be told: every cell of a division is there, and counted."""
        lacking = (each for place, each in self._found.items() if place not in self._wholes)
        told = (_first_whole(found, but) for found in lacking)
        return [whole for whole in told if whole is not None]


def _first_whole(found: _Sum, but: Collection[int]) -> Figure | None:
    divisions = (each for each in found.by_division().items() if each[0] not in but)
    return next(filter(None, (_whole_of(found, *each) for each in divisions)), None)


def _whole_of(found: _Sum, division: int, cells: Sequence[Figure]) -> Figure | None:
    if len(cells) != _how_many(found.use, division):
        return None
    return _added(found.first, found.use, cells)


def _same(one: Figure, other: Figure) -> bool:
    pairs = ((one.numerator, other.numerator), (one.value, other.value))
    return next((a == b for a, b in pairs if a is not None and b is not None), False)


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
