"""A theory as a picture: what stands in each box besides its name."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from roedtraad.steering.agreements.queries.levels import ShownLevel
from roedtraad.steering.theory.layout import Box, laid_out
from roedtraad.steering.theory.models import Evidence
from roedtraad.steering.theory.models.graph import COLUMNS
from roedtraad.steering.theory.picture import SHAPES, DrawnArrow, note, svg

from .graph import TheoryGraph
from .reading import TheoryReading

MOST_KEPT = 200


def picture_of(graph: TheoryGraph, reading: TheoryReading, *, key: str = "teori") -> SafeString:
    """The picture with law paragraphs and how each box stands, by word and shape."""
    notes = {
        each.node.pk: _notes(
            each.reference.about if each.node.intervention_type_id and each.reference else "",
            reading.levels.get(each.node.pk),
        )
        for each in graph.nodes
    }
    arrows = [
        DrawnArrow(
            each.link.from_node_id,
            each.link.to_node_id,
            Evidence(each.link.evidence),
            f"{each.start} → {each.end}",
        )
        for each in graph.links
    ]
    return _drawn(
        tuple(graph.boxes(notes)), tuple(arrows), graph.theory.title, key, get_language() or ""
    )


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    boxes: tuple[Box, ...], arrows: tuple[DrawnArrow, ...], title: str, key: str, _language: str
) -> SafeString:
    """The same boxes and arrows always make the same picture: it is drawn once in a process."""
    lines = [(each.start, each.end) for each in arrows]
    return svg(laid_out(boxes, lines, columns=len(COLUMNS)), arrows, title=title, key=key)


def _notes(about: str, level: ShownLevel | None) -> tuple[str, ...]:
    standing = f"{SHAPES[level.kind]} {level.word}" if level is not None else ""
    return tuple(note(each) for each in (about, standing) if each)
