"""A theory of change: its picture, where the chains break, and all it says as tables."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.insight.reports.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Drawing,
    Facts,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Tone,
    bold,
    plain,
    table_of,
)
from roedtraad.insight.reports.rich_text import rich_blocks
from roedtraad.insight.reports.sources import TheorySource
from roedtraad.steering.theory.diagnosis import Reading, StepAnswer
from roedtraad.steering.theory.models import Link
from roedtraad.steering.theory.queries.graph import ShownNode
from roedtraad.steering.theory.queries.reading import Chain

from .words import MISSING, day, figure

TONES = {
    Reading.HOLDS: Tone.GOOD,
    Reading.OTHER_CAUSE: Tone.FAIR,
    Reading.NOT_CARRIED_OUT: Tone.LATE,
    Reading.NO_OUTPUT: Tone.LATE,
    Reading.NO_RESULT: Tone.LATE,
}


def theory_document(source: TheorySource, *, paper: str) -> Document:
    """The picture fills the first sheet of `paper`; the text follows."""
    theory = source.graph.theory
    return Document(
        title=theory.title,
        subtitle=str(theory.unit),
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=_("Theory of change"),
        paper=paper,
        is_wide=True,
        blocks=(
            *_picture(source),
            *_about(source),
            *_chains(source),
            *_boxes(source),
            *_arrows(source),
            *_risks(source),
        ),
    )


def _picture(source: TheorySource) -> Iterator[Block]:
    if source.graph.nodes:
        told = "; ".join(f"{each.start} → {each.end}" for each in source.graph.links)
        yield Drawing(source.picture, told or source.graph.theory.title)
        yield PageBreak()


def _about(source: TheorySource) -> Iterator[Block]:
    theory = source.graph.theory
    if theory.text:
        yield from rich_blocks(theory.text)
    pairs = [
        (_("Target group"), plain(theory.target_group or "")),
        (_("Agreement"), plain(theory.agreement or "")),
        (_("State"), plain(theory.get_state_display())),
    ]
    yield Facts(_("What it is about"), tuple(pair for pair in pairs if pair[1]))


def _chains(source: TheorySource) -> Iterator[Block]:
    if source.reading.chains:
        yield Heading(1, _("Where does the chain break?"))
    for chain in source.reading.chains:
        yield from _chain(chain)


def _chain(chain: Chain) -> Iterator[Block]:
    found = chain.diagnosis
    yield Heading(2, chain.node.name)
    tone = TONES.get(found.reading, Tone.NEUTRAL)
    word = capfirst(str(found.reading.label))
    yield Callout(word, plain(found.sentence), tone)
    for step in found.steps:
        yield Paragraph((*plain(f"{step.question} "), *bold(capfirst(str(step.answer.label)))))
        yield BulletList(tuple(_facts(step)))


def _facts(step: StepAnswer) -> Iterator[ListItem]:
    for fact in step.facts:
        yield ListItem(plain(f"{fact.about}: {fact.sentence}" if fact.about else fact.sentence))


def _boxes(source: TheorySource) -> Iterator[Block]:
    if not source.graph.nodes:
        return
    yield Heading(1, _("The theory as a text"))
    columns = (
        Column(_("Column"), 2),
        Column(_("Box"), 4),
        Column(_("Text"), 5),
        Column(_("Status"), 2),
        Column(_("Indicators"), 4),
    )
    rows = [_box(each, source) for each in source.graph.nodes]
    yield table_of(_("Boxes"), columns, rows)


def _box(each: ShownNode, source: TheorySource) -> list[str]:
    level = source.reading.levels.get(each.node.pk)
    about = each.reference.about if each.reference else ""
    return [
        capfirst(str(each.node.get_kind_display())),
        "\n".join(part for part in (each.name, about) if part),
        _words(each),
        level.word if level else MISSING,
        "\n".join(_indicator(row.use_id, str(row), source) for row in each.indicators) or MISSING,
    ]


def _words(each: ShownNode) -> str:
    node = each.node
    labelled = (
        (_("Resources"), node.resources),
        (_("Organisation"), node.organisation),
        (_("Activities"), node.activities),
    )
    parts = [node.text, *(f"{label}: {text}" for label, text in labelled if text)]
    return "\n".join(part for part in parts if part) or MISSING


def _indicator(use: int, title: str, source: TheorySource) -> str:
    change = source.reading.changes.get(use)
    return f"{title}: {change}" if change else title


def _arrows(source: TheorySource) -> Iterator[Block]:
    if not source.graph.links:
        return
    columns = (
        Column(_("From"), 3),
        Column(_("To"), 3),
        Column(_("Assumption"), 5),
        Column(_("Evidence"), 4),
        Column(_("Measured effect"), 4),
    )
    rows = [
        (
            *(each.start, each.end, each.link.assumption or MISSING),
            *(_evidence(each.link), _effect(each.link) or MISSING),
        )
        for each in source.graph.links
    ]
    yield table_of(_("Arrows"), columns, rows)


def _evidence(link: Link) -> str:
    parts = [str(link.get_evidence_display()), link.evidence_source]
    if link.evidence_on:
        parts.append(day(link.evidence_on))
    return "\n".join(part for part in parts if part)


def _effect(link: Link) -> str:
    parts = [link.effect]
    if link.effect_value is not None:
        text = figure(link.effect_value)
        if link.effect_low is not None and link.effect_high is not None:
            text += f" ({figure(link.effect_low)}; {figure(link.effect_high)})"
        parts.append(text)
    if link.effect_count is not None:
        parts.append(f"n = {link.effect_count}")
    if link.effect_on:
        parts.append(day(link.effect_on))
    return "\n".join(part for part in parts if part)


def _risks(source: TheorySource) -> Iterator[Block]:
    if not source.graph.risks:
        return
    columns = (
        Column(_("Risk"), 4),
        Column(_("Likelihood"), 2),
        Column(_("What is done about it"), 5),
    )
    rows = [
        (risk.text, str(risk.get_likelihood_display()), risk.response or MISSING)
        for risk in source.graph.risks
    ]
    yield table_of(_("Risks"), columns, rows)
