"""Seals what has been logged, closes months, and lets expired months go. ADR 11."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from . import chain
from .events import month_of
from .models import AuditEvent, AuditMonth, AuditSeal
from .services import record

BATCH = 5000
SETTLED = timedelta(seconds=5)  # younger rows may still have neighbours to come
LONGEST_TRANSACTION = timedelta(minutes=15)  # what comes later than that was put in afterwards
AFTER_MIDNIGHT = timedelta(hours=2)


def seal() -> int:
    """Seal every event that is settled; how many. A minute's events are one batch."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    now = timezone.now()
    latest = AuditSeal.objects.select_for_update(of=("self",)).order_by("-pk").first()
    waiting = list(_unsealed(latest, now).order_by("id")[:BATCH])
    if not waiting:
        return 0
    by_month: dict[str, list[AuditEvent]] = {}
    for event in waiting:
        by_month.setdefault(event.month, []).append(event)
    # all months of the batch at once: a lower id that waited longer would not be looked for again
    for month in sorted(by_month):
        _seal_month(month, by_month[month], now)
    return len(waiting)


def _seal_month(month: str, events: list[AuditEvent], now: datetime) -> None:
    before = AuditSeal.objects.filter(month=month).order_by("-number").first()
    number = before.number + 1 if before else 1
    previous = before.hash if before else chain.BEGINNING
    AuditSeal.objects.create(
        month=month,
        number=number,
        first_event_id=events[0].pk,
        last_event_id=events[-1].pk,
        event_count=len(events),
        event_ids=chain.ranges(event.pk for event in events),
        previous_hash=previous,
        hash=chain.seal_hash(previous=previous, month=month, number=number, events=events),
        sealed_at=now,
    )


def _unsealed(latest: AuditSeal | None, now: datetime) -> QuerySet[AuditEvent]:
    """What is settled and not sealed: newer ids, and ids that were committed late.

    An old row with an id that was skipped is not taken in: `verify_audit` names it.
    """
    settled = AuditEvent.objects.filter(happened_at__lte=now - SETTLED)
    settled = settled.exclude(month__in=AuditMonth.objects.values("month"))
    if latest is None:
        return settled
    recent = AuditSeal.objects.filter(sealed_at__gte=latest.sealed_at - LONGEST_TRANSACTION)
    highest = AuditSeal.objects.aggregate(highest=Max("last_event_id"))["highest"]
    lowest = min(recent.values_list("first_event_id", flat=True))
    seen = {pk for ids in recent.values_list("event_ids", flat=True) for pk in chain.ids_in(ids)}
    late = [pk for pk in range(lowest, highest) if pk not in seen]
    after = latest.sealed_at - LONGEST_TRANSACTION
    return settled.filter(Q(id__gt=highest) | Q(id__in=late, happened_at__gte=after))


@transaction.atomic
def close_months() -> list[str]:
    """Close every month that is over and sealed to the last event; answers which."""
    ended_before = month_of(timezone.now() - AFTER_MIDNIGHT)
    closed = AuditMonth.objects.order_by("-month").first()
    open_months = (
        AuditSeal.objects.filter(month__lt=ended_before)
        .exclude(month__in=AuditMonth.objects.values("month"))
        .values_list("month", flat=True)
        .distinct()
        .order_by("month")
    )
    done = []
    for month in open_months:
        seals = list(AuditSeal.objects.filter(month=month).order_by("number"))
        count = sum(seal.event_count for seal in seals)
        if AuditEvent.objects.filter(month=month).count() != count:
            break  # not sealed to the end, or tampered with: `verify_audit` says which
        previous = closed.closing_hash if closed else chain.BEGINNING
        closed = AuditMonth.objects.create(
            month=month,
            previous_closing_hash=previous,
            closing_hash=chain.closing_hash(
                previous=previous, month=month, last_seal=seals[-1].hash, event_count=count
            ),
            event_count=count,
            closed_at=timezone.now(),
        )
        done.append(month)
    return done


def expire_months() -> list[str]:
    """Delete the events of closed months older than the setting; their closing hashes stay."""
    if not settings.AUDIT_MONTHS_KEPT:
        return []
    today = timezone.localdate()
    number = today.year * 12 + today.month - 1 - settings.AUDIT_MONTHS_KEPT
    oldest_kept = f"{number // 12:04}-{number % 12 + 1:02}"
    old = AuditMonth.objects.filter(month__lt=oldest_kept, expired_at__isnull=True)
    return [_expire(month) for month in old.order_by("month")]


@transaction.atomic
def _expire(month: AuditMonth) -> str:
    month.expired_at = timezone.now()
    month.save(update_fields=["expired_at"])
    events = AuditEvent.objects.filter(month=month.month)
    events._raw_delete(events.db)
    record("audit.month_expired", month, acting_user=None, month=month.month)
    return month.month
