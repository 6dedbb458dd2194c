"""The audit log as whoever may search it sees it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

A_PAGE = 50
MOST_EXPORTED = 50_000


@dataclass(frozen=True)
class LogFilter:
    """Which events are asked for."""

    who: str = ""
    words: str = ""
    kind: str = ""
    subject: str = ""
    unit: int | None = None
    reads: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class LogRow:
    """One event, with names in place of ids."""

    pk: int
    when: datetime
    who: str
    action: str
    is_read: bool
    subject: str
    unit: str
    reason: str
    detail: str
    import_id: str


@dataclass(frozen=True)
class LogPage:
    """A page of the log; `older` is where the next begins, None on the last."""

    rows: list[LogRow]
    older: int | None


def log_page(user: User, wanted: LogFilter, *, before: int | None = None) -> LogPage:
    """The newest events that fit, older than `before`. Never counts the whole log."""
    events = _events(user, wanted)
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events.order_by("-pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return LogPage(_rows(shown), shown[-1].pk if len(found) > A_PAGE else None)


def log_rows(user: User, wanted: LogFilter) -> list[LogRow]:
    """Everything that fits, newest first, up to what a spreadsheet bears."""
    return _rows(list(_events(user, wanted).order_by("-pk")[:MOST_EXPORTED]))


def subject_kinds() -> list[tuple[str, str]]:
    """The kinds of things that events are about, by their names."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("roedtraad.")]
    names = [(m._meta.label_lower, str(m._meta.verbose_name).capitalize()) for m in ours]
    return sorted(names, key=lambda pair: pair[1])


def _events(user: User, wanted: LogFilter) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(_reach(user), _what(wanted), _when(wanted))


def _reach(user: User) -> Q:
    """Who searches the log for the whole municipality sees all of it, others their units'."""
    paths = access.held_paths(user, access.Permission.AUDIT_VIEW)
    if any(path.count("/") <= 1 for path in paths):
        return Q()
    return Q(unit_id__in=Unit.objects.filter(access.inside(paths)).values("pk"))


def _what(wanted: LogFilter) -> Q:
    condition = Q()
    if wanted.who:
        same = Q(username__iexact=wanted.who) | Q(email__iexact=wanted.who)
        condition &= Q(actor__in=User.objects.filter(same))
    for word in wanted.words.split():
        condition &= Q(action__icontains=word)
    for field, value in [
        ("subject_type", wanted.kind),
        ("subject_id", wanted.subject),
        ("unit_id", wanted.unit),
    ]:
        if value:
            condition &= Q(**{field: value})
    if wanted.reads:
        condition &= Q(is_read=wanted.reads == "reads")
    return condition


def _when(wanted: LogFilter) -> Q:
    condition = Q()
    if wanted.since:
        condition &= Q(happened_at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(happened_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def _rows(events: list[AuditEvent]) -> list[LogRow]:
    people = {
        user.pk: str(user)
        for user in User.objects.filter(pk__in={event.actor_id for event in events})
    }
    units = dict(
        Unit.objects.filter(pk__in={event.unit_id for event in events}).values_list("pk", "name")
    )
    return [
        LogRow(
            pk=event.pk,
            when=event.happened_at,
            who=people.get(event.actor_id or 0, _("the system")),
            action=event.action,
            is_read=event.is_read,
            subject=_subject(event),
            unit=units.get(event.unit_id or 0, ""),
            reason=event.reason,
            detail=_detail(event.detail),
            import_id=event.import_id,
        )
        for event in events
    ]


def _subject(event: AuditEvent) -> str:
    try:
        name = str(apps.get_model(event.subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        name = event.subject_type
    return f"{name} {event.subject_id}".strip()


def _detail(detail: dict[str, Any]) -> str:
    return "; ".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in detail.items()
    )
