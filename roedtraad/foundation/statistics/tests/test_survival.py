import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

from roedtraad.foundation.statistics.competing import aalen_johansen
from roedtraad.foundation.statistics.survival import (
    IntervalType,
    kaplan_meier,
    log_rank,
    risk_table,
)
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn

CASES = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30)
LATE = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 8), st.booleans()), min_size=1, max_size=30
)
EXITS = st.lists(
    st.tuples(st.integers(1, 10), st.sampled_from(["home", "moved", None])), min_size=2, max_size=30
)


@drawn
@given(CASES)
def test_the_curve_is_that_of_a_known_library(cases) -> None:
    time, event = np.array([t for t, _ in cases]), np.array([e for _, e in cases])
    assume(event.any())

    found = kaplan_meier(risk_table(time, event))

    reference = SurvfuncRight(time, event.astype(int))
    survival, se, _, _ = found.at(reference.surv_times)
    assert survival == pytest.approx(reference.surv_prob, abs=1e-12)
    assert se == pytest.approx(reference.surv_prob_se, abs=1e-9, nan_ok=True)
    assert found.table.at_risk(reference.surv_times) == pytest.approx(reference.n_risk)


@drawn
@given(LATE)
def test_late_entries_are_at_risk_as_in_a_known_library(cases) -> None:
    entry = np.array([start for start, _, _ in cases], dtype=float)
    time = entry + np.array([length for _, length, _ in cases])
    event = np.array([e for _, _, e in cases])
    assume(event.any())

    found = kaplan_meier(risk_table(time, event, entry))

    reference = SurvfuncRight(time, event.astype(int), entry=entry)
    assert found.table.at_risk(reference.surv_times) == pytest.approx(reference.n_risk)
    alive = reference.surv_prob > 1e-9  # after the first nought the library climbs from 1e-16
    survival = found.at(reference.surv_times)[0]
    assert survival[alive] == pytest.approx(reference.surv_prob[alive], abs=1e-9)


@drawn
@given(CASES, st.sampled_from(IntervalType))
def test_the_curve_falls_within_its_limits(cases, interval_type) -> None:
    found = kaplan_meier(risk_table(*zip(*cases, strict=True)), interval_type)

    assert np.all(np.diff(found.survival) <= 1e-12)
    known = np.isfinite(found.lower)
    assert np.all(found.lower[known] <= found.survival[known] + 1e-12)
    assert np.all(found.survival[known] <= found.upper[known] + 1e-12)
    assert np.all(found.upper[known] <= 1)


@drawn
@given(CASES, st.sampled_from([0.5, 7.0, 365.25]), st.randoms())
def test_neither_the_unit_of_time_nor_the_order_of_cases_matters(cases, factor, random) -> None:
    time, event = np.array([t for t, _ in cases]), np.array([e for _, e in cases])
    order = list(range(len(cases)))
    random.shuffle(order)

    found = kaplan_meier(risk_table(time, event))
    scaled = kaplan_meier(risk_table(factor * time[order], event[order]))

    assert scaled.survival == pytest.approx(found.survival)
    for share in (0.25, 0.5, 0.75):
        wanted = [factor * each for each in found.quantile(share)]
        assert scaled.quantile(share) == pytest.approx(tuple(wanted), nan_ok=True)
    mean = found.restricted_mean(12)
    assert scaled.restricted_mean(12 * factor).mean == pytest.approx(factor * mean.mean)


@drawn
@given(st.lists(st.integers(1, 12), min_size=1, max_size=30))
def test_when_all_have_ended_the_mean_is_the_mean(durations) -> None:
    found = kaplan_meier(risk_table(durations, [True] * len(durations)))

    assert found.restricted_mean(12).mean == pytest.approx(np.mean(durations))
    assert found.survival[-1] == 0
    assert math.isnan(found.se[-1])


def test_dropping_the_open_cases_is_biased_short() -> None:
    duration, is_event = [2, 3, 5, 9, 12, 12], [True, True, True, False, False, False]

    with_all = kaplan_meier(risk_table(duration, is_event)).restricted_mean(12).mean
    of_ended = np.mean([2, 3, 5])

    assert with_all > 2 * of_ended


def test_a_median_that_is_not_reached_is_nothing() -> None:
    found = kaplan_meier(risk_table([1, 2, 3], [True, False, False]))

    assert math.isnan(found.quantile(0.5)[0])
    assert found.quantile(0.25)[0] == 1


def test_exactly_half_is_half() -> None:
    found = kaplan_meier(risk_table([1, 2, 3, 4, 5, 6], [True] * 6))

    assert found.quantile(0.5)[0] == 3


def test_an_event_comes_before_a_censoring_at_the_same_time() -> None:
    assert kaplan_meier(risk_table([3, 3], [True, False])).survival == pytest.approx([0.5])


def test_a_time_with_nobody_at_risk_changes_nothing() -> None:
    found = kaplan_meier(risk_table([2, 9], [False, True], [0, 5]))

    assert found.at([4])[0] == pytest.approx([1])
    assert found.table.at_risk([4]) == pytest.approx([0])


@drawn
@given(CASES, CASES)
def test_the_log_rank_test_is_that_of_a_known_library(first, second) -> None:
    assume(any(e for _, e in first + second))
    groups = [risk_table(*zip(*cases, strict=True)) for cases in (first, second)]

    found = log_rank(groups)

    assert found.observed.sum() == pytest.approx(found.expected.sum())
    if not math.isnan(found.chi2):
        time, event = zip(*(first + second), strict=True)
        chi2, p = survdiff(
            np.array(time), np.array(event, dtype=int), np.repeat([0, 1], [len(first), len(second)])
        )
        assert (found.chi2, found.p) == pytest.approx((chi2, p), rel=1e-6, abs=1e-9)


@drawn
@given(LATE, LATE)
def test_the_log_rank_test_counts_late_entries_as_a_known_library(first, second) -> None:
    groups = []
    for cases in (first, second):
        start, length, event = (np.array(column) for column in zip(*cases, strict=True))
        groups.append(risk_table(start + length, event, start))

    found = log_rank(groups)

    if not math.isnan(found.chi2):
        start, length, event = (np.array(column) for column in zip(*(first + second), strict=True))
        chi2, _p = survdiff(
            start + length,
            event.astype(int),
            np.repeat([0, 1], [len(first), len(second)]),
            entry=start.astype(float),
        )
        assert found.chi2 == pytest.approx(chi2, rel=1e-6, abs=1e-9)


def test_nothing_is_compared_where_only_one_group_is_ever_at_risk_of_an_event() -> None:
    first, second = risk_table([1] * 7, [False] * 6 + [True]), risk_table([2], [False], [1])

    found = log_rank([first, second])

    assert math.isnan(found.chi2)
    assert math.isnan(found.p)


def test_groups_of_one_curve_do_not_differ() -> None:
    one = risk_table([1, 2, 3, 4], [True, True, False, True])

    assert log_rank([one, one, one]).chi2 == pytest.approx(0)
    assert log_rank([one, one, one]).df == 2
    assert math.isnan(log_rank([one]).chi2)
    assert math.isnan(log_rank([risk_table([1], [False])] * 2).p)


@drawn
@given(EXITS)
def test_competing_exits_are_those_of_a_known_library(cases) -> None:
    time = np.array([t for t, _ in cases])
    kinds = [kind for _, kind in cases]
    assume({"home", "moved"} <= set(kinds))
    status = np.array([{"home": 1, "moved": 2, None: 0}[kind] for kind in kinds])

    found = aalen_johansen(time, kinds)

    with np.errstate(all="ignore"):
        reference = CumIncidenceRight(time, status)
    for place, kind in enumerate(("home", "moved")):
        assert found[kind].at(reference.times) == pytest.approx(reference.cinc[place], abs=1e-9)
        known = np.isfinite(reference.cinc_se[place]) & (found[kind].se > 1e-6)
        assert found[kind].se[known] == pytest.approx(reference.cinc_se[place][known], abs=1e-6)


@drawn
@given(EXITS)
def test_all_exits_and_those_who_stay_make_one(cases) -> None:
    time, kinds = zip(*cases, strict=True)

    found = aalen_johansen(time, kinds)

    staying = kaplan_meier(risk_table(time, [kind is not None for kind in kinds])).survival
    total = sum((curve.share for curve in found.values()), staying)
    assert total == pytest.approx(np.ones(len(staying)))


@drawn
@given(EXITS)
def test_leaving_the_other_exits_out_overstates_one(cases) -> None:
    time, kinds = zip(*cases, strict=True)

    for kind, curve in aalen_johansen(time, kinds).items():
        alone = kaplan_meier(risk_table(time, [each == kind for each in kinds])).survival
        assert np.all(curve.share <= 1 - alone + 1e-9)
    one = aalen_johansen(time, ["home"] * len(time))["home"].share
    assert one == pytest.approx(1 - kaplan_meier(risk_table(time, [True] * len(time))).survival)


@pytest.mark.parametrize(
    ("duration", "event", "entry"),
    [
        ([], [], None),
        ([-1], [True], None),
        ([math.nan], [True], None),
        ([3], [True], [3]),
        ([3], [True, False], None),
        ([3], [True], [0, 1]),
    ],
)
def test_durations_without_meaning_are_refused(duration, event, entry) -> None:
    with pytest.raises(UnusableData):
        risk_table(duration, event, entry)


def test_questions_without_meaning_are_refused() -> None:
    with pytest.raises(UnusableData):
        kaplan_meier(risk_table([1], [True]), conf_level=1)
    with pytest.raises(UnusableData):
        log_rank([])
    with pytest.raises(UnusableData):
        aalen_johansen([1, 2], ["home"])
