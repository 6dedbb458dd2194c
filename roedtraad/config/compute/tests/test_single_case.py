from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

COLUMNS: dict[str, Any] = {"phase": "phase", "time": "t", "value": "y", "improvement": "increase"}
PARKER_A = (20, 20, 26, 25, 22, 23)
PARKER_B = (28, 25, 24, 27, 30, 30, 29)


def phases(a: tuple[Any, ...], b: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    rows = [("A", value) for value in a] + [("B", value) for value in b]
    return [(phase, t, value) for t, (phase, value) in enumerate(rows)]


@needs_data
def test_the_three_periods_give_the_reference_results(command: Command) -> None:
    answer = command.answer(
        "single-case",
        DATA / "sced_mckissick_disruptive_behavior.csv",
        id="Case_pseudonym",
        phase="Condition",
        time="Session_number",
        value="Outcome",
        improvement="decrease",
    )

    assert differences(answer["cases"], expected("sced.json")["computed"]["mckissick"]) == []
    assert list(answer["cases"]) == ["Period 1", "Period 2", "Period 3"]
    assert [case["showable"] for case in answer["cases"].values()] == [False, True, True]
    assert "for få målinger i 'Period 1'" in answer["warnings"][0]


@needs_data
def test_the_published_example_gives_the_published_measures(command: Command) -> None:
    data = command.table("phase,t,y", phases(PARKER_A, PARKER_B))

    answer = command.answer("single-case", data, **COLUMNS)

    wanted = expected("sced.json")
    assert differences(answer, wanted["computed"]["pvd2011"]) == []
    published = {name: wanted["published"][name] for name in ("PND", "PAND", "PEM", "IRD")}
    assert differences(answer, published) == []


def test_the_order_of_rows_does_not_matter_but_time_does(command: Command) -> None:
    rows = phases(PARKER_A, PARKER_B)
    straight = command.answer("single-case", command.table("phase,t,y", rows), **COLUMNS)
    turned = command.answer("single-case", command.table("phase,t,y", rows[::-1]), **COLUMNS)
    renumbered = [(phase, -t, y) for phase, t, y in rows]
    backwards = command.answer("single-case", command.table("phase,t,y", renumbered), **COLUMNS)

    assert straight == turned
    assert straight["NAP"] == backwards["NAP"]
    assert straight["Tau_U"] < backwards["Tau_U"]


def test_many_measurements_without_overlap_have_an_interval_with_width(command: Command) -> None:
    data = command.table("phase,t,y", phases((1, 2, 3, 2, 1), (4, 5, 6, 5, 4)))

    answer = command.answer("single-case", data, **COLUMNS)

    assert answer["showable"]
    assert (answer["NAP"]["Est"], answer["NAP"]["CI_upper"]) == (1, 1)
    assert 0.5 < answer["NAP"]["CI_lower"] < 0.95


def test_a_baseline_that_does_not_vary_has_no_difference_in_sds(command: Command) -> None:
    data = command.table("phase,t,y", phases((2, 2, 2), (2, 3, 2)))

    answer = command.answer("single-case", data, **COLUMNS)

    assert set(answer["SMD_g"].values()) == {None}
    assert answer["NAP"]["Est"] == pytest.approx(2 / 3)
    assert answer["PEM"] == pytest.approx(2 / 3)


def test_one_measurement_in_each_phase_is_an_answer_that_may_not_be_shown(
    command: Command,
) -> None:
    data = command.table("phase,t,y", phases((2,), (3,)))

    answer = command.answer("single-case", data, **COLUMNS)

    assert (answer["NAP"]["Est"], answer["NAP"]["SE"]) == (1, None)
    assert answer["showable"] is False


def test_what_is_missing_or_in_another_phase_is_told(command: Command) -> None:
    rows = [*phases((1, None, 2, 3), (2, 3)), ("C", 9, 4)]
    data = command.table("phase,t,y", rows)

    answer = command.answer("single-case", data, **COLUMNS)

    assert (answer["n_original"], answer["n_used"]) == (7, 5)
    assert answer["warnings"][:2] == [
        "1 måling uden værdi er ikke med.",
        "1 måling i andre faser er ikke med.",
    ]


def test_a_case_without_a_baseline_has_no_measures(command: Command) -> None:
    rows = [("x", *row) for row in phases((1, 2, 3), (4, 5))] + [("y", "B", 1, 5)]
    data = command.table("id,phase,t,y", rows)

    case = command.answer("single-case", data, **COLUMNS, id="id")["cases"]["y"]

    assert (case["nA"], case["nB"], case["mean_B"], case["NAP"]["Est"]) == (0, 1, 5, None)


@pytest.mark.parametrize(
    ("rows", "params", "says"),
    [
        ([("A", 1, 2), ("B", 1, 3)], {}, "forekommer to gange"),
        ([("A", 1, 2), ("B", "1.0", 3)], {}, "forekommer to gange"),
        ([("A", 1, 2), ("A", 2, 3)], {}, "Fasen 'B' findes ikke"),
        ([("A", 1, 2), ("B", 2, 3)], {"baseline": "før"}, "Fasen 'før' findes ikke"),
        ([("A", None, 2), ("B", 2, 3)], {}, "der står intet i kolonnen 't'"),
        ([("A", 1, "to"), ("B", 2, 3)], {}, "'to' er ikke et tal"),
        ([("A", 1, 2), ("B", 2, 3)], {"improvement": "up"}, "increase | decrease"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    command: Command, rows: list[tuple[Any, ...]], params: dict[str, Any], says: str
) -> None:
    data = command.table("phase,t,y", rows)

    assert says in command.refusal("single-case", data, **{**COLUMNS, **params})
