import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from roedtraad.foundation.statistics.slopes import slope_index
from roedtraad.foundation.statistics.unusable import Reason, UnusableData


@pytest.fixture
def cohort() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Thirty persons with four measurements, of different starts and slopes."""
    chance = np.random.default_rng(7)
    person = [str(i) for i in range(30) for _ in range(4)]
    time = np.tile(np.arange(4.0), 30)
    slopes = np.repeat(chance.normal(-2, 1.5, 30), 4)
    starts = np.repeat(chance.normal(25, 4, 30), 4)
    return person, time, starts + slopes * time + chance.normal(0, 1.5, 120)


@pytest.mark.filterwarnings("ignore")
def test_the_index_is_that_of_a_mixed_model(cohort) -> None:
    person, time, outcome = cohort
    design = np.column_stack([np.ones_like(time), time])
    model = MixedLM(outcome, design, groups=np.array(person), exog_re=design)
    fit = max(
        (model.fit(reml=True, method=method) for method in ("powell", "bfgs")),
        key=lambda each: each.llf,
    )
    reference = [
        np.asarray(fit.random_effects[name])[1]
        / np.sqrt(np.asarray(fit.random_effects_cov[name])[1, 1])
        for name in dict.fromkeys(person)
    ]

    found = slope_index(person, time, outcome)

    assert found.index == pytest.approx(reference, abs=0.01)
    assert found.mean_slope == pytest.approx(fit.fe_params[1], rel=1e-4)


def test_neither_origin_nor_unit_matters(cohort) -> None:
    person, time, outcome = cohort

    found = slope_index(person, 365 * time + 700_000, 1000 - 7 * outcome)

    assert found.index == pytest.approx(-slope_index(person, time, outcome).index, abs=1e-5)


def test_the_order_of_measurements_does_not_matter(cohort) -> None:
    person, time, outcome = cohort
    order = np.random.default_rng(1).permutation(len(time))

    shuffled = slope_index([person[i] for i in order], time[order], outcome[order])

    straight = dict(
        zip(*(lambda found: (found.persons, found.index))(slope_index(*cohort)), strict=True)
    )
    assert shuffled.index == pytest.approx([straight[name] for name in shuffled.persons], abs=1e-5)


def test_persons_with_two_measurements_are_left_out(cohort) -> None:
    person, time, outcome = cohort
    gaps = outcome.copy()
    gaps[:2] = np.nan

    assert slope_index(person, time, gaps).persons == [str(i) for i in range(1, 30)]


@pytest.mark.parametrize(
    ("person", "time", "outcome", "reason"),
    [
        (["a"] * 3, [1, 2, 3], [1, 2, 4], Reason.TOO_FEW),
        (["a", "a", "b", "b"], [1, 2, 1, 2], [1, 2, 3, 4], Reason.TOO_FEW),
        (["a"] * 3 + ["b"] * 3, [1] * 6, [1, 2, 3, 4, 5, 6], Reason.NO_VARIATION),
        (["a"] * 3 + ["b"] * 3, [1, 2, 3] * 2, [5] * 6, Reason.NO_VARIATION),
        (["a"] * 3, [1, 2], [1, 2, 4], Reason.UNEQUAL_LENGTHS),
        (["a"] * 3 + ["b"] * 3, [1, 2, 3] * 2, [1, 2, 3] * 2, Reason.NO_CONVERGENCE),
    ],
)
def test_what_no_model_fits_is_refused(person, time, outcome, reason: Reason) -> None:
    with pytest.raises(UnusableData) as refused:
        slope_index(person, time, outcome)

    assert refused.value.reason == reason
