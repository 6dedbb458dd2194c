"""How goals stand, in the words and colours of a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst

from roedtraad.insight.reports.document import Tone
from roedtraad.insight.reports.sources import Standing
from roedtraad.steering.agreements.queries.statuses import goal_statuses, statuses_as_known
from roedtraad.steering.agreements.status_words import goal_sentence
from roedtraad.steering.indicators.level import ATTENTION, Level

RANKS = {level: rank for rank, level in enumerate(Level)}  # best first
TONES = {
    Level.REACHED: Tone.GOOD,
    Level.DONE: Tone.GOOD,
    Level.ON_TRACK: Tone.FAIR,
    **dict.fromkeys(ATTENTION, Tone.BAD),
    Level.BEHIND: Tone.LATE,
}


def levels(goals: Iterable[int], *, known_on: date | None = None) -> dict[int, Standing]:
    """How each goal stands today, or stood by what was known on a day, and why."""
    found = goal_statuses(goals) if known_on is None else statuses_as_known(goals, known_on)
    return {
        goal: Standing(
            word=str(status.level.label),
            tone=TONES.get(status.level, Tone.NEUTRAL),
            sentence=_without(str(status.level.label), goal_sentence(status)),
            rank=RANKS[status.level],
            level=status.level,
        )
        for goal, status in found.items()
    }


def _without(word: str, sentence: str) -> str:
    """The sentence without the word it begins with, which stands in the badge beside it."""
    return capfirst(sentence.removeprefix(f"{capfirst(word)}: "))
