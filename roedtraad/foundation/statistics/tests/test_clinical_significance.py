import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.clinical_significance import (
    CombinedClass,
    CutoffType,
    Population,
    combined_classes,
    cutoff,
    sides,
    true_score_populations,
)
from roedtraad.foundation.statistics.reliable_change import Precision, change_classes
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn, pairs, scores

ILL, WELL = Population(40, 7.5), Population(60, 7.5)


@pytest.mark.parametrize(("kind", "points"), [("a", 55), ("b", 45), ("c", 50)])
def test_the_textbook_cutoffs(kind: str, points: float) -> None:
    assert cutoff(CutoffType(kind), clinical=ILL, functional=WELL, direction=1) == points


@pytest.mark.parametrize("kind", CutoffType)
def test_the_cutoffs_turn_with_the_scale(kind: CutoffType) -> None:
    turned = cutoff(
        kind, clinical=Population(-40, 7.5), functional=Population(-60, 7.5), direction=-1
    )

    assert turned == -cutoff(kind, clinical=ILL, functional=WELL, direction=1)


def test_cutoff_b_is_made_of_the_functional_spread() -> None:
    functional = Population(60, 5)

    assert cutoff(CutoffType.B, clinical=ILL, functional=functional, direction=1) == 50


@pytest.mark.parametrize(
    ("kind", "ill", "well"),
    [
        (CutoffType.A, None, WELL),
        (CutoffType.B, ILL, None),
        (CutoffType.C, ILL, None),
        (CutoffType.C, Population(1, 0), Population(2, 0)),
        (CutoffType.A, Population(1, float("nan")), None),
    ],
)
def test_a_cutoff_needs_its_groups(
    kind: CutoffType, ill: Population | None, well: Population | None
) -> None:
    with pytest.raises(UnusableData):
        cutoff(kind, clinical=ill, functional=well, direction=1)


def test_a_functional_spread_below_the_noise_is_refused() -> None:
    with pytest.raises(UnusableData):
        true_score_populations(Precision(10, 0.5), ILL, Population(60, 1))


@drawn
@given(pairs(), scores(), st.sampled_from([-1, 1]), st.booleans())
def test_everyone_is_in_one_class_and_only_crossing_recovers(
    people, limit, direction, is_inclusive
) -> None:
    pre, post = people
    changes = change_classes(direction * (post - pre), 5)

    where = sides(pre, post, limit, direction, is_inclusive=is_inclusive)
    classes = combined_classes(changes, where)

    assert len(classes) == len(pre)
    for i, each in enumerate(classes):
        crossed = direction * (post[i] - pre[i]) > 5 and (
            direction * pre[i] < direction * limit <= direction * post[i]
        )
        if each == CombinedClass.RECOVERED:
            assert crossed
        assert not (where.clinical_pre[i] and where.functional_pre[i])


@drawn
@given(pairs(), scores())
def test_harm_is_recovery_seen_from_the_other_end(people, limit) -> None:
    pre, post = people

    def count(direction: int, wanted: CombinedClass) -> int:
        changes = change_classes(direction * (post - pre), 5)
        return combined_classes(changes, sides(pre, post, limit, direction)).count(wanted)

    assert count(1, CombinedClass.RECOVERED) == count(-1, CombinedClass.HARMED)
