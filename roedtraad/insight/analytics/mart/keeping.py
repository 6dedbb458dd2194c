"""Keeping the mart fresh: within a minute of a change, and made anew from zero every night."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.utils import timezone

from . import source
from .build import ABOUT, MADE_OF, build, source_tables
from .opening import MartUnavailable, cursor, folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """A part of the source as it was when the mart read it."""

    stamp: str
    read_at: datetime


def parts() -> dict[str, Part]:
    """What the living mart was made from. Raise `MartUnavailable` without one."""
    rows = cursor().execute(f"select part, stamp, read_at from {ABOUT}").fetchall()  # noqa: S608
    return {part: Part(stamp, read_at) for part, stamp, read_at in rows}


def refresh() -> frozenset[str]:
    """Read anew what has changed since, and publish; answer which parts that were."""
    stamps = source.stamps()
    known = _known()
    changed = frozenset(part for part in MADE_OF if stamps[part] != _stamp(known, part))
    if changed:
        kept = _kept(frozenset(MADE_OF) - changed)
        _publish({**kept, **source_tables(changed)}, stamps, known, changed)
    return changed


def rebuild() -> tuple[str, ...]:
    """Make the mart anew from zero; answer which tables of the living one were not the same.

    A part that changed since it was read is no difference.
    """
    stamps = source.stamps()
    known = _known()
    tables = source_tables()
    same_source = frozenset(part for part in MADE_OF if stamps[part] == _stamp(known, part))
    held = _kept(same_source)
    differing = tuple(sorted(name for name, table in held.items() if _differ(table, tables[name])))
    if differing:
        logger.error("the mart differed from its source in %s", ", ".join(differing))
    _publish(tables, stamps, known, frozenset(MADE_OF))
    return differing


def _publish(
    tables: dict[str, pa.Table],
    stamps: dict[str, str],
    known: dict[str, Part],
    read_now: frozenset[str],
) -> None:
    now = timezone.now()
    about = [
        (part, stamps[part], now if part in read_now else known[part].read_at) for part in MADE_OF
    ]
    build(tables, folder(), source.columns(ABOUT, about))


def _known() -> dict[str, Part]:
    try:
        return parts()
    except MartUnavailable:
        return {}


def _stamp(known: dict[str, Part], part: str) -> str:
    return known[part].stamp if part in known else ""


def _kept(of_parts: frozenset[str]) -> dict[str, pa.Table]:
    """The tables of these parts as they lie in the living mart."""
    names = [name for part in of_parts for name in MADE_OF[part]]
    return {name: cursor().table(name).to_arrow_table() for name in names}


def _differ(held: pa.Table, made: pa.Table) -> bool:
    order = [(name, "ascending") for name in made.column_names]
    return not held.cast(made.schema).sort_by(order).equals(made.sort_by(order))
