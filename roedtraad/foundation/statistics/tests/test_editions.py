"""Somebody who keeps every edition learns no small count from all of them together."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roedtraad.foundation.statistics.disclosure.editions import Declared, Edition, next_edition
from roedtraad.foundation.statistics.tests.attacker import learnt
from roedtraad.foundation.statistics.unusable import UnusableData

UNITS, QUARTERS, KINDS = ("A", "B", "C"), ("1", "2", "3"), ("x", "y")
DECLARED = Declared(parents=({}, {}, {}), period=1)


def leaves(counts: dict[str, list[int]]) -> dict[tuple[str, ...], int]:
    """By quarter the counts of unit A kind x, A y, B x, …"""
    return {
        (unit, quarter, kind): count
        for quarter, row in counts.items()
        for (unit, kind), count in zip(itertools.product(UNITS, KINDS), row, strict=False)
    }


def test_a_first_edition_is_safe_by_itself() -> None:
    edition = next_edition(None, leaves({"1": [9, 8, 2, 11, 7, 14], "2": [8] * 6}), DECLARED)

    assert edition.published["B", "1", "x"] is None
    assert edition.published["*", "*", "*"] == 99
    assert [width >= 4 for _count, width in learnt([edition], DECLARED)] == [True]


def test_what_was_hidden_stays_hidden_though_it_grows() -> None:
    first = next_edition(None, leaves({"1": [9, 8, 2, 11, 7, 14], "2": [8] * 6}), DECLARED)

    grown = [20, 20, 30, 30, 20, 20]
    second = next_edition(first, leaves({"1": grown, "2": [8] * 6, "3": [9] * 6}), DECLARED)

    hidden = {cell for cell, count in first.published.items() if count is None}
    assert second.counted["B", "1", "x"] == 30
    assert all(second.published[cell] is None for cell in hidden)


def test_a_year_that_grows_complete_does_not_give_a_quarter_away() -> None:
    of_year = Declared(parents=({}, {"1": "year", "2": "year", "3": "year"}, {}))
    first = next_edition(None, leaves({"1": [9] * 6, "2": [9] * 6}), of_year)

    second = next_edition(
        first, leaves({"1": [9] * 6, "2": [9] * 6, "3": [9, 9, 9, 1, 9, 9]}), of_year
    )

    assert first.published["B", "year", "y"] == 18
    assert second.published["B", "3", "y"] is None
    assert second.published["B", "year", "y"] is None
    assert all(width >= 4 for _count, width in learnt([first, second], of_year))


def test_late_entries_wait_until_they_are_many() -> None:
    first = next_edition(None, leaves({"1": [9] * 6, "2": [9] * 6}), DECLARED)

    few = next_edition(first, leaves({"1": [10, *[9] * 5], "2": [9] * 6}), DECLARED)
    many = next_edition(few, leaves({"1": [15, *[9] * 5], "2": [9] * 6}), DECLARED)

    assert few.published == first.published and few.stands == {"1"}
    assert many.published["A", "1", "x"] == 15 and not many.stands


def test_corrections_that_nearly_outweigh_each_other_do_not_come_together() -> None:
    first = next_edition(None, leaves({"1": [20] * 6, "2": [20] * 6}), DECLARED)

    second = next_edition(first, leaves({"1": [26, *[20] * 5], "2": [15, *[20] * 5]}), DECLARED)

    assert second.published["A", "1", "x"] == 26
    assert second.stands == {"2"}


def test_a_period_that_is_no_longer_counted_stands() -> None:
    first = next_edition(None, leaves({"1": [9] * 6}), DECLARED)

    second = next_edition(first, leaves({"2": [9] * 6}), DECLARED)

    assert second.published["A", "1", "x"] == 9
    assert second.published["A", "*", "x"] == 18


def test_a_group_that_is_new_in_an_old_period_waits_if_it_is_small() -> None:
    first = next_edition(None, leaves({"1": [9] * 4}), DECLARED)

    second = next_edition(first, leaves({"1": [9, 9, 9, 9, 3, 0]}), DECLARED)
    third = next_edition(second, leaves({"1": [9, 9, 9, 9, 8, 0]}), DECLARED)

    assert second.published == first.published and second.stands == {"1"}
    assert third.published["C", "1", "x"] == 8


def test_a_broken_count_is_refused() -> None:
    with pytest.raises(UnusableData):
        next_edition(None, {("A", "1", "x"): -1}, DECLARED)


quarters = st.lists(st.integers(0, 14), min_size=6, max_size=6)


@settings(deadline=None, max_examples=6)
@given(st.lists(quarters, min_size=3, max_size=3), st.lists(quarters, min_size=3, max_size=3))
def test_over_three_editions_no_small_count_can_be_computed(
    counts: list[list[int]], late: list[list[int]]
) -> None:
    editions: list[Edition] = []
    for number in range(1, 4):
        now = {
            quarter: (late if place < number - 1 else counts)[place]
            for place, quarter in enumerate(QUARTERS[:number])
        }
        editions.append(next_edition(editions[-1] if editions else None, leaves(now), DECLARED))

    assert all(width >= 4 - 1e-6 for _count, width in learnt(editions, DECLARED))
    for former, later in itertools.pairwise(editions):
        hidden = {cell for cell, count in former.published.items() if count is None}
        assert all(later.published[cell] is None for cell in hidden)
