"""Two measurements of each person, from a long table (one row a measurement) or a wide one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .method import Given
from .refusals import Refused
from .table import Table, same_value
from .times import TimeScale

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Persons:
    """Everyone with a row, in the order of the file; NaN where a measurement is missing."""

    ids: tuple[str, ...]
    pre: Numbers
    post: Numbers
    groups: tuple[str | None, ...]

    @property
    def is_complete(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.pre) & ~np.isnan(self.post)

    def with_both(self) -> Persons:
        kept = np.flatnonzero(self.is_complete)
        return Persons(
            tuple(self.ids[i] for i in kept),
            self.pre[kept],
            self.post[kept],
            tuple(self.groups[i] for i in kept),
        )


def persons(table: Table, given: Given) -> Persons:
    """Read them as `id`, `time`, `outcome`, `pre`, `post` and `group` say."""
    return _wide(table, given) if given["time"] is None else _long(table, given)


def missing_warning(everyone: Persons) -> list[str]:
    """A sentence on those who lack a measurement, if any do."""
    n_missing = len(everyone.ids) - int(everyone.is_complete.sum())
    if not n_missing:
        return []
    return [
        f"{n_missing} af {len(everyone.ids)} personer mangler en måling ved pre eller post og er "
        "ikke med."
    ]


def _wide(table: Table, given: Given) -> Persons:
    if given["outcome"] is not None:
        raise Refused(
            "'outcome' bruges kun sammen med 'time'. Uden 'time' er der én person i hver række."
        )
    pre, post = (table.numbers(_column(given, name)) for name in ("pre", "post"))
    ids = _own_ids(table, given["id"])
    groups = table.cells(given["group"]) if given["group"] else [None] * len(table)
    return Persons(tuple(ids), pre, post, tuple(groups))


def _column(given: Given, name: str) -> str:
    if not isinstance(given[name], str):
        raise Refused(f"Parameteren '{name}' skal være en kolonne, når 'time' ikke er angivet.")
    return str(given[name])


def _own_ids(table: Table, column: str | None) -> list[str]:
    if column is None:
        return [str(line) for line in table.lines]
    ids = table.texts(column)
    seen: set[str] = set()
    for name, line in zip(ids, table.lines, strict=True):
        if name in seen:
            raise Refused(f"Linje {line}: '{name}' står to gange i kolonnen '{column}'.")
        seen.add(name)
    return ids


def _long(table: Table, given: Given) -> Persons:
    if given["id"] is None or given["outcome"] is None:
        raise Refused("Parametrene 'id' og 'outcome' skal angives sammen med 'time'.")
    ids, times = table.texts(given["id"]), table.cells(given["time"])
    outcome = table.numbers(given["outcome"])
    _require_once(table, ids, times)
    everyone = {name: index for index, name in enumerate(dict.fromkeys(ids))}
    pre, post = np.full(len(everyone), np.nan), np.full(len(everyone), np.nan)
    for name, time, value in zip(ids, times, outcome, strict=True):
        if same_value(time, given["pre"]):
            pre[everyone[name]] = value
        if same_value(time, given["post"]):
            post[everyone[name]] = value
    return Persons(tuple(everyone), pre, post, _groups(table, ids, everyone, given["group"]))


def _require_once(table: Table, ids: list[str], times: list[str | None]) -> None:
    scale = TimeScale(time for time in times if time is not None)
    seen: set[tuple[str, object]] = set()
    for name, time, line in zip(ids, times, table.lines, strict=True):
        if time is None:
            continue
        key = (name, scale.key(time))
        if key in seen:
            raise Refused(
                f"Linje {line}: person '{name}' har to målinger på tidspunktet '{time}'. "
                "Behold den ene."
            )
        seen.add(key)


def _groups(
    table: Table, ids: list[str], everyone: dict[str, int], column: str | None
) -> tuple[str | None, ...]:
    groups: list[str | None] = [None] * len(everyone)
    if column is None:
        return tuple(groups)
    for name, group, line in zip(ids, table.cells(column), table.lines, strict=True):
        known = groups[everyone[name]]
        if group is not None and known is not None and group != known:
            raise Refused(
                f"Linje {line}: person '{name}' står i to grupper, '{known}' og '{group}'."
            )
        groups[everyone[name]] = known if group is None else group
    return tuple(groups)
