"""Numbers that Hypothesis draws: whole or halves, so that equal sums are equal in floats too."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from numpy.typing import NDArray

drawn = settings(deadline=None, max_examples=80)
SHIFTS = st.integers(-1000, 1000).map(float)
FACTORS = st.sampled_from([0.25, 0.5, 2.0, 4.0, 1024.0])  # powers of two: scaling is exact


def scores(low: int = 0, high: int = 40) -> st.SearchStrategy[float]:
    return st.integers(2 * low, 2 * high).map(lambda doubled: doubled / 2)


@st.composite
def pairs(
    draw: st.DrawFn, fewest: int = 3, most: int = 25
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pre and post of some persons, each side with at least two different scores."""
    rows = draw(
        st.lists(st.tuples(scores(), scores()), min_size=fewest, max_size=most).filter(
            lambda rows: all(len({row[side] for row in rows}) > 1 for side in (0, 1))
        )
    )
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
