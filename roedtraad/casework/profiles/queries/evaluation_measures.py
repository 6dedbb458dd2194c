"""What questionnaires say in an evaluation: as JSON that it keeps, and as it is read.

A measure is a dict of JSON values: whose and by whom (keys), `scores` ([day, score, band]), `reach`
of the scale, `band` that a reliable change leaves round the first score, `cutoff`, `state`, and the
words as they were shown: `short`, `said` and `method` ([label, value]: method, limit, SD,
reliability and its source, norms, version).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.casework.profiles.models import DevelopmentProfile, Informant
from roedtraad.casework.profiles.queries.instruments_drawn import drawn
from roedtraad.casework.profiles.verdicts import VerdictState
from roedtraad.casework.profiles.verdicts_words import method, points, sentence, short
from roedtraad.foundation.ui.chart_frame import day
from roedtraad.foundation.ui.course_picture import Drawn, course_picture

from .instruments import Course, courses

Measure = dict[str, Any]
S = VerdictState
KINDS = {
    **dict.fromkeys((S.RECOVERED, S.IMPROVED), "good"),
    **dict.fromkeys((S.DETERIORATED, S.HARMED), "bad"),
    **dict.fromkeys((S.TOO_FEW, S.TOO_CLOSE, S.NO_LIMIT, S.CANNOT_SHOW), "unsure"),
}


@dataclass(frozen=True)
class MeasureLine:
    """One scale by one who answered. `kind` is a kind of c-fds.state."""

    title: str
    is_part: bool  # of a total that is told too
    version: str
    about: str
    by: str
    picture: SafeString
    kind: str
    short: str
    said: str
    rows: list[tuple[date, str, str]]
    method: list[tuple[str, str]]


def measures_of(profile: DevelopmentProfile) -> list[Measure]:
    """The courses of those the profile is about, of a case that the caller has opened."""
    if profile.case is None:
        return []
    about = set(profile.subjects.values_list("citizen", flat=True))
    found = [each for each in courses(profile.case) if not about or each.citizen.pk in about]
    told_whole = {each.version.pk for each in found if not each.scale.totals.all()}
    return [_kept(each, is_told_whole=each.version.pk in told_whole) for each in found]


def measure_lines(measures: Iterable[Measure]) -> list[MeasureLine]:
    """The measures as they are read; one query for the names."""
    measures = list(measures)
    keys = {each[name] for each in measures for name in ("citizen", "answered_by")}
    people = Citizen.objects.in_bulk([key for key in keys if key is not None])
    return [_line(each, people) for each in measures]


def _kept(course: Course, *, is_told_whole: bool) -> Measure:
    picture, verdict = drawn(course), course.verdict
    return {
        "scale": course.scale.pk,
        "title": str(course.scale),
        "is_part": is_told_whole and bool(course.scale.totals.all()),
        "version": str(course.version),
        "citizen": course.citizen.pk,
        "answered_by": course.answered_by.pk if course.answered_by else None,
        "informant": str(course.informant),
        "scores": [[each.on.isoformat(), float(each.score), each.band] for each in course.scores],
        "n": len(course.scores),
        "reach": list(picture.reach),
        "band": list(picture.band) if picture.band else None,
        "cutoff": picture.line,
        "state": str(verdict.state),
        "short": short(verdict),
        "said": sentence(verdict),
        "method": [[str(label), str(value)] for label, value in method(verdict.basis)],
        "source": "responses",
    }


def _line(measure: Measure, people: Mapping[int, Citizen]) -> MeasureLine:
    rows = [(date.fromisoformat(on), score, band) for on, score, band in measure["scores"]]
    by = people.get(measure["answered_by"] or 0)
    low, high = measure["reach"]
    cutoff, band = measure["cutoff"], measure["band"]
    seen = Drawn(
        scores=[(on, score) for on, score, _band in rows],
        reach=(low, high),
        band=(band[0], band[1]) if band else None,
        line=cutoff,
        line_said="" if cutoff is None else points(cutoff),
        said=[points(score) for _on, score, _band in rows],
        ends_said=(points(low), points(high)),
        days_said=(day(rows[0][0]), day(rows[-1][0])),
    )
    return MeasureLine(
        title=measure["title"],
        is_part=measure["is_part"],
        version=measure["version"],
        about=listed(people[measure["citizen"]]),
        by=listed(by) if by else str(Informant(measure["informant"]).label),
        picture=course_picture(seen, f"{measure['title']}: {measure['said']}"),
        kind=KINDS.get(VerdictState(measure["state"]), "none"),
        short=measure["short"],
        said=measure["said"],
        rows=[(on, points(score), band) for on, score, band in rows],
        method=[(label, value) for label, value in measure["method"]],
    )
