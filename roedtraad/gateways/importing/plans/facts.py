"""Facts of a unit: labels with their values, in tables and in running lines."""

import re
from collections.abc import Iterator

from .blocks import Block, Kind
from .grid import Grid, text_of
from .letters import folded
from .parties import is_side
from .proposal import Fact
from .sources import source_of
from .vocabulary import Role, role_of

_FACT = re.compile(r"^(?P<label>[A-ZÆØÅ][^:\d.]{1,40}):\s+(?P<value>\S.{0,240})$")
_WORDS_IN_VALUE = 5
_LONGEST_LABEL = 40
_CONTAINERS = frozenset(
    [
        "fakta",
        "stamdata",
        "stamoplysninger",
        "faktaoplysninger",
        "præsentation",
        "aftaleenheden",
        "enheden",
        "virksomheden",
        "institutionen",
        "kontaktoplysninger",
        "kontakt",
        "basisoplysninger",
        "nøgleoplysninger",
        "organisation",
        "organisering",
        "enheder",
        "personale",
        "medarbejdere",
        "faktaboks",
    ]
)


def facts_of_grid(grid: Grid, section: Role | None, *, is_front: bool = False) -> list[Fact]:
    """A table of two columns, labels to the left.

    `is_front`: it stands before the first heading, where one known label vouches for the others.
    """
    rows = [pair for _, cells in grid.rows for pair in _pairs(cells)]
    if len(rows) < 2 or len(rows) < len(grid.rows) * 0.6:
        return []
    named = sum(1 for cells in rows if _is_fact_label(text_of(cells[0][1])))
    if named and is_front and all(map(_is_short_pair, rows)):
        named = len(rows)
    if named < 2 and section is not Role.FACTS:
        return []
    if named * 2 < len(rows) and section is not Role.FACTS:
        return []
    return [
        Fact(
            label=text_of(label).rstrip(": "),
            value=text_of(value),
            confidence=0.9 if named * 2 >= len(rows) else 0.7,
            source=source_of([*label, *value]),
        )
        for (_, label), (_, value) in rows
        if text_of(value) and not is_side(text_of(label))
    ]


def _is_short_pair(cells: list[tuple[int, list[Block]]]) -> bool:
    label, value = (text_of(blocks) for _, blocks in cells)
    return (
        len(label) < _LONGEST_LABEL and len(value) < 2 * _LONGEST_LABEL and label[-1:] not in ".?"
    )


def _pairs(cells: list[tuple[int, list[Block]]]) -> list[list[tuple[int, list[Block]]]]:
    """A row of label and value; one of four cells may be two of them."""
    if len(cells) == 4 and all(_is_fact_label(text_of(cells[at][1])) for at in (0, 2)):
        return [cells[:2], cells[2:]]
    return [cells] if len(cells) == 2 else []


def _is_fact_label(text: str) -> bool:
    match = role_of(text.rstrip(":"))
    return match is not None and match.role in {
        Role.FACTS, Role.CASE, Role.PERIOD, Role.PARTIES, Role.TARGET_GROUP,
    }  # fmt: skip


def facts_in_flow(blocks: list[Block], sections: dict[int, Role]) -> Iterator[Fact]:
    """`Label: value` lines, and a label on a line of its own with one short paragraph below."""
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.cell is not None:
            continue
        if block.kind is Kind.LABEL and block.role in {Role.FACTS, Role.PERIOD}:
            is_amount = sections.get(id(block)) is Role.BUDGET
            if following is not None and not is_amount and _is_value(block, following):
                yield _fact(block.text, following, [block, following], 0.85)
        elif block.kind in {Kind.PARAGRAPH, Kind.ITEM} and sections.get(id(block)) is Role.FACTS:
            found = _FACT.match(block.text)
            if found:
                yield Fact(
                    label=found["label"],
                    value=found["value"],
                    confidence=0.75,
                    source=source_of([block]),
                )


def _is_value(label: Block, value: Block) -> bool:
    if folded(label.text) in _CONTAINERS or label.match is None or not label.match.is_whole:
        return False
    if value.kind is not Kind.PARAGRAPH or len(value.text) > 240 or value.cell is not None:
        return False
    is_same_line = value.first_line == label.last_line
    is_question = label.raw.strip().endswith("?")
    words = label.text.count(" ")
    is_told = words == 1 and _is_sentence(value.text)  # `Om os` over a sentence is a heading
    is_below = not is_question and not is_told and words < 2
    return is_same_line or (is_below and len(value.text) < 160)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.count(" ") > _WORDS_IN_VALUE


def _fact(label: str, value: Block, blocks: list[Block], confidence: float) -> Fact:
    return Fact(
        label=label.rstrip(": "), value=value.text, confidence=confidence, source=source_of(blocks)
    )
