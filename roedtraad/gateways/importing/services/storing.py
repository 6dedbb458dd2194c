"""Storing what was read as elements, level by level: few statements, however many elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from roedtraad.gateways.importing.elements import Element
from roedtraad.gateways.importing.models import PlanReading, ReadElement

AT_A_TIME = 500
Placed: TypeAlias = tuple[Element, ReadElement | None, int]


def store_elements(reading: PlanReading, elements: Sequence[Element]) -> None:
    """Store elements nobody has looked at. The caller holds the transaction."""
    level: list[Placed] = [(element, None, place) for place, element in enumerate(elements)]
    while level:
        level = _store_level(reading, level)


def _store_level(reading: PlanReading, level: Sequence[Placed]) -> list[Placed]:
    """Store one level of the tree; what lies below it, with the rows it lies below."""
    rows = [_row(reading, *placed) for placed in level]
    ReadElement.objects.bulk_create(rows, batch_size=AT_A_TIME)
    return [
        (child, row, place)
        for (element, _parent, _place), row in zip(level, rows, strict=True)
        for place, child in enumerate(element.children)
    ]


def _row(
    reading: PlanReading, element: Element, parent: ReadElement | None, place: int
) -> ReadElement:
    return ReadElement(
        reading=reading,
        parent=parent,
        kind=element.kind,
        fields=element.fields,
        as_read=element.fields,
        confidence=element.confidence,
        page=element.page,
        line_from=element.line_from,
        line_to=element.line_to,
        position=place,
    )
