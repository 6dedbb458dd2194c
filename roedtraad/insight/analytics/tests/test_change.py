import numpy as np
import pyarrow as pa
import pytest

from roedtraad.foundation.statistics.clustered import clustered_mean
from roedtraad.insight.analytics.measures.change import BY, change_by_group

Row = tuple[int, int, int, int, float | None]


def changed(*rows: Row) -> pa.Table:
    """Unit, period, intervention, family and change of each goal."""
    names = (*BY, "family", "change")
    arrays = [pa.array([row[at] for row in rows], pa.int64()) for at in range(4)]
    return pa.table([*arrays, pa.array([row[4] for row in rows], pa.float64())], names)


def test_a_group_has_its_moments_its_reliable_changes_and_its_interval() -> None:
    found = change_by_group(
        changed((1, 1, 1, 1, 3.0), (1, 1, 1, 2, -3.0), (1, 1, 1, 3, 6.0), (1, 1, 1, 4, None)),
        threshold=3,
        fewest=2,
    )

    assert (*found.started, *found.n, *found.families) == (4, 3, 3)
    assert (*found.better, *found.worse) == (1, 0)
    assert found.mean == pytest.approx([2])
    assert found.sd == pytest.approx([21**0.5])
    assert (*found.lower, *found.upper) == pytest.approx((-9.38375, 13.38375), abs=1e-5)
    assert found.reliable_share()[0] == pytest.approx([1 / 3])


def test_the_interval_of_each_group_is_that_of_its_families() -> None:
    chance = np.random.default_rng(1)
    family = chance.integers(0, 9, 60)
    moved = np.round(chance.normal(1, 2, 9)[family] + chance.normal(0, 1, 60), 1)
    moved[chance.random(60) < 0.2] = np.nan
    unit = np.repeat([1, 2, 3], [34, 20, 6])

    found = change_by_group(
        changed(*zip(unit, [7] * 60, [8] * 60, family, moved, strict=True)), threshold=3
    )

    for place, each in enumerate((1, 2, 3)):
        expected = clustered_mean(moved[unit == each], family[unit == each])
        assert (found.n[place], found.families[place]) == (expected.n, expected.clusters)
        assert found.mean[place] == pytest.approx(expected.mean)
        limits = (expected.interval.lower, expected.interval.upper)
        assert (found.lower[place], found.upper[place]) == pytest.approx(limits, nan_ok=True)


def test_goals_of_one_family_say_less_than_as_many_of_strangers() -> None:
    values = [4.0, 4, 1, 1, 3, 3, 0, 0, 2, 2]

    strangers = change_by_group(
        changed(*((1, 1, 1, place, each) for place, each in enumerate(values))), threshold=3
    )
    together = change_by_group(
        changed(*((1, 1, 1, place // 2, each) for place, each in enumerate(values))), threshold=3
    )

    assert together.mean == strangers.mean
    assert together.lower < strangers.lower and together.upper > strangers.upper


def test_below_five_families_there_is_no_interval() -> None:
    found = change_by_group(
        changed(*((1, 1, 1, place % 4, float(place)) for place in range(12))), threshold=3
    )

    assert found.n == 12
    assert np.isnan([*found.lower, *found.upper]).all()


def test_who_only_started_is_counted_and_gives_no_mean() -> None:
    found = change_by_group(changed((1, 1, 1, 1, None), (2, 1, 1, 2, 4.0)), threshold=3)

    assert found.n.tolist() == [0, 1]
    assert found.started.tolist() == [1, 1]
    assert np.isnan(found.mean).tolist() == [True, False]
    assert np.isnan([*found.sd, *found.lower, *found.upper]).all()


def test_rows_out_of_order_give_the_same_groups() -> None:
    rows = [
        (u, p, i, family, float(u + p * i + family))
        for family in range(6)
        for u in range(3)
        for p in range(2)
        for i in range(2)
    ]

    in_order = change_by_group(changed(*sorted(rows)), threshold=1)
    shuffled = change_by_group(changed(*rows[::-1]), threshold=1)

    assert len(in_order.n) == 12
    for name in (*BY, "n", "families", "mean", "better", "lower"):
        assert np.array_equal(getattr(in_order, name), getattr(shuffled, name))


def test_no_goal_makes_no_group() -> None:
    assert change_by_group(changed(), threshold=1).n.size == 0
