"""From rows and what their columns mean to figures: each cell that holds one, or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from roedtraad.foundation.lib.numbers import parse_range
from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import Frequency, IndicatorKind
from roedtraad.steering.indicators.reading import STORED
from roedtraad.steering.indicators.services.batches import Figure

from .cells import Number, Span, number_in, span_in, span_within
from .layout import Across, Meaning, Place, Role, is_total
from .sheets import Cell, Sheet

LONGEST_NOTE, LONGEST_RAW, LONGEST_COLUMN = 500, 80, 80
BETWEEN = " – "
ROUNDED = Decimal("0.6")  # how far a written percentage may lie from what its numbers give
_HIDDEN = re.compile(r"<\s*\d+|[x*]{1,3}|\d+\s*>|diskretioneret", re.IGNORECASE)


class Fault(StrEnum):
    """Why a figure cannot be understood."""

    NUMBER = "number"
    RANGE = "range"
    HIDDEN = "hidden"
    NO_PERIOD = "period"
    FUTURE = "future"
    UNIT = "unit"
    INDICATOR = "indicator"
    SEVERAL = "several"
    DENOMINATOR = "denominator"
    FREQUENCY = "frequency"
    KIND = "kind"
    DIFFERS = "differs"


class KnownUse(NamedTuple):
    """An indicator in use that figures can go to."""

    pk: int
    kind: str
    frequency: str


@dataclass(frozen=True)
class Known:
    """What is there already, by names in small letters. Units are those one records for."""

    units: Mapping[str, int]
    uses: Mapping[tuple[int, str], Sequence[KnownUse]]
    today: date


@dataclass
class Wanted:
    """An indicator in use that figures need: its number in the file, and whether it is there."""

    slot: int
    unit: int
    title: str
    use: KnownUse | None = None
    spans: set[Span] = field(default_factory=set)
    decimals: int = 0
    is_ratio: bool = False


@dataclass(frozen=True)
class _Values:
    """Where one figure of a row stands, and what its heading says."""

    at: int
    heading: str
    column: str
    span: Span | None
    unit: int | None
    title: str


class Flattened:
    """The figures of a table, one after the other; `wanted` is known when all have been given."""

    def __init__(self, sheet: Sheet, place: Place, meaning: Meaning, known: Known) -> None:
        self._sheet, self._place, self._meaning, self._known = sheet, place, meaning, known
        self.wanted: dict[tuple[int, str], Wanted] = {}
        roles = meaning.roles
        self._at = {role: [at for at, each in enumerate(roles) if each == role] for role in Role}
        self._values = [self._value_column(at) for at in self._at[Role.VALUE]]
        self._constant = span_in(meaning.period) if meaning.period else None
        self._is_ratio = bool(self._at[Role.NUMERATOR] and self._at[Role.DENOMINATOR])
        self.skipped = 0  # totals and footnotes

    def figures(self) -> Iterator[Figure]:
        rows = self._sheet.rows
        last = max((at for at in self._place.rows if _is_full(rows[at])), default=-1)
        for at in self._place.rows:
            row = rows[at]
            if not any(cell is not None for cell in row):
                continue
            if self._is_left_out(row, at == last):
                self.skipped += 1
                continue
            yield from self._of_row(at + 1, row)

    def _value_column(self, at: int) -> _Values:
        meaning = self._meaning
        heading = meaning.headings[at] if at < len(meaning.headings) else ""
        column = self._place.headings[at][:LONGEST_COLUMN]
        found = span_within(heading) if heading else None
        span, rest = found or (None, heading)
        unit = None
        if meaning.across == Across.UNIT:
            unit = self._known.units.get(heading.casefold(), -1)
        title = (rest or heading) if meaning.across == Across.INDICATOR else ""
        return _Values(at, heading, column, span, unit, title)

    def _is_left_out(self, row: Sequence[Cell], is_last: bool) -> bool:
        """Footnotes have words in one cell only; totals by choice."""
        filled = [at for at, cell in enumerate(row) if cell is not None]
        figures = {*self._at[Role.VALUE], *self._at[Role.NUMERATOR], *self._at[Role.DENOMINATOR]}
        if len(filled) == 1 and filled[0] not in figures and len(row) > 1:
            return True
        return self._meaning.skip_totals and is_total(row, is_last)

    def _of_row(self, number: int, row: Sequence[Cell]) -> Iterator[Figure]:
        unit = self._unit(row)
        label = self._label(row)
        span = self._span(row, label)
        note = " · ".join(str(row[at]) for at in self._at[Role.NOTE] if at < len(row) and row[at])
        if self._is_ratio:
            yield self._ratio(number, row, unit, label, span, note)
            return
        for column in self._values:
            cell = row[column.at] if column.at < len(row) else None
            found = number_in(cell)
            if found.is_empty:
                continue
            yield self._figure(number, column, (unit, label, span, note), cell, found)

    def _figure(
        self,
        number: int,
        column: _Values,
        about: tuple[int | None, str, Span | None, str],
        cell: Cell,
        found: Number,
    ) -> Figure:
        unit, label, span, note = about
        raw = _shown(cell)
        title = BETWEEN.join(filter(None, (label, column.title)))
        if found.is_wrong:
            return Figure(
                number,
                column.column,
                raw=raw,
                note=title[:LONGEST_NOTE],
                fault=_number_fault(raw.strip()),
            )
        place = self._place_of(
            column.unit if column.unit is not None else unit, title, column.span or span
        )
        if isinstance(place, Fault):
            return Figure(number, column.column, raw=raw, note=title[:LONGEST_NOTE], fault=place)
        wanted, (starts_on, ends_on) = place
        value = None if found.value is None else found.value
        if value is not None and value.as_tuple().exponent != 0:
            value = _stored(value)
            wanted.decimals = max(wanted.decimals, _decimals(value))
        if found.remark:
            note = f"{note} · {found.remark}".strip(" ·")
        return Figure(
            number,
            column.column,
            wanted.slot,
            wanted.use.pk if wanted.use else None,
            starts_on,
            ends_on,
            value,
            None,
            None,
            found.is_not_counted,
            note[:LONGEST_NOTE],
            raw,
        )

    def _ratio(
        self,
        number: int,
        row: Sequence[Cell],
        unit: int | None,
        label: str,
        span: Span | None,
        note: str,
    ) -> Figure:
        """A row with numerator and denominator; a value beside them must say the same."""
        above, below = (
            number_in(_at(row, self._at[role][0])) for role in (Role.NUMERATOR, Role.DENOMINATOR)
        )
        raw = " / ".join(
            _shown(_at(row, self._at[role][0])) for role in (Role.NUMERATOR, Role.DENOMINATOR)
        )[:LONGEST_RAW]
        column = self._place.headings[self._at[Role.NUMERATOR][0]][:LONGEST_COLUMN]
        place = self._place_of(unit, label, span)
        fault = _ratio_fault(above, below) or (place if isinstance(place, Fault) else None)
        if fault or isinstance(place, Fault):
            return Figure(number, column, raw=raw, note=label[:LONGEST_NOTE], fault=fault or "")
        wanted, (starts_on, ends_on) = place
        is_not_counted = above.is_not_counted or below.is_not_counted
        value = None
        if not is_not_counted and above.value is not None and below.value:
            is_share = wanted.use is None or wanted.use.kind == IndicatorKind.PERCENTAGE
            value = (above.value / below.value * (100 if is_share else 1)).quantize(STORED)
            if self._differs(row, value):
                return Figure(number, column, raw=raw, fault=Fault.DIFFERS)
        wanted.is_ratio = True
        return Figure(
            number,
            column,
            wanted.slot,
            wanted.use.pk if wanted.use else None,
            starts_on,
            ends_on,
            value,
            None if is_not_counted else above.value,
            None if is_not_counted else below.value,
            is_not_counted,
            note[:LONGEST_NOTE],
            raw,
        )

    def _differs(self, row: Sequence[Cell], value: Decimal) -> bool:
        written = [number_in(_at(row, each.at)).value for each in self._values]
        return any(each is not None and abs(each - value) > ROUNDED for each in written)

    def _place_of(
        self, unit: int | None, title: str, span: Span | None
    ) -> tuple[Wanted, Span] | Fault:
        """The use and the period that a figure belongs to."""
        if unit is None or unit < 0:
            return Fault.UNIT
        if span is None:
            return Fault.NO_PERIOD
        if not title:
            return Fault.INDICATOR
        wanted = self.wanted.get((unit, title)) or self._new(unit, title)
        if isinstance(wanted, Fault):
            return wanted
        if span[1] > self._known.today:
            return Fault.FUTURE
        frequency = wanted.use.frequency if wanted.use else ""
        if frequency and not _fits(frequency, span):
            return Fault.FREQUENCY
        wanted.spans.add(span)
        if frequency:
            period = period_with(Frequency(frequency), span[1])
            span = period.starts_on, period.ends_on
        return wanted, span

    def _new(self, unit: int, title: str) -> Wanted | Fault:
        uses = self._known.uses.get((unit, title.casefold()), ())
        if len(uses) > 1:
            return Fault.SEVERAL
        if not uses and not self._meaning.creates:
            return Fault.INDICATOR
        if uses and uses[0].kind in (IndicatorKind.MILESTONE, IndicatorKind.REGISTER):
            return Fault.KIND
        same = (
            next(
                (
                    each
                    for (other, name), each in self.wanted.items()
                    if other == unit and name.casefold() == title.casefold()
                ),
                None,
            )
            if not uses
            else None
        )
        wanted = same or Wanted(len(self.wanted) + 1, unit, title, uses[0] if uses else None)
        self.wanted[unit, title] = wanted
        return wanted

    def _unit(self, row: Sequence[Cell]) -> int | None:
        if not self._at[Role.UNIT]:
            return self._meaning.unit
        name = _at(row, self._at[Role.UNIT][0])
        if name is None:
            return self._meaning.unit
        return self._known.units.get(str(name).casefold())

    def _label(self, row: Sequence[Cell]) -> str:
        """What the row is called, after what the whole table is called."""
        parts = [self._meaning.title]
        parts += [str(row[at]) for at in self._at[Role.INDICATOR] if at < len(row) and row[at]]
        return BETWEEN.join(each for each in parts if each)

    def _span(self, row: Sequence[Cell], label: str) -> Span | None:
        if self._at[Role.PERIOD]:
            return span_in(_at(row, self._at[Role.PERIOD][0]))
        if self._meaning.label_periods:
            found = span_within(label)
            return found[0] if found else self._constant
        return self._constant


def _at(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None


def _number_fault(text: str) -> Fault:
    if _HIDDEN.fullmatch(text):
        return Fault.HIDDEN
    return Fault.RANGE if parse_range(text) else Fault.NUMBER


def _is_full(row: Sequence[Cell]) -> bool:
    """Whether more than a footnote stands in it."""
    return sum(cell is not None for cell in row) > 1


def _shown(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"[:LONGEST_RAW]
    return "" if cell is None else str(cell)[:LONGEST_RAW]


@lru_cache(maxsize=100_000)
def _stored(value: Decimal) -> Decimal:
    return round(value, 4)


def _decimals(value: Decimal) -> int:
    return min(max(0, -int(value.normalize().as_tuple().exponent)), 2)


@lru_cache(maxsize=20_000)
def _fits(frequency: str, span: Span) -> bool:
    """Whether a period is one of the frequency's: exactly, or a day within it."""
    period = period_with(Frequency(frequency), span[1])
    return span in ((period.starts_on, period.ends_on), (span[1], span[1]))


def _ratio_fault(above: Number, below: Number) -> Fault | None:
    if above.is_not_counted or below.is_not_counted:
        return None
    if above.value is None or below.value is None:
        return Fault.NUMBER
    return Fault.DENOMINATOR if below.value <= 0 or above.value < 0 else None
