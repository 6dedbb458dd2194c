import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import ttest_rel

from roedtraad.foundation.statistics.effect_size import (
    Arm,
    ancova,
    between_arms,
    change_against,
    paired_effect,
    small_sample_correction,
)
from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from .drawn import FACTORS, SHIFTS, drawn, pairs


@drawn
@given(pairs(fewest=5))
def test_the_mean_change_has_the_paired_t_test(people) -> None:
    pre, post = people
    assume(np.ptp(post - pre) > 0)

    found = paired_effect(pre, post)

    reference = ttest_rel(post, pre)
    interval = reference.confidence_interval(0.95)
    assert (found.t, found.p) == pytest.approx((reference.statistic, reference.pvalue))
    assert (found.interval.lower, found.interval.upper) == pytest.approx(tuple(interval))


@drawn
@given(pairs(fewest=5), SHIFTS, FACTORS)
def test_sizes_in_sds_depend_on_neither_origin_nor_unit(people, shift, factor) -> None:
    pre, post = people

    found = paired_effect(pre, post)
    moved = paired_effect(factor * pre + shift, factor * post + shift)

    for name in ("d_z", "d_av", "d_pre", "t"):
        assert getattr(moved, name) == pytest.approx(getattr(found, name), nan_ok=True, rel=1e-6)
    assert moved.smcr.g == pytest.approx(found.smcr.g, rel=1e-6, abs=1e-9)
    assert moved.interval.upper == pytest.approx(factor * found.interval.upper, abs=1e-6)


@drawn
@given(pairs(fewest=5), st.randoms())
def test_the_order_of_persons_does_not_matter(people, random) -> None:
    pre, post = people
    order = list(range(len(pre)))
    random.shuffle(order)

    shuffled = paired_effect(pre[order], post[order])

    assert shuffled.smcr.g == pytest.approx(paired_effect(pre, post).smcr.g, abs=1e-9)


@drawn
@given(pairs(fewest=5))
def test_the_way_back_is_as_long(people) -> None:
    pre, post = people

    assert paired_effect(post, pre).interval.lower == pytest.approx(
        -paired_effect(pre, post).interval.upper, abs=1e-9
    )


def test_four_pairs_have_no_interval() -> None:
    found = paired_effect([1, 2, 3, 4], [2, 4, 4, 6])

    assert math.isnan(found.interval.lower) and math.isnan(found.smcr.interval.upper)
    assert found.smcr.g > 0


def test_what_does_not_vary_has_no_size_in_sds() -> None:
    found = paired_effect([5] * 6, [6] * 6)

    assert (found.sample.mean_change, found.sample.sd_change) == (1, 0)
    assert all(math.isnan(each) for each in (found.t, found.d_z, found.d_pre, found.smcc.g))


def test_the_correction_is_exact() -> None:
    assert small_sample_correction(9) == pytest.approx(1 - 3 / (4 * 9 - 1), abs=2e-3)
    assert small_sample_correction(9) == pytest.approx(
        math.gamma(4.5) / (math.sqrt(4.5) * math.gamma(4)), rel=1e-12
    )
    assert math.isnan(small_sample_correction(1))
    assert small_sample_correction(1e6) == pytest.approx(1, abs=1e-5)


def test_arms_that_change_alike_do_not_differ() -> None:
    arm = Arm(30, 35, 10, 20, 0.5)

    found = between_arms(arm, arm)

    assert found.estimate == 0
    assert found.variance > 0


@pytest.mark.parametrize("arm", [Arm(1, 2, 0, 9, 0.5), Arm(1, 2, 1, 2, 0.5), Arm(1, 2, 1, 9, 1.5)])
def test_an_impossible_arm_is_refused(arm: Arm) -> None:
    with pytest.raises(UnusableData):
        between_arms(arm, Arm(1, 2, 1, 9, 0.5))


@drawn
@given(pairs(fewest=8), SHIFTS)
def test_what_all_gain_alike_is_no_difference_between_groups(people, shift) -> None:
    pre, post = people
    group = ["a" if i % 2 else "b" for i in range(len(pre))]

    found = change_against(pre, post, group, "a")["b"].coef
    moved = change_against(pre, post + shift, group, "a")["b"].coef

    assert moved == pytest.approx(found, abs=1e-6)


def test_ancova_compares_groups_at_the_same_start() -> None:
    pre = np.array([1.0, 2, 3, 4, 5, 11, 12, 13, 14, 15])
    post = 0.5 * pre + np.repeat([0, 3], 5) + np.tile([0.1, -0.1, 0, 0.1, -0.1], 2)

    terms = ancova(pre, post, ["c"] * 5 + ["t"] * 5, "c")

    assert list(terms) == ["intercept", "pre", "t"]
    assert terms["t"].coef == pytest.approx(3, abs=0.3)
    assert terms["t"].interval.lower < 3 < terms["t"].interval.upper


@pytest.mark.parametrize(
    ("pre", "group", "control", "reason"),
    [
        ([1, 2, 3], ["a", "b", "b"], "x", Reason.TOO_FEW),
        ([5, 5, 5, 5], ["a", "a", "b", "b"], "a", Reason.NO_VARIATION),
    ],
)
def test_a_model_that_cannot_be_told_is_refused(pre, group, control, reason) -> None:
    with pytest.raises(UnusableData) as refused:
        ancova(pre, list(range(len(pre))), group, control)

    assert refused.value.reason == reason
    with pytest.raises(UnusableData):
        paired_effect([1, 2], [3, 4], conf_level=1)


def test_as_many_terms_as_persons_leave_no_error() -> None:
    terms = ancova([1, 2, 4], [2, 3, 9], ["a", "a", "b"], "a")

    assert math.isnan(terms["b"].se)
