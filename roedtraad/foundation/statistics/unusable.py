"""Why data cannot be computed on: a reason that code can ask about, never a text to match."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with the data as a whole."""

    TOO_FEW = "too_few"
    NO_VARIATION = "no_variation"
    OUT_OF_RANGE = "out_of_range"
    UNEQUAL_LENGTHS = "unequal_lengths"
    NO_CONVERGENCE = "no_convergence"


class UnusableData(ValueError):
    """The data, or a parameter, give the question no answer; `reason` says which way."""

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(f"{reason}: {what}" if what else str(reason))
        self.reason = reason
        self.what = what
