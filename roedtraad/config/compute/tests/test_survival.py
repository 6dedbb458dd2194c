from typing import Any

import pytest

from .running import DATA, Command, differences, expected, needs_data

COLUMNS: dict[str, Any] = {"duration": "t", "event": "e"}
ROSSI: dict[str, Any] = {
    "duration": "week",
    "event": "arrest",
    "times": [10, 20, 30, 40, 52],
}


def without_row_names(part: Any) -> Any:
    """The expected tables carry R's row names, which are no part of an answer."""
    for row in part["table"]:
        row.pop("_row", None)
    return part


@needs_data
@pytest.mark.parametrize(("part", "conf_type"), [("log", "log"), ("loglog", "log-log")])
def test_the_remissions_give_the_reference_result(
    command: Command, part: str, conf_type: str
) -> None:
    answer = command.answer(
        "survival",
        DATA / "km_6mp_leukemia_remission.csv",
        duration="weeks",
        event="event",
        group="arm",
        conf_type=conf_type,
        times=[6, 10, 16, 22, 23, 30],
    )

    assert differences(answer, without_row_names(expected("km.json")["drug6mp"][part])) == []


@needs_data
@pytest.mark.parametrize(("part", "conf_type"), [("log", "log"), ("loglog", "log-log")])
def test_the_social_experiment_gives_the_reference_result(
    command: Command, part: str, conf_type: str
) -> None:
    """The file codes aid as 0 and 1 where the reference says no and yes."""
    answer = command.answer(
        "survival", DATA / "km_rossi_recidivism.csv", **ROSSI, group="fin", conf_type=conf_type
    )

    wanted = without_row_names(expected("km.json")["rossi"][part])
    for row in [*wanted["table"], *wanted["at_times"]]:
        row["strata"] = {"group=no": "group=0", "group=yes": "group=1"}[row["strata"]]
    assert differences(answer, wanted) == []


@needs_data
def test_without_groups_there_is_one_curve_and_no_test(command: Command) -> None:
    answer = command.answer("survival", DATA / "km_rossi_recidivism.csv", **ROSSI)

    assert differences(answer, expected("km.json")["rossi"]["overall"]) == []
    assert "logrank" not in answer
    assert answer["warnings"] == ["Medianen er ikke nået: under halvdelen har haft hændelsen."]


def test_an_open_case_counts_for_as_long_as_it_was_seen(command: Command) -> None:
    data = command.table("t,e", [(2, 1), (3, 0), (3, 1), (5, 1)])

    answer = command.answer("survival", data, **COLUMNS, times=[0, 2, 3, 4, 5, 9])

    assert [each["n_risk"] for each in answer["at_times"]] == [4, 4, 3, 1, 1, 0]
    assert [each["surv"] for each in answer["at_times"]] == pytest.approx([1, 0.75, 0.5, 0.5, 0, 0])
    assert answer["table"][0]["median"] == 3


def test_cases_that_enter_late_are_at_risk_from_then_on(command: Command) -> None:
    data = command.table("t,e,s", [(5, 1, 0), (6, 1, 2), (9, 0, 5), (4, 1, 3)])

    answer = command.answer("survival", data, **COLUMNS, entry="s", times=[4, 5, 6])

    assert [each["n_risk"] for each in answer["at_times"]] == [3, 2, 2]
    assert [each["surv"] for each in answer["at_times"]] == pytest.approx([2 / 3, 1 / 3, 1 / 6])


def test_words_can_be_the_event(command: Command) -> None:
    data = command.table("t,e", [(2, "hjem"), (3, "åben"), (4, "hjem")])

    answer = command.answer("survival", data, **COLUMNS, event_value="hjem")

    assert answer["table"][0]["events"] == 2


def test_groups_that_cannot_be_compared_have_no_test(command: Command) -> None:
    data = command.table("t,e,g", [(2, 0, "a"), (3, 0, "b"), (3, None, "b"), (3, 1, None)])

    answer = command.answer("survival", data, **COLUMNS, group="g")

    assert answer["logrank"] == {"chisq": None, "df": 1, "p": None, "obs": [0, 0], "exp": [0, 0]}
    assert (answer["n_original"], answer["n_used"]) == (4, 2)
    assert answer["warnings"][:2] == [
        "2 sager mangler et tal, en gruppe eller tid under observation og er ikke med.",
        "Ingen sager har hændelsen '1'.",
    ]


@pytest.mark.parametrize(
    ("rows", "params", "says"),
    [
        ([(-1, 1, 0)], {}, "varigheden kan ikke være under 0"),
        ([(1, 1, 2)], {"entry": "s"}, "den ligger efter varighedens slutning"),
        ([(1, 1, 1)], {"entry": "s"}, "der er for få"),
        ([(None, 1, 0)], {}, "der er for få"),
        ([("tre", 1, 0)], {}, "'tre' er ikke et tal"),
        ([(1, 1, 0)], {"conf_type": "plain"}, "log | log-log"),
        ([(1, 1, 0)], {"times": ["1"]}, "'times' skal være liste af tal"),
    ],
)
def test_durations_that_make_no_sense_are_refused(
    command: Command, rows: list[tuple[Any, ...]], params: dict[str, Any], says: str
) -> None:
    assert says in command.refusal("survival", command.table("t,e,s", rows), **COLUMNS, **params)
