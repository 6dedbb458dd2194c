"""Looking a proposal through: what a person decides of each element, one step at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.gateways.importing.elements import KINDS, SURE, UNCOUNTED, Kind
from roedtraad.gateways.importing.models import Decision, PlanReading, ReadElement

from .steps import take_step


def accept(element: ReadElement, *, acting_user: User) -> None:
    """Say that an element is right as it was read."""

    def change() -> list[ReadElement]:
        if element.decision == Decision.OPEN:
            _decide([element], Decision.ACCEPTED)
        return []

    take_step("accept", element, [element], change, acting_user)


def accept_sure(reading: PlanReading, *, acting_user: User) -> int:
    """Accept every element the reader was sure of, in one step; how many there were."""
    chosen = list(
        reading.elements.filter(decision=Decision.OPEN, confidence__gte=SURE).exclude(
            kind__in=UNCOUNTED
        )
    )

    def change() -> list[ReadElement]:
        _decide(chosen, Decision.ACCEPTED)
        return []

    if chosen:
        take_step("accept", reading, chosen, change, acting_user)
    return len(chosen)


def kinds_for(element: ReadElement) -> list[Kind]:
    """The kinds an element can be made where it lies."""
    below = {child for each in KINDS.values() for child in each.children}
    if element.parent is not None:
        return [KINDS[key] for key in KINDS[element.parent.kind].children]
    if element.kind == "plan":
        return [KINDS["plan"]]
    free = [kind for key, kind in KINDS.items() if key == "goal" or key not in below]
    return [kind for kind in free if kind.key not in {"plan", "frame"} - {element.kind}]


def drop(element: ReadElement, *, acting_user: User) -> None:
    """Leave an element, and all below it, out of the plan. Its text stays in the document."""
    chosen = [element, *_below(element)]

    def change() -> list[ReadElement]:
        _decide(chosen, Decision.DROPPED)
        return []

    take_step("drop", element, chosen, change, acting_user)


def restore(element: ReadElement, *, acting_user: User) -> None:
    """Take an element that was left out in again, with what lies below and what it lies below."""
    chosen = [
        row
        for row in (element, *_above(element), *_below(element))
        if row.decision == Decision.DROPPED
    ]

    def change() -> list[ReadElement]:
        _decide(chosen, Decision.OPEN)
        return []

    take_step("restore", element, [element, *chosen], change, acting_user)


def correct(
    element: ReadElement, fields: Mapping[str, Any], *, kind: str | None = None, acting_user: User
) -> None:
    """Store a person's own words for an element, or another kind. Unknown fields are refused."""
    wanted = KINDS[kind or element.kind]
    _require_fitting(wanted.key, element.parent)
    _require_fitting_below(wanted, element)
    unknown = set(fields) - set(wanted.fields)
    if unknown:
        raise ValidationError(f"{wanted.key}: {', '.join(sorted(unknown))}")
    dropped_above = [row for row in _above(element) if row.decision == Decision.DROPPED]

    def change() -> list[ReadElement]:
        kept = {name: element.fields.get(name) for name in wanted.fields}
        main = element.fields.get(KINDS[element.kind].main)
        if wanted.key != element.kind:
            kept[wanted.main] = kept.get(wanted.main) or main
        element.kind = wanted.key
        element.fields = kept | dict(fields)
        element.decision = Decision.CORRECTED
        element.save(update_fields=["kind", "fields", "decision"])
        _decide(dropped_above, Decision.OPEN)
        return []

    take_step("correct", element, [element, *dropped_above], change, acting_user)


def split(element: ReadElement, *, field: str, at: int, acting_user: User) -> None:
    """Divide an element in two at character `at` of `field`; the second part follows the first."""
    text = str(element.fields.get(field) or "")
    first, second = text[:at].strip(), text[at:].strip()
    if not first or not second or field not in KINDS[element.kind].fields:
        raise ValidationError(_("Put the cursor where the second part begins."), code="split")
    after = list(_siblings(element).filter(position__gt=element.position))

    def change() -> list[ReadElement]:
        _siblings(element).filter(position__gt=element.position).update(
            position=models.F("position") + 1
        )
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

    take_step("split", element, [element, *after], change, acting_user)


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
        last = target.children.aggregate(last=Max("position"))["last"]
        offset = 0 if last is None else last + 1
        element.children.update(parent=target, position=models.F("position") + offset)
        _decide([element], Decision.DROPPED)
        return []

    take_step("merge", element, chosen, change, acting_user)


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
        ReadElement.objects.bulk_update(ordered, ["parent", "position", "decision"], batch_size=200)
        return []

    take_step("move", element, [element, *siblings], change, acting_user)


def put_into(element: ReadElement, target: ReadElement, *, acting_user: User) -> None:
    """Add the words of a loose line or text to the text of `target`, of the plan to its mission."""
    name = "mission" if target.kind == "plan" else "text"
    if name not in KINDS[target.kind].fields or target.reading_id != element.reading_id:
        raise ValidationError(_("That kind of element does not belong there."), code="put")

    def change() -> list[ReadElement]:
        title, words = (str(element.fields.get(each) or "") for each in ("title", "text"))
        added = f"**{title}**\n\n{words}" if title and target.kind != "plan" else words
        old = str(target.fields.get(name) or "")
        target.fields = target.fields | {name: f"{old}\n\n{added}".strip()}
        target.decision = Decision.CORRECTED
        target.save(update_fields=["fields", "decision"])
        _decide([element], Decision.DROPPED)
        return []

    take_step("put", element, [element, target], change, acting_user)


def _decide(rows: list[ReadElement], decision: Decision) -> None:
    for row in rows:
        row.decision = decision
    ReadElement.objects.filter(pk__in=[row.pk for row in rows]).update(decision=decision)


def _siblings(element: ReadElement) -> models.QuerySet[ReadElement]:
    return ReadElement.objects.filter(reading=element.reading, parent=element.parent)


def _below(element: ReadElement) -> list[ReadElement]:
    found = list(element.children.all())
    return found + [each for child in found for each in _below(child)]


def _above(element: ReadElement) -> list[ReadElement]:
    parent = element.parent
    return [] if parent is None else [parent, *_above(parent)]


def _require_fitting(kind: str, parent: ReadElement | None) -> None:
    below = {child for each in KINDS.values() for child in each.children}
    if parent is not None and kind in KINDS[parent.kind].children:
        return
    if parent is None and (kind == "goal" or kind not in below):
        return
    raise ValidationError(_("That kind of element does not belong there."), code="move")


def _require_fitting_below(kind: Kind, element: ReadElement) -> None:
    """What lies below an element must be able to lie below the kind it becomes."""
    if kind.key == element.kind:
        return
    below = element.children.exclude(decision=Decision.DROPPED).exclude(kind__in=kind.children)
    if below.exists():
        raise ValidationError(
            _("Something lies below this element that cannot lie below the other kind. Move it, "
              "or leave it out, first."),
            code="kind",
        )  # fmt: skip


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
            read = str(first.as_read.get(target) or "")
            joined[target] += _between(read, joined[target], new) + new
    return joined


def _between(read: str, first: str, second: str) -> str:
    """What stood between two texts that were one when read, else a line break."""
    at = read.find(first)
    rest = read[at + len(first) :] if at >= 0 else ""
    if not rest.lstrip().startswith(second):
        return "\n"
    return rest[: len(rest) - len(rest.lstrip())]


def _spanned(first: ReadElement, second: ReadElement) -> tuple[int | None, int | None]:
    lines = [first.line_from, first.line_to, second.line_from, second.line_to]
    known = [line for line in lines if line is not None]
    return (min(known), max(known)) if known else (None, None)
