"""What figures about profiles, goals and evaluations are counted from.

Management goals' profiles are not counted. `unit` is who works with the profile, with what lay
below it; None is the whole municipality.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from roedtraad.casework.cases.basis import Basis, Counted, Listed, Rows, Thing
from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.interventions.queries.target_groups import cases_in, families_of
from roedtraad.casework.profiles.counting_rules import (
    CountingRules,
    Quarter,
    RuleBook,
    Span,
    active_days,
    quarter_of,
)
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Evaluation,
    Manner,
    Participation,
    ProfileGoal,
    Recognition,
    Score,
)
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period, units_below


def active_profiles(unit: Unit, on: date) -> Basis:
    """Profiles that were open on the day with at least one open goal."""
    return Rows(_of(unit, on).filter(pk__in=_active(on).values("pk")))


def families_with_profile(group: TargetGroup, unit: Unit, on: date) -> Basis:
    """Families of the target group on the day; part are those with an active profile then."""
    cases = cases_in(group, on).filter(unit__in=units_below(unit, on))
    active = _active(on).filter(case=OuterRef("pk"))
    return families_of(cases, Exists(active))


def goals_made_with_family(unit: Unit, first: date, last: date) -> Basis:
    """Goals agreed in the period; part are those somebody of the family took part in by its end."""
    goals = _goals_agreed(unit, first, last)
    took_part = Participation.objects.filter(goal=OuterRef("pk"), held_on__lte=last)
    took_part = took_part.exclude(manner=Manner.NONE)
    return Rows(goals, Exists(took_part), case="profile__case")


def goals_recognised(unit: Unit, first: date, last: date) -> Basis:
    """Goals agreed in the period whose family was asked; part are those they then called theirs."""
    asked = Participation.objects.filter(goal=OuterRef("pk"), held_on__lte=last)
    asked = asked.exclude(recognition=Recognition.NOT_ASKED).order_by("-held_on", "-pk")
    goals = _goals_agreed(unit, first, last).annotate(
        answer=Subquery(asked.values("recognition")[:1])
    )
    return Rows(goals.exclude(answer=None), Q(answer=Recognition.YES), case="profile__case")


def evaluations_in_time(unit: Unit, first: date, last: date, book: RuleBook) -> Basis:
    """Of the quarters that end in the period; one still within its days of grace comes later."""
    today = timezone.localdate()
    over = [
        quarter
        for quarter in _quarters_ending(first, min(last, today))
        if in_time_until(quarter, book) < today
    ]
    return Listed(tuple(each for quarter in over for each in evaluations_due(unit, quarter, book)))


def evaluations_counted(unit: Unit | None, quarter: Quarter, book: RuleBook) -> Counted:
    """Evaluations due in a quarter, and those of them approved in time."""
    return Listed(evaluations_due(unit, quarter, book)).counted()


def evaluations_due(unit: Unit | None, quarter: Quarter, book: RuleBook) -> tuple[Thing, ...]:
    """Each evaluation that was due in a quarter, by its profile and quarter."""
    rules, until = book.on(quarter.ends_on), in_time_until(quarter, book)
    profiles = _of(unit, day_of_period(quarter.starts_on, quarter.ends_on)).filter(
        Q(closed_on=None) | Q(closed_on__gt=quarter.starts_on), opened_on__lte=quarter.ends_on
    )
    goals: dict[int, list[Span]] = defaultdict(list)
    rows = ProfileGoal.objects.filter(profile__in=profiles.values("pk")).order_by()
    for profile, opened_on, closed_on in rows.values_list("profile", "opened_on", "closed_on"):
        goals[profile].append(Span(opened_on, closed_on))
    held = Evaluation.objects.filter(profile__in=profiles.values("pk"))
    approved = held.filter(quarter_start=quarter.starts_on, approved_at__isnull=False)
    in_time = {
        profile
        for profile, approved_at in approved.order_by().values_list("profile", "approved_at")
        if approved_at and timezone.localdate(approved_at) <= until
    }
    spans = profiles.order_by().values_list("pk", "case", "opened_on", "closed_on")
    return tuple(
        Thing((pk, quarter), case or 0, pk in in_time)
        for pk, case, opened_on, closed_on in spans
        if active_days(Span(opened_on, closed_on), goals[pk], quarter.span) >= rules.active_days
    )


def in_time_until(quarter: Quarter, book: RuleBook) -> date:
    """The last day on which an evaluation of the quarter is approved in time."""
    return quarter.ends_on + timedelta(days=book.on(quarter.ends_on).grace_days)


def changes_counted(unit: Unit | None, rules: CountingRules) -> Counted:
    """Goals scored by a rater, each rater by itself, and those whose scores tell a change."""
    rows = Score.objects.current().filter(value__isnull=False, goal__profile__case__isnull=False)
    if unit is not None:
        rows = rows.filter(goal__profile__unit__in=units_below(unit, timezone.localdate()))
    series = rows.order_by().values("goal", "rater", "citizen")
    spans = series.annotate(first=Min("given_on"), last=Max("given_on")).values_list(
        "first", "last"
    )
    days = [(last - first).days for first, last in spans]
    return Counted(sum(each >= rules.change_days for each in days), len(days))


def _of(unit: Unit | None, on: date) -> QuerySet[DevelopmentProfile]:
    rows = DevelopmentProfile.objects.filter(case__isnull=False)
    return rows if unit is None else rows.filter(unit__in=units_below(unit, on))


def _active(on: date) -> QuerySet[DevelopmentProfile]:
    goals = ProfileGoal.objects.open_on(on).filter(profile=OuterRef("pk"))
    return DevelopmentProfile.objects.open_on(on).filter(Exists(goals))


def _goals_agreed(unit: Unit, first: date, last: date) -> QuerySet[ProfileGoal]:
    profiles = _of(unit, day_of_period(first, last))
    return ProfileGoal.objects.filter(profile__in=profiles, opened_on__range=(first, last))


def _quarters_ending(first: date, last: date) -> Iterator[Quarter]:
    quarter = quarter_of(first)
    while quarter.ends_on <= last:
        yield quarter
        quarter = quarter.next
