import numpy as np
import pyarrow as pa
import pytest

from roedtraad.insight.analytics.measures.change import change_by_group

KEYS = ("unit", "period", "intervention")


def changed(*rows: tuple[int, int, int, float | None]) -> pa.Table:
    names = (*KEYS, "change")
    arrays = [pa.array([row[at] for row in rows]) for at in range(3)]
    return pa.table([*arrays, pa.array([row[3] for row in rows], pa.float64())], names)


def test_a_group_has_its_moments_its_reliable_changes_and_its_interval() -> None:
    found = change_by_group(
        changed((1, 1, 1, 3.0), (1, 1, 1, -3.0), (1, 1, 1, 6.0), (1, 1, 1, None)), threshold=3
    )

    assert (*found.started, *found.n, *found.better, *found.worse) == (4, 3, 1, 0)
    assert found.mean == pytest.approx([2])
    assert found.sd == pytest.approx([21**0.5])
    assert (*found.lower, *found.upper) == pytest.approx((-9.38375, 13.38375), abs=1e-5)
    assert found.reliable_share()[0] == pytest.approx([1 / 3])


def test_who_only_started_is_counted_and_gives_no_mean() -> None:
    found = change_by_group(changed((1, 1, 1, None), (2, 1, 1, 4.0)), threshold=3)

    assert found.n.tolist() == [0, 1]
    assert found.started.tolist() == [1, 1]
    assert np.isnan(found.mean).tolist() == [True, False]
    assert np.isnan([*found.sd, *found.lower, *found.upper]).all()


def test_rows_out_of_order_give_the_same_groups() -> None:
    rows = [(u, p, i, float(u + p * i)) for u in range(3) for p in range(2) for i in range(2)] * 2

    in_order = change_by_group(changed(*sorted(rows)), threshold=1)
    shuffled = change_by_group(changed(*rows[::-1]), threshold=1)

    assert len(in_order.n) == 12
    for name in (*KEYS, "n", "mean", "better"):
        assert np.array_equal(getattr(in_order, name), getattr(shuffled, name))


def test_no_goal_makes_no_group() -> None:
    assert change_by_group(changed(), threshold=1).n.size == 0
