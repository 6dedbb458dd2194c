"""What every inner node of the tree shows, made from what its units reported.

Numerators and denominators are added before they are divided: percentages are never averaged. A
node that reported a figure of its own passes that one up instead of the sum of those below it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import ibis
import ibis.expr.types as ir

KEYS = ("unit", "indicator", "period")
PARTS = ("numerator", "denominator", "units")
Keep = Callable[[ir.Table], ir.Table]


def added_up(facts: ir.Table, edges: ir.Table) -> ir.Table:
    """One step up: the parts of each parent of `edges`, by indicator and period.

    `facts`: unit, indicator, period, numerator, denominator, units. `edges`: unit, parent.
    """
    return (
        facts.join(edges, "unit")
        .group_by(unit="parent", indicator="indicator", period="period")
        .agg(
            numerator=ibis._.numerator.sum(),
            denominator=ibis._.denominator.sum(),
            # a sum is wider than what is added, and DuckDB adds its widest integers slowly
            units=ibis._.units.sum().cast("int32"),
        )
    )


def rolled_up(
    facts: ir.Table,
    edges: ir.Table,
    indicators: ir.Table,
    *,
    depth: int,
    measured_levels: Collection[int],
    keep: Keep = lambda table: table,
) -> ir.Table:
    """Every inner node's parts and value, level by level from `depth`, the deepest, to the root.

    `edges`: unit, parent, level (of the unit). `indicators`: see `with_value`. `measured_levels`:
    the levels that have facts of their own. `keep` is called with each level and may store it, so
    that it is computed once.
    """
    facts = facts.mutate(units=facts.units.cast("int32"))
    below = facts  # only those of the deepest level meet the first steps
    found: list[ir.Table] = []
    for level in range(depth, 0, -1):
        steps = edges.filter(edges.level == level).select("unit", "parent")
        up = keep(with_value(added_up(below, steps), indicators))
        found.append(up)
        below = up
        if level - 1 in measured_levels:
            own = _of_level(facts, edges, level - 1)
            below = own.union(up.select(*KEYS, *PARTS).anti_join(own, KEYS))
    return ibis.union(*found) if len(found) > 1 else found[0]


def _of_level(facts: ir.Table, edges: ir.Table, level: int) -> ir.Table:
    units = edges.filter(edges.level == level)
    return facts.semi_join(units, "unit").select(*KEYS, *PARTS)


def with_value(parts: ir.Table, indicators: ir.Table) -> ir.Table:
    """The value each row comes to, by its indicator's own rule; what is not added up is left out.

    `indicators`: indicator, over_units ("sum", "mean" or "none"), scale (100 for a percentage).
    """
    rule = indicators.filter(indicators.over_units.isin(["sum", "mean"]))
    joined = parts.join(rule, "indicator")
    mean = joined.scale * joined.numerator / joined.denominator.nullif(0)
    value = ibis.cases((joined.over_units == "mean", mean), else_=joined.numerator)
    return joined.select(*KEYS, *PARTS, value=value)
