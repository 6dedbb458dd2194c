"""Somebody who has all that is told of a declared table, and knows which unit gives what."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

from roedtraad.casework.profiles.queries.rows_of_quarter import Row
from roedtraad.foundation.statistics.disclosure.groups import Group
from roedtraad.insight.analytics.numbers.figures import Figures

WIDE, CLOSE = 4, 1e-6
Cell = frozenset[int]
Key = tuple[str, ...]


def attacked(
    told: Sequence[tuple[Group, Figures]], rows: Sequence[Row], parents: Mapping[int, int | None]
) -> list[float]:
    """How wide an interval is left of each small number of any declared table.

    The unknowns are the smallest groups, of which it is known whether they are empty; written from
    the figures that are told, and without any of the library's own equations.
    """
    unknown: dict[Key, int] = {}
    details = sorted({(row.outcome, row.detail) for row in rows})
    for row, pair in itertools.product(rows, details):
        unknown.setdefault((*smallest(row), *pair), len(unknown))
    truth = np.zeros(len(unknown))
    for row in rows:
        truth[unknown[*smallest(row), row.outcome, row.detail]] += 1
    equations, known = [], []
    for group, figures in told:
        for inside, names, number in numbers_of(group, figures, rows, parents):
            equations.append([key[:4] in inside and names(*key[4:]) for key in unknown])
            known.append(number)
    targets = [cell for cell in cells(unknown, parents) if 0 < truth[sorted(cell)].sum() < 5]
    if not targets:
        return []
    wanted = np.array([[place in cell for place in range(len(unknown))] for cell in targets])
    matrix = np.array(equations, dtype=float).reshape(-1, len(unknown))
    return widths_of(matrix, np.array(known), wanted.astype(float), truth)


def smallest(row: Row) -> Key:
    return (str(row.unit), row.step, row.type, row.group)


def numbers_of(
    group: Group, figures: Figures, rows: Sequence[Row], parents: Mapping[int, int | None]
) -> Iterator[tuple[set[Key], Callable[[str, str], bool], int]]:
    """Every number that is told of a group: of which smallest groups, and which outcomes."""
    inside = {smallest(rows[place]) for place in group.rows}
    yield inside, lambda outcome, _detail: outcome != "missing", figures.n
    for name, number in (*figures.outcomes.items(), *figures.details.items()):
        yield inside, lambda *names, name=name: name in names, number
    if figures.missing is not None:
        whole = {smallest(row) for row in rows if is_within(row, group, parents)}
        yield whole, lambda outcome, _detail: outcome == "missing", figures.missing


def is_within(row: Row, group: Group, parents: Mapping[int, int | None]) -> bool:
    unit: int | None = row.unit
    while unit not in (None, group.unit):
        unit = parents[unit]
    is_part = not group.division or getattr(row, group.division) == group.label
    return unit is not None and is_part and (not group.within or row.step == group.within)


def cells(unknown: Mapping[Key, int], parents: Mapping[int, int | None]) -> set[Cell]:
    """Every number that the tables could tell: unit or above × one division × outcome."""
    above_of = {str(unit): str(above) for unit, above in parents.items()}
    found: defaultdict[tuple, set[int]] = defaultdict(set)
    for (unit, step, kind, group, outcome, detail), place in unknown.items():
        line = [unit, above_of[unit], above_of[above_of[unit]]]
        parts = [("", ""), ("step", step), ("type", kind), ("group", group)]
        for here, part, which in itertools.product(line, parts, ("", outcome)):
            found[here, part, which].add(place)
        for here in line:
            found[here, ("", ""), f"detail {detail}"].add(place)
    return {frozenset(each) for each in found.values()}


def widths_of(
    equations: np.ndarray, known: np.ndarray, wanted: np.ndarray, truth: np.ndarray
) -> list[float]:
    """Every table that fits what is told shows how far each number may lie from the truth."""
    lowest = highest = wanted @ truth
    at_random = np.random.default_rng(1).normal(size=(8, len(wanted))) @ wanted
    for place, goal in enumerate((*at_random, *wanted)):
        own = place - len(at_random)
        is_open = highest - lowest < WIDE - CLOSE
        if not (is_open.any() if own < 0 else is_open[own]):
            continue
        for sign in (1, -1):
            answer = linprog(sign * goal, A_eq=equations, b_eq=known, bounds=(0, 500))
            if answer.status == 0:
                lowest = np.minimum(lowest, wanted @ answer.x)
                highest = np.maximum(highest, wanted @ answer.x)
    return (highest - lowest).tolist()
