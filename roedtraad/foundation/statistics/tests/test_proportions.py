import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from roedtraad.foundation.statistics.proportions import (
    Presentation,
    denominator,
    presentation,
    wilson,
)
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(26, 49.5, 77.9), (1, 0.4, 12.9), (0, 0, 8.8)]
)
def test_the_worked_intervals_of_forty(count: int, lower: float, upper: float) -> None:
    interval = wilson(count, 40).interval

    assert (100 * interval.lower, 100 * interval.upper) == pytest.approx((lower, upper), abs=0.05)


@drawn
@given(st.integers(1, 500), st.data(), st.sampled_from([0.8, 0.95, 0.998]))
def test_the_interval_is_wilsons_and_holds_the_share(n: int, data, level: float) -> None:
    count = data.draw(st.integers(0, n))

    found = wilson(count, n, level)

    reference = binomtest(count, n).proportion_ci(level, method="wilson")
    assert found.interval.lower == pytest.approx(reference.low, abs=1e-9)
    assert found.interval.upper == pytest.approx(reference.high, abs=1e-9)
    assert 0 <= found.interval.lower <= found.share <= found.interval.upper <= 1


def test_none_of_none_is_no_share() -> None:
    assert math.isnan(wilson(0, 0).share)


@pytest.mark.parametrize(("count", "n", "level"), [(2, 1, 0.95), (-1, 3, 0.95), (1, 2, 1)])
def test_impossible_counts_are_refused(count: int, n: int, level: float) -> None:
    with pytest.raises(UnusableData):
        wilson(count, n, level)


def test_a_denominator_counts_everyone_who_started() -> None:
    found = denominator(43, 41, 40, {"no second measurement": 2, "not showable": 1})

    assert found.n_excluded == 3
    assert found.drop_out_share == pytest.approx(2 / 43)


def test_nobody_may_vanish_between_used_and_excluded() -> None:
    with pytest.raises(UnusableData):
        denominator(43, 41, 40, {"no second measurement": 2})
    with pytest.raises(UnusableData):
        denominator(3, 4, 3, {})
    assert math.isnan(denominator(0, 0, 0, {}).drop_out_share)


@pytest.mark.parametrize(
    ("n", "shown"), [(0, Presentation.COUNTS), (9, Presentation.COUNTS), (10, Presentation.PERCENT)]
)
def test_few_are_shown_as_counts(n: int, shown: Presentation) -> None:
    assert presentation(n) == shown
