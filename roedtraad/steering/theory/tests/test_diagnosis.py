from itertools import product

import pytest

from roedtraad.steering.indicators.level import Level
from roedtraad.steering.theory.diagnosis import (
    Answer,
    Fact,
    Reading,
    carried_out,
    diagnosis,
    moved,
    reading,
    together,
)

YES, NO, EARLY, UNKNOWN = Answer.YES, Answer.NO, Answer.EARLY, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("done", "outputs", "result", "expected"),
    [
        (NO, YES, NO, Reading.NOT_CARRIED_OUT),
        (NO, NO, NO, Reading.NOT_CARRIED_OUT),
        (NO, UNKNOWN, NO, Reading.NOT_CARRIED_OUT),
        (YES, NO, NO, Reading.NO_OUTPUT),
        (YES, YES, NO, Reading.NO_RESULT),
        (YES, YES, YES, Reading.HOLDS),
        (NO, YES, YES, Reading.OTHER_CAUSE),
        (NO, NO, YES, Reading.OTHER_CAUSE),
        (NO, UNKNOWN, YES, Reading.OTHER_CAUSE),
        (YES, NO, YES, Reading.OTHER_CAUSE),
        (UNKNOWN, NO, YES, Reading.OTHER_CAUSE),
        (UNKNOWN, YES, NO, Reading.NO_RESULT),
        (UNKNOWN, NO, NO, Reading.NO_DATA),
        (YES, UNKNOWN, NO, Reading.NO_DATA),
        (YES, UNKNOWN, YES, Reading.NO_DATA),
        (UNKNOWN, YES, YES, Reading.NO_DATA),
        (YES, YES, UNKNOWN, Reading.NO_DATA),
        (YES, YES, EARLY, Reading.TOO_EARLY),
        (EARLY, EARLY, NO, Reading.TOO_EARLY),
        (YES, EARLY, YES, Reading.TOO_EARLY),
    ],
)
def test_the_reading_follows_from_three_answers(
    done: Answer, outputs: Answer, result: Answer, expected: Reading
) -> None:
    assert reading(done, outputs, result) == expected


def test_a_chain_never_holds_while_one_of_its_steps_is_not_known_to_have_moved() -> None:
    found = {each: reading(*each) for each in product(Answer, repeat=3)}

    assert [each for each, read in found.items() if read == Reading.HOLDS] == [(YES, YES, YES)]
    assert len(found) == 64


@pytest.mark.parametrize("done", Answer)
@pytest.mark.parametrize("outputs", Answer)
def test_without_data_of_the_result_nothing_is_claimed(done: Answer, outputs: Answer) -> None:
    assert reading(done, outputs, UNKNOWN) in (Reading.NO_DATA, Reading.TOO_EARLY)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([YES, YES], YES),
        ([YES, NO, YES], NO),
        ([YES, UNKNOWN], YES),
        ([EARLY, UNKNOWN], EARLY),
        ([UNKNOWN], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_one_link_that_failed_breaks_the_step(answers: list[Answer], expected: Answer) -> None:
    assert together(answers) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.REACHED, YES),
        (Level.DONE, YES),
        (Level.ON_TRACK, YES),
        (Level.BEHIND, NO),
        (Level.OVERDUE, NO),
        (Level.WORSE, NO),
        (Level.NOT_STARTED, EARLY),
        (Level.DUE, EARLY),
        (Level.NO_DATA, UNKNOWN),
        (Level.NOT_JUDGED, UNKNOWN),
    ],
)
def test_every_level_is_an_answer(level: Level, expected: Answer) -> None:
    assert moved(level) == expected


@pytest.mark.parametrize(
    ("due", "done_of_due", "all_done", "expected"),
    [
        (5, 4, 4, YES),
        (5, 3, 3, NO),
        (1, 0, 2, NO),
        (0, 0, 0, EARLY),
        (0, 0, 1, YES),
    ],
)
def test_it_was_carried_out_when_enough_of_what_is_due_is_done(
    due: int, done_of_due: int, all_done: int, expected: Answer
) -> None:
    answer = carried_out(due=due, done_of_due=done_of_due, all_done=all_done, enough=0.8)

    assert answer == expected


def test_the_diagnosis_keeps_every_fact_it_rests_on() -> None:
    done = Fact("Handlinger", YES, "3 af 3")
    output = Fact("Målene er skrevet", NO, "Bagud")
    result = Fact("Hverdagen", NO, "Forværret")

    found = diagnosis([done], [output], [result])

    assert found.reading == Reading.NO_OUTPUT
    assert [step.answer for step in found.steps] == [YES, NO, NO]
    assert [fact for step in found.steps for fact in step.facts] == [done, output, result]
