import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roedtraad.steering.theory.graph import all_before, circle_with, path_between
from roedtraad.steering.theory.layout import GAP_DOWN, Box, laid_out

ARROWS = [(1, 2), (2, 3), (1, 4), (4, 3), (3, 5)]


def test_the_shortest_way_is_found() -> None:
    assert path_between([*ARROWS, (1, 3)], 1, 5) == [1, 3, 5]
    assert path_between(ARROWS, 5, 1) is None


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ((2, 1), [2, 1, 2]),
        ((5, 1), [5, 1, 2, 3, 5]),
        ((4, 5), None),
        ((1, 5), None),
    ],
)
def test_a_circle_is_told_by_its_way_round(
    new: tuple[int, int], expected: list[int] | None
) -> None:
    assert circle_with(ARROWS, new) == expected


def test_all_that_leads_to_a_box_is_found() -> None:
    assert all_before(ARROWS, 3) == {1, 2, 4}
    assert all_before(ARROWS, 1) == set()


arrows = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30)
calmly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calmly
@given(arrows)
def test_arrows_that_were_asked_about_first_never_make_a_circle(
    wanted: list[tuple[int, int]],
) -> None:
    there: list[tuple[int, int]] = []
    for start, end in wanted:
        if start != end and circle_with(there, (start, end)) is None:
            there.append((start, end))

    assert all(box not in all_before(there, box) for box in range(13))


@calmly
@given(st.lists(st.integers(0, 4), max_size=25), arrows)
def test_no_boxes_lie_on_each_other_and_none_is_lost(
    columns: list[int], wanted: list[tuple[int, int]]
) -> None:
    boxes = [Box(pk, column, f"Box {pk} " * (pk % 5 + 1)) for pk, column in enumerate(columns)]

    found = laid_out(boxes, wanted, columns=5)

    assert found.boxes.keys() == set(range(len(columns)))
    for column in range(5):
        stack = sorted(
            (each for each in found.boxes.values() if each.box.column == column),
            key=lambda each: each.y,
        )
        for above, below in zip(stack, stack[1:], strict=False):
            assert below.y >= above.y + above.height + GAP_DOWN - 0.001
    assert all(each.y + each.height <= found.height for each in found.boxes.values())


def test_boxes_are_ordered_so_that_arrows_do_not_cross() -> None:
    boxes = [Box(1, 0, "a"), Box(2, 0, "b"), Box(3, 1, "to b"), Box(4, 1, "to a")]

    found = laid_out(boxes, [(1, 4), (2, 3)], columns=2).boxes

    assert (found[1].y < found[2].y) == (found[4].y < found[3].y)


DRAWN = """
from roedtraad.steering.theory.layout import Box, laid_out
boxes = [Box(pk, pk % 5, f"Box {pk}") for pk in range(60)]
lines = [(a, b) for a in range(60) for b in range(60) if a % 5 + 1 == b % 5 and a * b % 7 < 2]
print(laid_out(boxes, lines, columns=5))
"""


def test_every_process_draws_the_same_theory_alike() -> None:
    seeds = ("1", "2", "3")  # of the order in which a process goes through a set of texts

    drawn = {
        subprocess.run(
            [sys.executable, "-c", DRAWN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in seeds
    }

    assert len(drawn) == 1
