"""Headings over what was, not what is to come: the status of last year's goals."""

import re

from .blocks import Block, Kind
from .letters import folded
from .vocabulary import Match, Role

_LOOKS_BACK = re.compile(
    r"(?:kort |skriftlig )?(?:status|opfølgning|evaluering|opsamling|resultater|resultat|"
    r"afrapportering|tilbageblik|erfaringer|målopfyldelse)(?: og \w+)? "
    r"(?:på|af|fra|over|for|vedrørende|i)\b"
)
_BEFORE = re.compile(
    r"\b(?:sidste|forrige|foregående|tidligere|afsluttede|gamle|udløbne)(?: \w+)? ?"
    r"(?:år|års|aftale|aftales|aftaleperiode|periode|periodes|plan|plans|kontrakt|kontrakts|mål|"
    r"udviklingsmål|virksomhedsplan)"
)
_YEAR = re.compile(r"\b20\d\d\b")


def set_aside_past(blocks: list[Block], first_year: int | None) -> None:
    """Marks headings over the goals of an earlier plan, so that these become no goals of this.

    `first_year`: the year in which the plan's period begins.
    """
    for block in blocks:
        is_title = block.kind in {Kind.HEADING, Kind.LABEL} and block.cell is None
        if is_title and _looks_back(folded(block.text), first_year):
            block.match = Match(Role.ASIDE, 0.95)
            block.kind = Kind.HEADING
            block.level = block.level or 0


def tells_of_status(text: str) -> bool:
    """`Status på …`, `Opfølgning på …`: a heading within a plan, not a line of its title."""
    return _LOOKS_BACK.match(folded(text)) is not None


def _looks_back(words: str, first_year: int | None) -> bool:
    if not tells_of_status(words):
        return False
    years = [int(found[0]) for found in _YEAR.finditer(words)]
    is_old = first_year is not None and bool(years) and max(years) < first_year
    return is_old or _BEFORE.search(words) is not None
