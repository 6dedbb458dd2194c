import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from roedtraad.foundation.statistics.disclosure.attack import intervals
from roedtraad.foundation.statistics.disclosure.cells import table_cells
from roedtraad.foundation.statistics.disclosure.derived import (
    may_show_difference,
    may_show_mean,
    may_show_share,
)
from roedtraad.foundation.statistics.disclosure.linked import is_safe, safe_linked
from roedtraad.foundation.statistics.disclosure.search import (
    _one_by_one,
    are_protected,
    least_secondary,
)
from roedtraad.foundation.statistics.disclosure.tables import audited, is_small, safe_table
from roedtraad.foundation.statistics.unusable import Reason, UnusableData

INFECTIONS = [[14, 5, 61], [12, 5, 34], [1, 1, 7], [26, 6, 116], [11, 8, 42], [28, 20, 122]]
small_tables = arrays(
    np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 15)
)


def test_hiding_small_counts_alone_hides_nothing() -> None:
    table = audited(INFECTIONS, np.zeros((6, 3), dtype=bool))

    assert (table.lowest[2, :2] == 1).all() and (table.highest[2, :2] == 1).all()
    assert not table.is_safe


@pytest.mark.parametrize(("width", "cells", "persons"), [(4, 4, 58), (1, 2, 17)])
def test_as_few_others_as_possible_are_hidden(width: int, cells: int, persons: int) -> None:
    table = safe_table(INFECTIONS, width=width)

    assert table is not None and table.is_least and table.is_safe
    assert (table.secondary.sum(), table.counts[table.secondary].sum()) == (cells, persons)


@settings(deadline=None, max_examples=25)
@given(small_tables)
def test_no_fewer_cells_would_do(counts: np.ndarray) -> None:
    cells = table_cells(counts)
    primary = np.concatenate([is_small(counts).ravel(), np.zeros(sum(counts.shape), dtype=bool)])

    choice = least_secondary(cells, primary, 4)

    if choice is None:
        assert not are_protected(cells, primary | cells.may_hide, primary, 4)
        return
    assert are_protected(cells, primary | choice.secondary, primary, 4)
    others = np.flatnonzero(cells.may_hide & ~primary)
    for fewer in itertools.combinations(others, max(0, int(choice.secondary.sum()) - 1)):
        tried = primary.copy()
        tried[list(fewer)] = True
        assert choice.secondary.sum() == 0 or not are_protected(cells, tried, primary, 4)


@settings(deadline=None, max_examples=15)
@given(small_tables)
def test_nobody_can_compute_more_than_by_trying_every_table(counts: np.ndarray) -> None:
    counts = counts[:3, :3] % 7
    hidden = np.concatenate([counts.ravel() > 0, np.zeros(sum(counts.shape), dtype=bool)])

    lowest, highest = intervals(table_cells(counts), hidden)

    seen = possible_tables(counts)
    assert (seen.min(axis=0).ravel() == lowest[: counts.size]).all()
    assert (seen.max(axis=0).ravel() == highest[: counts.size]).all()


def possible_tables(counts: np.ndarray) -> np.ndarray:
    """Every table with the same margins and the same noughts."""
    found = [np.zeros_like(counts)]
    for row, line in enumerate(counts):
        ways = [
            way
            for way in itertools.product(*(range(line.sum() + 1 if each else 1) for each in line))
            if sum(way) == line.sum()
        ]
        grown = []
        for table, way in itertools.product(found, ways):
            fuller = table.copy()
            fuller[row] = way
            if (fuller.sum(axis=0) <= counts.sum(axis=0)).all():
                grown.append(fuller)
        found = grown
    return np.array([each for each in found if (each.sum(axis=0) == counts.sum(axis=0)).all()])


def test_the_fast_search_is_safe_and_shows_what_need_not_be_hidden() -> None:
    counts = np.random.default_rng(4).poisson(12, (14, 6)) + 5
    counts[[1, 4, 9], [0, 3, 3]] = [2, 1, 4]
    cells = table_cells(counts)
    primary = np.concatenate([is_small(counts).ravel(), np.zeros(20, dtype=bool)])

    secondary = _one_by_one(cells, primary, 4)

    assert are_protected(cells, primary | secondary, primary, 4)
    for place in np.flatnonzero(secondary):
        without = primary | secondary
        without[place] = False
        assert not are_protected(cells, without, primary, 4)


def test_a_small_margin_makes_every_pattern_useless() -> None:
    assert safe_table([[3, 1], [20, 30]]) is None


def test_a_table_without_small_counts_is_published_whole() -> None:
    table = safe_table([[10, 0], [20, 30]])

    assert table is not None and table.is_safe
    assert not table.hidden.any()


@pytest.mark.parametrize("counts", [[[1, -1]], [[1.5, 2]], [[1, np.nan]]])
def test_what_is_no_count_is_refused(counts: list[list[float]]) -> None:
    with pytest.raises(UnusableData) as refused:
        safe_table(counts)

    assert refused.value.reason == Reason.OUT_OF_RANGE


def test_a_year_does_not_tell_what_a_quarter_hides() -> None:
    quarters = {f"2026K{number}": "2026" for number in range(1, 5)}
    units = {"Øst": "Familiehuset", "Vest": "Familiehuset", "Nord": "Bostedet", "Syd": "Bostedet"}
    counts = {(unit, quarter): 10 for unit in units for quarter in quarters}
    counts["Øst", "2026K2"] = 2

    safe = safe_linked(counts, [units, quarters])

    assert safe is not None
    assert safe.published["Øst", "2026K2"] is None
    assert is_safe(safe, counts, [units, quarters], width=4)
    by_year = [safe.published["Øst", each] for each in (*quarters, "2026")]
    by_unit = [safe.published[each, "2026K2"] for each in ("Øst", "Vest", "Familiehuset")]
    assert by_year.count(None) > 1 and by_unit.count(None) > 1


def test_a_total_is_hidden_where_its_parts_would_tell() -> None:
    safe = safe_linked({("Øst",): 2, ("Vest",): 30}, [{"Øst": "Huset", "Vest": "Huset"}])

    assert safe is not None
    assert list(safe.published.values()).count(None) == 2


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(40, 100, True), (4, 100, False), (97, 100, False), (2, 4, False), (0, 100, False)],
)
def test_a_share_tells_of_both_sides(numerator: int, denominator: int, shown: bool) -> None:
    assert may_show_share(numerator, denominator) is shown


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([3, 4, 5, 6, 7], True),
        ([3, 4, 5, 6, np.nan], False),
        ([5, 5, 5, 5, 5], False),
        ([1, 1, 1, 1, 96], False),
    ],
)
def test_a_mean_of_few_of_equals_or_of_one_large_is_not_shown(
    values: list[float], shown: bool
) -> None:
    assert may_show_mean(values) is shown


@pytest.mark.parametrize(("counts", "shown"), [([40, 40, 52], True), ([40, 43], False)])
def test_two_filters_must_not_differ_by_few(counts: list[int], shown: bool) -> None:
    assert may_show_difference(counts) is shown
