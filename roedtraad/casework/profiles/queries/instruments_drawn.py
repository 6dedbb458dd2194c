"""What is drawn of a course: the same on the case, in the evaluation and on paper."""

from __future__ import annotations

from roedtraad.casework.profiles.verdicts_words import points
from roedtraad.foundation.ui.chart_frame import day
from roedtraad.foundation.ui.course_picture import Drawn

from .instruments import Course


def drawn(course: Course) -> Drawn:
    """Scores, the band that a reliable change leaves round the first one, and the cut-off."""
    basis, scores = course.verdict.basis, course.scores
    low, high = basis.reach
    first = float(scores[0].score)
    band = None
    if basis.limit is not None:
        band = (max(low, first - basis.limit), min(high, first + basis.limit))
    return Drawn(
        scores=[(each.on, float(each.score)) for each in scores],
        reach=basis.reach,
        band=band,
        line=basis.cutoff,
        line_said="" if basis.cutoff is None else points(basis.cutoff),
        said=[points(each.score) for each in scores],
        ends_said=(points(low), points(high)),
        days_said=(day(scores[0].on), day(scores[-1].on)),
    )
