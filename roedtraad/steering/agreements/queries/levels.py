"""The level of many goals at once, with the shape and the word it is shown by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from roedtraad.steering.indicators.level import Level

from .statuses import goal_statuses

SHAPES = {
    Level.REACHED: "reached",
    Level.DONE: "reached",
    Level.ON_TRACK: "good",
    Level.NOT_STARTED: "waiting",
    Level.NOT_JUDGED: "none",
    Level.DUE: "waiting",
    Level.TOO_FEW: "unsure",
    Level.NO_DATA: "none",
    Level.BEHIND: "warning",
    Level.OVERDUE: "bad",
    Level.WORSE: "bad",
}
LEVELS_IN_ORDER: Sequence[tuple[str, str, str | Promise]] = tuple(
    (level.value, SHAPES[level], level.label) for level in Level
)


@dataclass(frozen=True)
class ShownLevel:
    """A level as a word and a shape."""

    kind: str
    word: str


def shown_level(level: Level) -> ShownLevel:
    return ShownLevel(SHAPES[level], str(level.label))


def level_choices() -> list[tuple[str, str]]:
    """Each word of a level once, to choose from: a milestone may be reached as a number is."""
    words: dict[str, str] = {}
    for level in Level:
        words.setdefault(str(level.label), level.value)
    return [(value, word) for word, value in words.items()]


def is_called_alike(level: str, other: str) -> bool:
    """Whether two levels have the same word."""
    return level == other or Level(level).label == Level(other).label


def levels_of(goals: Iterable[int], *, on: date | None = None) -> dict[int, str]:
    """The level of each goal."""
    return {pk: status.level.value for pk, status in goal_statuses(goals, on=on).items()}
