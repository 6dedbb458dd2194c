import pytest

from .running import Command, differences, expected, needs_data


@needs_data
def test_the_reference_cases_are_reproduced(command: Command) -> None:
    for wanted in expected("gas_tscores.json")["cases"]:
        weights = wanted["weights"] or [1] * len(wanted["scores"])
        data = command.table(
            "case,score,weight",
            [("k", score, weight) for score, weight in zip(wanted["scores"], weights, strict=True)],
        )
        params = {"weight": "weight"} if wanted["weights"] else {}

        answer = command.answer("gas", data, **params)

        assert differences(answer["cases"][0], wanted) == []


def test_more_goals_at_the_same_attainment_move_t_away_from_50(command: Command) -> None:
    data = command.table(
        "case,score", [*(("one", -1) for _ in range(1)), *(("seven", -1) for _ in range(7))]
    )

    answer = command.answer("gas", data)

    assert [case["T"] for case in answer["cases"]] == pytest.approx([40, 34.1886116991581])
    assert "kan ikke sammenlignes" in answer["warnings"][0]


def test_what_was_not_rated_is_left_out_and_told(command: Command) -> None:
    data = command.table("case,score", [("a", 1), ("a", None), ("b", "NA"), ("c", 0)])

    answer = command.answer("gas", data)

    assert [case["T"] for case in answer["cases"]] == [60, None, 50]
    assert (answer["n_original"], answer["n_used"], answer["n_goals"]) == (3, 2, 2)
    assert answer["warnings"] == ["Sager uden et eneste vurderet mål er udeladt: 1."]


def test_a_change_is_of_the_goals_rated_at_both_times(command: Command) -> None:
    data = command.table("case,score,start", [("a", 1, -1), ("a", 2, None)])

    case = command.answer("gas", data, baseline="start")["cases"][0]

    assert (case["T_baseline"], case["T_change"]) == pytest.approx((40, 20))
    assert case["T"] == pytest.approx(68.605, abs=1e-3)


@pytest.mark.parametrize("score", [3, -2.5])
def test_a_score_off_the_scale_is_refused(command: Command, score: float) -> None:
    data = command.table("case,score", [("a", 1), ("a", score)])

    assert command.refusal("gas", data) == (
        f"Linje 3, kolonnen 'score': {score} ligger uden for skalaen −2 til 2."
    )


@pytest.mark.parametrize("weight", [-1, None])
def test_a_weight_below_nought_or_left_out_is_refused(
    command: Command, weight: float | None
) -> None:
    data = command.table("case,score,weight", [("a", 1, weight)])

    assert "vægt" in command.refusal("gas", data, weight="weight")
