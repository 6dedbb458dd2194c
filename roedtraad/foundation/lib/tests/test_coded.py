import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.coded import Coded, crossed, repeated

CELLS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40), st.booleans()))


@given(CELLS)
def test_combinations_are_those_of_the_rows_in_the_order_they_first_occur(
    cells: list[tuple[str, int, bool]],
) -> None:
    columns = [Coded.of([row[at] for row in cells]) for at in range(3)]

    found = crossed(*columns)

    assert found.spread() == cells
    assert found.values == list(dict.fromkeys(cells))


@given(CELLS)
def test_rows_that_stand_there_twice_are_found(cells: list[tuple[str, int, bool]]) -> None:
    columns = [Coded.of([row[at] for row in cells]) for at in range(3)]

    found = repeated(*columns)

    assert found.tolist() == [cells.count(row) > 1 for row in cells]


def test_a_value_is_asked_once_however_often_it_stands_there() -> None:
    asked: list[str] = []
    column = Coded.of(["1", "2", "1", "1"])

    doubled = column.map(lambda text: asked.append(text) or 2 * int(text))

    assert (asked, doubled.spread()) == (["1", "2"], [2, 4, 2, 2])


def test_values_of_other_rows_are_left_out_where_only_some_are_asked_for() -> None:
    column = Coded.of(["a", "b", "c", "b"])

    some = column.only(np.array([3, 1, 2]))

    assert (some.values, some.spread()) == (["b", "c"], ["b", "b", "c"])


def test_many_columns_of_many_values_are_no_more_than_a_number_holds() -> None:
    rows = range(300)
    columns = [Coded.of([(row * step) % 293 for row in rows]) for step in range(1, 12)]

    found = crossed(*columns)

    assert found.spread() == list(zip(*(each.spread() for each in columns), strict=True))
    assert repeated(*columns).sum() == 2 * (300 - 293)
