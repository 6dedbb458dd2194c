"""The rows of a table that hold figures, and what each of them says of all its figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np

from roedtraad.foundation.lib.coded import Coded, crossed
from roedtraad.foundation.lib.sheets import Cell, Sheet

from .cells import Span, span_in, span_within
from .groups import Named
from .known import Known
from .layout import Across, Meaning, Place, Role, is_total, is_total_word

BETWEEN = " – "
OF_FIGURES = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)


class Rows:
    """The rows that are read; every answer has one value for each of them."""

    def __init__(self, sheet: Sheet, place: Place, meaning: Meaning, known: Known) -> None:
        self._headings, self._meaning, self._known = place.headings, meaning, known
        self.at = {
            role: [at for at, each in enumerate(meaning.roles) if each == role] for role in Role
        }
        self.has_groups = bool(self.at[Role.GROUP]) or meaning.across == Across.GROUP
        self.skipped = 0  # totals and footnotes
        kept = self._kept(sheet.rows, place.rows)
        self.numbers = np.array(kept, dtype=np.int64) + 1
        self._rows = [sheet.rows[at] for at in kept]
        self._narrowest = min(map(len, self._rows), default=0)

    def __len__(self) -> int:
        return len(self.numbers)

    def cells(self, at: int) -> Sequence[Cell]:
        """What stands in one column."""
        if at < self._narrowest:
            return list(map(itemgetter(at), self._rows))
        return [row[at] if at < len(row) else None for row in self._rows]

    def units(self) -> Coded[int | None]:
        """The unit of each row; None where it is not known."""
        own = self._meaning.unit
        if not self.at[Role.UNIT]:
            return Coded.constant(own, len(self))
        units = self._known.units
        names = self._column(self.at[Role.UNIT][0])
        return names.map(lambda name: own if name is None else units.get(str(name).casefold()))

    def labels(self) -> Coded[str]:
        """What each row is called, after what the whole table is called."""
        title = self._meaning.title
        first = [title] if title else []
        names = self._together(self.at[Role.INDICATOR])
        return names.map(
            lambda cells: BETWEEN.join([*first, *(str(each) for each in cells if each)])
        )

    def spans(self, labels: Coded[str]) -> Coded[Span | None]:
        """The period of each row, by its own cell, its name, or what was said of the table."""
        said = span_in(self._meaning.period) if self._meaning.period else None
        if self.at[Role.PERIOD]:
            return self._column(self.at[Role.PERIOD][0]).map(span_in)
        if not self._meaning.label_periods:
            return Coded.constant(said, len(self))

        def within(label: str) -> Span | None:
            found = span_within(label)
            return found[0] if found else said

        return labels.map(within)

    def notes(self) -> Coded[str]:
        """What is noted beside the figures of each row."""
        notes = self._together(self.at[Role.NOTE])
        return notes.map(lambda cells: " · ".join(str(each) for each in cells if each))

    def groups(self) -> Coded[Named]:
        """The groups each row is of."""
        headings = [self._headings[at] for at in self.at[Role.GROUP]]

        def named(cells: tuple[Any, ...]) -> Named:
            names = (str(each or "") for each in cells)
            return tuple(zip(headings, names, strict=True))

        return self._together(self.at[Role.GROUP]).map(named)

    def _column(self, at: int) -> Coded[Cell]:
        return Coded.of(self.cells(at))

    def _together(self, columns: Sequence[int]) -> Coded[tuple[Any, ...]]:
        if not columns:
            return Coded.constant((), len(self))
        return crossed(*(self._column(at) for at in columns))

    def _kept(self, rows: Sequence[Sequence[Cell]], numbered: range) -> list[int]:
        """The rows that are neither empty nor left out.

        Footnotes have words in one cell only; totals are left out by choice, and never wholes of
        groups.
        """
        filled = [len(rows[at]) - rows[at].count(None) for at in numbered]
        totals: set[Cell] = set()
        last = -1
        if self._meaning.skip_totals and not self.has_groups:
            pairs = zip(numbered, filled, strict=True)
            last = max((at for at, count in pairs if count > 1), default=-1)
            totals = {cell for cell in set(chain.from_iterable(rows)) if is_total_word(cell)}
        kept = []
        for at, count in zip(numbered, filled, strict=True):
            row = rows[at]
            is_maybe = at == last or (totals and not totals.isdisjoint(row))
            if (count == 1 and self._is_footnote(row)) or (is_maybe and is_total(row, at == last)):
                self.skipped += 1
            elif count:
                kept.append(at)
        return kept

    def _is_footnote(self, row: Sequence[Cell]) -> bool:
        at = next(at for at, cell in enumerate(row) if cell is not None)
        roles = self._meaning.roles
        return len(row) > 1 and not (at < len(roles) and roles[at] in OF_FIGURES)
