"""Birthdays and transitions: on the case, on "I dag", and what figures are counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.ages import (
    ADULT,
    TRANSITION_FROM,
    TRANSITION_TO,
    of_age,
    years_before,
)
from roedtraad.casework.cases.basis import Basis, Rows
from roedtraad.casework.cases.models import (
    AgeEvent,
    Case,
    CasePerson,
    FamilyRole,
    Transition,
    TransitionComplaint,
    TransitionStep,
)
from roedtraad.casework.cases.names import age_on, listed
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.notices.today import Item, Need
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period, units_below

AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Birth:
    """A task of a birthday as the case page tells it."""

    row: AgeEvent
    name: str
    what: str
    law: str


@dataclass(frozen=True)
class Growing:
    """Birthdays and transitions of a case; `may_begin` are those a transition can begin for."""

    births: list[Birth]
    transitions: list[tuple[Transition, str]]
    may_begin: list[tuple[int, str]]


@dataclass(frozen=True)
class TransitionPage:
    """A transition with its steps and complaints."""

    case: Case
    row: Transition
    name: str
    steps: list[TransitionStep]
    complaints: list[TransitionComplaint]
    may_write: bool


def growing_of(case: Case, on: date) -> Growing:
    """Of a case that the caller has opened."""
    events = _events().rows(case=case.pk)
    transitions = [(row, listed(row.citizen)) for row in _transitions().rows(case=case.pk)]
    running = {row.citizen_id for row, _name in transitions if row.ended_on is None}
    return Growing([_birth(row) for row in events], transitions, _may_begin(case, running, on))


def transition_page(user: User, pk: int, transition: int) -> TransitionPage:
    """A transition of a case that is open to `user`; logged as a look at the case."""
    case, way = way_into(user, pk)
    row = case.transitions.select_related("citizen").filter(pk=transition).first()
    if row is None:
        raise Http404
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    row.case = case
    return TransitionPage(
        *(case, row, listed(row.citizen)),
        steps=list(row.steps.select_related("responsible")),
        complaints=list(row.complaints.order_by("-received_on")),
        may_write=way is not Way.EMERGENCY,
    )


def items(user: User, today: date) -> Iterator[Item]:
    """What birthdays and transitions ask of whoever works on the case, for "I dag"."""
    mine = need_to_know.own_open_keys(user, today)
    found = _unsettled().rows(cases=mine)
    steps_due = _steps_of().rows(cases=mine, user=user.pk, until=today + AHEAD)
    seen = {row.case for row in found} | {row.transition.case for row in steps_due}
    audit.record_read("case.listed", seen, acting_user=user)
    yield from (_item(row, today) for row in found)
    yield from (_step(row, today) for row in steps_due)


@prepared
def _events() -> QuerySet[AgeEvent]:
    rows = AgeEvent.objects.filter(case=Given("case")).select_related("citizen", "settled_by")
    return rows.order_by("falls_on")


@prepared
def _transitions() -> QuerySet[Transition]:
    rows = Transition.objects.filter(case=Given("case")).select_related("citizen")
    return rows.order_by("-started_on")


@prepared
def _unsettled() -> QuerySet[AgeEvent]:
    rows = AgeEvent.objects.filter(case__in=GivenKeys("cases"), settled_on=None)
    return rows.select_related("case", "citizen").order_by("falls_on")


@prepared
def _steps_of() -> QuerySet[TransitionStep]:
    rows = TransitionStep.objects.filter(
        responsible=Given("user"),
        done_on=None,
        due_on__lte=Given("until", DateField()),
        transition__ended_on=None,
        transition__case__in=GivenKeys("cases"),
    )
    return rows.select_related("transition__case", "transition__citizen").order_by("due_on")


def with_transition(unit: Unit, first: date, last: date) -> Basis:
    """Those of 16 or 17 in open cases on the last day; part are those with a transition begun."""
    young = CasePerson.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=last),
        role=FamilyRole.SUBJECT,
        starts_on__lte=last,
        case__in=Case.objects.open_on(last).filter(unit__in=units_below(unit, last)),
        citizen__born_on__lte=years_before(last, TRANSITION_FROM),
        citizen__born_on__gt=years_before(last, ADULT),
    )
    begun = Transition.objects.filter(
        case=OuterRef("case"), citizen=OuterRef("citizen"), started_on__lte=last
    )
    one = Concat("case", Value("-"), "citizen", output_field=CharField())
    return Rows(young, Exists(begun), one=one)


def complaints_in(unit: Unit, first: date, last: date) -> Basis:
    """Complaints about transitions that came in the period."""
    units = units_below(unit, day_of_period(first, last))
    rows = TransitionComplaint.objects.filter(transition__case__unit__in=units)
    return Rows(rows.filter(received_on__range=(first, last)), case="transition__case")


def _birth(row: AgeEvent) -> Birth:
    birthday = of_age(row.age)
    what, law = (str(birthday.what), birthday.law) if birthday else ("", "")
    return Birth(row, listed(row.citizen), what, law)


def _may_begin(case: Case, running: set[int], on: date) -> list[tuple[int, str]]:
    rows = case.people.filter(role=FamilyRole.SUBJECT, ends_on=None).select_related("citizen")
    found = []
    for row in rows:
        age = age_on(row.citizen.born_on, on)
        of_that_age = age is not None and TRANSITION_FROM <= age < TRANSITION_TO
        if of_that_age and row.citizen_id not in running:
            found.append((row.citizen_id, listed(row.citizen)))
    return found


def _item(row: AgeEvent, today: date) -> Item:
    birth = _birth(row)
    words = {"name": birth.name, "age": row.age, "what": birth.what}
    label = (
        _("%(name)s turns %(age)s: %(what)s")
        if row.falls_on >= today
        else _("%(name)s has turned %(age)s: %(what)s")
    )
    return Item(
        label % words,
        reverse("cases:age_settle", args=[row.case_id, row.pk]),
        _("Settle"),
        due_on=row.falls_on,
        context=f"{row.case.number} · Barnets Lov {birth.law}",
        need=Need.OVERDUE if row.falls_on < today else Need.DUE,
    )


def _step(row: TransitionStep, today: date) -> Item:
    transition = row.transition
    return Item(
        f"{listed(transition.citizen)}: {row.title}",
        reverse("cases:transition", args=[transition.case_id, transition.pk]),
        _("Open"),
        due_on=row.due_on,
        context=transition.case.number,
        need=Need.OVERDUE if row.due_on and row.due_on < today else Need.DUE,
    )
