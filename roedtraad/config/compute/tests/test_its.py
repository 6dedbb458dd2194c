import pytest

from .running import DATA, Command, differences, expected, needs_data

BAN = {
    "time": "time",
    "outcome": "aces",
    "intervention": "smokban",
    "offset": "stdpop",
    "month": "month",
}
COLUMNS = {"time": "t", "outcome": "y", "intervention": "x"}


@needs_data
def test_the_published_series_is_reproduced(command: Command) -> None:
    answer = command.answer("its", DATA / "its_sicily_smoking_ban.csv", **BAN)

    wanted = expected("its_sicily.json")["computed"]
    assert differences(answer, wanted, relative=1e-6) == []


@needs_data
def test_only_the_models_asked_for_are_told(command: Command) -> None:
    params = {**BAN, "models": ["m2"]}
    del params["month"]

    answer = command.answer("its", DATA / "its_sicily_smoking_ban.csv", **params)

    assert "m2_quasi_step" in answer
    assert [key for key in answer if key.startswith(("m1", "m3", "m4"))] == []


def stepped(n_before: int = 12, n_after: int = 12) -> list[tuple[int, int, int]]:
    return [
        (t, (40 if t <= n_before else 80) + t % 3, int(t > n_before))
        for t in range(1, n_before + n_after + 1)
    ]


def test_a_doubling_is_found_whatever_the_order_of_the_rows(command: Command) -> None:
    forwards = command.answer(
        "its", command.table("t,y,x", stepped()), **COLUMNS, models=["m1", "m2"]
    )
    backwards = command.answer(
        "its", command.table("t,y,x", stepped()[::-1]), **COLUMNS, models=["m1", "m2"]
    )

    assert forwards["m2_quasi_step"]["rr"] == pytest.approx(2, rel=0.1)
    assert forwards["m2_quasi_step"] == pytest.approx(backwards["m2_quasi_step"])
    assert forwards["mean_rate_pre"] == pytest.approx(41)


def test_a_number_too_large_to_compute_with_is_refused(command: Command) -> None:
    rows = [(*row, 1e308 if row[0] == 5 else row[0] % 12) for row in stepped()]

    sentence = command.refusal("its", command.table("t,y,x,m", rows), **COLUMNS, month="m")

    assert "for store" in sentence


def test_few_periods_are_told_and_missing_ones_left_out(command: Command) -> None:
    rows = [(t, None if t == 3 else y, x) for t, y, x in stepped(6, 6)]

    answer = command.answer("its", command.table("t,y,x", rows), **COLUMNS, models=["m1"])

    assert (answer["n_original"], answer["n_used"]) == (12, 11)
    assert any("mindst 8 på hver side" in each for each in answer["warnings"])
    assert any("1 perioder mangler et tal" in each for each in answer["warnings"])


@pytest.mark.parametrize(
    ("rows", "params", "part"),
    [
        ([(1, 4, 0), (2, 5, 0)], {}, "skal være 0 i perioderne før"),
        ([(1, 4, 0), (2, 5, 1), (3, 5, 0)], {}, "skal være 0 i perioderne før"),
        ([(1, 4, 0), (2, 5, 2)], {}, "den er 0 før og 1 efter"),
        ([(1, -4, 0), (2, 5, 1)], {}, "et antal er mindst 0"),
        ([(1, 4, 0), (1, 5, 1)], {}, "forekommer to gange"),
        ([(1, 4, 0), (2, 5, 1)], {}, "for få rækker"),
        (stepped(), {"models": ["m3"]}, "'month' mangler"),
        (stepped(), {"models": []}, "'models' er tom"),
        ([(1, "mange", 0), (2, 5, 1)], {}, "'mange' er ikke et tal"),
    ],
)
def test_what_is_no_interrupted_series_is_refused(
    command: Command, rows: list[tuple[object, ...]], params: dict[str, object], part: str
) -> None:
    data = command.table("t,y,x", rows)

    assert part in command.refusal("its", data, **{**COLUMNS, "models": ["m1"], **params})
