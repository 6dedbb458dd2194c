"""The audit log as whoever may search it sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import wording
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit

from .log_details import Detail, details, want_names
from .log_names import TITLES, Names, may_be_named, model_of

A_PAGE = 50
EXPORTED_AT_A_TIME = 500
MOST_NAMED = 500
FEW, LONG = 4, 300


@dataclass(frozen=True)
class LogFilter:
    """Which events are asked for."""

    who: str = ""
    act: str = ""
    kind: str = ""
    subject: str = ""
    unit: int | None = None
    reads: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class LogRow:
    """One event in words; `login`, `kind` and `subject` ask for more of the same."""

    pk: int
    when: datetime
    who: str
    login: str
    what: str
    action: str
    is_read: bool
    kind: str
    subject: str
    unit: str
    reason: str
    details: list[Detail]

    @property
    def is_long(self) -> bool:
        """Whether the details are folded away: else a page of the log could not be overlooked."""
        return len(self.details) > FEW or sum(len(str(each)) for each in self.details) > LONG


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


def log_rows(user: User, wanted: LogFilter) -> Iterator[LogRow]:
    """Everything that fits, newest first, looked up as it is asked for."""
    return _piecewise(_events(user, wanted).order_by("-pk"))


def _piecewise(events: QuerySet[AuditEvent]) -> Iterator[LogRow]:
    names, found = Names(), list(events[:EXPORTED_AT_A_TIME])
    while found:
        yield from _rows(found, names)
        found = list(events.filter(pk__lt=found[-1].pk)[:EXPORTED_AT_A_TIME])


def subject_kinds() -> list[tuple[str, str]]:
    """The kinds of things that events are about, by their names."""
    names = [(m._meta.label_lower, str(m._meta.verbose_name).capitalize()) for m in _our_models()]
    return sorted(names, key=lambda pair: danish_key(pair[1]))


def acts() -> list[tuple[str, str]]:
    """What can be done, for choosing among."""
    return sorted(wording.acts(), key=lambda pair: danish_key(pair[1]))


def people_sought(words: str) -> list[int]:
    """The users meant by a username, an e-mail address, or a name or part of one."""
    named = Q()
    for word in words.split():
        named &= Q(first_name__icontains=word) | Q(last_name__icontains=word)
    same = Q(username__iexact=words) | Q(email__iexact=words)
    return list(User.objects.filter(same | named).order_by("pk").values_list("pk", flat=True))


def _our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("roedtraad.")]


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
        condition &= Q(actor__in=people_sought(wanted.who))
    if wanted.act:
        condition &= Q(action=wanted.act) | Q(action__endswith=f".{wanted.act}")
    if wanted.kind:
        condition &= Q(subject_type=wanted.kind)
    if wanted.subject:
        condition &= _about(wanted.subject, wanted.kind)
    if wanted.unit:
        condition &= Q(unit_id=wanted.unit)
    if wanted.reads:
        condition &= Q(is_read=wanted.reads == "reads")
    return condition


def _about(subject: str, kind: str) -> Q:
    """The thing with that number, or things with those words in their names."""
    if subject.isdigit():
        return Q(subject_id=subject)
    chosen = model_of(kind) if kind else None
    condition = Q(pk__in=[])
    for model in [chosen] if chosen else _our_models():
        if may_be_named(model) and (ids := _named(model, subject)):
            condition |= Q(subject_type=model._meta.label_lower, subject_id__in=ids)
    return condition


def _named(model: type[models.Model], words: str) -> list[str]:
    if model is User:
        return [str(pk) for pk in people_sought(words)[:MOST_NAMED]]
    texts = {field.name for field in model._meta.fields} & set(TITLES)
    condition = Q(pk__in=[])
    for name in texts:
        condition |= Q(**{f"{name}__icontains": words})
    if not texts:
        return []
    rows = model._base_manager.filter(condition).order_by("-pk").values_list("pk", flat=True)
    return [str(pk) for pk in rows[:MOST_NAMED]]


def _when(wanted: LogFilter) -> Q:
    condition = Q()
    if wanted.since:
        condition &= Q(happened_at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(happened_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def _rows(events: list[AuditEvent], names: Names | None = None) -> list[LogRow]:
    names = names or Names()
    for event in events:
        names.want(Unit, event.unit_id)
        want_names(names, event)
    names.look_up()
    people = {
        user.pk: user
        for user in User.objects.filter(
            pk__in={event.actor_id for event in events if event.actor_id}
        )
    }
    return [_row(event, people.get(event.actor_id or 0), names) for event in events]


def _row(event: AuditEvent, who: User | None, names: Names) -> LogRow:
    is_person = who is not None and not (who.is_system or who.is_family)
    return LogRow(
        pk=event.pk,
        when=event.happened_at,
        who=str(who) if who is not None and not who.is_system else _("the system"),
        login=who.username if who is not None and is_person else "",
        what=wording.told(event.action, names.thing(event)),
        action=event.action,
        is_read=event.is_read,
        kind=event.subject_type,
        subject=event.subject_id,
        unit=names.of(Unit, event.unit_id) if event.unit_id else "",
        reason=event.reason,
        details=details(event, names),
    )
