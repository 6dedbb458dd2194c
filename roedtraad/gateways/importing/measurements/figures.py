"""From rows and what their columns mean to figures: each cell that holds one, or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from roedtraad.foundation.lib.numbers import parse_range
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.reading import STORED
from roedtraad.steering.indicators.services.batches import Figure

from .cells import Number, Span, number_in, span_in, span_within
from .done import day_in, done_in
from .groups import WHOLE, Portion, Sums, portion_of
from .known import Fault, Known, KnownUse, Places, Wanted
from .layout import Across, Meaning, Place, Role, is_total
from .sheets import Cell, Sheet

LONGEST_NOTE, LONGEST_RAW, LONGEST_COLUMN = 500, 80, 80
BETWEEN = " – "
ROUNDED = Decimal("0.6")  # how far a written percentage may lie from what its numbers give
_HIDDEN = re.compile(r"<\s*\d+|[x*]{1,3}|\d+\s*>|diskretioneret", re.IGNORECASE)
Named = tuple[tuple[str, str], ...]  # groups, each with the heading it stands below


class _Values(NamedTuple):
    """Where one figure of a row stands, and what its heading says."""

    at: int
    column: str
    span: Span | None
    unit: int | None
    title: str
    groups: Named


class _Row(NamedTuple):
    """What a row says of all its figures."""

    number: int
    unit: int | None
    label: str
    span: Span | None
    note: str
    groups: Named


@dataclass(frozen=True)
class _Said:
    """What a cell says, for the kind of indicator it belongs to."""

    value: Decimal | None = None
    is_done: bool | None = None
    is_not_counted: bool = False
    span: Span | None = None  # where the cell itself says when


class Flattened:
    """The figures of a table, one after the other; `wanted` is known when all have been given."""

    def __init__(self, sheet: Sheet, place: Place, meaning: Meaning, known: Known) -> None:
        self._sheet, self._place, self._meaning, self._known = sheet, place, meaning, known
        self._places = Places(known, creates=meaning.creates)
        roles = meaning.roles
        self._at = {role: [at for at, each in enumerate(roles) if each == role] for role in Role}
        self._values = [self._value_column(at) for at in self._at[Role.VALUE]]
        self._constant = span_in(meaning.period) if meaning.period else None
        self._is_ratio = bool(self._at[Role.NUMERATOR] and self._at[Role.DENOMINATOR])
        self._has_groups = bool(self._at[Role.GROUP]) or meaning.across == Across.GROUP
        self._portions: dict[tuple[int, Named], Portion | None] = {}
        self._sums = Sums()
        self.skipped = 0  # totals and footnotes

    @property
    def wanted(self) -> dict[tuple[int, str], Wanted]:
        """What the figures given so far belong to."""
        return self._places.wanted

    def figures(self) -> Iterator[Figure]:
        rows = self._sheet.rows
        last = max((at for at in self._place.rows if _filled(rows[at]) > 1), default=-1)
        for at in self._place.rows:
            row = rows[at]
            if not _filled(row):
                continue
            if self._is_left_out(row, at == last):
                self.skipped += 1
                continue
            yield from self._of_row(at + 1, row)
        yield from self._sums.wholes()

    def _value_column(self, at: int) -> _Values:
        meaning = self._meaning
        heading = meaning.headings[at] if at < len(meaning.headings) else ""
        column = self._place.headings[at][:LONGEST_COLUMN]
        found = span_within(heading) if heading else None
        span, rest = found or (None, heading)
        unit = None
        groups: Named = ()
        if meaning.across == Across.UNIT:
            unit = self._known.units.get(heading.casefold(), -1)
        if meaning.across == Across.GROUP:
            groups = (("", (rest or heading).casefold()),)
        title = (rest or heading) if meaning.across == Across.INDICATOR else ""
        return _Values(at, column, span, unit, title, groups)

    def _is_left_out(self, row: Sequence[Cell], is_last: bool) -> bool:
        """Footnotes have words in one cell only; totals by choice, and never wholes of groups."""
        if len(row) > 1 and _filled(row) == 1:
            [at] = (at for at, cell in enumerate(row) if cell is not None)
            if self._meaning.roles[at : at + 1] not in _OF_FIGURES:
                return True
        return self._meaning.skip_totals and not self._has_groups and is_total(row, is_last)

    def _of_row(self, number: int, row: Sequence[Cell]) -> Iterator[Figure]:
        label = self._label(row)
        note = " · ".join(str(row[at]) for at in self._at[Role.NOTE] if at < len(row) and row[at])
        groups = tuple(
            (self._place.headings[at].casefold(), str(_at(row, at) or "").casefold())
            for at in self._at[Role.GROUP]
        )
        about = _Row(number, self._unit(row), label, self._span(row, label), note, groups)
        if self._is_ratio:
            yield self._ratio(about, row)
            return
        for column in self._values:
            cell = row[column.at] if column.at < len(row) else None
            found = number_in(cell)
            if not found.is_empty:
                yield self._figure(about, column, cell, found)

    def _figure(self, about: _Row, column: _Values, cell: Cell, found: Number) -> Figure:
        raw = _shown(cell)
        title = about.label
        if column.title:
            title = f"{title}{BETWEEN}{column.title}" if title else column.title
        unit = about.unit if column.unit is None else column.unit
        wanted = self._places.use_of(unit, title)
        said = _said(cell, found, wanted)
        if isinstance(said, Fault):
            return Figure(
                about.number, column.column, raw=raw, note=title[:LONGEST_NOTE], fault=said
            )
        place = self._placed(wanted, said.span or column.span or about.span, about, column.groups)
        if isinstance(place, Fault):
            return Figure(
                about.number, column.column, raw=raw, note=title[:LONGEST_NOTE], fault=place
            )
        to, span, portion = place
        if said.is_done is not None:
            to.kind = IndicatorKind.MILESTONE
        elif said.value is not None:
            to.kind = to.kind or IndicatorKind.NUMBER
            to.decimals = max(to.decimals, found.decimals)
        note = f"{about.note} · {found.remark}".strip(" ·") if found.remark else about.note
        figure = Figure(
            about.number,
            column.column,
            to.slot,
            to.use.pk if to.use else None,
            *span,
            value=said.value,
            is_not_counted=said.is_not_counted,
            note=note[:LONGEST_NOTE],
            raw=raw,
            is_done=said.is_done,
            cell=portion.cell,
            adds_to=portion.adds_to,
        )
        return self._noted(figure, to.use)

    def _ratio(self, about: _Row, row: Sequence[Cell]) -> Figure:
        """A row with numerator and denominator; a value beside them must say the same."""
        cells = [_at(row, self._at[role][0]) for role in (Role.NUMERATOR, Role.DENOMINATOR)]
        above, below = (number_in(cell) for cell in cells)
        raw = " / ".join(_shown(cell) for cell in cells)[:LONGEST_RAW]
        column = self._place.headings[self._at[Role.NUMERATOR][0]][:LONGEST_COLUMN]
        wanted = self._places.use_of(about.unit, about.label)
        place = self._placed(wanted, about.span, about, ())
        fault = _ratio_fault(above, below) or (place if isinstance(place, Fault) else None)
        if fault or isinstance(place, Fault):
            note = about.label[:LONGEST_NOTE]
            return Figure(about.number, column, raw=raw, note=note, fault=fault or "")
        to, span, portion = place
        is_not_counted = above.is_not_counted or below.is_not_counted
        value = None
        if not is_not_counted and above.value is not None and below.value:
            is_share = to.use is None or to.use.kind == IndicatorKind.PERCENTAGE
            value = (above.value / below.value * (100 if is_share else 1)).quantize(STORED)
            if self._differs(row, value):
                return Figure(about.number, column, raw=raw, fault=Fault.DIFFERS)
        to.is_ratio = True
        figure = Figure(
            about.number,
            column,
            to.slot,
            to.use.pk if to.use else None,
            *span,
            value=value,
            numerator=None if is_not_counted else above.value,
            denominator=None if is_not_counted else below.value,
            is_not_counted=is_not_counted,
            note=about.note[:LONGEST_NOTE],
            raw=raw,
            cell=portion.cell,
            adds_to=portion.adds_to,
        )
        return self._noted(figure, to.use)

    def _noted(self, figure: Figure, use: KnownUse | None) -> Figure:
        if self._has_groups and use is not None and use.divisions:
            self._sums.note(figure, use)
        return figure

    def _differs(self, row: Sequence[Cell], value: Decimal) -> bool:
        written = [number_in(_at(row, each.at)).value for each in self._values]
        return any(each is not None and abs(each - value) > ROUNDED for each in written)

    def _placed(
        self, wanted: Wanted | Fault, span: Span | None, about: _Row, groups: Named
    ) -> tuple[Wanted, Span, Portion] | Fault:
        """The use, the period and the cell that a figure belongs to."""
        if isinstance(wanted, Fault):
            return wanted
        portion = self._portion(wanted, about.groups + groups) if self._has_groups else WHOLE
        if portion is None:
            return Fault.GROUP
        found = self._places.span_of(wanted, span)
        return found if isinstance(found, Fault) else (wanted, found, portion)

    def _portion(self, wanted: Wanted, groups: Named) -> Portion | None:
        key = wanted.slot, groups
        if key not in self._portions:
            self._portions[key] = portion_of(wanted.use, groups)
        return self._portions[key]

    def _unit(self, row: Sequence[Cell]) -> int | None:
        if not self._at[Role.UNIT]:
            return self._meaning.unit
        name = _at(row, self._at[Role.UNIT][0])
        if name is None:
            return self._meaning.unit
        return self._known.units.get(str(name).casefold())

    def _label(self, row: Sequence[Cell]) -> str:
        """What the row is called, after what the whole table is called."""
        parts = [self._meaning.title] if self._meaning.title else []
        parts += [str(row[at]) for at in self._at[Role.INDICATOR] if at < len(row) and row[at]]
        return BETWEEN.join(parts)

    def _span(self, row: Sequence[Cell], label: str) -> Span | None:
        if self._at[Role.PERIOD]:
            return span_in(_at(row, self._at[Role.PERIOD][0]))
        if self._meaning.label_periods:
            found = span_within(label)
            return found[0] if found else self._constant
        return self._constant


_OF_FIGURES = {(Role.VALUE,), (Role.NUMERATOR,), (Role.DENOMINATOR,)}


def _said(cell: Cell, found: Number, wanted: Wanted | Fault) -> _Said | Fault:
    """What a cell that is not empty says of the indicator it belongs to."""
    kind = "" if isinstance(wanted, Fault) else wanted.kind
    if found.is_not_counted:
        return _Said(is_not_counted=True)
    is_milestone = kind == IndicatorKind.MILESTONE
    if is_milestone or (not kind and found.value is None):
        is_done = done_in(cell, is_milestone=is_milestone)
        if is_done is not None:
            return _Said(is_done=is_done, span=day_in(cell))
        if is_milestone:
            return Fault.DONE
    if found.value is None:
        return _number_fault(_shown(cell).strip())
    return _Said(found.value)


def _at(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None


def _filled(row: Sequence[Cell]) -> int:
    """How many cells hold anything."""
    return len(row) - row.count(None)


def _number_fault(text: str) -> Fault:
    if _HIDDEN.fullmatch(text):
        return Fault.HIDDEN
    return Fault.RANGE if parse_range(text) else Fault.NUMBER


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell[:LONGEST_RAW]
    if isinstance(cell, Decimal):
        return f"{cell:f}"[:LONGEST_RAW]
    return "" if cell is None else str(cell)[:LONGEST_RAW]


def _ratio_fault(above: Number, below: Number) -> Fault | None:
    if above.is_not_counted or below.is_not_counted:
        return None
    if above.value is None or below.value is None:
        return Fault.NUMBER
    return Fault.DENOMINATOR if below.value <= 0 or above.value < 0 else None
