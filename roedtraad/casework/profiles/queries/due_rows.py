"""Of many profiles at once, which evaluations of this quarter and the one before are wanted.

The database tells nearly every profile by one goal that covers an end of the quarter; only the days
of the others are counted, by the rules that judge one profile (`profiles.due`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, cast

from django.db.models import Case as Choice
from django.db.models import (
    DateField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
)
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.profiles.counting_rules import (
    DAY,
    DueEvaluation,
    Quarter,
    Span,
    active_days,
    quarter_of,
)
from roedtraad.casework.profiles.due import Known, Stage, Wanted, before, still_wanted
from roedtraad.casework.profiles.models import DevelopmentProfile, Evaluation, ProfileGoal
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared

from .counting import rule_book
from .counts import in_time_until

NOT_DUE, IS_DUE, TO_BE_COUNTED = range(3)
# how far an evaluation has come, as the database tells it
HOW_FAR = (
    (Stage.DRAFT, False),
    (Stage.READY, False),
    (Stage.APPROVED, False),
    (Stage.APPROVED, True),
)


class Row(NamedTuple):
    """That an evaluation is wanted of a profile; `case` is None for a management goal."""

    profile: int
    case: int | None
    wanted: Wanted


class Among(NamedTuple):
    """The keys of cases, of units whose cases are meant, and of profiles without a case."""

    cases: Sequence[int] = ()
    units: Sequence[int] = ()
    managed: Sequence[int] = ()


def wanted_rows(among: Among, today: date | None = None) -> list[Row]:
    """What is wanted of the profiles `among`; four queries, however many there are."""
    today, book = today or timezone.localdate(), rule_book()
    this = quarter_of(today)
    quarters = (before(this), this)
    days = [book.on(each.ends_on).active_days for each in quarters]
    dues = [DueEvaluation(each, in_time_until(each, book)) for each in quarters]
    told = _told_of(this.starts_on, *days).rows(**among._asdict(), today=today)
    known = _known([row[0] for row in told], dues)
    found: list[Row] = []
    for profile, case, those in _due(told, dues, days):
        found += [Row(profile, case, each) for each in still_wanted(those, known[profile], today)]
    return found


def _known(profiles: Sequence[int], dues: Sequence[DueEvaluation]) -> dict[int, dict[date, Known]]:
    found: defaultdict[int, dict[date, Known]] = defaultdict(dict)
    ends = tuple((due.quarter.starts_on, _end_of(due.in_time_until)) for due in dues)
    for pk, profile, place, how_far in _evaluations(ends).rows(profiles=profiles):
        found[profile][ends[place][0]] = Known(pk, *HOW_FAR[how_far])
    return found


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + DAY, time.min))


@prepared
def _evaluations(ends: tuple[tuple[date, datetime], ...]) -> QuerySet[Evaluation, Any]:
    """Of quarters with when each ceases to be in time: which of these, and its `HOW_FAR`.

    The database compares: to read the days of all would take longer than everything else.
    """
    rows = Evaluation.objects.filter(profile__in=GivenKeys("profiles"))
    rows = rows.filter(quarter_start__in=[start for start, _end in ends]).order_by()
    place = Choice(
        *(When(quarter_start=start, then=Value(n)) for n, (start, _end) in enumerate(ends)),
        output_field=SmallIntegerField(),
    )
    how_far = Choice(
        *(When(quarter_start=start, approved_at__lt=end, then=Value(3)) for start, end in ends),
        When(approved_at__isnull=False, then=Value(2)),
        When(submitted_at__isnull=False, then=Value(1)),
        default=Value(0),
        output_field=SmallIntegerField(),
    )
    rows = rows.annotate(place=place, how_far=how_far)
    return rows.values_list("pk", "profile", "place", "how_far")


@prepared
def _told_of(this: date, earlier_days: int, days: int) -> QuerySet[DevelopmentProfile, Any]:
    """Of each profile, what the quarter before and this one tell without counting its days."""
    quarter = quarter_of(this)
    earlier = before(quarter)
    cases = Case.objects.filter(Q(pk__in=GivenKeys("cases")) | Q(unit__in=GivenKeys("units")))
    rows = DevelopmentProfile.objects.filter(
        Q(case__in=cases.values("pk")) | Q(pk__in=GivenKeys("managed"), case=None),
        Q(closed_on=None) | Q(closed_on__gt=earlier.starts_on),
        opened_on__lte=Given("today", DateField()),
    )
    told: Any = rows.order_by("pk").annotate(
        earlier=_told(earlier, earlier_days), this=_told(quarter, days)
    )
    fields = ("pk", "case", "opened_on", "closed_on", "earlier", "this")
    return cast("QuerySet[DevelopmentProfile, Any]", told.values_list(*fields))


def _due(
    rows: Sequence[Any], dues: Sequence[DueEvaluation], days: Sequence[int]
) -> Iterator[tuple[int, int | None, list[DueEvaluation]]]:
    """Each profile with what is due of it, the earlier quarter first."""
    goals = _goals({row[0] for row in rows if TO_BE_COUNTED in row[4:]})
    for pk, case, opened_on, closed_on, *sides in rows:
        lived = Span(opened_on, closed_on)
        yield (
            pk,
            case,
            [
                due
                for due, side, fewest in zip(dues, sides, days, strict=True)
                if side == IS_DUE
                or side == TO_BE_COUNTED
                and active_days(lived, goals[pk], due.quarter.span) >= fewest
            ],
        )


def _told(quarter: Quarter, days: int) -> Choice:
    """Whether a profile has the active days, where what is open stays open to the quarter's end."""
    start, end = quarter.starts_on, quarter.ends_on + DAY
    latest, soonest = end - timedelta(days=days), start + timedelta(days=days)
    goals = ProfileGoal.objects.filter(profile=OuterRef("pk"))
    to_the_end = goals.filter(_open_until(end), opened_on__lte=latest)
    from_the_start = goals.filter(_open_until(soonest), opened_on__lte=start)
    touching = goals.filter(_open_until(start + DAY), opened_on__lte=quarter.ends_on)
    return Choice(
        When(Q(opened_on__gt=latest) | Q(closed_on__lt=soonest), then=Value(NOT_DUE)),
        When(_open_until(end) & Exists(to_the_end), then=Value(IS_DUE)),
        When(Q(opened_on__lte=start) & Exists(from_the_start), then=Value(IS_DUE)),
        When(Exists(touching), then=Value(TO_BE_COUNTED)),
        default=Value(NOT_DUE),
        output_field=SmallIntegerField(),
    )


def _open_until(day: date) -> Q:
    return Q(closed_on=None) | Q(closed_on__gte=day)


def _goals(keys: set[int]) -> defaultdict[int, list[Span]]:
    """The goals of those whose days are counted."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    if keys:
        rows = ProfileGoal.objects.filter(profile__in=keys).order_by()
        for pk, first, last in rows.values_list("profile", "opened_on", "closed_on"):
            found[pk].append(Span(first, last))
    return found
