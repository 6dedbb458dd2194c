"""What has been searched for in casework: who and when; the words themselves stay sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.queries.log import people_sought
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.audit.wording import told

A_PAGE = 50
OPENED = "search.words_opened"


@dataclass(frozen=True)
class Search:
    """One time somebody searched."""

    pk: int
    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class SearchPage:
    """A page of them; `older` is where the next begins, None on the last."""

    rows: list[Search]
    older: int | None


@dataclass(frozen=True)
class SearchAndOpenings:
    """A search, and each time its words were opened: when, by whom, why."""

    search: Search
    openings: list[tuple[datetime, str, str]]


def searches(user: User, who: str = "", before: int | None = None) -> SearchPage:
    """The newest first, of everybody or of those meant by `who`; that one looks is logged."""
    if not access.may(user, Permission.CASE_LOG_VIEW):
        raise Http404
    audit.record_read("search.listed", AuditEvent, acting_user=user)
    rows = sealed().select_related("actor").order_by("-pk")
    if who:
        rows = rows.filter(actor__in=people_sought(who))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return SearchPage([_search(each) for each in shown], shown[-1].pk if found[A_PAGE:] else None)


def search_of(user: User, pk: int) -> SearchAndOpenings:
    """One search, without its words."""
    if not access.may(user, Permission.CASE_LOG_VIEW):
        raise Http404
    event = sealed().select_related("actor").filter(pk=pk).first()
    if event is None:
        raise Http404
    label = AuditEvent._meta.label_lower
    opened = AuditEvent.objects.filter(subject_type=label, subject_id=str(pk), action=OPENED)
    return SearchAndOpenings(
        _search(event),
        [
            (each.happened_at, str(each.actor), each.reason)
            for each in opened.select_related("actor").order_by("-pk")
        ],
    )


def sealed() -> QuerySet[AuditEvent]:
    """Events of casework that keep sealed words: they are about a list, of whichever kind."""
    models = [m for m in apps.get_models() if m.__module__.startswith("roedtraad.casework.")]
    labels = [model._meta.label_lower for model in models]
    return AuditEvent.objects.filter(
        subject_type__in=labels, subject_id="", is_read=True, detail__has_key="words"
    )


def _search(event: AuditEvent) -> Search:
    who = str(event.actor) if event.actor else str(_("the system itself"))
    return Search(event.pk, event.happened_at, who, told(event.action, str(_("cases"))))
