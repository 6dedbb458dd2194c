"""Interventions of a case, for whoever may open it, and what figures are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.basis import Basis, Rows
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import Intervention, ReferralDiscussion
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period, units_below


@dataclass(frozen=True)
class InterventionLine:
    """An intervention as the case page tells it."""

    row: Intervention
    citizen: str
    is_running: bool
    discussion: ReferralDiscussion | None


@dataclass(frozen=True)
class CaseInterventions:
    """Everything that a case has received."""

    case: Case
    lines: list[InterventionLine]
    may_write: bool


def interventions_of(user: User, pk: int, *, is_part_of_case: bool = False) -> CaseInterventions:
    """The interventions of a case, the running first. As a part of its page the page is logged."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    today = timezone.localdate()
    rows = _of_case().rows(case=case.pk)
    ordered = sorted(rows, key=lambda row: (row.ended_on is not None, -row.starts_on.toordinal()))
    return CaseInterventions(
        case, [_line(row, today) for row in ordered], may_write=way is not Way.EMERGENCY
    )


@prepared
def _of_case() -> QuerySet[Intervention]:
    rows = Intervention.objects.filter(case=Given("case"))
    return rows.select_related("type__ladder_step", "unit", "citizen", "discussion")


def intervention_of(user: User, pk: int, intervention: int) -> Intervention:
    """One intervention of a case that `user` may write in; logged as a read of the case."""
    case, way = way_into(user, pk)
    row = Intervention.objects.filter(case=case, pk=intervention).first()
    if row is None or way is Way.EMERGENCY:
        raise Http404
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    row.case = case
    return row


def started_with_discussion(unit: Unit, first: date, last: date) -> Basis:
    """Interventions begun in the period, provided by `unit` and what lay below it; part are those
    with a discussion by their first day."""
    begun = Intervention.objects.filter(
        unit__in=units_below(unit, day_of_period(first, last)), starts_on__range=(first, last)
    )
    held = ReferralDiscussion.objects.filter(
        intervention=OuterRef("pk"), held_on__lte=OuterRef("starts_on")
    )
    return Rows(begun, Exists(held))


def cases_with_intervention(unit: Unit, on: date) -> Basis:
    """Cases in which an intervention of `unit` or a unit below it ran on the day."""
    running = Intervention.objects.running_on(on).filter(unit__in=units_below(unit, on))
    return Rows(running, one=F("case"))


def _line(row: Intervention, today: date) -> InterventionLine:
    running = row.starts_on <= today and (row.ended_on is None or row.ended_on >= today)
    name = listed(row.citizen) if row.citizen else ""
    return InterventionLine(row, name, running, getattr(row, "discussion", None))
