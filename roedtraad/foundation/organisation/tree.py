"""The shape of the tree on a day: plain arithmetic on placements, no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Placed:
    """A unit stood below `parent` (None: at the top) from one day to another, both included."""

    unit: int
    parent: int | None
    starts_on: date
    ends_on: date | None = None

    def is_valid_on(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


def parents_on(placements: Iterable[Placed], on: date) -> dict[int, int | None]:
    """The parent of every unit that stood in the tree on the day."""
    return {placed.unit: placed.parent for placed in placements if placed.is_valid_on(on)}


def is_below(unit: int, top: int, parents: Mapping[int, int | None]) -> bool:
    """Whether `unit` is `top` or stands somewhere below it."""
    seen: set[int] = set()
    here: int | None = unit
    while here is not None and here not in seen:
        if here == top:
            return True
        seen.add(here)
        here = parents.get(here)
    return False


def below(top: int, parents: Mapping[int, int | None]) -> set[int]:
    """`top` and all that stands below it."""
    return {unit for unit in {*parents, top} if is_below(unit, top, parents)}


def ancestors(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """From the top down to the unit's own parent."""
    found: list[int] = []
    here = parents.get(unit)
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found[::-1]


def change_days(placements: Iterable[Placed], since: date) -> list[date]:
    """`since` and every later day on which the tree changes."""
    return sorted({since, *(placed.starts_on for placed in placements if placed.starts_on > since)})


def first_circle(
    placements: Iterable[Placed], *, unit: int, parent: int, since: date
) -> date | None:
    """The first day on which `parent` would stand below `unit` itself, if there is one."""
    held = list(placements)
    for day in change_days(held, since):
        if is_below(parent, unit, parents_on(held, day)):
            return day
    return None


def current_parents(
    placements: Iterable[Placed], on: date, heirs: Mapping[int, int]
) -> dict[int, int | None]:
    """Where every unit there ever was belongs on the day, for the sake of rights.

    A unit that has ended belongs below its only heir, else where it stood last; one that has not
    begun yet belongs where it will stand first.
    """
    held: dict[int, list[Placed]] = {}
    for placed in placements:
        held.setdefault(placed.unit, []).append(placed)
    return {unit: _belongs(rows, on, heirs.get(unit)) for unit, rows in held.items()}


def _belongs(rows: list[Placed], on: date, heir: int | None) -> int | None:
    valid = [row for row in rows if row.is_valid_on(on)]
    if valid:
        return valid[0].parent
    ended = [row for row in rows if row.ends_on is not None and row.ends_on < on]
    if not ended:
        return min(rows, key=lambda row: row.starts_on).parent
    return heir if heir is not None else max(ended, key=lambda row: row.starts_on).parent


def paths(parents: Mapping[int, int | None]) -> dict[int, str]:
    """Every unit's ids from the top down: "1/4/9/"."""
    found: dict[int, str] = {}
    for unit in parents:
        chain = [*ancestors(unit, parents), unit]
        found[unit] = "".join(f"{step}/" for step in chain)
    return found
