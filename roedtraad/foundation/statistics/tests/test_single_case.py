import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from roedtraad.foundation.statistics.single_case import compare_phases
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import FACTORS, SHIFTS, drawn, scores

PHASE = st.lists(scores(0, 10), min_size=1, max_size=12)
A, B = [20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29]


def test_the_published_example() -> None:
    found = compare_phases(A, B, direction=1)

    assert found.nap.value == pytest.approx(38.5 / 42)
    assert (found.nap.lower, found.nap.upper) == pytest.approx((0.597, 0.986), abs=5e-4)
    assert (found.pnd, found.pand, found.pem) == pytest.approx((5 / 7, 11 / 13, 1))
    assert found.ird == pytest.approx(6 / 7 - 1 / 6)
    assert (found.tau.value, found.tau_u) == pytest.approx((0.8333, 0.738), abs=5e-4)


@drawn
@given(PHASE, PHASE)
def test_nap_is_the_mann_whitney_share(a, b) -> None:
    found = compare_phases(a, b, direction=1)

    reference = mannwhitneyu(b, a, method="asymptotic").statistic / (len(a) * len(b))
    assert found.nap.value == pytest.approx(reference)
    assert found.nap.lower <= found.nap.value <= found.nap.upper


@drawn
@given(PHASE, PHASE)
def test_turning_the_direction_mirrors_nap_and_tau(a, b) -> None:
    up, down = (compare_phases(a, b, direction=way) for way in (1, -1))

    assert down.nap.value == pytest.approx(1 - up.nap.value)
    assert down.tau_u == pytest.approx(-up.tau_u)
    assert down.nap.se == pytest.approx(up.nap.se, nan_ok=True)
    assert (down.mean_a, down.mean_b) == (up.mean_a, up.mean_b)


@drawn
@given(PHASE, PHASE, SHIFTS, FACTORS)
def test_neither_origin_nor_unit_matters(a, b, shift, factor) -> None:
    found = compare_phases(a, b, direction=1)
    moved = compare_phases(factor * np.array(a) + shift, factor * np.array(b) + shift, direction=1)

    for name in ("nap", "tau", "smd"):
        assert getattr(moved, name).value == pytest.approx(
            getattr(found, name).value, nan_ok=True, abs=1e-6
        )
    for name in ("tau_u", "pnd", "pem", "pand", "ird", "is_showable"):
        assert getattr(moved, name) == pytest.approx(getattr(found, name))


@drawn
@given(PHASE, PHASE, st.randoms())
def test_order_within_a_phase_matters_to_tau_u_alone(a, b, random) -> None:
    shuffled = a.copy()
    random.shuffle(shuffled)

    found, other = (compare_phases(each, b, direction=1) for each in (a, shuffled))

    assert vars(other.nap) == pytest.approx(vars(found.nap), nan_ok=True)
    assert (other.pand, other.pnd, other.pem) == (found.pand, found.pnd, found.pem)


@drawn
@given(PHASE, PHASE)
def test_a_missing_measurement_changes_nothing(a, b) -> None:
    with_gaps = compare_phases([*a, np.nan], [np.nan, *b], direction=1)

    assert repr(with_gaps) == repr(compare_phases(a, b, direction=1))


@pytest.mark.parametrize(
    ("n_a", "n_b", "is_showable"), [(2, 9, False), (3, 9, False), (4, 9, False), (5, 5, True)]
)
def test_complete_separation_of_few_is_not_shown(n_a: int, n_b: int, is_showable: bool) -> None:
    found = compare_phases(range(n_a), range(100, 100 + n_b), direction=1)

    assert (found.nap.value, found.is_showable) == (1, is_showable)
    assert (found.nap.lower < 1) == is_showable
    assert found.nap.se > 0


def test_a_phase_without_measurements_gives_nothing() -> None:
    found = compare_phases([], [1, 2], direction=1)

    assert (found.n_a, found.n_b, found.mean_b) == (0, 2, 1.5)
    assert np.isnan(found.nap.value) and not found.is_showable


@pytest.mark.parametrize(("direction", "level"), [(0, 0.95), (2, 0.95), (1, 0), (1, 1)])
def test_a_direction_or_level_without_meaning_is_refused(direction: int, level: float) -> None:
    with pytest.raises(UnusableData):
        compare_phases(A, B, direction=direction, conf_level=level)
