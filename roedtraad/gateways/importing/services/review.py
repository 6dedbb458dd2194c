"""Looking a proposal through: what a person decides of each element, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.gateways.importing.elements import KINDS, SURE, Element, Kind
from roedtraad.gateways.importing.models import (
    Decision,
    PlanReading,
    ReadElement,
    ReadingState,
    ReviewStep,
)

KEPT = (
    *("id", "parent_id", "kind", "fields", "confidence", "page", "line_from", "line_to"),
    *("decision", "position"),
)


def store_elements(reading: PlanReading, elements: Sequence[Element]) -> None:
    """Store what was read as elements nobody has looked at. The caller holds the transaction."""
    for position, element in enumerate(elements):
        _store(reading, element, None, position)


def _store(
    reading: PlanReading, element: Element, parent: ReadElement | None, position: int
) -> None:
    row = ReadElement.objects.create(
        reading=reading,
        parent=parent,
        kind=element.kind,
        fields=element.fields,
        as_read=element.fields,
        confidence=element.confidence,
        page=element.page,
        line_from=element.line_from,
        line_to=element.line_to,
        position=position,
    )
    for place, child in enumerate(element.children):
        _store(reading, child, row, place)


def accept(element: ReadElement, *, acting_user: User, with_children: bool = False) -> None:
    """Say that an element is right as it was read; with all below it where asked."""
    chosen = [element, *(_below(element) if with_children else [])]

    def change() -> list[ReadElement]:
        for row in chosen:
            if row.decision == Decision.OPEN:
                row.decision = Decision.ACCEPTED
                row.save(update_fields=["decision"])
        return []

    _step("accept", element.reading, chosen, change, acting_user)


def accept_sure(reading: PlanReading, *, acting_user: User) -> int:
    """Accept every element the reader was sure of, in one step; how many there were."""
    chosen = list(
        reading.elements.filter(decision=Decision.OPEN, confidence__gte=SURE).exclude(
            kind="unplaced"
        )
    )

    def change() -> list[ReadElement]:
        ReadElement.objects.filter(pk__in=[row.pk for row in chosen]).update(
            decision=Decision.ACCEPTED
        )
        return []

    if chosen:
        _step("accept", reading, chosen, change, acting_user)
    return len(chosen)


def kinds_for(element: ReadElement) -> list[Kind]:
    """The kinds an element can be made where it lies."""
    below = {child for each in KINDS.values() for child in each.children}
    if element.parent is not None:
        return [KINDS[key] for key in KINDS[element.parent.kind].children]
    free = [kind for key, kind in KINDS.items() if key == "goal" or key not in below]
    return [kind for kind in free if kind.key != "plan" or element.kind == "plan"]


def drop(element: ReadElement, *, acting_user: User) -> None:
    """Leave an element, and all below it, out of the plan. Its text stays in the document."""
    chosen = [element, *_below(element)]

    def change() -> list[ReadElement]:
        for row in chosen:
            row.decision = Decision.DROPPED
            row.save(update_fields=["decision"])
        return []

    _step("drop", element.reading, chosen, change, acting_user)


def correct(
    element: ReadElement, fields: Mapping[str, Any], *, kind: str | None = None, acting_user: User
) -> None:
    """Store a person's own words for an element, or another kind. Unknown fields are refused."""
    wanted = KINDS[kind or element.kind]
    _require_fitting(wanted.key, element.parent)
    unknown = set(fields) - set(wanted.fields)
    if unknown:
        raise ValidationError(f"{wanted.key}: {', '.join(sorted(unknown))}")

    def change() -> list[ReadElement]:
        kept = {name: element.fields.get(name) for name in wanted.fields}
        main = element.fields.get(KINDS[element.kind].main)
        if wanted.key != element.kind:
            kept[wanted.main] = kept.get(wanted.main) or main
        element.kind = wanted.key
        element.fields = kept | dict(fields)
        element.decision = Decision.CORRECTED
        element.save(update_fields=["kind", "fields", "decision"])
        return []

    _step("correct", element.reading, [element], change, acting_user)


def split(element: ReadElement, *, field: str, at: int, acting_user: User) -> None:
    """Divide an element in two at character `at` of `field`; the second part follows the first."""
    text = str(element.fields.get(field) or "")
    first, second = text[:at].strip(), text[at:].strip()
    if not first or not second:
        raise ValidationError(_("Put the cursor where the second part begins."), code="split")

    def change() -> list[ReadElement]:
        _make_room(element)
        element.fields = element.fields | {field: first}
        element.decision = Decision.CORRECTED
        element.save(update_fields=["fields", "decision"])
        kind = KINDS[element.kind]
        rest = dict.fromkeys(kind.fields) | {kind.main: second}
        made = ReadElement.objects.create(
            reading=element.reading,
            parent=element.parent,
            kind=element.kind,
            fields=rest,
            as_read=rest,
            confidence=element.confidence,
            page=element.page,
            line_from=element.line_from,
            line_to=element.line_to,
            position=element.position + 1,
        )
        return [made]

    _step("split", element.reading, [element, *_after(element)], change, acting_user)


def merge(element: ReadElement, *, acting_user: User) -> None:
    """Join an element with the one of its kind before it: texts follow each other, nothing goes."""
    before = _siblings(element).filter(kind=element.kind, position__lt=element.position)
    target = before.exclude(decision=Decision.DROPPED).last()
    if target is None:
        raise ValidationError(_("There is nothing before it to join it with."), code="merge")
    chosen = [target, element, *_below(element)]

    def change() -> list[ReadElement]:
        target.fields = _joined(target, element)
        target.line_from, target.line_to = _spanned(target, element)
        target.decision = Decision.CORRECTED
        target.save(update_fields=["fields", "line_from", "line_to", "decision"])
        last = target.children.count()
        element.children.update(parent=target, position=models.F("position") + last)
        element.decision = Decision.DROPPED
        element.save(update_fields=["decision"])
        return []

    _step("merge", element.reading, chosen, change, acting_user)


def move(
    element: ReadElement,
    *,
    parent: ReadElement | None,
    before: ReadElement | None = None,
    acting_user: User,
) -> None:
    """Put an element below another, or on top level; before a sibling, else last."""
    _require_fitting(element.kind, parent)
    if parent is not None and (parent.pk == element.pk or parent in _below(element)):
        raise ValidationError(_("An element cannot lie below itself."), code="move")
    siblings = [
        row
        for row in ReadElement.objects.filter(reading=element.reading, parent=parent)
        if row.pk != element.pk
    ]

    def change() -> list[ReadElement]:
        place = siblings.index(before) if before in siblings else len(siblings)
        ordered = [*siblings[:place], element, *siblings[place:]]
        element.parent = parent
        element.decision = Decision.CORRECTED
        for position, row in enumerate(ordered):
            row.position = position
            row.save(update_fields=["parent", "position", "decision"])
        return []

    _step("move", element.reading, [element, *siblings], change, acting_user)


@transaction.atomic
def undo_last_step(reading: PlanReading, *, acting_user: User) -> ReviewStep | None:
    """Take back the latest step of looking through; None when there is none."""
    reading = _open_reading(reading, acting_user)
    step = reading.steps.last()
    if step is None:
        return None
    ReadElement.objects.filter(reading=reading, pk__in=step.made).delete()
    for row in step.before:
        values = {name: row[name] for name in KEPT if name != "id"}
        ReadElement.objects.filter(reading=reading, pk=row["id"]).update(**values)
    step.delete()
    return step


def require_may_review(reading: PlanReading, user: User) -> None:
    """Raise `PermissionDenied` unless `user` reads plans in for that unit."""
    access.require(user, access.Permission.PLAN_READ_IN, unit=reading.unit)


@transaction.atomic
def _step(
    action: str,
    reading: PlanReading,
    touched: Sequence[ReadElement],
    change: Callable[[], list[ReadElement]],
    acting_user: User,
) -> None:
    reading = _open_reading(reading, acting_user)
    before = [
        {name: getattr(row, name) for name in KEPT}
        for row in ReadElement.objects.filter(pk__in=[row.pk for row in touched])
    ]
    made = change()
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
        elements=[row.pk for row in touched],
    )


def _open_reading(reading: PlanReading, acting_user: User) -> PlanReading:
    reading = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require_may_review(reading, acting_user)
    if reading.state != ReadingState.READY:
        raise PermissionDenied(_("This document is not open for looking through."))
    return reading


def _siblings(element: ReadElement) -> models.QuerySet[ReadElement]:
    return ReadElement.objects.filter(reading=element.reading, parent=element.parent)


def _after(element: ReadElement) -> list[ReadElement]:
    return list(_siblings(element).filter(position__gt=element.position))


def _make_room(element: ReadElement) -> None:
    _siblings(element).filter(position__gt=element.position).update(
        position=models.F("position") + 1
    )


def _below(element: ReadElement) -> list[ReadElement]:
    found = list(element.children.all())
    return found + [each for child in found for each in _below(child)]


def _require_fitting(kind: str, parent: ReadElement | None) -> None:
    below = {child for each in KINDS.values() for child in each.children}
    if parent is not None and kind in KINDS[parent.kind].children:
        return
    if parent is None and (kind == "goal" or kind not in below):
        return
    raise ValidationError(_("That kind of element does not belong there."), code="move")


def _joined(first: ReadElement, second: ReadElement) -> dict[str, Any]:
    """Fields of both, empty ones filled, texts one after the other; the second's title is kept."""
    kind = KINDS[first.kind]
    joined = dict(first.fields)
    for name in kind.fields:
        old, new = joined.get(name), second.fields.get(name)
        if not new or old == new:
            continue
        target = "text" if name == "title" and "text" in kind.fields and old else name
        if not joined.get(target):
            joined[target] = new
        elif isinstance(new, str) and isinstance(joined[target], str):
            joined[target] = f"{joined[target]}\n{new}"
    return joined


def _spanned(first: ReadElement, second: ReadElement) -> tuple[int | None, int | None]:
    lines = [first.line_from, first.line_to, second.line_from, second.line_to]
    known = [line for line in lines if line is not None]
    return (min(known), max(known)) if known else (None, None)
