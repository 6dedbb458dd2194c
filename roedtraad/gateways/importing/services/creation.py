"""From a looked-through proposal to a draft: what both agreements and strategies need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.gateways.importing.models import (
    Decision,
    PlanReading,
    ReadElement,
    ReadingState,
)
from roedtraad.steering.agreements.models import SourcePlace

from .steps import require_may_review


@dataclass(frozen=True)
class Due:
    """A period as it was written, with its dates; all empty when none was written."""

    raw: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass
class Kept:
    """The elements of a reading that were not dropped, by parent and in order."""

    reading: PlanReading
    acting_user: User
    below: dict[int | None, list[ReadElement]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: PlanReading, acting_user: User) -> Kept:
        kept = cls(reading, acting_user)
        for row in reading.elements.exclude(decision=Decision.DROPPED):
            kept.below.setdefault(row.parent_id, []).append(row)
        return kept

    def all_of(self, kind: str, parent: ReadElement | None = None) -> list[ReadElement]:
        """The elements of a kind below `parent`, or on top level."""
        rows = self.below.get(parent.pk if parent else None, [])
        return [row for row in rows if row.kind == kind]

    def plan(self) -> Mapping[str, Any]:
        """What was read of the plan itself: title, period, mission."""
        return next((row.fields for row in self.all_of("plan")), {})

    def accepted_loose(self) -> Iterator[ReadElement]:
        """Lines that were not placed and that somebody asked to keep."""
        for row in (*self.all_of("frame"), *self.all_of("unplaced")):
            if row.decision in (Decision.ACCEPTED, Decision.CORRECTED):
                yield row

    def place(self, row: ReadElement) -> SourcePlace | None:
        """Where in the document `row` came from, stored so that what is made of it points there."""
        return self.place_of_all([row])

    def place_of_all(self, rows: Sequence[ReadElement]) -> SourcePlace | None:
        """One place from the first line of `rows` to the last; None when no place is known."""
        first = [row.line_from for row in rows if row.line_from is not None]
        if not first:
            return None
        last = [row.line_to or row.line_from for row in rows]
        return SourcePlace.objects.create(
            document=self.reading.document,
            page=rows[0].page,
            line_from=min(first),
            line_to=max(line for line in last if line is not None),
        )


def begin(reading: PlanReading, acting_user: User) -> Kept:
    """Lock the reading, check right and state, and log the one event of the bulk import."""
    reading = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require_may_review(reading, acting_user)
    if reading.state != ReadingState.READY:
        raise PermissionDenied(_("This document is not open for looking through."))
    kept = Kept.of(reading, acting_user)
    audit.record(
        "plan.read_in",
        reading,
        acting_user=acting_user,
        unit=reading.unit,
        import_id=import_id(reading),
        sha256=reading.document.sha256,
        elements=sum(len(rows) for rows in kept.below.values()),
    )
    return kept


def import_id(reading: PlanReading) -> str:
    """What the rows of one reading are known by in the log."""
    return f"plan-{reading.pk}"


def text(row: ReadElement, name: str) -> str:
    """A field as text; empty when nothing was read."""
    value = row.fields.get(name)
    return "" if value is None else str(value).strip()


def due(row: ReadElement) -> Due:
    """The due of an element; a due that was typed by hand has been parsed before it is stored."""
    stored = row.fields.get("due")
    if not isinstance(stored, Mapping):
        return Due()
    return Due(str(stored.get("raw") or ""), _day(stored.get("from")), _day(stored.get("to")))


def amount(row: ReadElement, name: str) -> Decimal | None:
    """A field as a number; None when nothing, or no number, stands there."""
    value = row.fields.get(name)
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def require_period(starts_on: date | None, ends_on: date | None) -> tuple[date, date]:
    """Both ends of the plan's period, or `ValidationError` that says what to write."""
    if starts_on is None or ends_on is None:
        raise ValidationError(_("Write the plan's period before you create it."), code="period")
    if ends_on < starts_on:
        raise ValidationError(_("The period ends before it begins."), code="period")
    return starts_on, ends_on


def finish(kept: Kept, **made: Any) -> None:
    """Close the reading with what it became."""
    reading = kept.reading
    reading.state = ReadingState.CREATED
    for name, value in made.items():
        setattr(reading, name, value)
    reading.save(update_fields=["state", *made])


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
