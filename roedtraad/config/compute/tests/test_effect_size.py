from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

ANOREXIA: dict[str, Any] = {"pre": "Prewt", "post": "Postwt", "group": "Treat", "control": "Cont"}
WIDE = {"pre": "pre", "post": "post"}


@needs_data
def test_each_arm_gives_the_reference_result(command: Command) -> None:
    answer = command.answer("effect-size", DATA / "es_anorexia_family_therapy.csv", **ANOREXIA)

    wanted = expected("effect_sizes.json")
    assert differences(answer["groups"], wanted["anorexia"]) == []
    assert differences(answer["ancova_vs_control"], wanted["anorexia_ancova_vs_control"]) == []
    assert differences(answer["change_vs_control"], wanted["anorexia_change_vs_control"]) == []
    assert (answer["n_original"], answer["n_used"], answer["warnings"]) == (72, 72, [])


@needs_data
def test_a_long_table_gives_the_reference_result(command: Command) -> None:
    answer = command.answer(
        "effect-size",
        DATA / "rci_claus2020_hamd.csv",
        id="id",
        time="time",
        outcome="hamd",
        pre=1,
        post=4,
    )

    assert differences(answer, expected("effect_sizes.json")["claus_hamd_t1_t4"]) == []
    assert (answer["n_original"], answer["n_used"]) == (43, 40)


@needs_data
def test_published_studies_give_the_reference_differences(command: Command) -> None:
    arms = expected("effect_sizes.json")["morris2008_inputs"]
    names = ("m_pre", "m_post", "sd_pre", "n", "r")
    rows = [
        [arms[arm][name][study] for arm in ("treat", "control") for name in names]
        for study in range(5)
    ]
    data = command.table(",".join(f"{name}_{arm}" for arm in "tc" for name in names), rows)

    answer = command.answer("effect-size", data, summary=True)

    found = [(round(each["yi"], 4), round(each["vi"], 4)) for each in answer["studies"]]
    assert found == [
        (0.7421, 0.1138),
        (0.9524, 0.0426),
        (1.8054, 0.2833),
        (1.1514, 0.1458),
        (0.5050, 0.1667),
    ]


def test_four_pairs_give_a_change_but_no_interval(command: Command) -> None:
    data = command.table("pre,post", [(1, 2), (2, 4), (3, 4), (5, 5), (None, 3)])

    answer = command.answer("effect-size", data, **WIDE)

    assert answer["mean_change"] == 1
    assert answer["ci95_mean_change"] is answer["SMCR_ci95"] is answer["SMCC_ci95"] is None
    assert len(answer["warnings"]) == 2
    assert not any("effekt" in warning.lower() for warning in answer["warnings"])


@pytest.mark.parametrize(
    ("rows", "nothing"),
    [
        ([(1, 2)], {"sd_pre", "r", "t", "p", "d_z", "SMCR_g", "SMCC_var"}),
        ([(1, 2)] * 6, {"r", "t", "p", "d_z", "d_av", "d_pre_glass", "SMCR_g", "SMCR_ci95"}),
        ([(n, n + 1) for n in range(6)], {"t", "d_z", "SMCC_g"}),
    ],
)
def test_what_does_not_vary_gives_null_and_no_infinity(
    command: Command, rows: list[tuple[float, float]], nothing: set[str]
) -> None:
    answer = command.answer("effect-size", command.table("pre,post", rows), **WIDE)

    assert {key for key in nothing if answer[key] is not None} == set()
    assert answer["mean_change"] == 1


def test_other_confidence_levels_name_their_limits(command: Command) -> None:
    rows = [("a", n, n + n % 3) for n in range(8)] + [("b", n, n + 2 + n % 2) for n in range(8)]
    data = command.table("g,pre,post", rows)

    answer = command.answer("effect-size", data, **WIDE, group="g", control="a", conf_level=0.9)

    assert set(answer["ancova_vs_control"]["ci"][0]) == {"5 %", "95 %", "_row"}
    assert list(answer["ancova_vs_control"]["coef"]) == ["(Intercept)", "pre", "gb"]


def test_a_control_named_by_number_is_found(command: Command) -> None:
    rows = [(0, n, n + n % 3) for n in range(6)] + [(1, n, n + 2 + n % 2) for n in range(6)]
    data = command.table("g,pre,post", rows)

    answer = command.answer("effect-size", data, **WIDE, group="g", control=0)

    assert answer["change_vs_control"]["coef"] == pytest.approx([1, 1.5])


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"post": "post"}, "Parameteren 'pre' mangler"),
        ({**WIDE, "control": "a"}, "'control' kræver"),
        ({**WIDE, "group": "g", "control": "x"}, "Kontrolgruppen 'x' findes ikke"),
        ({**WIDE, "group": "g", "control": "a", "where": {"g": "a"}}, "kun én gruppe"),
        ({**WIDE, "conf_level": 1}, "0 < x < 1"),
        ({"summary": True}, "Kolonnen 'm_pre_t' findes ikke"),
        ({**WIDE, "where": {"g": "c"}}, "der er for få"),
        ({**WIDE, "where": {"g": ["b", "a"]}, "group": "g", "control": "a"}, "varierer ikke"),
    ],
)
def test_what_cannot_be_computed_is_refused(
    command: Command, params: dict[str, Any], says: str
) -> None:
    data = command.table(
        "g,pre,post", [("a", 1, 2), ("a", 1, 3), ("b", 1, 2), ("b", 1, 4), ("c", 1, None)]
    )

    assert says in command.refusal("effect-size", data, **params)
