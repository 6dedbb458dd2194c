from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

BACTEREMIA = DATA / "spc_dk_hospital_bacteremia.csv"
COLUMNS: dict[str, Any] = {"time": "t", "numerator": "n", "denominator": "d"}


@needs_data
def test_a_u_chart_for_each_hospital_gives_the_reference_results(command: Command) -> None:
    answer = command.answer(
        "u-chart",
        BACTEREMIA,
        time="month",
        numerator="n",
        denominator="days",
        facets=["hospital", "infection"],
    )

    assert differences(answer["charts"], expected("spc_dk_u_chart.json")["computed"]) == []
    assert (answer["n_original"], answer["n_used"], answer["warnings"]) == (144, 144, [])


@needs_data
def test_hospitals_are_summed_month_by_month(command: Command) -> None:
    answer = command.answer(
        "u-chart",
        BACTEREMIA,
        time="month",
        numerator="n",
        denominator="days",
        facets=["infection"],
    )

    assert differences(answer["charts"], expected("spc_dk_u_chart.json")["all_bacteremia"]) == []
    assert len(answer["charts"][0]["points"]) == 24


@needs_data
def test_a_p_chart_with_huge_denominators_says_so(command: Command) -> None:
    params = {
        "where": {"org_code": "RJC"},
        "time": "period",
        "numerator": "breaches",
        "denominator": "attendances",
    }
    answer = command.answer("p-chart", DATA / "spc_nhs_ae_type1_6orgs.csv", **params)
    laney = command.answer("p-chart", DATA / "spc_nhs_ae_type1_6orgs.csv", **params, laney=True)

    [chart] = answer["charts"]
    assert chart["CL"] == pytest.approx(0.07059664844699376, rel=1e-12)
    assert chart["aLCL"] == pytest.approx(0.06026904781090054, rel=1e-12)
    assert chart["aUCL"] == pytest.approx(0.08092424908308696, rel=1e-12)
    assert chart["sigma.signal"] == 31
    assert "laney" in answer["warnings"][0]
    assert laney["charts"][0]["sigma.signal"] < 10
    assert laney["warnings"] == []


def test_values_and_limits_are_multiplied_alike(command: Command) -> None:
    data = command.table("t,n,d", [(t, 2 + t % 3, 40 + t) for t in range(12)])

    once = command.answer("p-chart", data, **COLUMNS)["charts"][0]
    times = command.answer("p-chart", data, **COLUMNS, multiply=100)["charts"][0]

    for key in ("CL", "aLCL", "aUCL", "aLCL.95", "aUCL.95"):
        assert times[key] == pytest.approx(100 * once[key])
    assert times["points"][3]["y"] == pytest.approx(100 * once["points"][3]["y"])
    assert (once["facet1"], once["facet2"], once["part"]) == (1, 1, 1)


@pytest.mark.parametrize(("method", "count"), [("p-chart", 0), ("p-chart", 50), ("u-chart", 0)])
def test_all_or_nothing_gives_limits_on_the_line_and_no_signal(
    command: Command, method: str, count: int
) -> None:
    data = command.table("t,n,d", [(t, count, 50) for t in range(12)])

    for is_laney in (True, False):
        [chart] = command.answer(method, data, **COLUMNS, laney=is_laney)["charts"]

        assert chart["aLCL"] == chart["CL"] == chart["aUCL"] == count / 50
        assert (chart["sigma.signal"], chart["n.useful"]) == (0, 0)


def test_one_period_has_no_prime_limits(command: Command) -> None:
    data = command.table("t,n,d", [(1, 5, 50)])

    [chart] = command.answer("p-chart", data, **COLUMNS, laney=True)["charts"]

    assert (chart["CL"], chart["aLCL"], chart["points"][0]["ucl"]) == (0.1, None, None)


def test_events_may_exceed_what_they_are_counted_per(command: Command) -> None:
    data = command.table("t,n,d", [(1, 5, 2), (2, 7, 3)])

    assert command.answer("u-chart", data, **COLUMNS)["charts"][0]["CL"] == 2.4
    assert "kan ikke være over nævneren" in command.refusal("p-chart", data, **COLUMNS)


@pytest.mark.parametrize(
    ("row", "params", "says"),
    [
        (
            (1, -1, 2),
            {},
            "Linje 2, kolonnen 'n': -1 kan ikke bruges; tælleren kan ikke være under 0",
        ),
        ((1, 1, 0), {}, "nævneren skal være over 0"),
        ((1, None, 2), {}, "der er for få"),
        ((1, 1, 2), {"facets": ["t", "n", "d"]}, "'facets' skal være liste af kolonner"),
        ((1, 1, 2), {"multiply": 0}, "0 < x"),
        ((1, 1, 2), {"facets": ["x"]}, "Kolonnen 'x' findes ikke"),
    ],
)
def test_counts_that_make_no_sense_are_refused(
    command: Command, row: tuple[Any, ...], params: dict[str, Any], says: str
) -> None:
    data = command.table("t,n,d", [row])

    assert says in command.refusal("u-chart", data, **COLUMNS, **params)


def test_rows_without_a_count_are_left_out_and_told(command: Command) -> None:
    data = command.table("t,n,d", [(1, 1, 20), (2, None, 20), (3, 2, "NA")])

    answer = command.answer("p-chart", data, **COLUMNS)

    assert (answer["n_original"], answer["n_used"]) == (3, 1)
    assert answer["warnings"] == ["2 rækker mangler tæller eller nævner og er ikke med."]
