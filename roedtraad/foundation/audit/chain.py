"""The arithmetic of the seals: canonical rows, hashes and ranges of ids. No database, no clock.

Anybody can compute it again: SHA-256 over UTF-8 JSON with sorted keys and no spaces.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import pairwise
from typing import Any

from .models import AuditEvent

BEGINNING = "0" * 64


def _digest(parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def event_hash(event: AuditEvent) -> str:
    """The hash of everything an event says."""
    return _digest(
        {
            "id": event.pk,
            "actor": event.actor_id,
            "action": event.action,
            "is_read": event.is_read,
            "subject": [event.subject_type, event.subject_id],
            "unit": event.unit_id,
            "reason": event.reason,
            "detail": event.detail,
            "import": event.import_id,
            "happened_at": event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "month": event.month,
        }
    )


def seal_hash(*, previous: str, month: str, number: int, events: Iterable[AuditEvent]) -> str:
    """The hash of a batch: its place in the chain, and every event in it, by id."""
    return _digest([previous, month, number, [event_hash(event) for event in events]])


def closing_hash(*, previous: str, month: str, last_seal: str, event_count: int) -> str:
    """The hash that stays when the events of a month are gone."""
    return _digest([previous, month, last_seal, event_count])


def ranges(ids: Iterable[int]) -> str:
    """1, 2, 3, 5 → "1-3,5"."""
    runs: list[list[int]] = []
    for number in sorted(ids):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def ids_in(text: str) -> list[int]:
    """The other way: "1-3,5" → 1, 2, 3, 5."""
    return [number for first, last in _runs(text) for number in range(first, last + 1)]


def gaps_in(text: str) -> list[int]:
    """The ids between the runs: rows that were rolled back, or are committed late."""
    return [
        number
        for (_first, end), (start, _last) in pairwise(_runs(text))
        for number in range(end + 1, start)
    ]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for run in filter(None, text.split(",")):
        first, _dash, last = run.partition("-")
        yield int(first), int(last or first)
