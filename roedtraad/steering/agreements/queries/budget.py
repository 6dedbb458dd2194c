"""A budget as a table: a row for each line, a column for each year, on pages and on paper alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from .content import Content

Place: TypeAlias = tuple[str, bool, int]


@dataclass(frozen=True)
class BudgetRow:
    """One line over the years; `cells` holds the line of each year, or None where it has none."""

    label: str
    is_total: bool
    cells: tuple[Content | None, ...]


@dataclass(frozen=True)
class BudgetTable:
    """The lines in their order, by year; `lines` are the same one by one."""

    years: tuple[int, ...] = ()
    rows: tuple[BudgetRow, ...] = ()
    lines: tuple[Content, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)


def budget_table(lines: Iterable[Content]) -> BudgetTable:
    """Two lines of one name in one year are two rows, or an amount would be lost."""
    kept = tuple(lines)
    years = tuple(sorted({line["year"] for line in kept}))
    found: dict[Place, dict[int, Any]] = {}
    for place, line in _placed(kept):
        found.setdefault(place, {})[line["year"]] = line
    rows = tuple(
        BudgetRow(place[0], place[1], tuple(by_year.get(year) for year in years))
        for place, by_year in found.items()
    )
    return BudgetTable(years, rows, kept)


def _placed(lines: Iterable[Content]) -> Iterator[tuple[Place, Content]]:
    """Each line with its label, whether it is a total, its row among those so called."""
    met: Counter[tuple[str, bool, int]] = Counter()
    for line in lines:
        label, is_total, year = line["label"], line["is_total"], line["year"]
        yield (label, is_total, met[label, is_total, year]), line
        met[label, is_total, year] += 1
