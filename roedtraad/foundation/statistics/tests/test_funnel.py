import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from roedtraad.foundation.statistics.funnel import (
    arcsine_limits,
    cqc_funnel,
    exact_binomial_limits,
    poisson_limits,
    proportion_funnel,
    shmi_funnel,
)
from roedtraad.foundation.statistics.unusable import UnusableData

from .drawn import drawn

UNITS = st.lists(st.tuples(st.integers(1, 40), st.integers(41, 400)), min_size=2, max_size=20)
FUNNELS = [proportion_funnel, cqc_funnel, shmi_funnel]


def test_the_published_poisson_limits() -> None:
    limits = poisson_limits([15, 20, 30])

    assert limits.lower95 == pytest.approx([0.5596924, 0.6108260, 0.6746958], abs=1e-7)
    assert limits.upper95 == pytest.approx([1.649348, 1.544419, 1.427562], abs=1e-6)
    assert limits.lower998 == pytest.approx([0.3862650, 0.4479107, 0.5289724], abs=1e-7)
    assert limits.upper998 == pytest.approx([2.082907, 1.902094, 1.702771], abs=1e-6)


@drawn
@given(st.integers(10, 60))
def test_a_poisson_count_outside_its_limits_is_as_rare_as_they_say(expected: int) -> None:
    limits = poisson_limits([expected])
    counts = np.arange(0, 400)
    chance = poisson.pmf(counts, expected)

    outside95 = chance[limits.outside95(counts / expected)].sum()

    assert outside95 < 0.085
    assert chance[limits.outside998(counts / expected)].sum() < 0.01


@drawn
@given(st.sampled_from([0.05, 0.2, 0.5]), st.integers(200, 400))
def test_a_binomial_count_outside_its_limits_is_as_rare_as_they_say(theta: float, n: int) -> None:
    limits = exact_binomial_limits(theta, [n])
    counts = np.arange(0, n + 1)
    chance = binom.pmf(counts, n, theta)

    assert chance[limits.outside95(counts / n)].sum() < 0.085
    assert chance[limits.outside998(counts / n)].sum() < 0.006


@drawn
@given(st.floats(0.01, 0.99), st.floats(0, 0.05))
def test_limits_narrow_with_size_and_stay_within_nought_and_one(theta: float, tau2: float) -> None:
    limits = arcsine_limits(theta, [1, 10, 100, 1000, 10_000], tau2)

    for lower, upper in ((limits.lower95, limits.upper95), (limits.lower998, limits.upper998)):
        assert np.all(np.diff(lower) >= 0) and np.all(np.diff(upper) <= 0)
        assert np.all((lower >= 0) & (lower <= theta + 1e-12))
        assert np.all((upper <= 1) & (upper >= theta - 1e-12))


@drawn
@given(UNITS, st.sampled_from(FUNNELS), st.randoms())
def test_the_order_of_units_does_not_matter(rows, funnel, random) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)

    found, other = (funnel(*np.array(each).T) for each in (rows, shuffled))

    assert other.dispersion.phi == pytest.approx(found.dispersion.phi, nan_ok=True)
    assert other.dispersion.tau2 == pytest.approx(found.dispersion.tau2, abs=1e-12)
    assert sorted(other.z) == pytest.approx(sorted(found.z))


@drawn
@given(UNITS)
def test_what_did_not_happen_has_the_mirrored_funnel(rows) -> None:
    count, base = np.array(rows).T

    found, mirror = proportion_funnel(count, base), proportion_funnel(base - count, base)

    assert mirror.z == pytest.approx(-found.z, abs=1e-6)
    assert mirror.plain.upper998 == pytest.approx(1 - found.plain.lower998)
    assert mirror.dispersion.phi == pytest.approx(found.dispersion.phi, rel=1e-6, abs=1e-12)


@drawn
@given(UNITS, st.sampled_from(FUNNELS))
def test_trimming_nothing_keeps_every_score(rows, funnel) -> None:
    found = funnel(*np.array(rows).T, trim=0)

    assert found.dispersion.phi == pytest.approx(np.mean(found.z**2))


@drawn
@given(UNITS, st.sampled_from(FUNNELS))
def test_over_dispersion_only_widens(rows, funnel) -> None:
    found = funnel(*np.array(rows).T)

    assert found.dispersion.tau2 >= 0
    if found.dispersion.tau2 > 0 and funnel is proportion_funnel:
        assert np.all(found.adjusted.upper95 >= found.plain.upper95 - 1e-12)


def test_units_that_vary_more_than_chance_are_told() -> None:
    base = np.full(20, 1000)

    calm = proportion_funnel(np.full(20, 100) + np.tile([0, 1], 10), base)
    wild = proportion_funnel(np.linspace(20, 300, 20).round(), base)

    assert not calm.dispersion.is_needed and calm.dispersion.tau2 == 0
    assert wild.dispersion.is_needed and wild.dispersion.tau2 > 0


def test_a_single_unit_has_no_spread_between_units() -> None:
    for funnel in FUNNELS:
        assert funnel([5], [50]).dispersion.tau2 == 0


def test_nothing_observed_is_left_out_of_the_logarithms() -> None:
    found = shmi_funnel([0, 10, 12, 9, 11], [10, 10, 10, 10, 10], trim=0)

    assert math.isnan(found.z[0]) and found.dispersion.trimmed[0]
    assert math.isfinite(found.dispersion.phi)
    assert math.isnan(shmi_funnel([0], [1]).dispersion.phi)


@pytest.mark.parametrize("funnel", FUNNELS)
@pytest.mark.parametrize(
    ("count", "base", "trim"),
    [([], [], 0.1), ([1], [0], 0.1), ([-1], [2], 0.1), ([1], [1, 2], 0.1), ([1], [2], 0.5)],
)
def test_impossible_units_are_refused(funnel, count, base, trim) -> None:
    with pytest.raises(UnusableData):
        funnel(count, base, trim=trim)


def test_more_events_than_chances_are_refused() -> None:
    with pytest.raises(UnusableData):
        proportion_funnel([3], [2])
    with pytest.raises(UnusableData):
        poisson_limits([0])
