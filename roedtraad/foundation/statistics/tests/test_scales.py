import json
import os
from pathlib import Path

import pytest

from roedtraad.foundation.statistics.scales import (
    SDQ,
    FitAlert,
    ScaleKey,
    Who5Band,
    ors_alert,
    scale_score,
    sdq_impact,
    sdq_scores,
    srs_alerts,
    who5_band,
    who5_percent,
)
from roedtraad.foundation.statistics.unusable import UnusableData

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared"))
SCORING = SHARED / "data" / "expected" / "sdq_scoring.json"


@pytest.mark.skipif(not SCORING.is_file(), reason="the reference data are not here")
@pytest.mark.parametrize("name", ["lars_parent", "rikke_self"])
def test_the_published_answers_give_the_published_scores(name: str) -> None:
    case = json.loads(SCORING.read_text("utf-8"))["cases"][name]

    scores = sdq_scores(case["items"])

    assert vars(scores) == case["scores"]
    if "impact_items" in case:
        assert sdq_impact(list(case["impact_items"].values())) == case["impact_score"]


@pytest.mark.skipif(not SCORING.is_file(), reason="the reference data are not here")
def test_the_key_is_the_reference_key() -> None:
    wanted = json.loads(SCORING.read_text("utf-8"))
    number = {name: place for place, name in enumerate(wanted["item_order"], 1)}

    assert {scale: set(key.items) for scale, key in SDQ.items()} == {
        scale: {number[name] for name in names.split()} for scale, names in wanted["scales"].items()
    }
    assert SDQ["peer"].reversed_items == {number[name] for name in wanted["reverse"]}


def test_three_of_five_answers_are_filled_in_and_rounded_half_up() -> None:
    answers = [None] * 25
    answers[2], answers[7], answers[12] = 2, 1, 1

    assert scale_score(answers, SDQ["emotion"]).score == 7
    assert scale_score(answers, SDQ["emotion"]).n_answered == 3
    assert scale_score([1, 2, 1, None, 2], ScaleKey((1, 2, 3, 4, 5))).score == 8  # 7.5


def test_two_answers_give_no_score_and_no_total() -> None:
    answers = [1] * 25
    answers[2] = answers[7] = answers[12] = None

    scores = sdq_scores(answers)

    assert (scores.emotion, scores.total) == (None, None)
    assert scores.conduct == 5


@pytest.mark.parametrize("answer", [3, -1, 0.5])
def test_an_answer_that_the_form_does_not_have_is_refused(answer: float) -> None:
    with pytest.raises(UnusableData):
        sdq_scores([answer] * 25)
    with pytest.raises(UnusableData):
        sdq_scores([1] * 24)
    with pytest.raises(UnusableData):
        sdq_impact([4, 0])


def test_an_unanswered_impact_item_leaves_the_impact_unknown() -> None:
    assert sdq_impact([1, None]) is None
    assert sdq_impact([3, 2, 1, 0]) == 3


@pytest.mark.parametrize(
    ("answers", "percent", "band"),
    [
        ([0] * 5, 0, Who5Band.HIGH_RISK),
        ([2, 2, 2, 1, 1], 32, Who5Band.HIGH_RISK),
        ([2, 2, 2, 2, 1], 36, Who5Band.AT_RISK),
        ([3, 3, 2, 2, 2], 48, Who5Band.AT_RISK),
        ([3, 3, 3, 2, 2], 52, Who5Band.NOT_AT_RISK),
        ([5] * 5, 100, Who5Band.NOT_AT_RISK),
    ],
)
def test_who5_is_raw_times_four_in_danish_bands(
    answers: list[float], percent: int, band: Who5Band
) -> None:
    assert who5_percent(answers) == percent
    assert who5_band(percent) == band


def test_who5_needs_every_answer() -> None:
    assert who5_percent([5, 5, 5, 5, None]) is None
    with pytest.raises(UnusableData):
        who5_band(101)


@pytest.mark.parametrize(
    ("scores", "alert"),
    [
        ([], FitAlert.TOO_FEW),
        ([20], FitAlert.TOO_FEW),
        ([20, 28], FitAlert.ON_TARGET),
        ([20, 25], FitAlert.BETWEEN),
        ([20, 24.9], FitAlert.BELOW),
    ],
)
def test_the_latest_score_is_held_against_the_target(scores: list[float], alert: FitAlert) -> None:
    assert ors_alert(scores, target=28, lower_target=25) == alert


@pytest.mark.parametrize(
    ("scores", "is_called_for"),
    [([], False), ([36], False), ([35.9], True), ([39, 38], True), ([39, 38.1], False)],
)
def test_a_low_or_falling_alliance_calls_for_a_talk(
    scores: list[float], is_called_for: bool
) -> None:
    assert srs_alerts(scores) == is_called_for
