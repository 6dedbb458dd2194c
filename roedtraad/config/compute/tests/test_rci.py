from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

CLAUS: dict[str, Any] = {
    "id": "id",
    "time": "time",
    "outcome": "hamd",
    "pre": 1,
    "post": 4,
    "better_is": "lower",
    "reliability": 0.8,
    "cutoff_type": "c",
    "m_functional": 8,
    "sd_functional": 8,
    "group": "treatment",
}
COUPLES: dict[str, Any] = {
    "id": "subject",
    "time": "time",
    "pre": "pre",
    "post": "post",
    "reliability": 0.8,
}
GDS = {**COUPLES, "outcome": "gds", "better_is": "lower"}
DAS = {**COUPLES, "outcome": "das", "better_is": "higher"}
TEXTBOOK: dict[str, Any] = {
    "pre": "pre",
    "post": "post",
    "better_is": "higher",
    "reliability": 0.8,
    "sd": 7.5,
    "sd_clinical": 7.5,
    "m_clinical": 40,
    "sd_functional": 7.5,
    "m_functional": 60,
}


@needs_data
@pytest.mark.parametrize("method", ["JT", "GLN", "EN", "NK", "HLL", "HA", "HLM"])
def test_every_method_gives_the_reference_result(command: Command, method: str) -> None:
    post = {"reliability_post": 0.5} if method == "NK" else {}

    answer = command.answer("rci", DATA / "rci_claus2020_hamd.csv", **CLAUS, method=method, **post)

    wanted = expected("rci_claus2020_hamd.json")["computed"]["methods"][method]
    assert differences(answer, wanted) == []
    assert ("s_diff" in answer) == ("s_diff" in wanted)


@needs_data
def test_intervals_groups_and_cases_are_the_reference_ones(command: Command) -> None:
    answer = command.answer("rci", DATA / "rci_claus2020_hamd.csv", **CLAUS)

    wanted = expected("rci_claus2020_hamd.json")["computed"]
    parts = {key: wanted[key] for key in ("JT_with_wilson", "by_treatment", "cases_JT")}
    assert differences(answer, parts) == []


@needs_data
@pytest.mark.parametrize(
    ("part", "params"),
    [
        ("gds_a", {**GDS, "cutoff_type": "a"}),
        ("das_a", {**DAS, "cutoff_type": "a"}),
        ("gds_c", {**GDS, "cutoff_type": "c", "m_functional": 30, "sd_functional": 7}),
        (
            "gds_c_EN",
            {**GDS, "cutoff_type": "c", "m_functional": 30, "sd_functional": 7, "method": "EN"},
        ),
        (
            "gds_c_HA",
            {**GDS, "cutoff_type": "c", "m_functional": 30, "sd_functional": 7, "method": "HA"},
        ),
        (
            "das_c_spanier",
            {
                **DAS,
                "cutoff_type": "c",
                "m_functional": 114.8,
                "sd_functional": 17.8,
                "reliability": 0.88,
            },
        ),
    ],
)
def test_the_couples_give_the_reference_results(
    command: Command, part: str, params: dict[str, Any]
) -> None:
    answer = command.answer("rci", DATA / "rci_jacobson1989_couples.csv", **params)

    wanted = expected("rci_jacobson1989_couples.json")
    assert differences(answer, wanted["computed"][part]) == []
    if part == "das_c_spanier":
        assert differences(answer["cases_JT"], wanted["cases_das_rel88_spanier"]) == []


def test_the_textbook_case_has_the_printed_numbers(command: Command) -> None:
    data = command.table("id,pre,post", [(1, 32.5, 47.5)])

    answer = command.answer("rci", data, **TEXTBOOK)

    assert answer["se_measurement"] == pytest.approx(3.354101966249684, rel=1e-12)
    assert answer["s_diff"] == pytest.approx(4.743416490252568, rel=1e-12)
    assert answer["cases_JT"][0]["rci"] == pytest.approx(3.16227766016838, rel=1e-12)
    assert answer["reliable_change_points"] == pytest.approx(9.296925484568423, rel=1e-12)
    assert (answer["sd_pre"], answer["sd_post"]) == (None, None)
    assert "combined" not in answer
    assert answer["cases_JT"][0]["recovered"] is None


@pytest.mark.parametrize(("cutoff_type", "cutoff"), [("a", 55), ("b", 45), ("c", 50)])
def test_the_textbook_cutoffs(command: Command, cutoff_type: str, cutoff: float) -> None:
    data = command.table("id,pre,post", [(1, 32.5, 47.5)])

    answer = command.answer("rci", data, **TEXTBOOK, cutoff_type=cutoff_type, significance=0.1)

    assert answer["cutoff"] == cutoff
    assert answer["reliable_change_points"] == pytest.approx(7.802225818133359, rel=1e-12)


def test_cutoff_b_is_made_of_the_functional_sd(command: Command) -> None:
    """A well-known package takes the clinical one, which is a fault when they differ."""
    data = command.table("id,pre,post", [(1, 32.5, 47.5)])

    answer = command.answer("rci", data, **{**TEXTBOOK, "sd_functional": 5}, cutoff_type="b")

    assert answer["cutoff"] == 50


@needs_data
@pytest.mark.parametrize("is_inclusive", [True, False])
@pytest.mark.parametrize(("band", "cutoff"), [("adult", 25), ("adolescent", 28), ("child", 32)])
def test_the_rules_of_the_outcome_scale(
    command: Command, band: str, cutoff: float, is_inclusive: bool
) -> None:
    cases = [case for case in expected("ors_rules_SYNTHETIC.json")["cases"] if case["band"] == band]
    data = command.table(
        "id,pre,post", [(i, case["pre"], case["post"]) for i, case in enumerate(cases)]
    )

    answer = command.answer(
        "rci",
        data,
        pre="pre",
        post="post",
        better_is="higher",
        points=5,
        cutoff=cutoff,
        cutoff_inclusive=True,
        inclusive=is_inclusive,
    )

    for case, wanted in zip(answer["cases_JT"], cases, strict=True):
        rule = wanted["inclusive" if is_inclusive else "strict"]
        reliable = next(key for key in ("improved", "unchanged", "deteriorated") if case[key])
        assert reliable.replace("unchanged", "no_reliable_change") == rule["reliable"]
        assert case["clinical_pre"] == rule["clinical_at_intake"]
        assert case["functional_post"] == rule["above_cutoff_now"]
        assert case["recovered"] == (rule["status"] == "recovered")
        assert case["rci"] is None


def test_who_cannot_improve_reliably_is_counted_apart(command: Command) -> None:
    data = command.table(
        "id,pre,post", [("a", 36, 40), ("b", 35, 40), ("c", 20, 30), ("d", 38, 20)]
    )

    answer = command.answer(
        "rci",
        data,
        pre="pre",
        post="post",
        better_is="higher",
        points=5,
        inclusive=True,
        range=[0, 40],
        cutoff=25,
    )

    assert answer["not_showable"] == 2
    assert answer["distribution"] == {"improved": 2, "unchanged": 0, "deteriorated": 0}
    assert answer["JT_with_wilson"]["recovered"]["pct"] == 50
    assert not any(answer["cases_JT"][0][key] for key in ("improved", "unchanged", "deteriorated"))
    assert "1 af dem er reliabelt forværret." in answer["warnings"]


def test_a_strict_threshold_at_the_end_of_the_scale_cannot_be_passed(command: Command) -> None:
    data = command.table("id,pre,post", [("a", 35, 40), ("b", 34.9, 40)])

    answer = command.answer(
        "rci", data, pre="pre", post="post", better_is="higher", points=5, range=[0, 40]
    )

    assert answer["not_showable"] == 1


def test_a_score_on_the_cutoff_is_on_neither_side(command: Command) -> None:
    data = command.table("id,pre,post", [("up", 25, 40), ("on", 10, 25), ("down", 25, 10)])
    params = {"pre": "pre", "post": "post", "better_is": "higher", "points": 5, "cutoff": 25}

    answer = command.answer("rci", data, **params)

    assert answer["combined"] == {
        "recovered": 0,
        "improved": 2,
        "unchanged": 0,
        "deteriorated": 1,
        "harmed": 0,
    }


def test_who_lacks_a_measurement_is_counted_and_told(command: Command) -> None:
    data = command.table("id,t,y", [(1, 0, 10), (1, 1, 4), (2, 0, 12), (2, 1, "NA"), (3, 1, 2)])

    answer = command.answer(
        "rci",
        data,
        time="t",
        outcome="y",
        pre="0",
        post=1.0,
        better_is="lower",
        reliability=0.8,
        sd=3,
    )

    assert (answer["n_original"], answer["n_used"]) == (3, 1)
    assert answer["warnings"] == [
        "2 af 3 personer mangler en måling ved pre eller post og er ikke med."
    ]


WIDE = {"pre": "pre", "post": "post", "better_is": "higher"}


@pytest.mark.parametrize(
    ("rows", "params", "says"),
    [
        ([(1, 1, 2)], WIDE, "'reliability' mangler"),
        ([(1, 1, 2)], {**WIDE, "reliability": 1}, "0 ≤ x < 1"),
        ([(1, 1, 2)], {**WIDE, "reliability": 0.8}, "for få personer"),
        ([(1, 1, 2), (2, 1, 4)], {**WIDE, "reliability": 0.8}, "alle har samme score"),
        ([(1, None, 2)], {**WIDE, "reliability": 0.8}, "der er for få"),
        ([(1, 1, 2)], {**WIDE, "reliability": 0.8, "sd": 0}, "0 < x"),
        ([(1, 1, 2)], {**WIDE, "reliability": 0.8, "sd": 2, "cutoff_type": "c"}, "m_functional"),
        ([(1, 1, 2)], {**WIDE, "reliability": 0.8, "sd": 2, "cutoff_type": "a"}, "m_clinical"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "method": "GLN"}, "kun bruges med metoden JT"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "range": [40, 0]}, "[mindste, største]"),
        ([(1, 1, 2)], {**WIDE, "reliability": 0.8, "sd": 2, "method": "HLM"}, "alle målinger"),
        ([(1, 1, 2), (1, 2, 3)], {**WIDE, "points": 5}, "'1' står to gange"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "pre": 1}, "'pre' skal være en kolonne"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "pre": "før"}, "Kolonnen 'før' findes ikke"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "time": "pre"}, "'outcome' skal angives"),
        ([(1, 1, 2)], {**WIDE, "points": 5, "outcome": "pre"}, "kun sammen med 'time'"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    command: Command, rows: list[tuple[object, ...]], params: dict[str, Any], says: str
) -> None:
    assert says in command.refusal("rci", command.table("id,pre,post", rows), **params)


LONG = {**WIDE, "time": "t", "outcome": "y", "pre": 0, "post": 1, "points": 5}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([(1, 0, 2, "a"), (1, "0.0", 3, "a")], "to målinger på tidspunktet"),
        ([(1, 0, 2, "a"), (1, 1, 3, "b")], "står i to grupper"),
        ([(1, 0, 2, "a"), (None, 1, 3, "b")], "der står intet i kolonnen 'id'"),
        ([(1, 0, "to", "a")], "'to' er ikke et tal"),
    ],
)
def test_a_long_table_that_contradicts_itself_is_refused(
    command: Command, rows: list[tuple[object, ...]], says: str
) -> None:
    data = command.table("id,t,y,g", rows)

    assert says in command.refusal("rci", data, **LONG, group="g")


def test_slopes_are_judged_over_dates_for_those_with_three_measurements(command: Command) -> None:
    rows = [(1, f"2026-0{month}-01", 10 + month) for month in range(1, 7)]
    rows += [(2, f"2026-0{month}-01", 20 - month) for month in range(1, 7)]
    rows += [(3, f"2026-0{month}-01", 15 + (-1) ** month) for month in range(1, 7)]
    rows += [(4, "2026-01-01", 10), (4, "2026-06-01", 12)]
    data = command.table("id,t,y", rows)
    params = {**LONG, "pre": "2026-01-01", "post": "2026-06-01", "points": None}

    answer = command.answer("rci", data, **params, reliability=0.8, method="HLM", sd=5)

    assert answer["distribution"] == {"improved": 1, "unchanged": 1, "deteriorated": 1}
    assert (answer["pre"], answer["post"]) == (None, None)
    assert (answer["n_original"], answer["n_used"]) == (4, 3)
    assert answer["warnings"][0] == "1 person har færre end tre målinger og er ikke med."
    assert "mindre bedring end de andres" in answer["warnings"][1]
