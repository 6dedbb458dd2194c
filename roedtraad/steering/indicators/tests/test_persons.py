"""An attacker who has read everything that is handed out tries to compute what is not."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from roedtraad.steering.indicators.persons import Count, Published, hidden, is_moved_by_few

QUARTERS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
UNITS = ("u1", "u2", "u3")
SUMS = Published(above=(("u1", "n1"), ("u2", "n1"), ("u3", "n1")), has_years=True)

Leaf = tuple[str, int]  # a unit and the number of a quarter


def all_sums() -> dict[tuple[str, str], list[Leaf]]:
    """Every figure that could be handed out, by holder and period, and what it is the sum of."""
    holders = {unit: [unit] for unit in UNITS} | {"n1": list(UNITS)}
    periods = {on.isoformat(): [place] for place, on in enumerate(QUARTERS)} | {
        "2026": [0, 1, 2, 3]
    }
    return {
        (holder, period): list(product(units, places))
        for (holder, units), (period, places) in product(holders.items(), periods.items())
    }


def reach(
    wanted: Sequence[Leaf], values: Mapping[Leaf, int], handed_out: Sequence[Sequence[Leaf]]
) -> tuple[float, float]:
    """The least and the most that a sum can be, by all that was handed out."""
    order = list(values)
    rows = np.array([[leaf in parts for leaf in order] for parts in handed_out], dtype=float)
    known = np.array([sum(values[leaf] for leaf in parts) for parts in handed_out], dtype=float)
    goal = np.array([leaf in wanted for leaf in order], dtype=float)
    equations = {"A_eq": rows, "b_eq": known} if len(known) else {}
    least, most = (
        linprog(sign * goal, bounds=(0, 500), method="highs", **equations) for sign in (1, -1)
    )
    assert least.status == most.status == 0
    return float(least.fun), float(-most.fun)


def counts(values: Mapping[Leaf, int]) -> list[Count]:
    return [Count(unit, QUARTERS[place], value) for (unit, place), value in values.items()]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=12, max_size=12))
def test_no_small_count_can_be_computed_from_units_quarters_and_years(numbers: list[int]) -> None:
    values = dict(zip(product(UNITS, range(4)), numbers, strict=True))
    left_out, sums = hidden(counts(values), SUMS), all_sums()

    handed_out = [parts for key, parts in sums.items() if key not in left_out]

    for parts in sums.values():
        if 0 < sum(values[leaf] for leaf in parts) < 5:
            least, most = reach(parts, values, handed_out)
            assert most - least >= 4 - 1e-6


def test_one_small_count_takes_others_with_it() -> None:
    values = dict.fromkeys(product(UNITS, range(4)), 20) | {("u1", 0): 2}

    left_out = hidden(counts(values), SUMS)

    assert ("u1", "2026-03-31") in left_out
    assert len(left_out) >= 4  # one hidden cell of a row would be computed from its sum


def test_large_counts_are_all_handed_out() -> None:
    values = dict.fromkeys(product(UNITS, range(4)), 20)

    assert hidden(counts(values), SUMS) == frozenset()


@pytest.mark.parametrize(("inside", "is_hidden"), [(0, True), (3, True), (5, False), (20, True)])
def test_a_share_is_handed_out_only_where_both_sides_are_many(inside: int, is_hidden: bool) -> None:
    left_out = hidden([Count("u1", QUARTERS[0], 20, inside)], Published())

    assert bool(left_out) == is_hidden


def test_a_unit_that_reports_the_sum_of_those_below_counts_as_a_sum() -> None:
    on = QUARTERS[0]
    figures = [Count("u9", on, 42), Count("u1", on, 2), Count("u2", on, 40)]
    published = Published(covers=(("u9", ("u1", "u2")),))

    left_out = {holder for holder, _period in hidden(figures, published)}

    assert "u1" in left_out
    assert left_out & {"u9", "u2"}


def test_a_figure_corrected_by_few_is_left_out() -> None:
    assert is_moved_by_few([41, 43])
    assert not is_moved_by_few([41, 41, 60])
    assert hidden([Count("u1", QUARTERS[0], 43, is_changed=True)], Published())


def test_a_table_too_large_to_make_safe_hands_out_no_sums_of_units() -> None:
    units = [f"u{number}" for number in range(400)]
    published = Published(above=tuple((unit, "n1") for unit in units))
    figures = [Count(unit, on, 3 if unit == "u7" else 20) for unit in units for on in QUARTERS[:1]]
    figures += [Count(f"v{number}", QUARTERS[0], 9, 4) for number in range(400)]

    left_out = hidden(figures, published)

    assert ("n1", "2026-03-31") in left_out
    assert ("u7", "2026-03-31") in left_out
    assert ("u8", "2026-03-31") not in left_out
