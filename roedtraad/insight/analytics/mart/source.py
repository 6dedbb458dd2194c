"""From our own tables to columns. Read with the ORM, so alike on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.db.models import Count, Max

from roedtraad import __version__
from roedtraad.foundation.lib.hashing import content_hash
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation import tree
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.models import ToldFigure
from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import (
    Aggregation,
    Frequency,
    Indicator,
    IndicatorKind,
    Measurement,
)

from .schema import SCHEMAS

BEGINNING = date(1900, 1, 1)
CHUNK = 20_000  # rows read at a time
ONE_DAY = timedelta(days=1)
Row = Sequence[object]


Tree = tuple[date, date | None, Mapping[int, int | None]]  # from, to, who is below whom


def columns(name: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as a table of the mart."""
    schema = SCHEMAS[name]
    values = list(zip(*rows, strict=True)) or [() for _ in schema]
    arrays = [pa.array(column, type=kind.type) for column, kind in zip(values, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def trees() -> list[Tree]:
    """From when to when each version of the tree held, and who stood below whom."""
    placed = organisation.placements()
    heirs = organisation.heirs()
    days = tree.change_days(placed, BEGINNING)
    ends = [day - ONE_DAY for day in days[1:]]
    return [
        (day, end, tree.current_parents(placed, day, heirs))
        for day, end in zip(days, [*ends, None], strict=True)
    ]


def stamps() -> dict[str, str]:
    """Of each part of the source, what changes whenever the part does; cheap to ask for.

    So does a mart that other code made, whose tables may be others.
    """
    measured = Measurement.objects.aggregate(last=Max("pk"), count=Count("pk"))
    indicators = content_hash({"rows": list(_indicator_rows())})
    units = content_hash({"rows": list(Unit.objects.order_by("pk").values_list("pk", "name"))})
    placed = content_hash(
        {"rows": [asdict(each) for each in organisation.placements()], "heirs": _heirs()}
    )
    told = ToldFigure.objects.aggregate(last=Max("pk"), count=Count("pk"))
    made_by = content_hash({"version": __version__, "tables": str(SCHEMAS)})[:12]
    found = {
        "indicator": indicators,
        "unit": units,
        "tree": placed,
        # the period of a measurement lies in a tree, and its parts follow the indicator's rules
        "measurement": f"{measured['last']}/{measured['count']}/{indicators}/{placed}",
        "told": f"{told['last']}/{told['count']}",
    }
    return {part: f"{made_by}/{stamp}" for part, stamp in found.items()}


def _heirs() -> list[tuple[int, int]]:
    return sorted(organisation.heirs().items())


def tree_tables(
    found: Sequence[Tree],
) -> dict[str, pa.Table]:
    """The tables `tree` and `edge`."""
    edges = [
        (number, unit, parent, len(tree.ancestors(unit, parents)))
        for number, (_, _, parents) in enumerate(found)
        for unit, parent in parents.items()
    ]
    rows = [(number, starts, ends) for number, (starts, ends, _) in enumerate(found)]
    return {"tree": columns("tree", rows), "edge": columns("edge", edges)}


def unit_table() -> pa.Table:
    return columns("unit", Unit.objects.order_by("pk").values_list("pk", "name", "kind"))


def told_table() -> pa.Table:
    """What is told of development profiles, as it was counted; nothing else is kept of them."""
    rows = ToldFigure.objects.order_by("pk").values_list(
        *("quarter__starts_on", "quarter__counted_at", "table", "unit", "division", "part"),
        *("within", "figures"),
    )
    return columns("told", [(*row[:-1], json.dumps(row[-1])) for row in rows.iterator(CHUNK)])


def indicator_table() -> pa.Table:
    return columns(
        "indicator",
        [
            (*row[:6], 100.0 if row[6] == IndicatorKind.PERCENTAGE else 1.0, row[7])
            for row in _indicator_rows()
        ],
    )


def _indicator_rows() -> Iterable[tuple[Any, ...]]:
    return Indicator.objects.order_by("pk").values_list(
        "pk",
        "title",
        "measured_in",
        "direction",
        "over_units",
        "over_time",
        "kind",
        "is_about_persons",
        "frequency",
    )


def measurement_tables(
    found: Sequence[Tree],
) -> dict[str, pa.Table]:
    """The tables `measurement` and `period`: what stands now, one figure a unit and period.

    Where several uses of one indicator in one unit report a period, the newest word counts.
    """
    standing: dict[tuple[int, int, tuple[date, date]], Row] = {}
    for row in _measurements():
        unit, indicator, span, parts = row
        if parts is None:
            standing.pop((unit, indicator, span), None)
        else:
            standing[unit, indicator, span] = parts
    spans = sorted({key[2] for key in standing}, key=lambda span: (span[1], span[0]))
    numbers = {span: number for number, span in enumerate(spans)}
    rows = [
        (unit, indicator, numbers[span], *parts, 1)
        for (unit, indicator, span), parts in standing.items()
    ]
    periods = [(number, *span, _tree_at(span[1], found)) for span, number in numbers.items()]
    return {"measurement": columns("measurement", rows), "period": columns("period", periods)}


def _tree_at(day: date, found: Sequence[Tree]) -> int:
    return max(number for number, (starts, _, _) in enumerate(found) if starts <= day)


def _measurements() -> Iterator[tuple[int, int, tuple[date, date], Row | None]]:
    """Unit, indicator, period and parts of every revision in the order they were recorded."""
    rows = Measurement.objects.order_by("recorded_at", "pk").values_list(
        "use__unit_id",
        "use__indicator_id",
        "use__indicator__frequency",
        "use__indicator__over_units",
        "use__indicator__kind",
        "period_from",
        "measured_on",
        "value",
        "numerator",
        "denominator",
        "is_withdrawn",
        "is_not_counted",
    )
    for (
        unit,
        indicator,
        frequency,
        rule,
        kind,
        begins,
        on,
        *values,
        withdrawn,
        missing,
    ) in rows.iterator(CHUNK):
        value, numerator, denominator = values
        parts = None
        if value is not None and not withdrawn and not missing:
            parts = _parts(rule, kind, value, numerator, denominator)
        yield unit, indicator, _span(frequency, begins, on), parts


def _span(frequency: str, begins: date | None, on: date) -> tuple[date, date]:
    if not frequency:
        return begins or on, on
    period = period_with(Frequency(frequency), on)
    return period.starts_on, period.ends_on


def _parts(
    rule: str, kind: str, value: Decimal, numerator: Decimal | None, denominator: Decimal | None
) -> tuple[float, float | None, float | None]:
    """The value, and what of it is added to others: a mean weighs its value by the denominator."""
    if rule == Aggregation.SUM:
        return float(value), float(value), None
    if denominator is None:
        return float(value), None, None
    if numerator is None:
        scale = 100 if kind == IndicatorKind.PERCENTAGE else 1
        numerator = value * denominator / scale
    return float(value), float(numerator), float(denominator)
