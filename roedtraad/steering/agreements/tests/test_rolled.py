from decimal import Decimal

import pytest

from roedtraad.steering.agreements.rolled import Child, Together, rolled_up
from roedtraad.steering.agreements.rolled_words import (
    Kind,
    change_sentence,
    data_sentence,
    level_sentence,
)
from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.signs import Data, Sign, joined

GOOD, MISSING, BAD = Level.ON_TRACK, Level.NO_DATA, Level.BEHIND


def children(*levels: Level) -> list[Child]:
    return [Child(f"Mål {place}", level, Sign()) for place, level in enumerate(levels, 1)]


def changed(*verdicts: Verdict | None) -> list[Child]:
    return [
        Child(f"Mål {place}", GOOD, Sign(verdict, Data.SOUND))
        for place, verdict in enumerate(verdicts, 1)
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], Together.NOTHING),
        ([GOOD, Level.REACHED], Together.ALL_GOOD),
        ([GOOD, MISSING], Together.ALL_GOOD),
        ([GOOD, MISSING, MISSING], Together.TOO_FEW),
        ([MISSING], Together.TOO_FEW),
        ([Level.TOO_FEW, Level.NOT_JUDGED, GOOD], Together.TOO_FEW),
        ([BAD, GOOD], Together.PARTLY_BEHIND),
        ([BAD, Level.WORSE, GOOD], Together.BEHIND),
        ([Level.NOT_STARTED, Level.DUE], Together.NOT_DUE),
    ],
)
def test_levels_together_count_what_is_missing_with_the_rest(
    levels: list[Level], expected: Together
) -> None:
    assert rolled_up(children(*levels)).level.together == expected


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.NO_CHANGE, Verdict.NO_CHANGE], Together.NO_CHANGE),
        ([Verdict.NO_CHANGE, Verdict.LOWER], Together.CHANGED),
        ([Verdict.BETTER, Verdict.NO_CHANGE], Together.PARTLY_BETTER),
        ([Verdict.BETTER, Verdict.BETTER, Verdict.NO_CHANGE], Together.BETTER),
        ([Verdict.BETTER, Verdict.WORSE], Together.MIXED),
        ([Verdict.WORSE, Verdict.NO_CHANGE], Together.PARTLY_WORSE),
        ([Verdict.BETTER, Verdict.TOO_FEW, None], Together.TOO_FEW),
    ],
)
def test_changes_together_say_no_more_than_most_of_them_do(
    verdicts: list[Verdict | None], expected: Together
) -> None:
    assert rolled_up(changed(*verdicts)).change.together == expected


def test_a_heavy_child_weighs_more_than_several_light_ones() -> None:
    heavy = Child("Tung", BAD, Sign(), Decimal(3))

    whole = rolled_up([heavy, *children(GOOD, GOOD)])

    assert whole.level.together == Together.BEHIND
    assert "1 bagud (vægt 60 %)" in level_sentence(whole, Kind.INDICATORS)


def test_a_child_without_weight_is_shown_and_decides_nothing() -> None:
    idle = Child("Ude", BAD, Sign(), Decimal(0))

    whole = rolled_up([idle, *children(GOOD)])

    assert whole.level.together == Together.ALL_GOOD
    assert idle in whole.children


def test_the_sentence_names_the_missing_and_why() -> None:
    whole = rolled_up(children(GOOD, GOOD, BAD, MISSING, Level.TOO_FEW))

    sentence = level_sentence(whole, Kind.GOALS)

    assert sentence == (
        "Delvist bagud – 5 mål: 2 på vej, 1 for få til at sige, 1 ingen data, 1 bagud."
        " Ikke talt med som gode: “Mål 4” (ingen data), “Mål 5” (for få til at sige)."
    )


def test_too_few_says_how_many_can_be_judged() -> None:
    sentence = level_sentence(rolled_up(children(GOOD, MISSING, MISSING)), Kind.GOALS)

    assert sentence.startswith("For få til at sige, kun 1 af 3 kan bedømmes")


def test_many_series_say_how_many_signals_chance_alone_would_give() -> None:
    signs = [Sign(Verdict.BETTER, Data.SOUND, 10, 1, 0.2), Sign(Verdict.NO_CHANGE, Data.SOUND, 5)]

    sentence = change_sentence(rolled_up([Child("", GOOD, each) for each in signs]), Kind.GOALS)

    assert "Tegn på ændring nu i 1 af 15 serier; omkring 0,2" in sentence


def test_data_that_are_doubted_in_one_place_are_not_sound() -> None:
    signs = [Sign(None, Data.SOUND), Sign(None, Data.SOUND), Sign(None, Data.DOUBTED)]

    whole = rolled_up([Child("", GOOD, each) for each in signs])

    assert whole.data.together == Together.PARTLY_SOUND
    assert "1 betvivlet" in data_sentence(whole, Kind.GOALS)


def test_what_is_worse_is_not_hidden_by_what_is_better() -> None:
    both = [Sign(Verdict.BETTER, Data.SOUND, 1, 1), Sign(Verdict.WORSE, Data.STALE, 1, 1)]

    together = joined(both)

    assert (together.verdict, together.data, together.signals) == (Verdict.WORSE, Data.STALE, 2)
