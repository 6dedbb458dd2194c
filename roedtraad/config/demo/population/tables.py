"""The columns of a population. Days are `date.toordinal()`, 0 where something did not happen."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

OWN, GAS, FFB = range(3)  # 0–10; −2…2; 0–4 where lower is better
DEVELOP, MAINTAIN, LIMIT_LOSS = range(3)
# why an intervention ended, in the order of `REASONS`
RUNS, REACHED, OTHER, DECLINED, NOT_HELPING, MOVED, BREAKDOWN = range(7)
REASONS = ("", "reached", "other", "declined", "not_helping", "moved", "breakdown")


@dataclass(frozen=True)
class Table:
    """Columns of one length."""

    def __len__(self) -> int:
        return int(getattr(self, fields(self)[0].name).size)

    def only(self, rows: NDArray[Any]) -> Self:
        """Those rows, by flags or by places."""
        return type(self)(*(getattr(self, each.name)[rows] for each in fields(self)))


@dataclass(frozen=True)
class Families(Table):
    """A family, or an adult, and the intervention they receive. `kind` is a place in the design.

    `discussed_on`: when the intervention was discussed before it began, if it was.
    """

    unit: Counts
    kind: Counts
    opened_on: Counts
    starts_on: Counts
    planned_to: Counts
    ended_on: Counts
    reason: Counts
    discussed_on: Counts
    adults: Counts


@dataclass(frozen=True)
class Children(Table):
    """Whom the case is about: a child, its sisters and brothers, or the adult."""

    family: Counts
    born_on: Counts


@dataclass(frozen=True)
class Goals(Table):
    """An operational goal. `target` is a level of its own scale.

    `made_with`: whether the family took part in making it; `recognised`: whether the goal is
    theirs by their own word.
    """

    child: Counts
    family: Counts
    scale: Counts
    aim: Counts
    agreed_on: Counts
    closed_on: Counts
    target: Counts
    made_with: Flags
    recognised: Flags


@dataclass(frozen=True)
class Scores(Table):
    """A level of a goal by one rater: the day it was given, and the day it was recorded."""

    goal: Counts
    rater: Counts
    given_on: Counts
    recorded_on: Counts
    value: Counts


@dataclass(frozen=True)
class Evaluations(Table):
    """That an evaluation was due at the end of a quarter, and when it was approved, if it was."""

    family: Counts
    due_on: Counts
    approved_on: Counts


@dataclass(frozen=True)
class Feedback(Table):
    """What somebody of the family said of the last conversations, 0–10."""

    family: Counts
    given_on: Counts
    value: Counts


@dataclass(frozen=True)
class Notes(Table):
    """A note of the diary; `text` is a number to choose one by."""

    family: Counts
    given_on: Counts
    recorded_on: Counts
    text: Counts


@dataclass(frozen=True)
class Population:
    """Everything that was known of the families on the day the design ends."""

    families: Families
    children: Children
    goals: Goals
    scores: Scores
    evaluations: Evaluations
    feedback: Feedback
    notes: Notes
