import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.goals import (
    GoalType,
    attainment_t,
    goal_based_outcome,
    is_reached,
)
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn

GRADES = st.lists(st.integers(-2, 2), min_size=1, max_size=8)
WEIGHTS = st.integers(1, 9)


@pytest.mark.parametrize(
    ("scores", "weights", "t"),
    [
        ([0, 0, 0], None, 50),
        ([1, 1, 1], None, 63.693),
        ([2, 2, 2], None, 77.386),
        ([1, 0, 2], [1, 2, 3], 65.423),
        ([-1, 0, 1], [4, 2, 1], 44.467),
        ([2, 1, 0, -1], None, 57.255),
    ],
)
def test_the_worked_grids(scores: list[int], weights: list[int] | None, t: float) -> None:
    assert attainment_t(scores, weights) == pytest.approx(t, abs=5e-4)


def test_the_same_attainment_on_more_goals_is_further_from_fifty() -> None:
    found = [attainment_t([-1] * n) for n in range(1, 8)]

    assert found == pytest.approx([40.00, 37.60, 36.31, 35.49, 34.92, 34.51, 34.19], abs=0.005)


@drawn
@given(st.integers(-2, 2), WEIGHTS)
def test_a_single_goal_is_ten_points_a_step_whatever_its_weight(score: int, weight: int) -> None:
    assert attainment_t([score], [weight]) == pytest.approx(50 + 10 * score)


@drawn
@given(GRADES, st.data(), st.sampled_from([1e-200, 0.5, 3, 1e200]))
def test_only_the_proportion_of_weights_matters(scores, data, factor) -> None:
    weights = [data.draw(WEIGHTS) for _ in scores]

    scaled = attainment_t(scores, [factor * weight for weight in weights])

    assert scaled == pytest.approx(attainment_t(scores, weights))


@drawn
@given(GRADES, st.randoms())
def test_the_order_of_goals_does_not_matter_and_turned_scores_mirror(scores, random) -> None:
    shuffled = scores.copy()
    random.shuffle(shuffled)

    assert attainment_t(shuffled) == pytest.approx(attainment_t(scores))
    assert attainment_t([-score for score in scores]) == pytest.approx(100 - attainment_t(scores))


@drawn
@given(GRADES)
def test_a_goal_that_was_not_rated_changes_nothing(scores) -> None:
    with_gap = attainment_t([*scores, math.nan], [1] * len(scores) + [7])

    assert with_gap == pytest.approx(attainment_t(scores))


def test_weights_of_nought_are_no_weights_and_no_goals_have_no_t() -> None:
    assert attainment_t([1, 1], [0, 0]) == attainment_t([1, 1])
    assert math.isnan(attainment_t([math.nan]))
    assert math.isnan(attainment_t([]))


@pytest.mark.parametrize(
    ("scores", "weights", "rho"), [([3], None, 0.3), ([1], [-1], 0.3), ([1], None, 1)]
)
def test_what_is_off_the_scale_is_refused(scores, weights, rho) -> None:
    with pytest.raises(UnusableData):
        attainment_t(scores, weights, rho)
    with pytest.raises(UnusableData):
        attainment_t([1, 2], [1])


def test_goal_based_outcome_is_the_mean_change_of_goals_rated_twice() -> None:
    found = goal_based_outcome([2, 3, 1, 4], [5, 7, 2, math.nan])

    assert (found.n_goals, found.n_rated_twice) == (4, 3)
    assert found.mean_change == pytest.approx(2.667, abs=5e-4)
    assert math.isnan(goal_based_outcome([math.nan], [4]).mean_change)


@pytest.mark.parametrize(("first", "latest"), [([11], [4]), ([1], [-1]), ([1, 2], [1])])
def test_ratings_that_do_not_fit_are_refused(first, latest) -> None:
    with pytest.raises(UnusableData):
        goal_based_outcome(first, latest)


@pytest.mark.parametrize(
    ("goal_type", "baseline", "latest", "target", "is_success"),
    [
        (GoalType.DEVELOP, 3, 2, 2, True),
        (GoalType.DEVELOP, 3, 3, 2, False),
        (GoalType.MAINTAIN, 3, 3, None, True),
        (GoalType.MAINTAIN, 3, 4, None, False),
        (GoalType.MAINTAIN, 3, 2, 1, True),
        (GoalType.LIMIT_LOSS, 2, 3, 3, True),
        (GoalType.LIMIT_LOSS, 2, 4, 3, False),
        (GoalType.DEVELOP, 3, None, 2, None),
        (GoalType.DEVELOP, 3, 2, None, None),
        (GoalType.MAINTAIN, None, 2, 2, None),
    ],
)
def test_success_depends_on_the_type_of_goal(
    goal_type, baseline, latest, target, is_success
) -> None:
    found = is_reached(goal_type, baseline=baseline, latest=latest, target=target)

    assert found is is_success


def test_success_on_a_scale_where_higher_is_better() -> None:
    assert is_reached(GoalType.DEVELOP, baseline=2, latest=5, target=4, lower_is_better=False)
