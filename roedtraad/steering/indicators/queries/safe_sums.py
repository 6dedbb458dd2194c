"""Which sums of units about persons may be handed out: those that the linked tables leave in.

A sum has a history too. Where some figure that is counted in it came or was corrected, and moved
it by fewer than five, whoever read it before and after would know of those few: it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from roedtraad.foundation.statistics.disclosure import THRESHOLD
from roedtraad.steering.indicators.models import Indicator, Measurement
from roedtraad.steering.indicators.persons import Count, Holder, Published, hidden

from .safe import Rows, counted_of, persons_behind, published_of, revisions_of


@dataclass(frozen=True)
class Together:
    """What some units show on a day: `inside` of `whole` persons, or the whole alone."""

    whole: int
    inside: int | None


def safe_sums(
    indicators: Collection[int], path: str, *, since: date
) -> dict[int, dict[date, Together]]:
    """By indicator, what may be handed out of the units at and below `path` together; 2 queries.

    `since` is the first day of a year. A day that is left out, or was not measured, is not there.
    The unit's own figure stands for the sum of those below it.
    """
    found = revisions_of(indicators, since=since)
    return {indicator.pk: _safe(indicator, rows, path) for indicator, rows in found.items()}


def _safe(indicator: Indicator, rows: Rows, path: str) -> dict[date, Together]:
    counted = counted_of(indicator, rows)
    published = published_of(indicator, counted.paths)
    left_out = hidden(counted.counts, published)
    covering = {holder for holder, _others in published.covers}
    lowest = {
        holder
        for holder, its in counted.paths.items()
        if its.startswith(path) and holder not in covering
    }
    name = _name(lowest, published)
    found = {}
    for on, counts in _by_day(counted.counts).items():
        own = [each for each in counts if counted.paths[each.holder] == path]
        parts = own or [each for each in counts if each.holder in lowest]
        holder = own[0].holder if len(own) == 1 else None if own else name
        if not parts or holder is None or (holder, on.isoformat()) in left_out:
            continue
        if len(parts) > 1 and _is_moved_by_few(indicator, rows, lowest, on):
            continue
        found[on] = _together(parts)
    return found


def _name(lowest: Collection[Holder], published: Published) -> Holder | None:
    """What the linked tables call the sum of the `lowest`; None where they have no such sum."""
    if len(lowest) == 1:
        return next(iter(lowest))
    above = dict(published.above)
    below: defaultdict[Holder, set[Holder]] = defaultdict(set)
    for each in above:
        top, leaf = each, each
        while leaf.startswith("u") and top in above:
            top = above[top]
            below[top].add(leaf)
    return next((holder for holder, parts in below.items() if parts == set(lowest)), None)


def _by_day(counts: Sequence[Count]) -> dict[date, list[Count]]:
    found: defaultdict[date, list[Count]] = defaultdict(list)
    for each in counts:
        found[each.on].append(each)
    return found


def _together(parts: Sequence[Count]) -> Together:
    inside = [each.inside for each in parts]
    known = [each for each in inside if each is not None]
    return Together(
        whole=sum(each.whole for each in parts),
        inside=sum(known) if len(known) == len(inside) else None,
    )


def _is_moved_by_few(
    indicator: Indicator, rows: Rows, holders: Collection[Holder], on: date
) -> bool:
    """Whether the sum of a day differs by some, but few, from what it was at any time before."""
    revisions = [
        each
        for (use, _path, day), found in rows.items()
        if day == on and f"u{use}" in holders
        for each in found
    ]
    *earlier, now = _states(indicator, revisions)
    return any(
        0 < abs(was - side) < THRESHOLD
        for state in earlier
        for was, side in zip(state, now, strict=True)
    )


def _states(indicator: Indicator, revisions: Sequence[Measurement]) -> list[tuple[int, int, int]]:
    """With, without and all, summed, each time that something was recorded; one import is once."""
    standing: dict[int, tuple[int, int]] = {}
    states = []
    moments = sorted(revisions, key=attrgetter("recorded_at", "pk"))
    for _moment, recorded in groupby(moments, key=attrgetter("recorded_at")):
        for row in recorded:
            standing[row.use_id] = _counted(indicator, row)
        whole = sum(each[0] for each in standing.values())
        inside = sum(each[1] for each in standing.values())
        states.append((inside, whole - inside, whole))
    return states


def _counted(indicator: Indicator, row: Measurement) -> tuple[int, int]:
    persons = None
    if not row.is_withdrawn and not row.is_not_counted:
        persons = persons_behind(indicator, row)
    return (persons[0], persons[1] or 0) if persons else (0, 0)
