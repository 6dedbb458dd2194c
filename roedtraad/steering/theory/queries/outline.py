"""A theory as a text, in plain values: so the page keeps how it came out as long as they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad.steering.agreements.queries.levels import ShownLevel
from roedtraad.steering.theory.diagnosis import Diagnosis
from roedtraad.steering.theory.models import Evidence

from .graph import ShownLink, ShownNode, TheoryGraph
from .reading import TheoryReading


@dataclass(frozen=True)
class OutlineArrow:
    """Where a box leads, and all that is known of it."""

    end: str
    evidence: str
    assumption: str
    source: str
    known_on: date | None
    effect: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    count: int | None
    measured_on: date | None
    proposed: str  # what the indicators say, where nothing newer is written


@dataclass(frozen=True)
class OutlineBox:
    """A box with its words; `links` of what it stands for."""

    key: str
    name: str
    stands_for: str
    href: str
    about: str
    level: ShownLevel | None
    text: str
    resources: str
    organisation: str
    activities: str
    indicators: tuple[str, ...]
    arrows: tuple[OutlineArrow, ...]


@dataclass(frozen=True)
class OutlineRisk:
    text: str
    likelihood: str
    response: str


@dataclass(frozen=True)
class ToldChain:
    """A chain by the name and the page of the result it leads to."""

    name: str
    href: str
    diagnosis: Diagnosis


@dataclass(frozen=True)
class Outline:
    """Columns that hold something, risks and chains."""

    columns: tuple[tuple[str, tuple[OutlineBox, ...]], ...]
    risks: tuple[OutlineRisk, ...]
    chains: tuple[ToldChain, ...]


def outline_of(graph: TheoryGraph, reading: TheoryReading) -> Outline:
    """All that the page says of boxes, arrows, risks and chains."""
    evidence = {each.value: str(each.label) for each in Evidence}
    columns = tuple(
        (str(column.kind.label), tuple(_box(each, reading, evidence) for each in column.nodes))
        for column in graph.columns
        if column.nodes
    )
    risks = tuple(
        OutlineRisk(risk.text, str(risk.get_likelihood_display()), risk.response)
        for risk in graph.risks
    )
    chains = tuple(
        ToldChain(
            each.node.name,
            each.node.reference.href if each.node.reference else "",
            each.diagnosis,
        )
        for each in reading.chains
    )
    return Outline(columns, risks, chains)


def _box(each: ShownNode, reading: TheoryReading, evidence: Mapping[str, str]) -> OutlineBox:
    node, reference = each.node, each.reference
    return OutlineBox(
        key=str(node.pk),
        name=each.name,
        stands_for=reference.title if reference else "",
        href=reference.href if reference else "",
        about=reference.about if reference else "",
        level=reading.levels.get(node.pk),
        text=node.text,
        resources=node.resources,
        organisation=node.organisation,
        activities=node.activities,
        indicators=tuple(
            ": ".join(part for part in (str(row), reading.changes.get(row.use_id, "")) if part)
            for row in each.indicators
        ),
        arrows=tuple(_arrow(arrow, reading, evidence) for arrow in each.leads_to),
    )


def _arrow(shown: ShownLink, reading: TheoryReading, evidence: Mapping[str, str]) -> OutlineArrow:
    link = shown.link
    effect = reading.effects.get(link.to_node_id)
    is_newer = effect is not None and (
        link.effect_on is None or effect.measured_on > link.effect_on
    )
    return OutlineArrow(
        end=shown.end,
        evidence=evidence[link.evidence],
        assumption=link.assumption,
        source=link.evidence_source,
        known_on=link.evidence_on,
        effect=link.effect,
        value=link.effect_value,
        low=link.effect_low,
        high=link.effect_high,
        count=link.effect_count,
        measured_on=link.effect_on,
        proposed=effect.sentence if effect is not None and is_newer else "",
    )
