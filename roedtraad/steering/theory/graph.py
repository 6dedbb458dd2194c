"""The shape of a theory: what leads to what. Plain rules on keys; no database, no request."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Key: TypeAlias = int
Arrow: TypeAlias = tuple[Key, Key]


def path_between(arrows: Iterable[Arrow], start: Key, end: Key) -> list[Key] | None:
    """The shortest way along the arrows, both ends in it; None when there is none."""
    after = neighbours(arrows)
    came_from: dict[Key, Key | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            return _traced(came_from, end)
        for there in after.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return None


def circle_with(arrows: Iterable[Arrow], new: Arrow) -> list[Key] | None:
    """The circle that the new arrow would close, from where it starts back to it; else None."""
    start, end = new
    way_back = path_between(arrows, end, start)
    return None if way_back is None else [start, *way_back]


def neighbours(arrows: Iterable[Arrow]) -> dict[Key, list[Key]]:
    """Where the arrows from each box lead."""
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for start, end in arrows:
        found[start].append(end)
    return dict(found)


def all_before(arrows: Sequence[Arrow], end: Key) -> set[Key]:
    """Every box from which a way leads to `end`."""
    return each_before(arrows, [end])[end]


def each_before(arrows: Iterable[Arrow], ends: Iterable[Key]) -> dict[Key, set[Key]]:
    """As `all_before`, of many boxes."""
    before = neighbours((there, here) for here, there in arrows)
    return {end: _reached(before, end) for end in ends}


def _reached(before: Mapping[Key, Sequence[Key]], end: Key) -> set[Key]:
    found: set[Key] = set()
    waiting = [end]
    while waiting:
        for each in before.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _traced(came_from: dict[Key, Key | None], end: Key) -> list[Key]:
    way, here = [end], came_from[end]
    while here is not None:
        way.append(here)
        here = came_from[here]
    return way[::-1]
