"""Which blocks are headings, and how deep: from styles, numbers and looks, in that order."""

import re

from .blocks import Block, Kind, is_heading_like
from .letters import folded
from .vocabulary import FIELDS, Role

TITLE_LEVEL = 0
NAMED_LEVEL = 15
NUMBERED_LEVEL = 20
BOLD_LEVEL = 30
CAPITALS = re.compile(r"[A-ZÆØÅ0-9][A-ZÆØÅ0-9 &/,.-]{5,80}")
_SURE = 0.84
_VALUED = FIELDS - {Role.TITLE} | {Role.FACTS, Role.PERIOD, Role.CASE}
_NUMBER_PART = re.compile(r"\d+|[A-ZÆØÅ]+")


def outlined(blocks: list[Block]) -> list[Block]:
    """The blocks, with headings and labels found and their levels set."""
    lists = _in_lists(blocks)
    announced: set[str] = set()
    for position, block in enumerate(blocks):
        if block.kind is Kind.ITEM and len(block.text) < 100:
            announced.add(folded(block.text))
        if block.kind is Kind.HEADING:
            _set_level(block)
        elif block.kind is Kind.PARAGRAPH and block.is_alone and folded(block.text) in announced:
            block.kind, block.level = Kind.HEADING, NUMBERED_LEVEL
        elif block.kind in {Kind.PARAGRAPH, Kind.ITEM} and not _is_value(blocks, position):
            _promote(block, is_listed=position in lists)
    _demote_sentences(blocks)
    _raise_capitals(blocks)
    return blocks


def _raise_capitals(blocks: list[Block]) -> None:
    """Lines in capitals are sections where they name one and the fields are written in small."""
    alone = [b for b in blocks if b.is_alone and b.kind in {Kind.HEADING, Kind.LABEL}]
    loud = [b for b in alone if CAPITALS.fullmatch(b.text) and not b.number and b.cell is None]
    names = any(is_named(b, Role.GOALS) or is_named(b, Role.FOCUS) for b in loud)
    fields = [b for b in blocks if b.kind is Kind.LABEL and b.role in FIELDS]
    in_small = any(not b.text.isupper() for b in fields)
    if len(loud) > 1 and names and in_small:
        for block in loud:
            if block.level is None or block.level >= NAMED_LEVEL:
                block.kind, block.level = Kind.HEADING, NAMED_LEVEL


def _is_value(blocks: list[Block], position: int) -> bool:
    """The block stands behind its label on the same line, or is the office that it asks for."""
    before, block = blocks[position - 1] if position else None, blocks[position]
    if before is None or before.kind not in {Kind.LABEL, Kind.HEADING}:
        return False
    if before.role is Role.RESPONSIBLE and block.role is Role.FACTS:
        return not block.style.bold
    is_label = before.kind is Kind.LABEL and before.role in _VALUED
    return is_label and before.last_line == block.first_line


def as_title(block: Block) -> None:
    """The plan's own title names no field, whatever words it is made of."""
    if block.kind is not Kind.PARAGRAPH:
        block.kind, block.level = Kind.TITLE, TITLE_LEVEL
    block.match = None


def _set_level(block: Block) -> None:
    if block.style.is_title and block.level is None:
        block.level = TITLE_LEVEL
    elif block.level is None:
        block.level = _numbered_level(block) if block.number else _named_level(block)


def _named_level(block: Block) -> int:
    """A part named within a flattened line is deeper than no number."""
    piece = block.pieces[0]
    is_cut = piece.end - piece.start < len(piece.line.text) - 1
    is_part = block.match is not None and block.role not in FIELDS
    return NAMED_LEVEL if is_cut and is_part else BOLD_LEVEL


def _numbered_level(block: Block) -> int:
    return NUMBERED_LEVEL + len(_NUMBER_PART.findall(block.number))


def _promote(block: Block, *, is_listed: bool) -> None:
    """Makes a heading or label of a block that looks like one."""
    if not is_heading_like(block):
        return
    is_named = block.match is not None and block.match.score >= _SURE
    if block.number and not is_listed and block.cell is None and _is_numbered_heading(block):
        block.kind, block.level, block.mark = Kind.HEADING, _numbered_level(block), ""
    elif block.kind is Kind.ITEM or block.style.marker:
        return
    elif is_named and _stands_out(block):
        block.kind = Kind.LABEL
        if block.match and block.match.role not in FIELDS:
            block.level = NAMED_LEVEL
    elif block.cell is None and _looks_like_heading(block):
        block.kind, block.level = Kind.HEADING, BOLD_LEVEL


def _is_numbered_heading(block: Block) -> bool:
    if block.text.endswith(":") or not block.text[:1].isupper():
        return False
    is_deep = len(_NUMBER_PART.findall(block.number)) > 1
    return is_deep or block.is_alone or block.style.bold


def _stands_out(block: Block) -> bool:
    """A naming word counts on a line of its own, not in the middle of a paragraph."""
    return len(block.text) <= 60 and not block.text.endswith(".") and len(block.pieces) == 1


def _looks_like_heading(block: Block) -> bool:
    is_shouted = CAPITALS.fullmatch(block.text) and sum(map(str.isalpha, block.text)) > 3
    if block.style.bold or is_shouted:
        return len(block.text) <= 100 and not block.text.endswith(":")
    marked = block.raw.strip()
    return marked.startswith(("**", "__")) and marked.endswith(("**", "__")) and len(marked) < 110


def lead_end(block: Block) -> int:
    """Where the bold words that an item begins with end; 0 where it has none or nothing else."""
    lead = block.style.bold_lead
    return lead if 3 < lead < len(block.raw.rstrip()) - 3 and not block.style.bold else 0


def _in_lists(blocks: list[Block]) -> set[int]:
    """Positions of numbered blocks that stand right before or after their neighbour in number."""
    found: set[int] = set()
    flow = [i for i, block in enumerate(blocks) if block.cell is None]
    for before, after in zip(flow, flow[1:], strict=False):
        one, two = blocks[before], blocks[after]
        if one.mark and two.mark and _follows(one.number, two.number):
            found |= {before, after}
    return found


def _follows(one: str, two: str) -> bool:
    """`2` after `1`, `B` after `A`."""
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return len(one) == len(two) == 1 and one.isalpha() and ord(two) == ord(one) + 1


def _demote_sentences(blocks: list[Block]) -> None:
    """Long `headings` that are sentences: some files set body text in a heading style."""
    for block in blocks:
        if block.kind is Kind.HEADING and len(block.text) > 220:
            block.kind = Kind.PARAGRAPH
            block.level = None


def is_named(block: Block, role: Role) -> bool:
    return block.match is not None and block.match.role is role and block.match.score >= _SURE
