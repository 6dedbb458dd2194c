"""XmR charts and run charts by the command."""

from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

NHS = DATA / "spc_nhs_ae_type1_6orgs.csv"
COLUMNS: dict[str, Any] = {"time": "t", "value": "y"}


def rrk(**more: Any) -> dict[str, Any]:
    return {
        "where": {"org_code": "RRK"},
        "time": "period",
        "value": "breaches",
        "improvement": "lower",
        **more,
    }


def numbered(values: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(values))


@needs_data
@pytest.mark.parametrize(("part", "screen"), [("screened", True), ("unscreened_excel", False)])
def test_the_stable_hospital_gives_the_reference_result(
    command: Command, part: str, screen: bool
) -> None:
    answer = command.answer("xmr", NHS, **rrk(until="2018-04-01"), screen=screen)

    wanted = expected("spc_mdc_xmr.json")["computed"]["rrk_stable"][part]
    assert differences(answer, wanted) == []
    assert answer["rule_set"] == "mdc-0.2.2"


@needs_data
@pytest.mark.parametrize(("part", "screen"), [("screened", True), ("unscreened_excel", False)])
@pytest.mark.parametrize("org", ["RRK", "RJC", "RJ7", "R1K", "R1H", "RQM"])
@pytest.mark.parametrize(
    ("value", "improvement", "target"), [("breaches", "lower", 1000), ("perf_pct", "higher", 95)]
)
def test_six_hospitals_give_the_reference_results(
    command: Command, org: str, value: str, improvement: str, target: float, part: str, screen: bool
) -> None:
    answer = command.answer(
        "xmr",
        NHS,
        where={"org_code": org},
        time="period",
        value=value,
        improvement=improvement,
        target=target,
        screen=screen,
    )

    wanted = expected("spc_mdc_xmr.json")["computed"]["six_orgs"][org][value][part]
    assert differences(answer, wanted) == []


@needs_data
def test_a_rebased_series_gives_the_reference_segments(command: Command) -> None:
    answer = command.answer("xmr", NHS, **rrk(rebase=["2018-07-01"]))

    wanted = expected("spc_mdc_xmr.json")["computed"]["rrk_rebased_2018_07_01"]
    assert differences(answer, wanted) == []
    assert answer["mean"] == answer["seg1"]["mean"]
    assert len(answer["labels"]) == 36
    assert answer["trial_limits"]
    assert "9 punkter" in answer["warnings"][0]


@needs_data
@pytest.mark.parametrize(("part", "screen"), [("screened", True), ("unscreened", False)])
def test_the_published_deviations_give_the_published_limits(
    command: Command, part: str, screen: bool
) -> None:
    wanted = expected("spc_mdc_xmr.json")
    data = command.table("t,y", numbered(wanted["published"]["deviations_series"]))

    answer = command.answer("xmr", data, **COLUMNS, screen=screen)

    assert differences(answer, wanted["computed"]["deviations"][part]) == []
    assert sum(label != "Common Cause" for label in answer["labels"]) == 1


def test_a_constant_series_has_its_value_as_limits_and_no_flags(command: Command) -> None:
    data = command.table("t,y", numbered([0.1] * 20))

    answer = command.answer("xmr", data, **COLUMNS)

    assert (answer["mean"], answer["lpl"], answer["upl"], answer["amr"]) == (0.1, 0.1, 0.1, 0)
    assert set(answer["labels"]) == {"Common Cause"}


def test_a_single_point_has_no_limits(command: Command) -> None:
    answer = command.answer("xmr", command.table("t,y", [(1, 5)]), **COLUMNS, target=3)

    assert (answer["mean"], answer["lpl"], answer["upl"], answer["amr"]) == (5, None, None, None)
    assert (answer["labels"], answer["assurance"]) == (["Common Cause"], None)


def test_rows_are_put_in_order_of_time(command: Command) -> None:
    values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    rows = [(f"2026-{month:02}-01", value) for month, value in enumerate(values, 1)]
    straight = command.answer("xmr", command.table("t,y", rows), **COLUMNS)

    turned = command.answer("xmr", command.table("t,y", rows[::-1]), **COLUMNS)

    assert straight == turned


def test_a_missing_value_is_left_out_and_told(command: Command) -> None:
    data = command.table("t,y", numbered([1, 2, None, 3, "NA"]))

    answer = command.answer("xmr", data, **COLUMNS)

    assert (answer["n_original"], answer["n_used"], answer["n"]) == (5, 3, 3)
    assert answer["times"] == ["0", "1", "3"]
    assert answer["warnings"][0] == "2 af 5 perioder mangler en værdi og er ikke med."


def test_without_a_direction_a_signal_is_high_or_low(command: Command) -> None:
    data = command.table("t,y", numbered([5, 6] * 7 + [20]))

    answer = command.answer("xmr", data, **COLUMNS, target=1)

    assert answer["last_variation"] == "neutral_high"
    assert (answer["target"], answer["assurance"]) == (1, None)


def test_a_rebase_that_divides_nothing_is_told(command: Command) -> None:
    data = command.table("t,y", numbered([5, 6, 5, 6]))

    answer = command.answer("xmr", data, **COLUMNS, rebase=[0, 2, 99])

    assert [key for key in answer if key.startswith("seg")] == ["seg0", "seg1"]
    assert sum("ikke brugt" in warning for warning in answer["warnings"]) == 2


def test_words_for_time_are_told_to_have_no_order(command: Command) -> None:
    data = command.table("t,y", [("jan", 1), ("feb", 2), ("mar", 3)])

    answer = command.answer("xmr", data, **COLUMNS)

    assert answer["times"] == ["feb", "jan", "mar"]
    assert "alfabetisk" in answer["warnings"][0]


@pytest.mark.parametrize(
    "params", [{"from": "januar"}, {"until": "2026-01-01"}, {"rebase": [2, "2026-01-01"]}]
)
def test_a_word_among_numbers_is_no_bound(command: Command, params: dict[str, Any]) -> None:
    data = command.table("t,y", numbered([5, 6, 5, 6]))

    assert "er ikke et tal, og det er alle tidspunkterne" in command.refusal(
        "xmr", data, **COLUMNS, **params
    )


def test_a_month_is_a_bound_among_dates(command: Command) -> None:
    data = command.table("t,y", [(f"2026-0{month}-01", month) for month in range(1, 9)])

    answer = command.answer("xmr", data, **COLUMNS, **{"from": "2026-03", "rebase": ["2026-06"]})

    assert answer["times"][0] == "2026-03-01"
    assert (len(answer["seg0"]["labels"]), len(answer["seg1"]["labels"])) == (3, 3)


@pytest.mark.parametrize("method", ["xmr", "runchart"])
@pytest.mark.parametrize(
    ("rows", "params", "says"),
    [
        ([(1, 2), (1, 3)], {}, "Linje 3: tidspunktet '1' i 't' forekommer to gange."),
        ([(1, None)], {}, "der er for få"),
        ([(None, 1)], {}, "der står intet i kolonnen 't'"),
        ([(1, "1,5")], {}, "er ikke et tal"),
        ([(1, 2)], {"from": 2}, "Ingen rækker ligger inden for"),
        ([(1, 2)], {"from": [2]}, "'from' skal være værdi"),
        ([(1, 2)], {"value": "z"}, "Kolonnen 'z' findes ikke"),
    ],
)
def test_a_series_that_cannot_be_drawn_is_refused(
    command: Command, method: str, rows: list[tuple[Any, ...]], params: dict[str, Any], says: str
) -> None:
    data = command.table("t,y", rows)

    assert says in command.refusal(method, data, **{**COLUMNS, **params})


def test_bounds_include_their_start_and_exclude_their_end(command: Command) -> None:
    data = command.table("t,y", numbered(list(range(10))))

    answer = command.answer("runchart", data, **COLUMNS, **{"from": 2, "until": 5})

    assert (answer["n_original"], answer["CL"]) == (3, 3)


@needs_data
def test_a_run_chart_counts_about_the_median(command: Command) -> None:
    answer = command.answer(
        "runchart",
        DATA / "spc_dk_hospital_bacteremia.csv",
        where={"hospital": "BFH"},
        time="month",
        value="n",
        denominator="days",
    )

    bounds = {key: answer[key] for key in ("n.obs", "n.useful", "n.crossings.min")}
    assert bounds == {"n.obs": 24, "n.useful": 24, "n.crossings.min": 8}
    assert answer["CL"] == pytest.approx(0.0007443902060822183, rel=1e-12)
    assert (answer["longest.run.max"], answer["longest.run"], answer["n.crossings"]) == (8, 3, 14)
    assert answer["runs.signal"] == 0


def test_a_lasting_shift_is_a_signal_without_limits(command: Command) -> None:
    data = command.table(
        "t,y", numbered([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6])
    )

    answer = command.answer("runchart", data, **COLUMNS)

    assert (answer["longest.run"], answer["n.crossings"], answer["runs.signal"]) == (10, 1, 1)


def test_points_on_the_median_are_of_no_use(command: Command) -> None:
    data = command.table("t,y", numbered([3, 3, 3, 3]))

    answer = command.answer("runchart", data, **COLUMNS)

    assert (answer["n.obs"], answer["n.useful"], answer["runs.signal"]) == (4, 0, 0)
    assert answer["longest.run"] is answer["n.crossings.min"] is None


def test_a_denominator_of_nought_is_refused(command: Command) -> None:
    data = command.table("t,y,d", [(1, 2, 4), (2, 3, 0)])

    said = command.refusal("runchart", data, **COLUMNS, denominator="d")

    assert said == "Linje 3, kolonnen 'd': 0 kan ikke bruges; nævneren skal være over 0."
