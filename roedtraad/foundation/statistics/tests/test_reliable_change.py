import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.pairs import paired_sample
from roedtraad.foundation.statistics.reliable_change import (
    ChangeClass,
    ChangeMethod,
    Precision,
    change_classes,
    change_index,
    critical_value,
    difference_reliability,
    exceeds,
    reliable_change_points,
)
from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from .drawn import FACTORS, SHIFTS, drawn, pairs

PAIRWISE = [method for method in ChangeMethod if method != ChangeMethod.HLM]
RELIABILITIES = st.sampled_from([0.0, 0.3, 0.61, 0.8, 0.96])


def index_of(pre, post, method, reliability, *, sd=None):
    sample = paired_sample(pre, post)
    precision = Precision(sample.sd_pre if sd is None else sd, reliability, 0.5)
    if method == ChangeMethod.HA:
        assume(difference_reliability(precision, sample) > 0.01)
    return change_index(pre, post, precision, sample=sample, method=method)


def test_the_textbook_case_has_the_printed_numbers() -> None:
    precision = Precision(7.5, 0.8)
    sample = paired_sample([32.5], [47.5])

    assert precision.error == pytest.approx(3.354, abs=5e-4)
    assert precision.difference_error == pytest.approx(4.743, abs=5e-4)
    assert change_index([32.5], [47.5], precision, sample=sample) == pytest.approx(
        [3.162], abs=5e-4
    )
    assert reliable_change_points(precision) == pytest.approx(9.296925484568419, rel=1e-12)
    assert reliable_change_points(precision, 0.10) == pytest.approx(7.802, abs=5e-4)


@pytest.mark.parametrize(
    ("reliability", "in_sd"),
    [(0.96, 0.55), (0.90, 0.88), (0.84, 1.11), (0.80, 1.24), (0.66, 1.62)],
)
def test_the_threshold_is_driven_by_the_reliability(reliability: float, in_sd: float) -> None:
    assert reliable_change_points(Precision(1, reliability)) == pytest.approx(in_sd, abs=0.006)


@pytest.mark.parametrize(("reliability", "points"), [(0.96, 4.4), (0.84, 8.9), (0.61, 13.9)])
def test_five_points_on_a_scale_of_forty_is_an_internal_consistency(
    reliability: float, points: float
) -> None:
    assert reliable_change_points(Precision(8, reliability)) == pytest.approx(points, abs=0.06)


@pytest.mark.parametrize(("significance", "in_sd"), [(0.05, 0.877), (0.10, 0.736)])
def test_a_rule_of_thumb_in_sds_is_a_reliability_and_a_level(
    significance: float, in_sd: float
) -> None:
    assert reliable_change_points(Precision(1, 0.9), significance) == pytest.approx(in_sd, abs=5e-4)


def test_ten_points_of_who5_are_no_reliable_change_of_one_person() -> None:
    assert reliable_change_points(Precision(20, 0.85)) == pytest.approx(21.5, abs=0.05)


def test_one_step_of_five_levels_is_not_reliable_and_two_are() -> None:
    threshold = reliable_change_points(Precision(1, 0.8))

    assert change_classes([1, 2, -2], threshold) == [
        ChangeClass.UNCHANGED,
        ChangeClass.IMPROVED,
        ChangeClass.DETERIORATED,
    ]


def test_a_change_equal_to_the_threshold_is_not_reliable() -> None:
    classes = change_classes(range(-5, 6), 2)

    assert [classes.count(each) for each in ChangeClass] == [3, 5, 3]


@pytest.mark.parametrize(("pre", "post"), [(18.2, 23.2), (0.1, 5.1), (20.7, 25.7)])
def test_a_change_is_what_a_reader_makes_of_it(pre: float, post: float) -> None:
    assert not exceeds([post - pre], 5)[0]
    assert exceeds([post - pre], 5, is_inclusive=True)[0]


@drawn
@given(pairs(), st.sampled_from(PAIRWISE), RELIABILITIES, SHIFTS)
def test_where_the_scale_begins_does_not_matter(people, method, reliability, shift) -> None:
    pre, post = people

    moved = index_of(pre + shift, post + shift, method, reliability)

    assert moved == pytest.approx(index_of(pre, post, method, reliability), abs=1e-6)


@drawn
@given(pairs(), st.sampled_from(PAIRWISE), RELIABILITIES, FACTORS)
def test_the_unit_of_the_scale_does_not_matter(people, method, reliability, factor) -> None:
    pre, post = people

    scaled = index_of(pre * factor, post * factor, method, reliability)

    assert scaled == pytest.approx(index_of(pre, post, method, reliability), abs=1e-6)


@drawn
@given(pairs(), st.sampled_from(PAIRWISE), RELIABILITIES)
def test_a_scale_turned_round_turns_the_index(people, method, reliability) -> None:
    pre, post = people

    turned = index_of(-pre, -post, method, reliability)

    assert turned == pytest.approx(-index_of(pre, post, method, reliability), abs=1e-6)


@drawn
@given(pairs(), st.sampled_from(PAIRWISE), RELIABILITIES, st.randoms())
def test_the_order_of_persons_does_not_matter(people, method, reliability, random) -> None:
    pre, post = people
    order = list(range(len(pre)))
    random.shuffle(order)

    shuffled = index_of(pre[order], post[order], method, reliability)

    assert shuffled == pytest.approx(index_of(pre, post, method, reliability)[order], abs=1e-6)


@drawn
@given(pairs(), RELIABILITIES)
def test_raw_scores_and_percent_give_the_same_classes(people, reliability) -> None:
    pre, post = people

    def classes(factor: float) -> list[ChangeClass]:
        precision = Precision(5 * factor, reliability)
        return change_classes(factor * (post - pre), reliable_change_points(precision))

    assert classes(1) == classes(4)


@drawn
@given(pairs(), RELIABILITIES)
def test_who_lacks_a_measurement_changes_nothing_for_the_others(people, reliability) -> None:
    pre, post = people
    with_gaps = (np.append(pre, [np.nan, 3]), np.append(post, [4, np.nan]))

    assert vars(paired_sample(*with_gaps)) == {
        **vars(paired_sample(pre, post)),
        "n_started": len(pre) + 2,
    }
    index = index_of(*with_gaps, ChangeMethod.JT, reliability)
    assert np.isnan(index[-2:]).all()
    assert index[:-2] == pytest.approx(index_of(pre, post, ChangeMethod.JT, reliability))


def test_a_constant_sample_and_a_single_person_have_no_spread() -> None:
    assert paired_sample([0.1] * 3, [5, 6, 7]).sd_pre == 0
    assert math.isnan(paired_sample([0.1] * 3, [5, 6, 7]).correlation)
    assert math.isnan(paired_sample([1], [2]).sd_pre)


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: Precision(0, 0.8), Reason.NO_VARIATION),
        (lambda: Precision(math.nan, 0.8), Reason.NO_VARIATION),
        (lambda: Precision(1, 1), Reason.OUT_OF_RANGE),
        (lambda: Precision(1, -0.1), Reason.OUT_OF_RANGE),
        (lambda: Precision(1, 0.8, 1), Reason.OUT_OF_RANGE),
        (lambda: critical_value(0), Reason.OUT_OF_RANGE),
        (lambda: paired_sample([math.nan], [1]), Reason.TOO_FEW),
        (lambda: paired_sample([], []), Reason.TOO_FEW),
        (lambda: paired_sample([1, 2], [1]), Reason.UNEQUAL_LENGTHS),
        (
            lambda: change_index(
                [1], [2], Precision(1, 0.8), sample=paired_sample([1], [2]), method=ChangeMethod.HLM
            ),
            Reason.OUT_OF_RANGE,
        ),
    ],
)
def test_parameters_without_meaning_are_refused(call, reason: Reason) -> None:
    with pytest.raises(UnusableData) as refused:
        call()

    assert refused.value.reason == reason
