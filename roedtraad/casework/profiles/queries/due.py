"""Which evaluations are wanted of the profiles somebody works on or leads. Every hit is logged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import DateField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.models import Case, CasePerson, CaseWorker, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import (
    DueEvaluation,
    Quarter,
    RuleBook,
    Span,
    in_time,
    quarter_of,
)
from roedtraad.casework.profiles.due import (
    DueState,
    Known,
    Stage,
    Wanted,
    before,
    next_due,
    wanted_now,
)
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Evaluation,
    ProfileGoal,
    ProfileSubject,
)
from roedtraad.casework.profiles.steered import titles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.organisation.models import Unit

from .counting import rule_book
from .counts import in_time_until
from .due_rows import Among, Row, wanted_rows

PER_PAGE = 25
WAITING = (DueState.OVERDUE, DueState.READY, DueState.STARTED, DueState.DUE)
KINDS = {
    DueState.OVERDUE: "bad",
    DueState.READY: "waiting",
    DueState.STARTED: "warning",
    DueState.DUE: "none",
    DueState.LATE: "unsure",
    DueState.DONE: "reached",
}
ORDER = {state: place for place, state in enumerate(DueState)}


@dataclass(frozen=True)
class DueFilter:
    """What of the list is wanted; without a state, all that waits."""

    mine: bool = False
    unit: Unit | None = None
    worker: User | None = None
    state: str = ""


@dataclass(frozen=True)
class DueRow:
    """One line of the list: an evaluation that is wanted, or was."""

    profile: DevelopmentProfile
    wanted: Wanted
    about: str
    workers: str
    days_left: int

    @property
    def address(self) -> str:
        """Where it is written; empty until it is begun."""
        known = self.wanted.known
        return address(self.profile, "evaluation", evaluation=known.pk) if known else ""

    @property
    def begin_address(self) -> str:
        return address(self.profile, "evaluation_new")

    @property
    def days_said(self) -> str:
        """How long there is to the last day on which it is in time."""
        days = abs(self.days_left)
        if self.days_left < 0:
            return ngettext("%d day too late", "%d days too late", days) % days
        if not days:
            return _("today is the last day")
        return ngettext("%d day left", "%d days left", days) % days

    @property
    def kind(self) -> str:
        """Its kind of c-fds.state."""
        return KINDS[self.wanted.state]


@dataclass(frozen=True)
class Tally:
    """Of those that were due in a quarter, how many were approved in time, or can still be."""

    quarter: Quarter
    due: int
    in_time: int
    waiting: int


@dataclass(frozen=True)
class DueList:
    """A page of the list, how many there are of each, and how the two quarters go."""

    page: Page[DueRow]
    counts: dict[str, int]
    tallies: list[Tally]


Pair = tuple[DevelopmentProfile, Wanted]


def due_list(user: User, filtered: DueFilter, number: Any = 1) -> DueList:
    """A page of what is wanted of the profiles that are everyday work to `user`."""
    wanted = wanted_of(user, filtered)
    pages: Paginator[Any] = Paginator(_chosen(wanted, filtered), PER_PAGE)
    page = pages.get_page(number)
    page.object_list = _rows(user, pairs_of(page.object_list))
    cases = {row.profile.case for row in page.object_list if row.profile.case}
    audit.record_read("case.listed", cases, acting_user=user)
    counts = Counter(str(each.wanted.state) for each in wanted)
    return DueList(page, dict(counts), _tallies(wanted))


def exported_rows(user: User, filtered: DueFilter) -> list[DueRow]:
    """Everything the filter keeps, for a file; each case is logged as taken out."""
    rows = _rows(user, pairs_of(_chosen(wanted_of(user, filtered), filtered)))
    cases = {row.profile.case for row in rows if row.profile.case}
    audit.record_read("case.exported", cases, acting_user=user)
    return rows


def wanted_of(user: User, filtered: DueFilter) -> list[Row]:
    """Every evaluation wanted of profiles that are everyday work to `user`, unordered.

    Those of management goals that they write in are among them.
    """
    today = timezone.localdate()
    managed: Iterable[int] = ()
    if not filtered.mine:
        managed = _titles(user, _managed().rows(today=today, since=_since(today)))
    among = Among(
        cases=need_to_know.own_keys(user),
        units=() if filtered.mine else need_to_know.led_units(user),
        managed=list(managed),
    )
    rows = wanted_rows(among, today)
    if filtered.unit is None and filtered.worker is None:
        return rows
    kept = _kept_by(filtered, {row.profile for row in rows}, today)
    return [row for row in rows if row.profile in kept]


def pairs_of(rows: Iterable[Row]) -> list[Pair]:
    """The same with the profiles read, in the same order."""
    rows = list(rows)
    by_pk = {each.pk: each for each in _profiles().rows(keys={each.profile for each in rows})}
    return [(by_pk[each.profile], each.wanted) for each in rows]


@prepared
def _profiles() -> QuerySet[DevelopmentProfile]:
    rows = DevelopmentProfile.objects.select_related("case", "unit")
    return rows.filter(pk__in=GivenKeys("keys")).order_by()


def wanted_by_profile(
    profiles: QuerySet[DevelopmentProfile], today: date | None = None
) -> dict[DevelopmentProfile, list[Wanted]]:
    """What is wanted now of each; three queries and the rules, however many there are."""
    today = today or timezone.localdate()
    book, earlier = rule_book(), before(quarter_of(today))
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    goals = ProfileGoal.objects.filter(profile__in=profiles.values("pk"))
    goals = goals.filter(Q(closed_on=None) | Q(closed_on__gt=earlier.starts_on))
    for pk, first, end in goals.values_list("profile", "opened_on", "closed_on"):
        spans[pk].append(Span(first, end))
    known: defaultdict[int, dict[date, Known]] = defaultdict(dict)
    for row in Evaluation.objects.filter(
        profile__in=profiles.values("pk"), quarter_start__gte=earlier.starts_on
    ).only("profile", "quarter_start", "submitted_at", "approved_at"):
        known[row.profile_id][row.quarter_start] = _known(row, book)
    return {
        each: wanted_now(
            Span(each.opened_on, each.closed_on), spans[each.pk], known[each.pk], today, book
        )
        for each in profiles
    }


def first_due(profiles: Iterable[DevelopmentProfile]) -> dict[int, date]:
    """Of those never evaluated, until when the first evaluation is in time; three queries."""
    by_pk = {each.pk: each for each in profiles}
    if not by_pk:
        return {}
    today, book = timezone.localdate(), rule_book()
    approved = Evaluation.objects.filter(profile__in=by_pk, approved_at__isnull=False)
    evaluated = set(approved.values_list("profile", flat=True))
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    goals = ProfileGoal.objects.filter(profile__in=by_pk.keys() - evaluated)
    for pk, first, end in goals.values_list("profile", "opened_on", "closed_on"):
        spans[pk].append(Span(first, end))
    found = {
        pk: next_due(Span(each.opened_on, each.closed_on), spans[pk], today, book)
        for pk, each in by_pk.items()
        if pk not in evaluated
    }
    return {pk: due.in_time_until for pk, due in found.items() if due is not None}


def stage_of(row: Evaluation) -> Stage:
    if row.approved_at is not None:
        return Stage.APPROVED
    return Stage.READY if row.submitted_at else Stage.DRAFT


def _known(row: Evaluation, book: RuleBook) -> Known:
    quarter = quarter_of(row.quarter_start)
    due = DueEvaluation(quarter, in_time_until(quarter, book))
    approved_on = timezone.localdate(row.approved_at) if row.approved_at else None
    return Known(row.pk, stage_of(row), in_time(due, approved_on))


def filter_choices(user: User) -> tuple[QuerySet[Unit], QuerySet[User]]:
    """The units and employees that the list can be filtered by."""
    profiles = DevelopmentProfile.objects.filter(case__in=_cases(user, mine=False))
    units = Unit.objects.filter(pk__in=profiles.values("unit"))
    today = timezone.localdate()
    workers = CaseWorker.objects.valid_on(today).filter(case__in=profiles.values("case"))
    return units.order_by("path"), User.objects.filter(pk__in=workers.values("user"))


def _since(today: date) -> date:
    return before(quarter_of(today)).starts_on


@prepared
def _managed() -> QuerySet[DevelopmentProfile]:
    """Profiles of management goals, open until lately."""
    since, today = Given("since", DateField()), Given("today", DateField())
    rows = DevelopmentProfile.objects.filter(case=None, opened_on__lte=today)
    return rows.filter(Q(closed_on=None) | Q(closed_on__gt=since))


def _kept_by(filtered: DueFilter, profiles: Iterable[int], today: date) -> set[int]:
    """Those of the profiles that are of the filter's unit and worker."""
    rows = DevelopmentProfile.objects.filter(pk__in=profiles)
    if filtered.unit is not None:
        rows = rows.filter(unit__path__startswith=filtered.unit.path)
    if filtered.worker is not None:
        workers = CaseWorker.objects.valid_on(today).filter(user=filtered.worker)
        rows = rows.filter(case__in=workers.values("case"))
    return set(rows.values_list("pk", flat=True))


def _titles(user: User, profiles: Iterable[DevelopmentProfile]) -> dict[int, str]:
    """The management goals that `user` writes about, by the key of the profile."""
    by_model: defaultdict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in profiles:
        by_model[each.steered_model][each.steered_id or 0].append(each.pk)
    return {
        profile: title
        for model, found in by_model.items()
        for key, title in titles_of(user, model, found).items()
        for profile in found[key]
    }


def _cases(user: User, *, mine: bool) -> QuerySet[Case]:
    condition = need_to_know.own(user) if mine else need_to_know.everyday(user)
    return Case.objects.filter(condition)


def _chosen(rows: Iterable[Row], filtered: DueFilter) -> list[Row]:
    states = (filtered.state,) if filtered.state else WAITING
    kept = [each for each in rows if each.wanted.state in states]
    return sorted(kept, key=lambda row: (row.wanted.due.in_time_until, ORDER[row.wanted.state]))


def _rows(user: User, pairs: Sequence[Pair]) -> list[DueRow]:
    today = timezone.localdate()
    profiles = [profile for profile, _each in pairs]
    about, workers = names_of(profiles), _workers(profiles, today)
    about |= _titles(user, [each for each in profiles if each.case_id is None])
    return [
        DueRow(
            *(profile, wanted),
            about=about[profile.pk] or (profile.case.number if profile.case else ""),
            workers=", ".join(workers[profile.case_id or 0]),
            days_left=wanted.days_left(today),
        )
        for profile, wanted in pairs
    ]


def names_of(profiles: Sequence[DevelopmentProfile]) -> dict[int, str]:
    """Whom each profile is about, as lists name them: its subjects, else those of the case."""
    subjects: defaultdict[int, list[str]] = defaultdict(list)
    for row in _subjects().rows(profiles=[each.pk for each in profiles]):
        subjects[row.profile_id].append(listed(row.citizen))
    of_case: defaultdict[int, list[str]] = defaultdict(list)
    nameless = _cases_of(each for each in profiles if not subjects[each.pk])
    for person in _of_cases().rows(cases=nameless) if nameless else ():
        of_case[person.case_id].append(listed(person.citizen))
    return {
        each.pk: ", ".join(subjects[each.pk] or of_case[each.case_id or 0]) for each in profiles
    }


def _cases_of(profiles: Iterable[DevelopmentProfile]) -> set[int]:
    return {each.case_id for each in profiles if each.case_id}


@prepared
def _subjects() -> QuerySet[ProfileSubject]:
    rows = ProfileSubject.objects.filter(profile__in=GivenKeys("profiles"))
    return rows.select_related("citizen").order_by("citizen__born_on", "pk")


@prepared
def _of_cases() -> QuerySet[CasePerson]:
    rows = CasePerson.objects.filter(
        case__in=GivenKeys("cases"), role=FamilyRole.SUBJECT, ends_on=None
    )
    return rows.select_related("citizen").order_by("citizen__born_on", "pk")


@prepared
def _working() -> QuerySet[CaseWorker]:
    rows = CaseWorker.objects.valid_on(cast(date, Given("today", DateField())))
    return rows.filter(case__in=GivenKeys("cases")).select_related("user").order_by("role", "pk")


def _workers(profiles: Sequence[DevelopmentProfile], today: date) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in _working().rows(cases=_cases_of(profiles), today=today):
        name = str(row.user)
        if name not in found[row.case_id]:
            found[row.case_id].append(name)
    return found


def _tallies(wanted: Iterable[Row]) -> list[Tally]:
    today = timezone.localdate()
    due: dict[Quarter, list[int]] = {}
    for row in wanted:
        if row.case is not None:  # as the measure counts them
            each = row.wanted
            counts = due.setdefault(each.due.quarter, [0, 0, 0])
            counts[0] += 1
            counts[1] += each.state == DueState.DONE
            counts[2] += each.due.in_time_until >= today and not each.is_settled
    quarters = sorted(due.items(), key=lambda pair: pair[0].starts_on)
    return [Tally(quarter, *counts) for quarter, counts in quarters]
