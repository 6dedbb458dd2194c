from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

COLUMNS: dict[str, Any] = {"unit": "u", "numerator": "n", "denominator": "d"}


@needs_data
def test_the_districts_give_the_reference_result(command: Command) -> None:
    answer = command.answer(
        "funnel",
        DATA / "funnel_uk_bowel_cancer_379_districts.csv",
        unit="District",
        label=["Country", "District"],
        numerator="n",
        denominator="d",
    )

    wanted = expected("funnel_uk_bowel_cancer.json")
    assert differences(answer, wanted["computed"]) == []
    assert differences(answer["points"][:12], wanted["points"]) == []


@needs_data
def test_ratios_give_the_reference_dispersion_and_points(command: Command) -> None:
    wanted = expected("funnel_funnelplotr_tests.json")
    data = command.table(
        "group,num,denom",
        zip(*(wanted["inputs"][name] for name in ("group", "num", "denom")), strict=True),
    )

    answer = command.answer(
        "funnel",
        data,
        unit="group",
        numerator="num",
        denominator="denom",
        data_type="ratio",
        expected_grid=[15, 20, 30],
    )

    assert differences(answer, wanted["computed"]) == []
    limits = wanted["published"]["poisson_limits"]
    assert differences(answer["poisson_limits"], limits, relative=2e-7) == []
    assert answer["SHMI"]["phi"] == pytest.approx(wanted["published"]["phi"], rel=1e-6)
    assert answer["benchmark"] == 1


def test_limits_of_small_units_stay_within_what_is_possible(command: Command) -> None:
    rows = [("small", 0, 3), ("smaller", 1, 1), *((f"big{i}", 5 + i, 1000) for i in range(6))]

    answer = command.answer("funnel", command.table("u,n,d", rows), **COLUMNS)

    points = {point["group"]: point for point in answer["points"]}
    assert points["small"]["LCL99"] == points["smaller"]["LCL99"] == 0
    assert all(0 <= point["LCL95"] <= point["UCL99"] <= 1 for point in points.values())
    assert "for få sager, ikke som gennemsnittet" in answer["warnings"][0]


def test_a_unit_is_outside_by_size_and_not_by_rank(command: Command) -> None:
    rows = [(f"u{i}", 100 + i, 1000) for i in range(10)] + [("tiny", 4, 10), ("odd", 200, 1000)]

    answer = command.answer("funnel", command.table("u,n,d", rows), **COLUMNS, draw_adjusted=False)

    assert answer["exact_binomial_998_outliers"] == [{"u": "odd", "n": 200, "d": 1000}]
    assert answer["arcsine_998_outliers"] == [{"u": "odd", "n": 200, "d": 1000}]
    assert {point["OD95LCL"] for point in answer["points"]} == {None}


def test_units_without_a_denominator_are_left_out_and_told(command: Command) -> None:
    data = command.table("u,n,d", [("a", 3, 10), ("b", 0, 0), ("c", None, 9), ("d", 3, None)])

    answer = command.answer("funnel", data, **COLUMNS)

    assert (answer["n_original"], answer["n_used"], answer["n_units"]) == (4, 1, 1)
    assert answer["params"]["label"] == ["u"]
    assert "3 enheder" in answer["warnings"][0]


@pytest.mark.parametrize("data_type", ["proportion", "ratio"])
@pytest.mark.parametrize("count", [0, 10])
def test_none_or_all_gives_numbers_or_null(command: Command, data_type: str, count: int) -> None:
    data = command.table("u,n,d", [(f"u{i}", count, 10) for i in range(8)])

    answer = command.answer("funnel", data, **COLUMNS, data_type=data_type)

    assert answer["n_used"] == 8
    assert all(point["outlier"] == 0 for point in answer["points"]) or data_type == "ratio"


@pytest.mark.parametrize(
    ("rows", "params", "says"),
    [
        ([("a", 1, 2), ("a", 1, 3)], {}, "'a' står mere end én gang"),
        ([("a", -1, 2)], {}, "tælleren kan ikke være under 0"),
        ([("a", 3, 2)], {}, "tælleren kan ikke være over nævneren"),
        ([("a", 3, 0)], {}, "der er for få"),
        ([(None, 1, 2)], {}, "der står intet i kolonnen 'u'"),
        ([("a", 1, 2)], {"trim": 0.5}, "0 ≤ x < 0.5"),
        ([("a", 1, 2)], {"label": "u"}, "'label' skal være liste af kolonner"),
        ([("a", 1, 2)], {"expected_grid": [0]}, "0 < x"),
    ],
)
def test_units_that_cannot_be_compared_are_refused(
    command: Command, rows: list[tuple[Any, ...]], params: dict[str, Any], says: str
) -> None:
    assert says in command.refusal("funnel", command.table("u,n,d", rows), **COLUMNS, **params)
