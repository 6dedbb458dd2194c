import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.clinical_significance import CombinedClass
from roedtraad.foundation.statistics.judgement import Rule, Sizes, judge
from roedtraad.foundation.statistics.reliable_change import ChangeClass
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn, pairs

ORS = Rule(1, 5, cutoff=25, is_inclusive=True, is_cutoff_inclusive=True, reach=(0, 40))


@pytest.mark.parametrize(
    ("pre", "post", "combined"),
    [
        (18.2, 27.4, CombinedClass.RECOVERED),
        (18.2, 23.2, CombinedClass.IMPROVED),
        (24.9, 25.0, CombinedClass.UNCHANGED),
        (30.0, 25.0, CombinedClass.DETERIORATED),
        (30.0, 24.0, CombinedClass.HARMED),
    ],
)
def test_a_person_is_in_the_most_telling_class(
    pre: float, post: float, combined: CombinedClass
) -> None:
    [judged] = judge([pre], [post], ORS)

    assert judged.combined == combined


@pytest.mark.parametrize(("pre", "is_showable"), [(35, True), (35.1, False), (40, False)])
def test_who_begins_at_the_end_of_the_scale_cannot_show_improvement(
    pre: float, is_showable: bool
) -> None:
    [judged] = judge([pre], [40], ORS)

    assert judged.is_showable == is_showable


def test_where_lower_is_better_the_good_end_is_the_low_one() -> None:
    rule = Rule(-1, 4, reach=(0, 52))

    assert [each.is_showable for each in judge([4, 4.1, 50], [0, 0, 0], rule)] == [
        False,
        True,
        True,
    ]


def test_without_a_cutoff_there_are_no_sides() -> None:
    [judged] = judge([1], [9], Rule(1, 5))

    assert judged.change == ChangeClass.IMPROVED
    assert judged.combined is judged.is_clinical_pre is judged.is_functional_post is None
    assert judged.is_showable


def test_an_index_is_held_against_the_threshold_in_place_of_points() -> None:
    rule = Rule(1, 1.96, reach=(0, 40))
    sizes = Sizes(np.array([2.0, 1.0]), at_best=np.array([3.0, 1.5]))

    judged = judge([10, 30], [11, 40], rule, sizes=sizes)

    assert [each.change for each in judged] == [ChangeClass.IMPROVED, ChangeClass.UNCHANGED]
    assert [each.is_showable for each in judged] == [True, False]


@drawn
@given(pairs(), st.booleans(), st.booleans())
def test_a_scale_turned_round_judges_alike(people, is_inclusive, is_cutoff_inclusive) -> None:
    pre, post = people
    flags = {"is_inclusive": is_inclusive, "is_cutoff_inclusive": is_cutoff_inclusive}

    up = judge(pre, post, Rule(1, 5, cutoff=25, reach=(0, 40), **flags))
    down = judge(40 - pre, 40 - post, Rule(-1, 5, cutoff=15, reach=(0, 40), **flags))

    assert up == down


@drawn
@given(pairs())
def test_who_cannot_show_improvement_has_not_improved(people) -> None:
    for judged in judge(*people, ORS):
        assert judged.is_showable or judged.change != ChangeClass.IMPROVED


@pytest.mark.parametrize(
    ("pre", "post", "direction"), [([1], [1, 2], 1), ([1], [math.nan], 1), ([1], [2], 0)]
)
def test_pairs_that_are_none_are_refused(pre, post, direction: int) -> None:
    with pytest.raises(UnusableData):
        judge(pre, post, Rule(direction, 5))
