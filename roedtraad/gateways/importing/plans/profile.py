"""The headings of a management profile, and a framework's rules for the plans below it."""

import re
from collections.abc import Iterator

from .blocks import Block, Kind
from .clauses import sentences
from .drafts import part_of
from .letters import folded
from .proposal import ProfileHeading, Rule
from .sources import source_of
from .vocabulary import Role

_HEADING = re.compile(r"^(?P<title>[A-ZÆØÅ][^=:]{2,50}?)\s*(?:=|:)\s*(?P<text>\S.+)$")
_PROFILE = re.compile(r"profil", re.IGNORECASE)
_FEWEST = 3
_RULED = re.compile(
    r"\b(?:aftalemål|aftaleenhed\w*|virksomhedsplan\w*|resultatmål|målene|mål|tiltag\w*|enhed\w*|"
    r"planen|planerne|aftalerne|aktivitet\w*|handlinger|indikatorer?)\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(r"\bskal\b|\bminimum\b|\bmindst\b|\bhøjst\b|\bmaksimalt\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:Hver\b|Hvert\b|Alle\b|Den enkelte|Det enkelte|De enkelte|Målene\b|Samtidig\b|Tiltagene\b|"
    r"Enhederne?\b|Aftaleenhed\w*|Planen\w*\b|Virksomhedsplan\w*\b|Et mål\b|Ethvert\b|For hvert\b|"
    r"Aktiviteterne?\b|Der skal\b|Mindst\b|Mål\b|Handlingerne\b|Indikatorerne\b|Hvis en enhed\b)"
)
_CRITERIA = re.compile(r"\bkriteri|\bkrav\b|\baftalemål\b|\bregler\b", re.IGNORECASE)


def profile_headings(blocks: list[Block]) -> list[ProfileHeading]:
    """`Title = question` items after words on a profile, each title once."""
    found: dict[str, ProfileHeading] = {}
    run: list[tuple[Block, re.Match[str]]] = []
    is_introduced = False
    for block in [*blocks, None]:
        match = (
            _HEADING.match(block.text) if block is not None and block.kind is Kind.ITEM else None
        )
        if block is not None and match is not None:
            run.append((block, match))
            continue
        if len(run) >= _FEWEST and is_introduced:
            for item, words in run:
                found.setdefault(folded(words["title"]), _profile_heading(item, words))
        run = []
        is_introduced = block is not None and _PROFILE.search(block.text) is not None
    return list(found.values())


def _profile_heading(block: Block, words: re.Match[str]) -> ProfileHeading:
    return ProfileHeading(
        title=words["title"].strip(),
        text=words["text"].strip(),
        confidence=0.85,
        source=source_of([block]),
    )


def told_rules(blocks: list[Block]) -> Iterator[tuple[Rule, Block]]:
    """Sentences of a framework that demand something of the plans below it."""
    heading = ""
    for block in blocks:
        if block.kind is Kind.HEADING:
            heading = block.text
        elif block.kind is Kind.PARAGRAPH and _CRITERIA.search(heading):
            for start, end in sentences(block.raw):
                text = block.raw[start:end].strip()
                if _is_rule(text) and len(block.pieces) == 1:
                    part = part_of(block, start, end)
                    yield Rule(text=part.text, confidence=0.6, source=source_of([part])), part


def _is_rule(text: str) -> bool:
    is_demand = _DEMANDS.search(text) is not None and _RULED.search(text) is not None
    return is_demand and _SUBJECT.match(text) is not None and len(text) < 400


def section_rules(blocks: list[Block], sections: dict[int, Role]) -> Iterator[tuple[Rule, Block]]:
    """What stands below a heading for rules: each item, or each paragraph where there are none."""
    own = [
        block
        for block in blocks
        if sections.get(id(block)) is Role.RULES and block.kind in {Kind.ITEM, Kind.PARAGRAPH}
    ]
    has_items = any(block.kind is Kind.ITEM for block in own)
    for block in own:
        if block.kind is Kind.ITEM or (not has_items and len(block.text) < 500):
            yield Rule(text=block.text, confidence=0.85, source=source_of([block])), block
