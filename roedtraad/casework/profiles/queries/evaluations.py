"""The evaluations of one profile: those that are written, and those that can be begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from roedtraad.casework.profiles.access import Opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import Quarter, quarter_of
from roedtraad.casework.profiles.due import DueState, Stage, Wanted, before
from roedtraad.casework.profiles.models import DevelopmentProfile, Evaluation

from .counting import rules_on
from .due import stage_of, wanted_by_profile


@dataclass(frozen=True)
class EvaluationLine:
    """An evaluation as the page of its profile tells it."""

    row: Evaluation
    quarter: Quarter
    stage: Stage
    in_time_until: date
    address: str


@dataclass(frozen=True)
class Offer:
    """A quarter whose evaluation can be begun; `wanted` where it is due."""

    quarter: Quarter
    wanted: Wanted | None

    @property
    def is_overdue(self) -> bool:
        return self.wanted is not None and self.wanted.state is DueState.OVERDUE


@dataclass(frozen=True)
class ToEvaluate:
    """The evaluation that is to be written now: where it is, or the quarter to begin it for."""

    quarter: Quarter
    address: str


@dataclass(frozen=True)
class ProfileEvaluations:
    """Everything about the evaluations of a profile; the newest first."""

    opened: Opened
    lines: list[EvaluationLine]
    offers: list[Offer]


def evaluations_of(found: Opened) -> ProfileEvaluations:
    """The evaluations of a profile that whoever asks has been let see."""
    profile = found.profile
    rows = Evaluation.objects.filter(profile=profile).select_related("approved_by")
    lines = [_line(profile, row) for row in rows.order_by("-quarter_start")]
    return ProfileEvaluations(found, lines, _offers(profile, lines) if found.may_write else [])


def to_evaluate(profile: DevelopmentProfile) -> ToEvaluate | None:
    """The earliest that is wanted and not settled, else one that was begun before it was due."""
    wanted = [each for each in _wanted(profile) if not each.is_settled]
    if wanted:
        known = wanted[0].known
        where = address(profile, "evaluation", evaluation=known.pk) if known else ""
        return ToEvaluate(wanted[0].due.quarter, where)
    this = quarter_of(timezone.localdate())
    begun = profile.evaluations.filter(approved_at=None, quarter_start=this.starts_on).first()
    if begun is None:
        return None
    return ToEvaluate(this, address(profile, "evaluation", evaluation=begun.pk))


def _wanted(profile: DevelopmentProfile) -> list[Wanted]:
    return wanted_by_profile(DevelopmentProfile.objects.filter(pk=profile.pk))[profile]


def _line(profile: DevelopmentProfile, row: Evaluation) -> EvaluationLine:
    quarter = quarter_of(row.quarter_start)
    grace = timedelta(days=rules_on(quarter.ends_on).grace_days)
    where = address(profile, "evaluation", evaluation=row.pk)
    return EvaluationLine(row, quarter, stage_of(row), quarter.ends_on + grace, where)


def _offers(profile: DevelopmentProfile, lines: list[EvaluationLine]) -> list[Offer]:
    """The quarter before where it is due, and this one where the profile is open."""
    today = timezone.localdate()
    this = quarter_of(today)
    wanted = {each.due.quarter: each for each in _wanted(profile)}
    begun = {line.quarter for line in lines}
    is_open = profile.closed_on is None or profile.closed_on > today
    return [
        Offer(quarter, wanted.get(quarter))
        for quarter in (before(this), this)
        if quarter not in begun and (quarter in wanted or (quarter == this and is_open))
    ]
