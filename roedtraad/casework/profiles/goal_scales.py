"""The scales a goal can be scored on: their numbers, and which end is better."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.statistics.goals import GoalType, is_reached

from .models import GoalKind, GoalScale

Words = dict[int, str | Promise]


@dataclass(frozen=True)
class Scale:
    """Whole numbers from `lowest` to `highest`; `words` say what some of them mean."""

    lowest: int
    highest: int
    lower_is_better: bool
    words: Words

    @property
    def values(self) -> range:
        return range(self.lowest, self.highest + 1)

    @property
    def best(self) -> int:
        return self.lowest if self.lower_is_better else self.highest

    def progress(self, first: int, last: int) -> int:
        """Steps nearer to the goal; negative where it is further away."""
        return first - last if self.lower_is_better else last - first


SCALES: dict[str, Scale] = {
    GoalScale.NUMBER: Scale(0, 10, lower_is_better=False, words={}),
    GoalScale.ATTAINMENT: Scale(
        *(-2, 2),
        lower_is_better=False,
        words={
            -2: _("much less than expected"),
            -1: _("less than expected"),
            0: _("as expected"),
            1: _("more than expected"),
            2: _("much more than expected"),
        },
    ),
    GoalScale.FFB: Scale(  # KL's FFB, levels of functioning; the catalogue itself has no order
        *(0, 4),
        lower_is_better=True,
        words={
            0: _("no reduction"),
            1: _("slight reduction"),
            2: _("moderate reduction"),
            3: _("severe reduction"),
            4: _("complete reduction"),
        },
    ),
}


def reached(
    scale: str, kind: str, *, first: int | None, last: int | None, aim: int | None
) -> bool | None:
    """Whether the goal is reached by the last score; None when it cannot be said.

    On −2 to +2 without an aim, 0 is what was expected.
    """
    target = 0 if aim is None and scale == GoalScale.ATTAINMENT else aim
    return is_reached(
        GoalType(GoalKind(kind).value),
        baseline=first,
        latest=last,
        target=target,
        lower_is_better=SCALES[scale].lower_is_better,
    )
