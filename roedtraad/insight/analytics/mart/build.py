"""Building a mart: source tables into a new file, rolled up, then published in one rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from roedtraad.insight.analytics.measures.rollup import KEYS, PARTS, rolled_up

from . import source
from .about import ABOUT
from .opening import publish

Tables = Mapping[str, pa.Table]
ROLLED = "rolled"
MOST_MEMORY = "6GB"  # what is more goes to the disk for a while
# which tables each part of the source makes
MADE_OF: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator",),
    "unit": ("unit",),
    "tree": ("tree", "edge"),
    "measurement": ("measurement", "period"),
    "told": ("told",),
}


def source_tables(parts: frozenset[str] = frozenset(MADE_OF)) -> dict[str, pa.Table]:
    """The tables that `parts` of the source make, as our own tables stand now."""
    found = source.trees() if parts & {"tree", "measurement"} else []
    tables: dict[str, pa.Table] = {}
    if "tree" in parts:
        tables |= source.tree_tables(found)
    if "unit" in parts:
        tables["unit"] = source.unit_table()
    if "indicator" in parts:
        tables["indicator"] = source.indicator_table()
    if "told" in parts:
        tables["told"] = source.told_table()
    if "measurement" in parts:
        tables |= source.measurement_tables(found)
    return tables


def build(tables: Tables, marts: Path, about: pa.Table | None = None) -> Path:
    """Make a mart from `tables` in the folder and publish it; answer its file."""
    whole = make(tables, marts, about)
    publish(whole)
    return whole


def make(tables: Tables, marts: Path, about: pa.Table | None = None) -> Path:
    """Make a mart from `tables` in the folder, for nobody to read yet; answer its file.

    `about` goes with it: what each part was made from.
    """
    marts.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".duckdb.new", dir=marts)
    os.close(handle)
    new = Path(name)
    new.unlink()  # DuckDB makes its own
    try:
        _write({**tables, ABOUT: source.columns(ABOUT, []) if about is None else about}, new)
        return new.rename(new.with_suffix(""))
    finally:
        for left in marts.glob(f"{new.name}*"):  # DuckDB's own files lie beside
            left.unlink(missing_ok=True)


def _write(tables: Tables, place: Path) -> None:
    connection = ibis.duckdb.connect(place, memory_limit=MOST_MEMORY)
    try:
        for name, table in tables.items():
            connection.create_table(name, table)
        _roll_up(connection, tables)
        connection.raw_sql("checkpoint")  # a full disk is told here; on closing it is not
    finally:
        connection.disconnect()


def _roll_up(connection: Backend, tables: Tables) -> None:
    """The table `rolled`: what every inner node shows, each period in the tree of its own time."""
    parts = [
        _of_tree(connection, tree, len(tables["tree"]) > 1)
        for tree in sorted(set(tables["period"]["tree"].to_pylist()))
    ]
    empty = connection.table("measurement").limit(0).select(*KEYS, *PARTS, "value")
    every = ibis.union(*parts, empty) if parts else empty
    connection.create_table(ROLLED, every.order_by(*KEYS))  # so that a question reads little
    for name in connection.list_tables():
        if name.startswith("level_"):
            connection.drop_table(name)


def _of_tree(connection: Backend, tree: int, is_one_of_many: bool) -> ir.Table:
    facts = connection.table("measurement")
    if is_one_of_many:
        periods = connection.table("period")
        facts = facts.semi_join(periods.filter(periods.tree == tree), "period")
    edges = connection.table("edge").filter(ibis._.tree == tree)
    facts = facts.filter(facts.numerator.notnull()).select(*KEYS, *PARTS)
    levels = edges.semi_join(facts, "unit").select("level").distinct()
    measured = set(levels.to_pyarrow()["level"].to_pylist())
    return rolled_up(
        facts,
        edges,
        connection.table("indicator"),
        depth=max(1, *measured) if measured else 1,
        measured_levels=measured,
        keep=_keeper(connection, tree),
    )


def _keeper(connection: Backend, tree: int) -> Callable[[ir.Table], ir.Table]:
    """Stores each level in the file being built, so that the next one reads it."""
    count = 0

    def keep(level: ir.Table) -> ir.Table:
        nonlocal count
        count += 1
        return connection.create_table(f"level_{tree}_{count}", level)

    return keep
