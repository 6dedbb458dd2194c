"""From a table and what its columns mean to figures: what each is, or what is wrong with it.

Everything is asked once for each distinct value, or combination of values, that the table holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from roedtraad.foundation.lib.coded import Coded, Codes, crossed, repeated
from roedtraad.foundation.lib.sheets import Sheet
from roedtraad.steering.indicators.services.batches import Figures

from .cells import Span, number_in, span_within
from .dividing import Dividing
from .groups import WHOLE, Figure, Named, Portion, Sums
from .known import Fault, Known, Places, Scale, Wanted
from .layout import Across, Meaning, Place, Role
from .rows import BETWEEN, Rows
from .said import LONGEST_RAW, Said, kind_told, said_by, share_said_by, shown

LONGEST_NOTE, LONGEST_COLUMN = 500, 80


class _Column(NamedTuple):
    """What the heading of a column of values says."""

    name: str
    span: Span | None = None
    unit: int | None = None
    title: str = ""
    groups: Named = ()


@dataclass(frozen=True)
class _Asked:
    """The figures of a table before they are understood: where each stands, and its cells."""

    row: Codes
    column: Coded[_Column]
    cells: Coded[Any]
    raw: Coded[str]
    said_by: Callable[[Scale, Any], Said | Fault]


@dataclass(frozen=True)
class _Told:
    """What is told of each figure, or why it cannot be."""

    title: Coded[str]
    said: Coded[Any]  # Said | Fault
    place: Coded[Any]  # Wanted | Fault
    portion: Coded[Any]  # Portion | Fault
    span: Coded[Any]  # Span | Fault

    def faults(self) -> Coded[Fault | None]:
        """What is wrong with each; of what is understood, that it stands in the file twice."""
        answers = (self.said, self.place, self.portion, self.span)
        found = crossed(*(each.map(_fault).compact() for each in answers))
        fault = found.map(lambda each: next(filter(None, each), None))
        ends = self.span.map(lambda each: each if isinstance(each, Fault) else each[1]).compact()
        is_twice = repeated(found, self.place.compact(), ends, self.portion.compact())
        twice = Coded([None, Fault.TWICE], is_twice.astype(np.int64))
        return crossed(fault, twice).map(lambda each: each[0] or each[1])


class Flattened:
    """The figures of a table; `wanted` and `skipped` are known when they have been given."""

    def __init__(self, sheet: Sheet, place: Place, meaning: Meaning, known: Known) -> None:
        self._place, self._meaning, self._known = place, meaning, known
        self._places = Places(known, creates=meaning.creates)
        self._rows = Rows(sheet, place, meaning, known)
        self.dividing = Dividing(known, divides=meaning.divides, title=meaning.divided_by)
        at = self._rows.at
        self._is_ratio = bool(at[Role.NUMERATOR] and at[Role.DENOMINATOR])

    @property
    def wanted(self) -> list[Wanted]:
        """What the figures belong to that are right."""
        return [each for each in self._places.asked if each.is_filled]

    @property
    def skipped(self) -> int:
        """How many rows are left out as totals or footnotes."""
        return self._rows.skipped

    def figures(self) -> list[Figures]:
        """Those that are understood, the wholes that follow from them, and those that are not."""
        asked = self._shares() if self._is_ratio else self._cells()
        told = self._told(asked)
        fault = told.faults()
        is_wrong = fault.mask(lambda each: each is not None)
        right, wrong = np.flatnonzero(~is_wrong), np.flatnonzero(is_wrong)
        understood = [self._right(asked, told, right)]
        if self._rows.has_groups:
            understood = self._summed(understood[0], told, right)
        return [*understood, self._wrong(asked, told, fault, wrong)]

    def _cells(self) -> _Asked:
        """One figure for each cell of the columns of values that is not empty."""
        ats = self._rows.at[Role.VALUE]
        columns = [self._column(at) for at in ats]
        cells = Coded.of(chain.from_iterable(zip(*map(self._rows.cells, ats), strict=True)))
        there = np.flatnonzero(~cells.mask(lambda cell: number_in(cell).is_empty))
        cells = cells.at(there)
        return _Asked(
            row=there // len(ats),
            column=Coded(columns, there % len(ats)),
            cells=cells,
            raw=cells.map(shown),
            said_by=said_by,
        )

    def _shares(self) -> _Asked:
        """One figure for each row with a numerator or a denominator."""
        at = self._rows.at
        ats = [at[Role.NUMERATOR][0], at[Role.DENOMINATOR][0], *at[Role.VALUE]]
        cells = crossed(*(Coded.of(self._rows.cells(each)) for each in ats))
        there = np.flatnonzero(
            ~cells.mask(lambda pair: all(number_in(each).is_empty for each in pair[:2]))
        )
        cells = cells.at(there)
        name = self._place.headings[ats[0]][:LONGEST_COLUMN]
        return _Asked(
            row=there,
            column=Coded.constant(_Column(name), len(there)),
            cells=cells,
            raw=cells.map(lambda pair: " / ".join(map(shown, pair[:2]))[:LONGEST_RAW]),
            said_by=share_said_by,
        )

    def _column(self, at: int) -> _Column:
        meaning = self._meaning
        heading = meaning.headings[at] if at < len(meaning.headings) else ""
        name = self._place.headings[at][:LONGEST_COLUMN]
        span, rest = (span_within(heading) if heading else None) or (None, heading)
        words = rest or heading
        if meaning.across == Across.UNIT:
            return _Column(name, span, unit=self._known.units.get(heading.casefold(), -1))
        if meaning.across == Across.GROUP:
            return _Column(name, span, groups=(("", words),))
        return _Column(name, span, title=words if meaning.across == Across.INDICATOR else "")

    def _told(self, asked: _Asked) -> _Told:
        rows, column = self._rows, asked.column
        labels = rows.labels()
        title = crossed(labels.at(asked.row), column).map(
            lambda pair: BETWEEN.join(each for each in (pair[0], pair[1].title) if each)
        )
        unit = crossed(rows.units().at(asked.row), column).map(
            lambda pair: pair[0] if pair[1].unit is None else pair[1].unit
        )
        place = crossed(unit, title).map(lambda pair: self._places.use_of(*pair))
        if not self._is_ratio:
            _settle_kinds(place, asked)
        said = crossed(place.map(_scale).compact(), asked.cells).map(
            lambda pair: asked.said_by(*pair)
        )
        spans = crossed(rows.spans(labels).at(asked.row), column, said.map(_own_span).compact())
        span = spans.map(lambda each: each[2] or each[1].span or each[0])
        found = crossed(place.map(_frequency).compact(), span.compact())
        return _Told(
            *(title, said, place, self._portions(place, asked)),
            span=found.map(lambda pair: self._places.span_of(*pair)),
        )

    def _portions(self, place: Coded[Any], asked: _Asked) -> Coded[Any]:
        if not self._rows.has_groups:
            return Coded.constant(WHOLE, len(asked.row))
        named = crossed(place, self._rows.groups().at(asked.row), asked.column)
        pairs = named.map(lambda each: (each[0], each[1] + each[2].groups))
        for pair in pairs.values:
            self.dividing.ask(*pair)
        return pairs.map(lambda pair: self._portion(*pair))

    def _portion(self, place: Wanted | Fault, groups: Named) -> Portion | Fault:
        if isinstance(place, Fault):
            return WHOLE
        is_divided = place.use is not None and place.use.divisions
        fault = Fault.GROUP if is_divided or self._meaning.divides else Fault.UNDIVIDED
        return self.dividing.portion(place, groups) or fault

    def _right(self, asked: _Asked, told: _Told, at: Codes) -> Figures:
        said, place = told.said.only(at), told.place.only(at)
        span, portion = told.span.only(at), told.portion.only(at)
        row = asked.row[at]
        self._fill(place, said, span)
        note = crossed(self._rows.notes().at(row), said.map(lambda each: each.remark).compact())
        columns: dict[str, Coded[Any]] = {
            "column_name": asked.column.at(at).map(lambda each: each.name),
            "slot": place.map(lambda each: each.slot),
            "use_id": place.map(lambda each: each.use and each.use.pk),
            "period_from": span.map(lambda each: each[0]),
            "measured_on": span.map(lambda each: each[1]),
            "note": note.map(lambda words: " · ".join(filter(None, words))[:LONGEST_NOTE]),
            "raw": asked.raw.at(at),
            "cell": portion.map(lambda each: each.cell),
            "adds_to": portion.map(lambda each: each.adds_to),
        }
        for name in ("value", "numerator", "denominator", "is_not_counted", "is_done"):
            columns[name] = said.map(attrgetter(name))
        return Figures(self._rows.numbers[row].tolist(), columns)

    def _fill(self, place: Coded[Any], said: Coded[Any], span: Coded[Any]) -> None:
        """Note what figures that are right say of indicators that are not there yet."""
        for wanted in place.values:
            wanted.is_filled, wanted.is_ratio = True, self._is_ratio
        new = np.flatnonzero(place.mask(lambda each: each.use is None))
        if not len(new):
            return
        for wanted, each in crossed(place.at(new), said.at(new)).values:
            wanted.decimals = max(wanted.decimals, each.decimals)
        for wanted, each in crossed(place.at(new), span.at(new)).values:
            wanted.spans.add(each)

    def _wrong(self, asked: _Asked, told: _Told, fault: Coded[Any], at: Codes) -> Figures:
        columns: dict[str, Coded[Any]] = {
            "column_name": asked.column.at(at).map(lambda each: each.name),
            "raw": asked.raw.at(at),
            "note": told.title.at(at).map(lambda title: title[:LONGEST_NOTE]),
            "fault": fault.only(at),
        }
        return Figures(self._rows.numbers[asked.row[at]].tolist(), columns)

    def _summed(self, figures: Figures, told: _Told, right: Codes) -> list[Figures]:
        """The figures of a table of groups, and the wholes it lacks that follow from them."""
        sums = Sums()
        lists = [figures.columns[name].spread() for name in Figure._fields[1:]]
        places = told.place.only(right).map(self.dividing.use_of).spread()
        for use, *figure in zip(places, figures.rows, *lists, strict=True):
            if use is not None and use.divisions:
                sums.note(Figure(*figure), use)
        loose = {each for each in sums.not_adding_up() if each < 0}
        self.dividing.loosen(loose)
        adds_to = figures.columns["adds_to"].map(lambda number: 0 if number in loose else number)
        found = [Figures(figures.rows, {**figures.columns, "adds_to": adds_to})]
        if wholes := sums.wholes(but=loose):
            number, *columns = zip(*wholes, strict=True)
            names = Figure._fields[1:]
            named = {name: Coded.of(each) for name, each in zip(names, columns, strict=True)}
            found.append(Figures(number, named))
        return found


def _settle_kinds(place: Coded[Any], asked: _Asked) -> None:
    """Indicators that are not there yet are of the kind that their first figure tells."""
    new = np.flatnonzero(place.mask(lambda each: isinstance(each, Wanted) and not each.kind))
    if len(new):
        for wanted, cell in crossed(place.at(new), asked.cells.at(new)).values:
            wanted.kind = wanted.kind or kind_told(cell)


def _fault(answer: object) -> Fault | None:
    return answer if isinstance(answer, Fault) else None


def _scale(place: Wanted | Fault) -> Scale:
    return Scale() if isinstance(place, Fault) else place.scale


def _frequency(place: Wanted | Fault) -> str:
    return "" if isinstance(place, Fault) or place.use is None else place.use.frequency


def _own_span(said: Said | Fault) -> Span | None:
    return None if isinstance(said, Fault) else said.span
