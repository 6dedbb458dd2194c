"""Reads the whole log again and says whether it is as it was sealed, or where it first is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from . import append_only, chain
from .models import AuditEvent, AuditMonth, AuditSeal

SEALED_WITHIN = timedelta(minutes=10)
AT_A_TIME = 2000


@dataclass(frozen=True)
class Verdict:
    """What a verification found. `broken` is the first place that is wrong, in words."""

    events: int
    seals: int
    months: int
    expired: int
    head: str
    broken: str = ""


def verify(*, expected: Iterable[str] = ()) -> Verdict:
    """Check every seal and every closing hash; stops at the first that is broken.

    `expected` are hashes noted earlier: they must be in the chain, so that cutting off the end
    of the log shows too.
    """
    checked = _Checked()
    broken = next(checked.faults(), "")
    if not broken and not append_only.installed(connection):
        broken = _("The database no longer protects the log: its triggers are gone.")
    if not broken and not checked.hashes.issuperset(expected):
        broken = _("The hash noted earlier is not in the chain: the end of the log is missing.")
    return Verdict(
        events=checked.events,
        seals=checked.seals,
        months=checked.months,
        expired=checked.expired,
        head=checked.head,
        broken=broken,
    )


class _Checked:
    """Counts what has been gone through."""

    def __init__(self) -> None:
        self.events = self.seals = self.months = self.expired = 0
        self.head = chain.BEGINNING
        self.closing = chain.BEGINNING
        self.hashes: set[str] = {chain.BEGINNING}

    def faults(self) -> Iterator[str]:
        closed = {month.month: month for month in AuditMonth.objects.all()}
        months = {
            *closed,
            *AuditSeal.objects.values_list("month", flat=True).distinct(),
            *AuditEvent.objects.values_list("month", flat=True).distinct(),
        }
        for name in sorted(months):
            yield from self._month(name, closed.get(name))

    def _month(self, name: str, closed: AuditMonth | None) -> Iterator[str]:
        expired = closed is not None and closed.expired_at is not None
        previous, sealed = chain.BEGINNING, 0
        for number, seal in enumerate(
            AuditSeal.objects.filter(month=name).order_by("number").iterator(AT_A_TIME), start=1
        ):
            yield from self._seal(seal, number, previous, expired=expired)
            previous, sealed = seal.hash, sealed + seal.event_count
            self.head = seal.hash
            self.hashes.add(seal.hash)
            self.seals += 1
        yield from self._not_sealed(name, sealed, expired=expired)
        if closed is not None:
            yield from self._closing(closed, previous, sealed)
        self.months += 1
        self.expired += int(expired)

    def _seal(self, seal: AuditSeal, number: int, previous: str, *, expired: bool) -> Iterator[str]:
        place = _("%(month)s, seal %(number)s (events %(ids)s)") % {
            "month": seal.month,
            "number": number,
            "ids": seal.event_ids,
        }
        if seal.number != number or seal.previous_hash != previous:
            yield _("%(place)s: a seal before it is missing or changed.") % {"place": place}
        if expired:
            return
        wanted = chain.ids_in(seal.event_ids)
        events = list(AuditEvent.objects.filter(pk__in=wanted).order_by("pk"))
        missing = chain.ranges(set(wanted) - {event.pk for event in events})
        if missing:
            yield _("%(place)s: event %(ids)s is gone.") % {"place": place, "ids": missing}
        self.events += len(events)
        again = chain.seal_hash(previous=previous, month=seal.month, number=number, events=events)
        if again != seal.hash or len(events) != seal.event_count:
            yield _("%(place)s: an event has been changed.") % {"place": place}

    def _not_sealed(self, name: str, sealed: int, *, expired: bool) -> Iterator[str]:
        there = AuditEvent.objects.filter(month=name)
        if expired:
            if first := there.order_by("pk").first():
                yield _("%(month)s: event %(id)s was put into an expired month.") % {
                    "month": name,
                    "id": first.pk,
                }
            return
        if there.count() == sealed:
            return
        known = {
            pk
            for ids in AuditSeal.objects.filter(month=name).values_list("event_ids", flat=True)
            for pk in chain.ids_in(ids)
        }
        old = there.filter(happened_at__lt=timezone.now() - SEALED_WITHIN)
        for pk in old.order_by("pk").values_list("pk", flat=True).iterator(AT_A_TIME):
            if pk not in known:
                yield _(
                    "%(month)s: event %(id)s has no seal: it was put in afterwards,"
                    " or the sealing has stopped."
                ) % {"month": name, "id": pk}

    def _closing(self, closed: AuditMonth, last_seal: str, sealed: int) -> Iterator[str]:
        again = chain.closing_hash(
            previous=self.closing,
            month=closed.month,
            last_seal=last_seal,
            event_count=closed.event_count,
        )
        if (
            closed.previous_closing_hash != self.closing
            or closed.closing_hash != again
            or closed.event_count != sealed
        ):
            yield _("%(month)s: the closing hash does not fit.") % {"month": closed.month}
        self.closing = closed.closing_hash
        self.head = closed.closing_hash
        self.hashes.add(closed.closing_hash)
