"""Courses of scores: the same for the case page, the evaluation, the family and the unit.

A course is one scale of one version, about one citizen, answered by one informant: scores are
never averaged over informants, and never mixed over versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.basis import Basis, Rows
from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.names import age_on, listed
from roedtraad.casework.profiles.counting_rules import RuleBook
from roedtraad.casework.profiles.models import (
    Informant,
    InstrumentUse,
    InstrumentVersion,
    NormSet,
    Reliability,
    Response,
    Scale,
    ScaleScore,
)
from roedtraad.casework.profiles.queries.counting import rule_book
from roedtraad.casework.profiles.verdicts import (
    Verdict,
    Whom,
    band_of,
    basis_of,
    chosen_norms,
    chosen_reliability,
    verdict,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period, units_below


@dataclass(frozen=True)
class CourseScore:
    """One score of a course; `band` is what the norms of that day and age call it, if anything."""

    response: Response
    score: Decimal
    band: str

    @property
    def on(self) -> date:
        return self.response.answered_on


@dataclass(frozen=True)
class Course:
    """Scores of one scale about one citizen by one informant, the oldest first, and the verdict."""

    case_id: int
    version: InstrumentVersion
    scale: Scale
    citizen: Citizen
    informant: Informant
    answered_by: Citizen | None
    scores: list[CourseScore]
    verdict: Verdict

    @property
    def about(self) -> str:
        return listed(self.citizen)

    @property
    def by(self) -> str:
        """Who answered: by name where it is a citizen, else by what they are."""
        if self.answered_by is None:
            return str(self.informant.label)
        if self.answered_by.pk == self.citizen.pk:
            return _("%(name)s, about oneself") % {"name": listed(self.citizen)}
        return listed(self.answered_by)

    @property
    def key(self) -> str:
        """Tells it from the other courses of a page."""
        who = self.answered_by.pk if self.answered_by else 0
        return f"{self.scale.pk}-{self.citizen.pk}-{self.informant}-{who}"


@dataclass(frozen=True)
class CaseMeasurements:
    """What is measured in a case, as its page shows it."""

    case: Case
    courses: list[Course]
    may_write: bool


def measurements_of(user: User, pk: int, *, is_part_of_case: bool = False) -> CaseMeasurements:
    """The courses of a case that is open to `user`. As a part of its page the page is logged."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    return CaseMeasurements(case, courses(case), may_write=way is not Way.EMERGENCY)


def response_of(user: User, pk: int, response: int) -> Response:
    """One answered questionnaire of a case that `user` may write in; logged as a read of it."""
    case, way = way_into(user, pk)
    rows = Response.objects.select_related(
        "version__instrument", "citizen", "answered_by", "recorded_by", "intervention__type"
    ).prefetch_related("scores__scale")
    row = rows.filter(case=case, pk=response).first()
    if row is None or way is Way.EMERGENCY:
        raise Http404
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    row.case = case
    return row


def history_of(row: Response) -> list[Response]:
    """What a response replaced, the newest first. The caller has opened its case."""
    found: list[Response] = []
    rows = Response.objects.select_related("recorded_by").prefetch_related("scores__scale")
    while row.replaces_id is not None and (before := rows.filter(pk=row.replaces_id).first()):
        found.append(before)
        row = before
    return found


def courses(case: Case, *, until: date | None = None) -> list[Course]:
    """Every course of a case that the caller has opened; with `until` as of that day."""
    return courses_in([case.pk], until=until)


def courses_in(cases: Iterable[int], *, until: date | None = None) -> list[Course]:
    """The courses of several cases: as many queries for many as for one. No right is asked."""
    rows = Response.objects.standing().filter(case__in=list(cases))
    if until is not None:
        rows = rows.filter(answered_on__lte=until)
    scores = ScaleScore.objects.exclude(score=None)
    found: defaultdict[tuple[object, ...], list[tuple[Response, Decimal]]] = defaultdict(list)
    keys: set[int] = set()
    for row in (
        rows.select_related("citizen__merged_into", "answered_by__merged_into")
        .order_by("answered_on", "recorded_at", "pk")
        .prefetch_related(Prefetch("scores", queryset=scores))
    ):
        for each in row.scores.all():
            who = (_current(row.citizen), _current(row.answered_by))
            place = (row.case_id, *(one.pk if one else 0 for one in who))
            found[(*place, row.informant, each.scale_id)].append((row, each.score or Decimal(0)))
            keys.add(each.scale_id)
    scales, rules = _scales(keys), rule_book()
    made = [_course(scales[key[-1]], rows, rules) for key, rows in found.items()]  # type: ignore[index]
    return sorted(made, key=_place)


def cases_with_session_feedback(unit: Unit, first: date, last: date) -> Basis:
    """Cases of `unit` and what lay below it that were opened in the period; part are those with
    feedback on a session by its last day."""
    opened = Case.objects.filter(
        unit__in=units_below(unit, day_of_period(first, last)), opened_on__range=(first, last)
    )
    feedback = Response.objects.standing().filter(
        case=OuterRef("pk"),
        answered_on__lte=last,
        version__instrument__use=InstrumentUse.SESSION,
    )
    return Rows(opened, Exists(feedback), case="pk")


def _scales(keys: Iterable[int]) -> dict[int, Scale]:
    rows = Scale.objects.filter(pk__in=keys).select_related("version__instrument")
    norms = NormSet.objects.prefetch_related("bands")
    return {
        row.pk: row
        for row in rows.prefetch_related(
            Prefetch("norms", queryset=norms),
            Prefetch("reliabilities", queryset=Reliability.objects.all()),
            "totals",
        )
    }


def _course(scale: Scale, rows: Sequence[tuple[Response, Decimal]], rules: RuleBook) -> Course:
    first, last = rows[0][0], rows[-1][0]
    norms = list(scale.norms.all())
    # the norms of the first day hold for the whole course: a birthday moves nobody over a cut-off
    held = chosen_norms(norms, _whom(first)) or chosen_norms(norms, _whom(last))
    reliability = chosen_reliability(scale.reliabilities.all(), first.informant)
    days = rules.on(last.answered_on).change_days
    basis = basis_of(scale, held, reliability, fewest_days=days)
    return Course(
        case_id=first.case_id,
        version=scale.version,
        scale=scale,
        citizen=_current(first.citizen) or first.citizen,
        informant=Informant(first.informant),
        answered_by=_current(first.answered_by),
        scores=[CourseScore(row, score, _band(norms, row, score)) for row, score in rows],
        verdict=verdict([(row.answered_on, score) for row, score in rows], basis),
    )


def _band(norms: Sequence[NormSet], row: Response, score: Decimal) -> str:
    held = chosen_norms(norms, _whom(row))
    band = band_of(score, held.bands.all()) if held else None
    return str(band) if band else ""


def _whom(row: Response) -> Whom:
    citizen = row.citizen
    age = age_on(citizen.born_on, row.answered_on)
    return Whom(row.informant, age, citizen.sex, row.answered_on)


def _current(citizen: Citizen | None) -> Citizen | None:
    """Whom a record was merged into, else themselves."""
    return citizen.merged_into or citizen if citizen else None


def _place(course: Course) -> tuple[object, ...]:
    informants = list(Informant)
    return (
        str(course.version.instrument),
        course.version.pk,
        -(course.citizen.born_on or date.min).toordinal(),
        course.citizen.pk,
        course.scale.position,
        informants.index(course.informant),
        course.answered_by.pk if course.answered_by else 0,
    )
