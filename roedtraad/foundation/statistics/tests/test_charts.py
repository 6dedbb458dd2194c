"""XmR, run, p and u charts: the rules against a plain reading of them, and what may not matter."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from roedtraad.foundation.statistics.rate_charts import RateKind, rate_chart
from roedtraad.foundation.statistics.runs import crossings_required, runs
from roedtraad.foundation.statistics.unusable import UnusableData
from roedtraad.foundation.statistics.xmr import Assurance, Label, Variation, xmr

from .drawn import FACTORS, SHIFTS, drawn, scores

SERIES = st.lists(scores(0, 12), min_size=1, max_size=30)
MIRRORED = {
    Label.ABOVE: Label.BELOW,
    Label.INCREASING: Label.DECREASING,
    Label.NEAR_ABOVE: Label.NEAR_BELOW,
    Label.SHIFT_ABOVE: Label.SHIFT_BELOW,
    Label.COMMON: Label.COMMON,
}
MIRRORED |= {down: up for up, down in MIRRORED.items()}


def in_some_window(y, i: int, width: int, holds) -> bool:
    starts = range(max(0, i - width + 1), min(i, len(y) - width) + 1)
    return any(holds(range(start, start + width)) for start in starts)


def kind_of(y, i: int, lower: float, upper: float, mean: float) -> str:
    """The rules as a reader would apply them, one point at a time."""
    third = (upper - mean) / 3

    def is_near(j: int) -> bool:
        return lower <= y[j] <= upper and abs(y[j] - mean) > 2 * third + 1e-9

    def is_one_side(window) -> bool:
        return all(y[j] > mean for j in window) or all(y[j] < mean for j in window)

    def is_monotone(window) -> bool:
        steps = [y[j + 1] - y[j] for j in window[:-1]]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    if y[i] > upper + 1e-9 or y[i] < lower - 1e-9:
        return "outside"
    if in_some_window(y, i, 7, is_monotone):
        return "trend"
    if is_near(i) and in_some_window(
        y, i, 3, lambda window: is_one_side(window) and sum(map(is_near, window)) >= 2
    ):
        return "two in three"
    return "shift" if in_some_window(y, i, 7, is_one_side) else "common"


KINDS = {
    Label.ABOVE: "outside",
    Label.BELOW: "outside",
    Label.INCREASING: "trend",
    Label.DECREASING: "trend",
    Label.NEAR_ABOVE: "two in three",
    Label.NEAR_BELOW: "two in three",
    Label.SHIFT_ABOVE: "shift",
    Label.SHIFT_BELOW: "shift",
    Label.COMMON: "common",
}


@drawn
@given(st.lists(st.sampled_from([0.0, 4.0, 8.0, 10.0, 16.0, 32.0]), min_size=2, max_size=32))
def test_every_label_is_what_the_rules_say(values) -> None:
    chart = xmr(values)
    last = chart.last

    found = [KINDS[label] for label in chart.labels]

    wanted = [kind_of(values, i, last.lower, last.upper, last.mean) for i in range(len(values))]
    if last.mean == int(last.mean):  # else a reader cannot tell a point on the mean
        assert found == wanted


@drawn
@given(SERIES, SHIFTS, FACTORS)
def test_neither_origin_nor_unit_changes_a_label(values, shift, factor) -> None:
    moved = xmr(factor * np.array(values) + shift, direction=1)

    assert moved.labels == xmr(values, direction=1).labels
    assert moved.last.upper == pytest.approx(
        factor * xmr(values).last.upper + shift, nan_ok=True, abs=1e-6
    )


@drawn
@given(SERIES)
def test_a_series_upside_down_has_the_labels_upside_down(values) -> None:
    turned = xmr(-np.array(values), direction=-1)
    straight = xmr(values, direction=1)

    assert turned.labels == tuple(MIRRORED[label] for label in straight.labels)
    assert turned.variation == straight.variation


@drawn
@given(SERIES, SERIES)
def test_segments_know_nothing_of_each_other(first, second) -> None:
    both = xmr([*first, *second], starts=(len(first),))

    assert repr(both.segments) == repr((xmr(first).last, xmr(second).last))


@drawn
@given(scores(), st.integers(1, 30))
def test_a_constant_series_is_its_own_limits(value, n) -> None:
    chart = xmr([value / 3] * n)

    assert set(chart.labels) == {Label.COMMON}
    assert n == 1 or chart.last.lower == chart.last.mean == chart.last.upper == value / 3


def test_six_rising_points_are_no_trend_and_seven_are() -> None:
    rest = [5, 9, 4, 8, 5, 9, 4, 8]

    assert Label.INCREASING not in xmr([*rest, 4, 5, 6, 7, 8, 9, 3]).labels
    assert xmr([*rest, 3, 4, 5, 6, 7, 8, 9, 3]).labels.count(Label.INCREASING) == 7


def test_a_point_on_the_mean_breaks_a_run() -> None:
    run = [1, 2, 1, 2, 1, 2, 1]

    assert Label.SHIFT_ABOVE in xmr([*run, *(-y for y in run)]).labels
    assert set(xmr([1, 2, 1, 0, 2, 1, 2, -2, -1, -2, 0, -1, -2, -1]).labels) == {Label.COMMON}


def test_where_two_trends_meet_the_later_one_has_the_point() -> None:
    chart = xmr([*[20, -20] * 4, *range(7), *range(5, -2, -1)], screen=False)

    assert chart.labels[13:16] == (Label.INCREASING, Label.DECREASING, Label.DECREASING)


def test_a_target_on_the_limit_is_not_assured() -> None:
    values = [4, 6] * 10
    last = xmr(values).last

    def judged(target: float, direction: int) -> Assurance | None:
        return xmr(values, target=target, direction=direction).assurance

    assert judged(last.upper, 1) == judged(last.lower, 1) == Assurance.INCONSISTENT
    assert judged(last.upper + 0.1, 1) == judged(last.lower - 0.1, -1) == Assurance.NEVER_MET
    assert judged(last.upper + 0.1, -1) == judged(last.lower - 0.1, 1) == Assurance.ALWAYS_MET
    assert judged(last.upper + 0.1, 0) is None


def test_screening_drops_a_great_range_once() -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

    screened, unscreened = xmr(values).last, xmr(values, screen=False).last

    assert (screened.lower, screened.mean, screened.upper) == pytest.approx(
        (-0.72, 1.94, 4.60), abs=0.005
    )
    assert (unscreened.lower, unscreened.upper) == pytest.approx((-3.06, 6.95), abs=0.005)


def test_limits_of_twelve_points_are_on_trial() -> None:
    assert xmr([1, 2] * 6).last.has_trial_limits
    assert not xmr([1, 2] * 6 + [1]).last.has_trial_limits
    assert math.isnan(xmr([3]).last.upper)


@pytest.mark.parametrize(("n", "share"), [(12, 0.07), (24, 0.17), (36, 0.29)])
def test_noise_alone_gives_as_many_false_alarms_as_known(n: int, share: float) -> None:
    chance = np.random.default_rng(20 + n)

    alarms = sum(set(xmr(row).labels) != {Label.COMMON} for row in chance.normal(size=(1500, n)))

    assert alarms / 1500 == pytest.approx(share, abs=0.035)


def test_without_a_direction_signals_are_high_or_low() -> None:
    chart = xmr([5, 6] * 8 + [20, -10])

    assert chart.variation[-2:] == (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)


@pytest.mark.parametrize(
    ("values", "direction"), [([], 0), ([1, math.nan], 0), ([1], 2), ([[1]], 0)]
)
def test_what_is_no_series_is_refused(values, direction: int) -> None:
    with pytest.raises(UnusableData):
        xmr(values, direction=direction)


@pytest.mark.parametrize(("n", "longest", "crossings"), [(24, 8, 8), (10, 6, 2), (100, 10, 41)])
def test_the_known_bounds_of_runs(n: int, longest: int, crossings: int) -> None:
    found = runs([0, 2] * (n // 2))

    assert (found.longest_allowed, found.crossings_required) == (longest, crossings)


def test_the_bound_of_crossings_is_the_binomial_quantile() -> None:
    wanted = [int(binom.ppf(0.05, n - 1, 0.5)) if n > 1 else 0 for n in range(1, 200)]

    assert [crossings_required(n) for n in range(1, 200)] == wanted


@drawn
@given(SERIES, SHIFTS, FACTORS)
def test_runs_depend_on_order_and_nothing_else(values, shift, factor) -> None:
    found = runs(values)

    def facts(each) -> tuple[object, ...]:
        return (each.n_useful, each.longest, each.crossings, each.is_signal)

    assert facts(runs(factor * np.array(values) + shift)) == facts(found)
    assert facts(runs(-np.array(values))) == facts(found)
    assert facts(runs(values[::-1])) == facts(found)
    assert facts(runs([*values, math.nan])) == facts(found)
    if found.longest is not None:
        assert found.longest * (found.crossings + 1) >= found.n_useful


def test_no_points_have_no_runs() -> None:
    with pytest.raises(UnusableData):
        runs([math.nan])
    assert not runs([5, 5, 5]).is_signal


COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=2, max_size=24)


@drawn
@given(COUNTS, st.booleans())
def test_what_did_not_happen_has_the_mirrored_p_chart(rows, laney) -> None:
    count, base = np.array(rows).T

    chart = rate_chart(count, base, RateKind.P, laney=laney)
    mirror = rate_chart(base - count, base, RateKind.P, laney=laney)

    assert mirror.upper == pytest.approx(1 - chart.lower, abs=1e-9)
    assert list(mirror.is_outside) == list(chart.is_outside)
    assert np.all((chart.lower >= 0) & (chart.upper <= 1))


@drawn
@given(COUNTS, FACTORS)
def test_the_unit_of_exposure_does_not_change_a_u_chart(rows, factor) -> None:
    count, base = np.array(rows).T

    chart = rate_chart(count, base, RateKind.U)
    scaled = rate_chart(count, factor * base, RateKind.U)

    assert scaled.upper * factor == pytest.approx(chart.upper)
    assert list(scaled.is_outside) == list(chart.is_outside)
    assert scaled.runs.longest == chart.runs.longest


@pytest.mark.parametrize(
    ("count", "base", "kind"),
    [
        ([], [], RateKind.P),
        ([1], [0], RateKind.U),
        ([-1], [2], RateKind.U),
        ([3], [2], RateKind.P),
        ([1], [1, 2], RateKind.P),
        ([math.nan], [2], RateKind.P),
    ],
)
def test_impossible_counts_are_refused(count, base, kind) -> None:
    with pytest.raises(UnusableData):
        rate_chart(count, base, kind)
