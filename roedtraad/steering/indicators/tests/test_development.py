from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.statistics.xmr import xmr
from roedtraad.steering.indicators.charted import Method, Rule
from roedtraad.steering.indicators.development import (
    Asked,
    Development,
    Lack,
    Observation,
    Verdict,
    development_of,
    increments,
)
from roedtraad.steering.indicators.development_words import development_sentence
from roedtraad.steering.indicators.models import Direction

QUIET = [50, 54, 49, 53, 51, 55, 48, 52, 50, 53, 49, 52]
SHIFTED = [*QUIET, 62, 60, 63, 61, 64, 60, 62]
PERCENTAGE = Asked(is_percentage=True)


def month(place: int) -> date:
    return date(2024 + place // 12, place % 12 + 1, 28)


def numbers(values: Sequence[float]) -> tuple[Observation, ...]:
    return tuple(Observation(month(i), Decimal(str(value))) for i, value in enumerate(values))


def shares(pairs: Sequence[tuple[int, int]]) -> tuple[Observation, ...]:
    return tuple(
        Observation(month(i), round(Decimal(100 * a) / b, 1), Decimal(a), Decimal(b))
        for i, (a, b) in enumerate(pairs)
    )


def judged(values: Sequence[float], asked: Asked = Asked()) -> Development:  # noqa: B008
    return development_of(numbers(values), asked)


@pytest.mark.parametrize(
    ("direction", "verdict"),
    [
        (Direction.UP, Verdict.BETTER),
        (Direction.DOWN, Verdict.WORSE),
        (Direction.NONE, Verdict.HIGHER),
        (Direction.WITHIN, Verdict.HIGHER),
    ],
)
def test_seven_in_a_row_above_the_mean_are_a_change(direction: Direction, verdict: Verdict) -> None:
    found = judged(SHIFTED, Asked(direction))

    assert (found.verdict, found.rule, found.count) == (verdict, Rule.SHIFT, 7)
    assert found.since == month(12)
    assert found.last is not None and found.last.rule_set == "mdc-0.2.2"


def test_the_sentence_of_a_signal_names_rule_method_and_month() -> None:
    with translation.override("en"):
        sentence = development_sentence(judged(SHIFTED))

    assert sentence == (
        "Better than before: 7 measurements in a row above the centre"
        " (XmR chart, since January 2025)."
    )


def test_noise_is_no_change() -> None:
    found = judged(QUIET)

    assert found.verdict == Verdict.NO_CHANGE
    assert not any(found.meanings)


@pytest.mark.parametrize("count", range(10))
def test_fewer_than_ten_numbers_are_too_few_to_tell_and_say_how_many(count: int) -> None:
    found = judged(SHIFTED[:count])

    with translation.override("en"):
        sentence = development_sentence(found)

    assert (found.verdict, found.lack, found.n) == (Verdict.TOO_FEW, Lack.POINTS, count)
    assert str(count or "nothing") in sentence


def test_ten_numbers_are_judged_as_a_run_chart() -> None:
    low_then_high = judged([40, 41, 42, 41, 40, 60, 61, 62, 61, 60])
    mixed = judged([40, 61, 42, 61, 40, 60, 41, 62, 41, 60])

    assert low_then_high.method == mixed.method == Method.RUN
    assert (low_then_high.verdict, low_then_high.rule) == (Verdict.BETTER, Rule.CROSSINGS)
    assert mixed.verdict == Verdict.NO_CHANGE


def test_a_share_is_judged_by_its_counts() -> None:
    steady = [(30, 50), (31, 52), (29, 48), (30, 51), (28, 49), (32, 50), (30, 50), (31, 50)]

    calm = development_of(shares(steady), PERCENTAGE)
    jumped = development_of(shares([*steady, (48, 50)]), PERCENTAGE)

    assert (calm.method, calm.verdict) == (Method.P, Verdict.NO_CHANGE)
    assert (jumped.verdict, jumped.rule) == (Verdict.BETTER, Rule.OUTSIDE)
    assert jumped.last is not None and jumped.last.upper[-1] == pytest.approx(84.56, abs=0.01)


def test_the_same_share_of_few_cases_is_no_signal() -> None:
    steady = [(3, 6), (4, 6), (3, 6), (3, 6), (4, 6), (3, 6), (3, 6), (4, 6)]

    found = development_of(shares([*steady, (6, 6)]), PERCENTAGE)

    assert found.verdict == Verdict.NO_CHANGE


def test_a_percentage_of_three_cases_is_too_few_to_tell() -> None:
    many = [(30, 50)] * 8

    found = development_of(shares([*many, (3, 3)]), PERCENTAGE)

    assert (found.verdict, found.lack, found.cases) == (Verdict.TOO_FEW, Lack.CASES, 3)


def test_large_denominators_that_vary_more_than_chance_get_wider_limits() -> None:
    counts = [600, 680, 590, 700, 610, 690, 600, 670, 620, 700, 580, 690]

    found = development_of(shares([(count, 1000) for count in counts]), PERCENTAGE)

    assert (found.method, found.verdict) == (Method.P_PRIME, Verdict.NO_CHANGE)


def test_a_rate_per_thousand_is_a_u_chart_in_its_own_unit() -> None:
    rows = tuple(
        Observation(month(i), Decimal(count) / 2, Decimal(count), Decimal(2000))
        for i, count in enumerate([20, 22, 19, 21, 20, 18, 22, 20, 60])
    )

    found = development_of(rows, Asked(Direction.DOWN))

    assert (found.method, found.verdict, found.rule) == (Method.U, Verdict.WORSE, Rule.OUTSIDE)
    assert found.last is not None and found.last.centre == pytest.approx(12.33, abs=0.01)


def test_a_mean_of_amounts_has_limits_of_its_own_spread_and_not_of_events() -> None:
    days = [22, 44, 30, 41, 25, 43, 28, 45, 23, 40, 30, 42]
    rows = tuple(
        Observation(month(i), Decimal(each), Decimal(each * 20), Decimal(20))
        for i, each in enumerate(days)
    )

    found = development_of(rows, Asked(Direction.DOWN))

    assert (found.method, found.verdict) == (Method.XMR, Verdict.NO_CHANGE)


def test_running_totals_are_judged_by_what_they_grew_by() -> None:
    grown = increments(numbers([5, 9, 14, 3, 7]))

    found = judged([5 * place for place in range(1, 15)], Asked(is_cumulative=True))

    assert [each.value for each in grown] == [4, 5, 3, 4]  # 3 began anew
    assert found.is_per_period
    assert found.verdict == Verdict.NO_CHANGE  # a total always grows


def test_limits_begin_anew_where_it_was_asked() -> None:
    found = judged(SHIFTED, Asked(starts=(month(12),)))

    assert (found.verdict, found.n) == (Verdict.TOO_FEW, 7)
    assert [len(each.values) for each in found.segments] == [12, 7]


def test_earlier_signals_stay_on_the_chart() -> None:
    found = judged([*QUIET, 90, *QUIET])

    assert found.verdict == Verdict.NO_CHANGE
    assert found.meanings[12] == Verdict.BETTER


def test_a_constant_series_is_no_change() -> None:
    assert judged([7] * 14).verdict == Verdict.NO_CHANGE
    assert development_of(shares([(0, 20)] * 9), PERCENTAGE).verdict == Verdict.NO_CHANGE


@given(st.lists(st.integers(-1000, 1000), max_size=40), st.sampled_from(list(Direction)))
def test_every_series_has_a_verdict_a_sentence_and_a_mark_for_each_point(
    values: list[int], direction: Direction
) -> None:
    found = judged(values, Asked(direction))

    assert len(found.meanings) == len(values)
    assert development_sentence(found)
    assert (found.verdict == Verdict.TOO_FEW) == (len(values) < 10)


@given(st.lists(st.integers(0, 100), min_size=13, max_size=30))
def test_turning_the_direction_turns_better_to_worse(values: list[int]) -> None:
    up, down = judged(values), judged(values, Asked(Direction.DOWN))

    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    assert down.verdict == turned.get(up.verdict, up.verdict)


def test_limits_are_those_of_the_statistics_library() -> None:
    found, reference = judged(SHIFTED), xmr(SHIFTED).last

    assert found.last is not None
    assert (found.last.centre, found.last.upper[0]) == (reference.mean, reference.upper)
