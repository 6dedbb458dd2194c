"""Keeping the mart fresh: within a minute of a change, and made anew from zero every night."""

from __future__ import annotations

import logging

import duckdb
import numpy as np
import pyarrow as pa
from django.utils import timezone

from . import source
from .about import ABOUT, COMPARED, About, Comparison, about
from .build import MADE_OF, ROLLED, build, make, source_tables
from .opening import MartUnavailable, folder, publish, reading

logger = logging.getLogger(__name__)


def refresh() -> frozenset[str]:
    """Read anew what has changed since, and publish; answer which parts that were."""
    stamps = source.stamps()
    known = _known()
    changed = frozenset(part for part in MADE_OF if stamps[part] != _stamp(known, part))
    if not changed:
        return changed
    try:
        kept = _kept(frozenset(MADE_OF) - changed)
    except MartUnavailable:  # it said what it was made from, and cannot be read otherwise
        changed, kept = frozenset(MADE_OF), {}
    tables = {**kept, **source_tables(changed)}
    build(tables, folder(), _about_rows(stamps, known, changed, known.comparison))
    return changed


def rebuild() -> tuple[str, ...]:
    """Make the mart anew from zero; answer which tables of the living one were not the same.

    A part that changed since it was read is no difference.
    """
    stamps = source.stamps()
    known = _known()
    tables = source_tables()
    held = _held(frozenset(part for part in MADE_OF if stamps[part] == _stamp(known, part)))
    rows = _about_rows(stamps, known, frozenset(MADE_OF), None)
    whole = make(tables, folder(), rows)
    with duckdb.connect(whole) as made:
        if ROLLED in held:
            tables[ROLLED] = made.table(ROLLED).to_arrow_table()
        differing = tuple(
            sorted(name for name, table in held.items() if _differ(table, tables[name]))
        )
        if held:
            row = [COMPARED, " ".join(differing), timezone.now()]
            made.execute(f"insert into {ABOUT} values (?, ?, ?)", row)  # noqa: S608
            made.execute("checkpoint")
    if differing:
        logger.error("the mart differed from its source in %s", ", ".join(differing))
    publish(whole)
    return differing


def _about_rows(
    stamps: dict[str, str], known: About, read_now: frozenset[str], compared: Comparison | None
) -> pa.Table:
    now = timezone.now()
    rows = [
        (part, stamps[part], now if part in read_now else known.parts[part].read_at)
        for part in MADE_OF
    ]
    if compared is not None:
        rows.append((COMPARED, " ".join(compared.differing), compared.made_at))
    return source.columns(ABOUT, rows)


def _known() -> About:
    try:
        return about()
    except MartUnavailable:
        return About({}, None)


def _stamp(known: About, part: str) -> str:
    return known.parts[part].stamp if part in known.parts else ""


def _held(of_parts: frozenset[str]) -> dict[str, pa.Table]:
    """What can be compared: what was added up only if nothing that it is made from changed."""
    try:
        return _kept(of_parts, *((ROLLED,) if of_parts == frozenset(MADE_OF) else ()))
    except MartUnavailable:
        return {}


def _kept(of_parts: frozenset[str], *more: str) -> dict[str, pa.Table]:
    """The tables of these parts as they lie in the living mart."""
    names = [name for part in of_parts for name in MADE_OF[part]] + [*more]
    if not names:
        return {}
    with reading() as mart:
        return {name: mart.table(name).to_arrow_table() for name in names}


def _differ(held: pa.Table, made: pa.Table) -> bool:
    if held.num_rows != made.num_rows or held.schema.names != made.schema.names:
        return True
    keys = [
        name for name in made.column_names if not pa.types.is_floating(made.schema.field(name).type)
    ]
    order = [(name, "ascending") for name in keys]
    one, other = held.cast(made.schema).sort_by(order), made.sort_by(order)
    return not all(_same(one[name], other[name]) for name in made.column_names)


def _same(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    """Sums agree to twelve digits, not to the last: it depends on the order of adding."""
    if pa.types.is_floating(one.type):
        return bool(np.allclose(one.to_numpy(), other.to_numpy(), rtol=1e-12, equal_nan=True))
    return bool(one.equals(other))
