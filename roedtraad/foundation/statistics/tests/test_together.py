"""What is told together gives no small number away, whatever else an outsider knows."""

import itertools
from collections import defaultdict

import numpy as np
import pytest

from roedtraad.foundation.statistics.disclosure.groups import Counted, Division, Group, Told
from roedtraad.foundation.statistics.disclosure.rectangles import REST
from roedtraad.foundation.statistics.disclosure.together import told_together
from roedtraad.foundation.statistics.tests.attacker import width_of

TREE: dict[int, int | None] = {1: 10, 2: 10, 3: 11, 4: 11, 10: 20, 11: 20, 20: None}
DIVISIONS = (Division("step"), Division("type", within="step"), Division("group"))


def counted(rows: list[tuple[int, int, int, str]]) -> Counted:
    """Unit, person, outcome and type of each row; a type's step is its first letter."""
    unit, person, outcome, kind = (list(column) for column in zip(*rows, strict=True))
    return Counted(
        unit=np.array(unit),
        person=np.array(person),
        outcome=np.array(outcome),
        detail=np.array(outcome),
        parts={
            "type": np.array(kind),
            "step": np.array([each[0] for each in kind]),
            "group": np.array(["g"] * len(kind)),
        },
    )


def people(*cells: tuple[int, str, int, int]) -> Counted:
    """Of each unit and type how many persons have the first outcome, and how many the second."""
    number = itertools.count()
    return counted(
        [
            (unit, next(number), outcome, kind)
            for unit, kind, *counts in cells
            for outcome, count in enumerate(counts)
            for _ in range(count)
        ]
    )


def told(groups: list[Group], division: str = "") -> dict[tuple[int, str], Told]:
    return {(each.unit, each.label): each.told for each in groups if each.division == division}


def test_a_unit_with_few_takes_another_with_it() -> None:
    rows = people((1, "a", 9, 8), (2, "a", 9, 2), (3, "a", 9, 9), (4, "a", 8, 8))

    found = told(told_together(rows, TREE, ()))

    assert found[10, ""] == Told.DETAILS
    assert found[1, ""] == found[2, ""] == Told.TOTAL
    assert found[3, ""] == found[4, ""] == Told.DETAILS


def test_many_rows_about_few_persons_are_few() -> None:
    rows = counted([(1, n % 4, n % 2, "a") for n in range(40)])

    assert told_together(rows, TREE, ()) == []


def test_where_all_have_the_same_outcome_it_is_not_told() -> None:
    found = told(told_together(people((1, "a", 30, 0)), TREE, ()))

    assert set(found.values()) == {Told.TOTAL}


def test_a_part_of_few_is_told_with_the_rest() -> None:
    rows = people((1, "a", 9, 9), (1, "b", 9, 2), (1, "c", 7, 8))

    steps = told(told_together(rows, TREE, DIVISIONS), "step")

    assert set(steps) == {(unit, label) for unit in (1, 10, 20) for label in ("a", REST)}


def test_what_a_unit_has_itself_is_no_way_to_a_part_of_it() -> None:
    rows = people((10, "a", 2, 1), (1, "a", 9, 9), (2, "a", 9, 9))

    found = told(told_together(rows, TREE, ()))

    assert {unit for unit, _label in found} == {20, 10, 2}  # the sum less both would be three


def test_who_gives_what_is_no_secret() -> None:
    """Only one unit gives b, so that its own a is what it has less all b."""
    rows = people((1, "a", 6, 3), (1, "b", 9, 9), (2, "a", 9, 9), (3, "a", 9, 9), (4, "a", 9, 9))

    groups = told_together(rows, TREE, DIVISIONS)

    assert min(widths(groups, rows)) >= 4 - 1e-6


@pytest.mark.parametrize("size", [1.5, 4, 9])
def test_nobody_is_found_in_units_that_were_drawn(size: float) -> None:
    for seed in range(6):
        rows = drawn(seed, size)

        groups = told_together(rows, TREE, DIVISIONS)

        assert min(widths(groups, rows), default=4) >= 4 - 1e-6


def drawn(seed: int, size: float) -> Counted:
    chance = np.random.default_rng(seed)
    kinds = ("a1", "a2", "b1", "b2", "c1")
    cells = [
        (unit, kind, *chance.poisson((size, size * 0.6)).tolist())
        for unit in (1, 2, 3, 4)
        for kind in chance.choice(kinds, 3, replace=False).tolist()
    ]
    return people(*cells, (1, "a1", 1, 1))


def widths(groups: list[Group], rows: Counted) -> list[float]:
    """How wide an attacker's interval is of each small cell; empty cells are known to be empty.

    Written without any of the library's own equations.
    """
    unknown: dict[tuple, int] = {}
    of_row = [
        unknown.setdefault((unit, kind, outcome), len(unknown))
        for unit, kind, outcome in zip(rows.unit, rows.parts["type"], rows.outcome, strict=True)
    ]
    for unit, kind in {key[:2] for key in unknown}:
        for outcome in (0, 1):
            unknown.setdefault((unit, kind, outcome), len(unknown))
    equations = []
    for group in groups:
        cells = {of_row[row] for row in group.rows}
        whole = {key[:2] for key, place in unknown.items() if place in cells}
        split = [(0,), (1,)] if group.told > Told.TOTAL else [(0, 1)]
        equations += [{unknown[(*key, one)] for key in whole for one in each} for each in split]
    truth = np.bincount(of_row, minlength=len(unknown))
    matrix = np.array([[place in each for place in range(len(unknown))] for each in equations])
    known = [int(truth[list(each)].sum()) for each in equations]
    if not equations:
        return []
    return [
        width_of(sorted(cell), matrix.astype(float), known)
        for cell in cells_of(unknown)
        if 0 < truth[sorted(cell)].sum() < 5
    ]


def cells_of(unknown: dict[tuple, int]) -> list[frozenset[int]]:
    """Each unit and what is above it × all, each step and each type × all and each outcome."""
    found: defaultdict[tuple, set[int]] = defaultdict(set)
    for (unit, kind, outcome), place in unknown.items():
        line = [int(unit)]
        while (above := TREE[line[-1]]) is not None:
            line.append(above)
        for key in itertools.product(line, ("", kind[0], kind), ("", outcome)):
            found[key].add(place)
    return [frozenset(each) for each in found.values()]
