"""A question put to the roll-up: compiled once for its shape, then asked with other values.

Compiling an Ibis expression takes longer than DuckDB takes to answer, so what differs from one
question to the next is left open: marks stand in for the values, and become parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlglot.expressions as sge

COLUMNS = {
    "unit": "int32",
    "indicator": "int32",
    "period": "int32",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "units": "int32",
}
FIRST_MARK = 2_000_000_000  # beyond any key that is written in an expression here


@dataclass(frozen=True)
class Question:
    """Which nodes, indicators and periods are asked about, by the mart's keys."""

    units: Sequence[int]
    indicators: Sequence[int]
    periods: Sequence[int]

    @property
    def values(self) -> list[int]:
        return [*self.units, *self.indicators, *self.periods]

    def sql(self, table: str = "rolled") -> str:
        """The statement, with a parameter for each of `values`, in their order.

        Take columns by name: a table may hold `COLUMNS` in another order.
        """
        return _compiled(table, len(self.units), len(self.indicators), len(self.periods))


@lru_cache(maxsize=512)
def _compiled(name: str, units: int, indicators: int, periods: int) -> str:
    import ibis  # costs a second: only where something is asked
    from ibis.backends.sql.compilers.duckdb import compiler

    table = ibis.table(COLUMNS, name=name)
    marks = iter(range(FIRST_MARK, FIRST_MARK + units + indicators + periods))
    asked = [[next(marks) for _ in range(count)] for count in (units, indicators, periods)]
    wanted = (
        table.unit.isin(asked[0]) & table.indicator.isin(asked[1]) & table.period.isin(asked[2])
    )
    tree = compiler.to_sqlglot(table.filter(wanted))
    return str(tree.transform(_opened).sql(dialect="duckdb"))


def _opened(node: sge.Expression) -> sge.Expression:
    """A parameter in the place of a mark; everything else stays."""
    import sqlglot.expressions as sge

    if isinstance(node, sge.Literal) and not node.is_string:
        place = int(node.this) - FIRST_MARK if str(node.this).isdigit() else -1
        if place >= 0:
            return sge.Parameter(this=sge.Literal.number(place + 1))
    return node
