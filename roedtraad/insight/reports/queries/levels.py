"""How goals stand, in the words and colours of a report."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.insight.reports.document import Tone
from roedtraad.insight.reports.sources import Level
from roedtraad.steering.agreements.queries.levels import LEVELS_IN_ORDER, levels_of

TONES = {
    "reached": Tone.GOOD,
    "good": Tone.FAIR,
    "warning": Tone.BAD,
    "bad": Tone.BAD,
}


def levels(goals: Iterable[int]) -> dict[int, Level]:
    """The level of each goal."""
    words = {level: (str(word), kind) for level, kind, word in LEVELS_IN_ORDER}
    return {
        goal: Level(words[level][0], TONES.get(words[level][1], Tone.NEUTRAL))
        for goal, level in levels_of(list(goals)).items()
    }
