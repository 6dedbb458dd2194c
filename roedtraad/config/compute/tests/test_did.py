import pytest

from .running import DATA, Command, differences, expected, needs_data

PANEL = {
    "design": "staggered",
    "outcome": "y",
    "unit": "unit",
    "time": "year",
    "first_treated": "first",
}
PAIR = {"design": "two_by_two", "outcome": "y", "post": "post", "treated": "treated"}


@needs_data
def test_two_groups_and_two_times_are_reproduced(command: Command) -> None:
    answer = command.answer(
        "did",
        DATA / "did_injury_kentucky.csv",
        design="two_by_two",
        outcome="ldurat",
        post="afchnge",
        treated="highearn",
        where={"ky": 1},
    )

    assert differences(answer, expected("did.json")["injury_ky"]) == []


@needs_data
def test_units_that_begin_at_different_times_are_reproduced(command: Command) -> None:
    answer = command.answer(
        "did",
        DATA / "did_mpdta_min_wage.csv",
        design="staggered",
        outcome="lemp",
        unit="countyreal",
        time="year",
        first_treated="first.treat",
    )

    wanted = {
        key.removeprefix("mpdta_"): value
        for key, value in expected("did.json").items()
        if key.startswith("mpdta_")
    }
    assert differences(answer, wanted) == []
    assert (answer["n_original"], answer["n_used"]) == (500, 500)


def panel(*units: tuple[str, int, list[float]]) -> list[tuple[object, ...]]:
    return [
        (name, 2020 + place, first, value)
        for name, first, values in units
        for place, value in enumerate(values)
    ]


def test_a_common_rise_is_no_effect(command: Command) -> None:
    rows = panel(("a", 2022, [1, 2, 8, 9]), ("b", 0, [5, 6, 7, 8]), ("c", 0, [3, 4, 5, 6]))

    answer = command.answer("did", command.table("unit,year,first,y", rows), **PANEL)

    assert [each["att"] for each in answer["att_gt"]] == pytest.approx([0, 5, 5])
    assert answer["dynamic"] == pytest.approx({"-1": 0, "0": 5, "1": 5})


def test_those_who_had_begun_before_are_left_out_and_told(command: Command) -> None:
    rows = panel(("a", 2021, [1, 4]), ("b", 0, [5, 6]), ("c", 2020, [3, 9]), ("d", 2030, [3, 9]))

    answer = command.answer("did", command.table("unit,year,first,y", rows), **PANEL)

    assert (answer["overall_group"], answer["n_used"]) == (2, 2)
    assert len(answer["warnings"]) == 2


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        (panel(("a", 2021, [1, 2]), ("b", 0, [1])), "'b' har 0 i 2021"),
        (panel(("a", 2021, [1, 2]), ("a", 2021, [1, 2])), "'a' har 2 i 2020"),
        (panel(("a", 2021, [1, 2]), ("b", 2021, [1, 2])), "for få rækker"),
        ([("a", 2020, 0, 1), ("a", 2021, 2021, 1)], "flere værdier i 'first'"),
        ([("a", 2020, 0, None)], "panelet skal være helt"),
    ],
)
def test_what_is_no_whole_panel_is_refused(
    command: Command, rows: list[tuple[object, ...]], part: str
) -> None:
    assert part in command.refusal("did", command.table("unit,year,first,y", rows), **PANEL)


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ([(1, 0, 0), (2, 1, 0), (2, 0, 1), (3, 0, 1), (4, 0, 1)], "for få rækker"),
        ([(1, 0, 2)], "den er 0 eller 1"),
    ],
)
def test_what_has_no_two_groups_and_times_is_refused(
    command: Command, rows: list[tuple[object, ...]], part: str
) -> None:
    assert part in command.refusal("did", command.table("y,post,treated", rows), **PAIR)


def test_what_a_design_needs_is_asked_for(command: Command) -> None:
    data = command.table("y", [(1,)])

    assert "'post' mangler" in command.refusal("did", data, design="two_by_two", outcome="y")
    assert "'unit' mangler" in command.refusal("did", data, design="staggered", outcome="y")
