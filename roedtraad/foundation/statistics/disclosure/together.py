"""Figures of units, and of what units divide into, made safe by telling whole groups or none.

A group of rows is told when it is about enough persons in every outcome. Where one is not, it is
left out together with others beside it, so that what can be worked out – a sum less those of its
parts that are told – is about enough persons too:

- Below a unit, those left out are together a group that could be told.
- Where a unit is divided (by kind of help, say), the parts left out in some of the units below it
  form a rectangle, units × parts, and its row sums and column sums could all be told.
- What is not told is told nowhere further down.

Were every kind of help given everywhere, that would be enough, by the limits of Fréchet. It is not,
and who gives what is no secret: so an outsider who knows it tries all of it (`outsiders`), and
where they would know a small number too well, that division of the unit is not told either. What
is left has withstood that linear programme.

The exact search (`search`) leaves out fewer cells, but takes a minute for a table of 600 where most
are small. Persons are counted, not rows: many rows about few persons are a small group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from . import THRESHOLD
from .groups import (
    Counted,
    Division,
    Group,
    Labels,
    Places,
    Told,
    UnitTree,
    are_detailed,
    are_enough,
    are_safe,
)
from .outsiders import Where, learnt
from .rectangles import REST, Parts, Rectangle, Test, joined

LEFT = -(2**62)  # the units below that do not tell of a whole, as one row
CLOSE = 1e-6


def told_together(
    rows: Counted,
    parents: Mapping[int, int | None],
    divisions: Sequence[Division],
    *,
    may_tell: Test = lambda _chosen: True,
    most: Told = Told.DETAILS,
    threshold: int = THRESHOLD,
) -> list[Group]:
    """Everything that may be told of the rows; nothing by which a person could be found.

    `parents`: of each unit the one above it. `may_tell`: what is asked of the rows of a group
    besides, before its outcomes are told (that their mean tells of none of them, say). `most`: no
    more than that is told; `Told.TOTAL`: how many, also of parts. One `Group` has the label `REST`:
    the parts of a unit that are not told one by one, together.
    """
    if not rows.unit.size:
        return []
    tree = UnitTree(rows.unit, parents)

    def is_safe(chosen: Places) -> bool:
        return are_safe(rows, chosen, threshold) and may_tell(chosen)

    tests: dict[Told, Test] = {
        Told.TOTAL: lambda chosen: are_enough(rows, chosen, threshold),
        Told.OUTCOMES: is_safe,
        Told.DETAILS: lambda chosen: are_detailed(rows, chosen, threshold),
    }
    told: dict[int, Told] = {}
    among = set(tree.rows)
    for level in (each for each in Told if each <= most):
        among = _told(tree, tests[level], among)
        told |= dict.fromkeys(among, level)
    groups = [Group(unit, "", "", level, tree.rows[unit]) for unit, level in told.items()]
    of_parts = min(most, Told.OUTCOMES)
    safe = {unit for unit, level in told.items() if level >= of_parts}
    for division in divisions:
        parts = _divided(rows, tree, safe, division, divisions, tests[of_parts])
        groups += [replace(each, told=of_parts) for each in parts]
    groups = [group for group in groups if group.unit > 0]
    return _withstanding(groups, rows, tree, divisions, threshold)


def _told(tree: UnitTree, test: Test, among: set[int]) -> set[int]:
    """Of which units below each other it may be told, from the top down."""
    told = {top for top in tree.tops if top in among and test(tree.rows[top])}
    waiting = list(told)
    while waiting:
        found = _told_below(tree, waiting.pop(), test, among)
        told |= found
        waiting += found
    return told


def _told_below(tree: UnitTree, unit: int, test: Test, among: set[int]) -> set[int]:
    """Those of the next units below that may be told; the others together may be too."""
    children = set(tree.below[unit])
    out = {each for each in children if each not in among or not test(tree.rows[each])}
    others = sorted(children - out, key=lambda each: (tree.rows[each].size, each))
    while out and others and not test(joined([tree.rows[each] for each in out])):
        out.add(others.pop(0))
    return children - out


def _divided(
    rows: Counted,
    tree: UnitTree,
    units: set[int],
    division: Division,
    divisions: Sequence[Division],
    test: Test,
) -> Iterator[Group]:
    """The parts of each unit that may be told; of a part of them where the division is within."""
    labels = rows.parts[division.name]
    wholes: dict[str, dict[int, Places]] = {"": {unit: tree.rows[unit] for unit in units}}
    for above in divisions:
        if above.name == division.within:
            wholes = _by_label(_divided(rows, tree, units, above, divisions, test))
    for within, whole in wholes.items():
        for unit, parts in _parts(tree, whole, labels, test):
            is_whole = sum(chosen.size > 0 for chosen in parts.values()) == 1
            for label, chosen in parts.items():
                if chosen.size and not (label == REST and is_whole):
                    yield Group(unit, division.name, label, Told.OUTCOMES, chosen, within)


def _by_label(groups: Iterable[Group]) -> dict[str, dict[int, Places]]:
    found: defaultdict[str, dict[int, Places]] = defaultdict(dict)
    for group in groups:
        if group.label != REST:
            found[group.label][group.unit] = group.rows
    return found


def _parts(
    tree: UnitTree, whole: Mapping[int, Places], labels: Labels, test: Test
) -> Iterator[tuple[int, Parts]]:
    """The parts of a whole – all rows, or one part of them – in each unit that tells of it."""
    waiting: list[tuple[int, Parts]] = []
    for top in tree.tops:
        if top in whole:
            every = {label: {label} for label in np.unique(labels[whole[top]]).tolist()}
            of_top = {top: _split(whole[top], every, labels)}
            waiting += Rectangle(of_top, test, has_sums=False).told()
    while waiting:
        unit, parts = waiting.pop()
        yield unit, parts
        members = {label: set(labels[chosen].tolist()) for label, chosen in parts.items()}
        children = [each for each in tree.below[unit] if each in whole]
        left = np.setdiff1d(whole[unit], joined([whole[child] for child in children]))
        below = {**{child: whole[child] for child in children}, LEFT: left}
        if children:
            table = {each: _split(chosen, members, labels) for each, chosen in below.items()}
            waiting += [each for each in Rectangle(table, test).told() if each[0] != LEFT]


def _split(chosen: Places, members: Mapping[str, set[str]], labels: Labels) -> Parts:
    own = labels[chosen]
    return {label: chosen[np.isin(own, sorted(inside))] for label, inside in members.items()}


def _withstanding(
    groups: list[Group],
    rows: Counted,
    tree: UnitTree,
    divisions: Sequence[Division],
    threshold: int,
) -> list[Group]:
    """Those of the groups that give no small number away, together."""
    while groups:
        known = learnt(groups, rows, tree, divisions, threshold)
        leaks = sorted({where for where, width in known if width < threshold - 1 - CLOSE})
        if not leaks:
            break
        less = groups
        for out in _to_merge(groups, tree, divisions, leaks):
            less = _merged(less, tree, divisions, out)
        groups = [] if _names(less) == _names(groups) else less
    return groups


def _names(groups: Iterable[Group]) -> set[tuple[int, str, str, str]]:
    return {(each.unit, each.division, each.label, each.within) for each in groups}


def _to_merge(
    groups: Sequence[Group],
    tree: UnitTree,
    divisions: Sequence[Division],
    leaks: Iterable[Where],
) -> list[Group]:
    """Parts by which small numbers are known too well, of the nearest unit that is divided.

    The part itself, else the smallest of the last division; at most one in a unit at a time. Where
    there is no rest that it can be told with, the next smallest goes with it.
    """
    order = [each.name for each in divisions]
    found: dict[int, list[Group]] = {}
    for unit, division, label in leaks:
        here = _nearest(groups, tree, unit)
        if here is None or here in found:
            continue
        told = [each for each in groups if each.unit == here and each.division]
        same = [each for each in told if (each.division, each.label) == (division, label)]
        last = max(told, key=lambda each: order.index(each.division))
        chosen = (same or [last])[0]
        beside = [
            each
            for each in told
            if (each.division, each.within) == (chosen.division, chosen.within)
        ]
        parts = sorted(
            (each for each in beside if each.label != REST),
            key=lambda each: (not any(each is one for one in same), each.rows.size),
        )
        found[here] = parts[: 1 if len(parts) < len(beside) else 2] or beside
    return [each for parts in found.values() for each in parts]


def _nearest(groups: Sequence[Group], tree: UnitTree, unit: int) -> int | None:
    """The unit, or the nearest above it, that is divided; the highest of those with its rows."""
    units = {each.unit for each in groups if each.division}
    line = [each for each in tree.line(unit) if each in units]
    same = [each for each in line if tree.rows[each].size == tree.rows[line[0]].size]
    return same[-1] if same else None


def _merged(
    groups: list[Group], tree: UnitTree, divisions: Sequence[Division], out: Group
) -> list[Group]:
    """A part told no longer, in its unit and all below; the rest of each is so much larger."""
    inner = {each.name for each in divisions if each.within == out.division}
    kept: list[Group] = []
    rests: defaultdict[int, list[Group]] = defaultdict(list)
    whole: Counter[int] = Counter()
    for group in groups:
        is_below = out.unit in tree.line(group.unit)
        if is_below and group.division in inner and group.within == out.label:
            continue
        is_same = (group.division, group.within) == (out.division, out.within)
        if is_below and is_same:
            whole[group.unit] += 1
            if group.label in {out.label, REST}:
                rests[group.unit].append(group)
                continue
        kept.append(group)
    for unit, parts in rests.items():
        if whole[unit] > len(parts):
            rest = joined([each.rows for each in parts])
            kept.append(replace(parts[0], label=REST, rows=rest))
    return kept
