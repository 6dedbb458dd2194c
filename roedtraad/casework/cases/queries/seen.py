"""Who has seen a case, when, and by what right: for the data protection officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import cpr, identity
from roedtraad.casework.cases.access import Way
from roedtraad.casework.cases.models import Case, CasePerson, Citizen, EmergencyAccess, FamilyAccess
from roedtraad.casework.cases.names import listed
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.audit.wording import told

PER_PAGE = 100
WAYS = {
    Way.WORKER: _("works on the case"),
    Way.LEADER: _("leads the casework of the unit"),
    Way.EMERGENCY: _("emergency access"),
    Way.FAMILY: _("the family's own pages"),
}


@dataclass(frozen=True)
class Look:
    """One time somebody saw or changed something of a case or of a person."""

    at: datetime
    who: str
    title: str
    what: str
    case: str
    why: str
    is_read: bool


def sought_citizen(user: User, words: str) -> int | None:
    """The person with that CPR number, or the one a case of that number is about."""
    access.require(user, Permission.CASE_LOG_VIEW)
    audit.record_read(
        "citizen.log_searched", Citizen, acting_user=user, words=identity.sealed_words(words)
    )
    try:
        citizen = identity.with_number(cpr.digits_of(words))
    except cpr.NotACprNumber:
        row = CasePerson.objects.filter(case__number=words.strip(), role="subject").first()
        return row.citizen_id if row else None
    return citizen.pk if citizen else None


def looks(user: User, pk: int, number: Any = 1) -> Page[Look]:
    """Who has seen anything of a person and of the cases they are in, the newest first.

    The same index answers it whatever the size of the log. The look itself is logged.
    """
    if not access.may(user, Permission.CASE_LOG_VIEW):
        raise Http404
    citizen = Citizen.objects.filter(pk=pk).first()
    if citizen is None:
        raise Http404
    audit.record_read("citizen.log_read", citizen, acting_user=user)
    pages: Paginator[Any] = Paginator(cast(Any, Newest(events_about(citizen))), PER_PAGE)
    page = pages.get_page(number)
    rows = AuditEvent.objects.filter(pk__in=list(page.object_list)).select_related("actor")
    page.object_list = _shown(rows.order_by("-pk"))
    return page


class Newest:
    """The keys of all events, the newest first.

    Each thing is asked by itself: its own part of the index is in order already, so that only as
    many are read as are shown, and nothing is sorted.
    """

    def __init__(self, events: list[QuerySet[AuditEvent]]) -> None:
        self.events = events

    def count(self) -> int:
        return sum(each.count() for each in self.events)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[int]:
        keys = [
            each.order_by("-pk").values_list("pk", flat=True)[: wanted.stop] for each in self.events
        ]
        return list(islice(merge(*keys, reverse=True), wanted.start, wanted.stop))


def events_about(citizen: Citizen) -> list[QuerySet[AuditEvent]]:
    """The events of a person, of those merged into them, and of every case they are in, each."""
    records = [
        citizen.pk,
        *Citizen.objects.filter(merged_into=citizen).values_list("pk", flat=True),
    ]
    cases = CasePerson.objects.filter(citizen__in=records).values_list("case", flat=True)
    things = [(Citizen, key) for key in records] + [(Case, key) for key in sorted(set(cases))]
    return [
        AuditEvent.objects.filter(subject_type=model._meta.label_lower, subject_id=str(key))
        for model, key in things
    ]


def _shown(events: Iterable[AuditEvent]) -> list[Look]:
    events = list(events)
    keys = {event.subject_id for event in events if event.subject_type == Case._meta.label_lower}
    numbers = dict(Case.objects.filter(pk__in=keys).values_list("pk", "number"))
    reasons = _reasons(keys)
    family = _family(events)
    return [_look(event, numbers, reasons, family) for event in events]


def _family(events: list[AuditEvent]) -> dict[int, str]:
    """Whose the nameless accounts of families are, by account."""
    actors = {event.actor_id for event in events if event.actor and event.actor.is_family}
    rows = FamilyAccess.objects.filter(account__in=actors).select_related("citizen")
    return {row.account_id: listed(row.citizen) for row in rows}


def _look(
    event: AuditEvent,
    numbers: dict[int, str],
    reasons: list[EmergencyAccess],
    family: dict[int, str],
) -> Look:
    is_case = event.subject_type == Case._meta.label_lower
    number = numbers.get(int(event.subject_id), "") if is_case else ""
    actor = event.actor
    return Look(
        at=event.happened_at,
        who=family.get(event.actor_id or 0) or str(actor or _("the system itself")),
        title=str(actor) if event.actor_id in family else getattr(actor, "title", ""),
        what=told(event.action, str(_("the case") if is_case else _("the person"))),
        case=number,
        why=_why(event, reasons),
        is_read=event.is_read,
    )


def _why(event: AuditEvent, reasons: list[EmergencyAccess]) -> str:
    way = event.detail.get("way", "")
    if way not in WAYS:
        return event.reason
    if way != Way.EMERGENCY:
        return str(WAYS[Way(way)])
    for each in reasons:
        is_theirs = each.user_id == event.actor_id and str(each.case_id) == event.subject_id
        if is_theirs and each.opened_at <= event.happened_at <= each.ends_at:
            return f"{WAYS[Way.EMERGENCY]}: {each.reason}"
    return str(WAYS[Way.EMERGENCY])


def _reasons(cases: set[str]) -> list[EmergencyAccess]:
    return list(EmergencyAccess.objects.filter(case__in=[int(key) for key in cases]))
