"""Who has seen what is written about somebody, as that person is told it: days and what for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from roedtraad.casework.cases.access import Way
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    Citizen,
    FamilyAccess,
    FamilyRole,
    ParentalAuthority,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent

from .family_access import own_access, place_of

AT_A_TIME = 400  # events looked through for one page


class Why(StrEnum):
    """What somebody looked for, as far as whom it is about is told."""

    OWN = "own"
    WORK = "work"
    LEAD = "lead"
    EMERGENCY = "emergency"
    CONTROL = "control"
    SEARCH = "search"
    OTHER = "other"


WHYS = {Way.WORKER: Why.WORK, Way.LEADER: Why.LEAD, Way.EMERGENCY: Why.EMERGENCY}
CONTROL = ("citizen.log_read", "case.emergency_checked")
SEARCHED = ("case.listed", "case.exported", "citizen.found")


@dataclass(frozen=True)
class DayOfLooks:
    """How often somebody has looked on a day, and what for. `who` only where it may be told."""

    on: date
    why: Why
    who: str
    times: int


@dataclass(frozen=True)
class Looks:
    """A part of the list, the newest first. `older` asks for the next part; 0 where it ends."""

    days: list[DayOfLooks]
    older: int


def looks_at(user: User, *, before: str = "") -> Looks:
    """When what is written about the one who asks was seen, and what for. The look is logged.

    Employees' names are told only where the municipality has decided so. That others of the family
    have looked is not told: what one of them sees is not the others' business.
    """
    access = own_access(user)
    audit.record_read(
        *("case.family_log_read", access.case),
        acting_user=user,
        unit=access.case.unit,
        way=str(Way.FAMILY),
    )
    events = _events(access).filter(Q(actor__is_family=False) | Q(actor=user))
    if before.isdigit():
        events = events.filter(pk__lt=int(before))
    found = list(events.select_related("actor").order_by("-pk")[:AT_A_TIME])
    older = found[-1].pk if len(found) == AT_A_TIME else 0
    return Looks(_by_day(found, user), older)


def _events(access: FamilyAccess) -> QuerySet[AuditEvent]:
    """Reads of the person, and of the case where it is theirs to know."""
    records = [
        access.citizen_id,
        *Citizen.objects.filter(merged_into=access.citizen_id).values_list("pk", flat=True),
    ]
    about = Q(subject_type=Citizen._meta.label_lower, subject_id__in=[str(pk) for pk in records])
    if _may_know_of_case(access):
        about |= Q(subject_type=Case._meta.label_lower, subject_id=str(access.case_id))
    return AuditEvent.objects.filter(about, is_read=True)


def _may_know_of_case(access: FamilyAccess) -> bool:
    """Whom it is about, and who has parental authority today over one of these."""
    if place_of(access).role == FamilyRole.SUBJECT:
        return True
    today = timezone.localdate()
    children = CasePerson.objects.filter(
        case=access.case_id, role=FamilyRole.SUBJECT, ends_on=None
    ).values("citizen")
    held = ParentalAuthority.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        child__in=children,
        adult=access.citizen_id,
        starts_on__lte=today,
    )
    return held.exists()


def _by_day(events: Iterable[AuditEvent], user: User) -> list[DayOfLooks]:
    times: dict[tuple[date, Why, str], int] = {}
    for event in events:
        why = _why(event, user)
        is_told = settings.FAMILY_SEES_NAMES and why is not Why.OWN and event.actor
        key = (timezone.localdate(event.happened_at), why, str(event.actor) if is_told else "")
        times[key] = times.get(key, 0) + 1
    return [DayOfLooks(on, why, who, count) for (on, why, who), count in times.items()]


def _why(event: AuditEvent, user: User) -> Why:
    if event.actor_id == user.pk:
        return Why.OWN
    if event.action in CONTROL:
        return Why.CONTROL
    if event.action in SEARCHED:
        return Why.SEARCH
    way = event.detail.get("way", "")
    return (
        WHYS[Way(way)] if way in WHYS else Why.WORK if event.action == "citizen.read" else Why.OTHER
    )
