"""One step of looking through: locked, checked against what others did meanwhile, undoable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.gateways.importing.models import (
    PlanReading,
    ReadElement,
    ReadingState,
    ReviewStep,
)

KEPT = (
    *("id", "parent_id", "kind", "fields", "confidence", "page", "line_from", "line_to"),
    *("decision", "position"),
)


class ChangedMeanwhile(ValidationError):
    """Somebody else decided of the element after the person saw it."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has changed this element meanwhile. Look at it again."),
            code="changed",
        )


@transaction.atomic
def take_step(
    action: str,
    element: ReadElement | PlanReading,
    touched: Sequence[ReadElement],
    change: Callable[[], list[ReadElement]],
    acting_user: User,
) -> None:
    """Do `change` as one step that can be undone.

    Raises `ChangedMeanwhile` when `element` is not the version that the person saw.
    """
    reading = element if isinstance(element, PlanReading) else element.reading
    reading = open_reading(reading, acting_user)
    rows = list(ReadElement.objects.filter(reading=reading, pk__in=[row.pk for row in touched]))
    if isinstance(element, ReadElement):
        _require_unchanged(element, rows)
    before = [{name: getattr(row, name) for name in KEPT} for row in rows]
    made = change()
    if isinstance(element, ReadElement):
        element.version += 1
    _count_version(reading, [row.pk for row in rows])
    ReviewStep.objects.create(
        reading=reading,
        action=action,
        before=before,
        made=[row.pk for row in made],
        taken_by=acting_user,
    )
    audit.record(
        f"reading.{action}",
        reading,
        acting_user=acting_user,
        unit=reading.unit,
        elements=[row.pk for row in rows],
    )


@transaction.atomic
def undo_last_step(reading: PlanReading, *, acting_user: User) -> ReviewStep | None:
    """Take back the latest step of looking through; None when there is none."""
    reading = open_reading(reading, acting_user)
    step = reading.steps.last()
    if step is None:
        return None
    for row in step.before:
        values = {name: row[name] for name in KEPT if name != "id"}
        ReadElement.objects.filter(reading=reading, pk=row["id"]).update(**values)
    _count_version(reading, [row["id"] for row in step.before])
    ReadElement.objects.filter(reading=reading, pk__in=step.made).delete()
    audit.record(
        "reading.undo",
        reading,
        acting_user=acting_user,
        unit=reading.unit,
        elements=[row["id"] for row in step.before],
        undone=step.action,
    )
    step.delete()
    return step


def require_may_review(reading: PlanReading, user: User) -> None:
    """Raise `PermissionDenied` unless `user` reads plans in for that unit."""
    access.require(user, access.Permission.PLAN_READ_IN, unit=reading.unit)


def open_reading(reading: PlanReading, acting_user: User) -> PlanReading:
    """The reading, locked; raises `PermissionDenied` unless it can be looked through."""
    reading = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require_may_review(reading, acting_user)
    if reading.state != ReadingState.READY:
        raise PermissionDenied(_("This document is not open for looking through."))
    return reading


def _require_unchanged(element: ReadElement, rows: Sequence[ReadElement]) -> None:
    """The element as it lies in the database must be the one that was looked at."""
    current = next((row for row in rows if row.pk == element.pk), None)
    if current is None or current.version != element.version:
        raise ChangedMeanwhile


def _count_version(reading: PlanReading, keys: Sequence[int]) -> None:
    ReadElement.objects.filter(reading=reading, pk__in=keys).update(version=models.F("version") + 1)
