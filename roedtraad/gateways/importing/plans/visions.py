"""Visions told in prose: a heading whose first lines say that it is a vision."""

import re

from .blocks import Block, Kind
from .drafts import Draft
from .vocabulary import Role
from .walk_state import direction_of

_CUE = re.compile(
    r"\b(?:visionen?|ambitionen|ledestjernen)\b[^.]{0,120}(?::|\ber\b)|\bvisionen\b.*:$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:de[nt]?\s+)?(?:\d+|to|tre|fire|fem|seks|syv|otte)\b", re.IGNORECASE)


def told_visions(blocks: list[Block]) -> list[Draft]:
    """At least two headings of one depth that are told to be visions."""
    found: list[Draft] = []
    for position, block in enumerate(blocks):
        if block.kind is Kind.HEADING and not _LISTED.match(block.text):
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if following is not None and _is_told(following):
                found.append(_vision(blocks, position))
    levels = [draft.level for draft in found]
    return [draft for draft in found if levels.count(draft.level) >= 2]


def _is_told(block: Block) -> bool:
    is_text = block.kind is Kind.PARAGRAPH
    return is_text and len(block.text) < 320 and _CUE.search(block.text) is not None


def _direction_above(blocks: list[Block], position: int) -> str | None:
    """What the heading over the vision's own says."""
    level = blocks[position].level or 0
    for block in reversed(blocks[:position]):
        if block.kind is Kind.HEADING and (block.level or 0) < level:
            return direction_of(block.text)
    return None


def _vision(blocks: list[Block], position: int) -> Draft:
    heading = blocks[position]
    draft = Draft(Role.VISION, heading.text, heading.number, heading.level or 0, confidence=0.85)
    draft.structure.append(heading)
    draft.direction = direction_of(blocks[position + 1].text) or _direction_above(blocks, position)
    for block in blocks[position + 1 :]:
        if block.kind is Kind.HEADING and (block.level or 0) <= draft.level:
            break
        draft.add(Role.TEXT, block)
    return draft
