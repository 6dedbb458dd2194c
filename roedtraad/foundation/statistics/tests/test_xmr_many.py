import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.unusable import UnusableData
from roedtraad.foundation.statistics.xmr import Label, xmr
from roedtraad.foundation.statistics.xmr_many import newest_points

NUMBERS = st.integers(0, 12).map(float) | st.floats(-50, 50, width=32)
SERIES = st.lists(st.lists(NUMBERS, min_size=1, max_size=30), min_size=1, max_size=12)


@given(SERIES, st.booleans())
def test_many_series_are_judged_as_one(series: list[list[float]], screen: bool) -> None:
    starts = np.cumsum([0, *map(len, series[:-1])])

    found = newest_points([value for each in series for value in each], starts, screen=screen)

    charts = [xmr(each, screen=screen) for each in series]
    assert found.labels() == [chart.labels[-1] for chart in charts]
    np.testing.assert_allclose(found.mean, [chart.last.mean for chart in charts], rtol=1e-9)
    np.testing.assert_allclose(
        found.upper, [chart.last.upper for chart in charts], rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([5, 6, 5, 6, 5, 6, 5, 6, 30], Label.ABOVE),
        ([1, 9, 1, 9, 1, 9, 1, 2, 3, 4, 5, 6, 7], Label.INCREASING),
        ([5, 3] * 12 + [5] * 7, Label.SHIFT_ABOVE),
        ([7], Label.COMMON),
        ([0] * 20, Label.COMMON),
    ],
)
def test_each_rule_is_seen(values: list[float], label: Label) -> None:
    assert newest_points(values, [0]).labels() == [label]


@pytest.mark.parametrize("starts", [[], [1], [0, 2, 2], [0, 9]])
def test_a_series_without_a_point_is_refused(starts: list[int]) -> None:
    with pytest.raises(UnusableData):
        newest_points([1.0, 2.0, 3.0], starts)
