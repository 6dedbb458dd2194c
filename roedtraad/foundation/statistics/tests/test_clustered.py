import math

import numpy as np
import pytest

from roedtraad.foundation.statistics.clustered import clustered_mean, clustered_share
from roedtraad.foundation.statistics.effect_size import paired_effect
from roedtraad.foundation.statistics.proportions import wilson
from roedtraad.foundation.statistics.unusable import Reason, UnusableData

CHANGES = np.array([2.0, 3, -1, 0, 4, 5, 1, 1, 0, 2, 2.5, -2])
FAMILIES = np.array([7, 7, 7, 7, 3, 3, 9, 1, 2, 2, 5, 4])


def test_one_goal_a_family_gives_student_s_interval() -> None:
    found = clustered_mean(CHANGES, np.arange(12))

    expected = paired_effect(np.zeros(12), CHANGES)
    assert found.interval == pytest.approx(expected.interval)
    assert found.df == pytest.approx(11)


def test_as_many_goals_in_each_family_give_the_interval_of_the_families_means() -> None:
    found = clustered_mean(CHANGES, np.repeat(np.arange(6), 2))

    means = CHANGES.reshape(6, 2).mean(axis=1)
    expected = paired_effect(np.zeros(6), means)
    assert (found.interval.lower, found.interval.upper) == pytest.approx(
        (expected.interval.lower, expected.interval.upper)
    )
    assert (found.n, found.clusters) == (12, 6)
    assert found.df == pytest.approx(5)


def test_variance_and_degrees_of_freedom_are_those_of_the_matrices() -> None:
    found = clustered_mean(CHANGES, FAMILIES)

    variance, df = by_matrices(CHANGES, FAMILIES)
    assert found.error == pytest.approx(math.sqrt(variance))
    assert found.df == pytest.approx(df)


def by_matrices(values: np.ndarray, families: np.ndarray) -> tuple[float, float]:
    """Bell and McCaffrey's estimator as it is written: (I − H)^−½ of each family."""
    n = values.size
    hat = np.full((n, n), 1 / n)
    variance, columns = 0.0, []
    for family in np.unique(families):
        inside = families == family
        block = np.eye(inside.sum()) - hat[np.ix_(inside, inside)]
        roots, vectors = np.linalg.eigh(block)
        adjusted = vectors @ np.diag(roots**-0.5) @ vectors.T
        variance += (adjusted @ (values - values.mean())[inside]).sum() ** 2 / n**2
        columns.append((np.eye(n) - hat)[:, inside] @ adjusted @ np.full(inside.sum(), 1 / n))
    lambdas = np.linalg.eigvalsh(np.column_stack(columns).T @ np.column_stack(columns))
    return variance, lambdas.sum() ** 2 / (lambdas**2).sum()


def test_a_share_of_strangers_has_wilson_s_interval() -> None:
    found = clustered_share(np.repeat([1, 0], [7, 13]), np.arange(20))

    expected = wilson(7, 20)
    assert found.share.interval.lower == pytest.approx(expected.interval.lower)
    assert found.share.interval.upper == pytest.approx(expected.interval.upper)


def test_goals_that_go_together_count_as_fewer() -> None:
    flags = np.repeat([1, 0, 1, 1, 0, 0, 1, 0], 4)

    found = clustered_share(flags, np.repeat(np.arange(8), 4))

    alone = wilson(16, 32)
    assert (found.share.count, found.share.n, found.clusters) == (16, 32, 8)
    assert found.effective < 9
    assert found.share.interval.lower < alone.interval.lower


def test_where_all_are_alike_each_family_counts_as_one() -> None:
    found = clustered_share(np.ones(30), np.repeat(np.arange(6), 5))

    assert found.effective == 6
    assert found.share.interval == wilson(6, 6).interval


def test_what_is_missing_is_left_out_and_too_few_families_have_no_interval() -> None:
    values = np.array([1.0, np.nan, 2, 3, 4, 5])

    mean = clustered_mean(values, [1, 1, 2, 2, 3, 4])
    share = clustered_share([1, 0, np.nan, 1], [1, 2, 3, 3])
    nothing = clustered_mean([np.nan], [1])

    assert (mean.n, mean.clusters, mean.mean) == (5, 4, 3)
    assert math.isnan(mean.interval.lower)
    assert (share.share.count, share.share.n) == (2, 3)
    assert math.isnan(share.share.interval.upper)
    assert (nothing.n, nothing.clusters) == (0, 0) and math.isnan(nothing.mean)


def test_one_family_that_outweighs_the_others_leaves_few_degrees_of_freedom() -> None:
    families = np.concatenate([np.zeros(40, dtype=int), np.arange(1, 6)])

    found = clustered_mean(np.linspace(0, 1, 45), families)

    assert found.df < 3


@pytest.mark.parametrize(
    ("flags", "families", "level", "reason"),
    [
        ([1, 0], [1], 0.95, Reason.UNEQUAL_LENGTHS),
        ([1, 0.5], [1, 2], 0.95, Reason.OUT_OF_RANGE),
        ([1, 0], [1, 2], 1.0, Reason.OUT_OF_RANGE),
    ],
)
def test_what_makes_no_sense_is_refused(flags, families, level, reason) -> None:
    with pytest.raises(UnusableData) as refusal:
        clustered_share(flags, families, level)

    assert refusal.value.reason == reason
