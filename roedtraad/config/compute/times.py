"""Values of time: numbers if all are numbers, dates if all are ISO dates, else texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from .refusals import Refused
from .table import Table, as_number

ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?", re.ASCII)


def as_date(cell: str) -> datetime | None:
    if not ISO.fullmatch(cell):
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


class TimeScale:
    """How the values of one column are ordered; made from all of them, and the bounds."""

    def __init__(self, values: Iterable[str]) -> None:
        given = list(values)
        self.is_numeric = all(as_number(value) is not None for value in given)
        self.is_dated = not self.is_numeric and all(as_date(value) is not None for value in given)

    def with_bounds(self, values: Iterable[str], bounds: Iterable[object]) -> TimeScale:
        """The scale of the values and these bounds; words between numbers are refused."""
        texts = [str(bound) for bound in bounds]
        wrong = next((text for text in texts if as_number(text) is None), None)
        if self.is_numeric and wrong is not None:
            raise Refused(f"'{wrong}' er ikke et tal, og det er alle tidspunkterne i datafilen.")
        return TimeScale([*values, *texts])

    def key(self, value: str) -> float | datetime | str:
        """What to sort by and to compare: of one kind for the whole column."""
        if self.is_numeric and (number := as_number(value)) is not None:
            return number
        if self.is_dated and (date := as_date(value)) is not None:
            return date
        return value

    def days(self, value: str) -> float:
        """A date as days, for arithmetic; only where `is_dated`."""
        date = as_date(value)
        if not self.is_dated or date is None:
            raise ValueError(value)
        return date.toordinal() + (date.hour * 3600 + date.minute * 60 + date.second) / 86_400

    def order(self, values: Sequence[str]) -> list[int]:
        """The positions of the values from first to last; equal ones as in the file."""
        keys = [self.key(value) for value in values]
        return sorted(range(len(keys)), key=keys.__getitem__)


def within(table: Table, column: str, start: object, end: object) -> Table:
    """The rows from `start` (included) until `end` (excluded); None is no bound."""
    if start is None and end is None:
        return table
    cells = table.cells(column)
    there = [cell for cell in cells if cell is not None]
    bounds = [bound for bound in (start, end) if bound is not None]
    scale = TimeScale(there).with_bounds(there, bounds)
    low = None if start is None else scale.key(str(start))
    high = None if end is None else scale.key(str(end))
    keys = [None if cell is None else scale.key(cell) for cell in cells]
    kept = table.kept(
        [
            key is None or ((low is None or key >= low) and (high is None or key < high))  # type: ignore[operator]
            for key in keys
        ]
    )
    if not len(kept):
        raise Refused("Ingen rækker ligger inden for 'from' og 'until'.")
    return kept


def require_unique(values: Sequence[str], lines: Sequence[int], column: str) -> None:
    """Refuse a time that stands twice, the second named by its line."""
    scale = TimeScale(values)
    seen: set[object] = set()
    for value, line in zip(values, lines, strict=True):
        key = scale.key(value)
        if key in seen:
            raise Refused(f"Linje {line}: tidspunktet '{value}' i '{column}' forekommer to gange.")
        seen.add(key)
