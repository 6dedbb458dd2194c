"""Where a chain breaks. Plain rules: no database, no request, no clock.

Three questions are asked of each result goal: was it carried out, did the outputs move, did the
result move? The reading follows from the answers by one table. What is not known is said, and
never guessed: "no data" is a reading too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.steering.indicators.level import Level


class Answer(models.TextChoices):
    """What is known of one step of the chain."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    EARLY = "early", _("too early to tell")
    UNKNOWN = "unknown", _("no data")


class Reading(models.TextChoices):
    """What the answers say of the theory."""

    NOT_CARRIED_OUT = "not_carried_out", _("it was not carried out")
    NO_OUTPUT = "no_output", _("the activity did not give the output")
    NO_RESULT = "no_result", _("the output did not give the result")
    HOLDS = "holds", _("the theory holds so far")
    OTHER_CAUSE = "other_cause", _("something else moved it")
    TOO_EARLY = "too_early", pgettext_lazy("reading of a theory", "too early to tell")
    NO_DATA = "no_data", pgettext_lazy("reading of a theory", "no data")


BREAKS = frozenset({Reading.NOT_CARRIED_OUT, Reading.NO_OUTPUT, Reading.NO_RESULT})
MOVED = frozenset({Level.REACHED, Level.DONE, Level.ON_TRACK})
NOT_MOVED = frozenset({Level.BEHIND, Level.OVERDUE, Level.WORSE})
NOT_DUE = frozenset({Level.NOT_STARTED, Level.DUE})
A, R = Answer, Reading
# was it carried out × did the outputs move × did the result move; what is missing is no data
TABLE: dict[tuple[Answer, Answer, Answer], Reading] = {
    (A.NO, A.YES, A.NO): R.NOT_CARRIED_OUT,
    (A.NO, A.NO, A.NO): R.NOT_CARRIED_OUT,
    (A.NO, A.UNKNOWN, A.NO): R.NOT_CARRIED_OUT,
    (A.YES, A.NO, A.NO): R.NO_OUTPUT,
    (A.YES, A.YES, A.NO): R.NO_RESULT,
    # whoever carried it out: the outputs came, and the result did not
    (A.UNKNOWN, A.YES, A.NO): R.NO_RESULT,
    (A.YES, A.YES, A.YES): R.HOLDS,
    (A.YES, A.NO, A.YES): R.OTHER_CAUSE,
    (A.UNKNOWN, A.NO, A.YES): R.OTHER_CAUSE,
    (A.NO, A.YES, A.YES): R.OTHER_CAUSE,
    (A.NO, A.NO, A.YES): R.OTHER_CAUSE,
    (A.NO, A.UNKNOWN, A.YES): R.OTHER_CAUSE,
}


SENTENCES = {
    R.NOT_CARRIED_OUT: _(
        "The result has not moved, and what was to be done is not done."
        " Whether the theory holds cannot be told before it is."
    ),
    R.NO_OUTPUT: _(
        "What was to be done is done, and the outputs have not come:"
        " look at how it is done, and for whom."
    ),
    R.NO_RESULT: _(
        "The outputs are there, and the result has not followed:"
        " look at the assumption between them."
    ),
    R.HOLDS: _(
        "It was done, the outputs came, and the result has moved."
        " That is no proof: others may have done their part."
    ),
    R.OTHER_CAUSE: _(
        "The result has moved, but not by this way. Find out what moved it before you claim it."
    ),
    R.TOO_EARLY: _("What would show it is not due yet."),
    R.NO_DATA: _(
        "Something on the way is not measured, so nothing can be said of where it breaks."
    ),
}


class Step(StrEnum):
    """A step of the chain."""

    CARRIED_OUT = "carried_out"
    OUTPUTS = "outputs"
    RESULT = "result"


QUESTIONS = {
    Step.CARRIED_OUT: _("Was it carried out?"),
    Step.OUTPUTS: _("Did the outputs move?"),
    Step.RESULT: _("Did the result move?"),
}


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a step: its answer, and the sentence with the numbers."""

    about: str
    answer: Answer
    sentence: str


@dataclass(frozen=True)
class StepAnswer:
    """One step with all that its answer rests on."""

    step: Step
    answer: Answer
    facts: Sequence[Fact]

    @property
    def question(self) -> str:
        return str(QUESTIONS[self.step])


@dataclass(frozen=True)
class Diagnosis:
    """What the chain to one result goal says."""

    reading: Reading
    carried_out: StepAnswer
    outputs: StepAnswer
    result: StepAnswer

    @property
    def sentence(self) -> str:
        """What the reading means, and what to do with it."""
        return str(SENTENCES[self.reading])

    @property
    def steps(self) -> tuple[StepAnswer, StepAnswer, StepAnswer]:
        return self.carried_out, self.outputs, self.result


def diagnosis(
    carried_out: Iterable[Fact], outputs: Iterable[Fact], result: Iterable[Fact]
) -> Diagnosis:
    """The reading of one chain."""
    steps = (
        _answered(Step.CARRIED_OUT, carried_out),
        _answered(Step.OUTPUTS, outputs),
        _answered(Step.RESULT, result),
    )
    return Diagnosis(reading(*(each.answer for each in steps)), *steps)


def reading(carried_out: Answer, outputs: Answer, result: Answer) -> Reading:
    """What the three answers together say."""
    if result == Answer.EARLY:
        return Reading.TOO_EARLY
    known = (_known(carried_out), _known(outputs), _known(result))
    found = TABLE.get(known)
    if found is not None:
        return found
    return Reading.TOO_EARLY if Answer.EARLY in (carried_out, outputs) else Reading.NO_DATA


def together(answers: Iterable[Answer]) -> Answer:
    """One answer for several facts: a link that failed breaks the chain, whatever else held."""
    given = set(answers)
    for answer in (Answer.NO, Answer.YES, Answer.EARLY):
        if answer in given:
            return answer
    return Answer.UNKNOWN


def moved(level: Level) -> Answer:
    """Whether what has this level moved as it should have by now."""
    if level in MOVED:
        return Answer.YES
    if level in NOT_MOVED:
        return Answer.NO
    return Answer.EARLY if level in NOT_DUE else Answer.UNKNOWN


def carried_out(*, due: int, done_of_due: int, all_done: int, enough: float) -> Answer:
    """Whether enough of the actions that should be done by now are done.

    Before anything is due, what is done already counts for yes; else it is too early.
    """
    if due:
        return Answer.YES if done_of_due >= enough * due else Answer.NO
    return Answer.YES if all_done else Answer.EARLY


def _answered(step: Step, facts: Iterable[Fact]) -> StepAnswer:
    found = tuple(facts)
    return StepAnswer(step, together(each.answer for each in found), found)


def _known(answer: Answer) -> Answer:
    return Answer.UNKNOWN if answer == Answer.EARLY else answer
