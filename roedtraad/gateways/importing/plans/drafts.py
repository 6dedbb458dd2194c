"""What the walk through the plan gathers before it becomes a proposal."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from .blocks import Block, Kind
from .letters import folded, tidy
from .pieces import Piece
from .vocabulary import Role, role_of

_HEAD = re.compile(
    r"^(?P<word>[^\d:–—.()-]{2,40}?)\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}(?!\d)|[A-ZÆØÅ](?:\.?\d{1,2}){1,2}(?!\d)|"
    r"(?:[A-ZÆØÅ]|[IVX]{1,4})(?=\s*[:.–—-]))?\s*"
    r"(?:\((?:vægt|vægtning|\d|max|prioritet)[^()]{0,30}\)\s*)?(?P<sign>[:–—)·•|]|\.(?!\d)|-(?=\s)|(?<=\d)(?=\s+[A-ZÆØÅ\"”»])|$)\s*(?P<title>.*)$",
    re.DOTALL,
)
_HEAD_ROLES = {Role.GOALS, Role.FOCUS, Role.THEME, Role.VISION, Role.PROJECT, Role.EFFECT}
_CROSS = re.compile(r"\btv[æa]e?rg[åa]a?ende\b|\bpå tværs\b", re.IGNORECASE)
_CROSS_LEAD = re.compile(r"^\(?(?:tværgående|på tværs)\)?(?: indsats| fokus)?\s*[:–—-]\s*", re.I)


_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True, eq=False)
class Draft:
    """An element being gathered: its title, its fields, and the words that only structure it."""

    role: Role
    title: str = ""
    number: str = ""
    level: int = 99
    parent: "Draft | None" = None
    confidence: float = 0.8
    is_cross_cutting: bool = False
    is_from_list: bool = False
    is_from_heading: bool = False
    direction: str | None = None
    fields: dict[Role, list[Block]] = field(default_factory=dict)
    structure: list[Block] = field(default_factory=list)
    rows: list["Row"] = field(default_factory=list)

    def add(self, role: Role, block: Block) -> None:
        self.fields.setdefault(role, []).append(block)

    @property
    def has_content(self) -> bool:
        return bool(self.title or self.rows or any(self.fields.values()))

    def blocks(self) -> Iterable[Block]:
        yield from self.structure
        for blocks in self.fields.values():
            yield from blocks
        for row in self.rows:
            yield from row.blocks()


@dataclass(slots=True)
class Row:
    """A row of a table that says one action or one indicator, cell by cell.

    `levels`: figures in columns of their own, each with the head of its column.
    """

    role: Role
    cells: dict[Role, list[Block]] = field(default_factory=dict)
    levels: list[tuple[str, list[Block]]] = field(default_factory=list)

    def blocks(self) -> Iterable[Block]:
        for blocks in self.cells.values():
            yield from blocks
        for _, blocks in self.levels:
            yield from blocks


@dataclass(frozen=True, slots=True)
class Head:
    """`Mål 2: Title`, `Tværgående indsatsområde – Title`, taken apart."""

    role: Role
    number: str
    title: str
    is_cross_cutting: bool
    score: float


_DEEDS = {Role.ACTIONS, Role.HOW}


def deed_of(block: Block) -> Head | None:
    """`Indsats 2: Title`, `Tiltag 2 – Title`: a goal where its fields stand below, else a deed."""
    head = _head(block, _DEEDS)
    return head if head is not None and head.number and head.title else None


def head_of(block: Block) -> Head | None:
    """The head a block's words make, if they begin with a naming word and a number or sign."""
    return _head(block, _HEAD_ROLES)


def _head(block: Block, roles: Set[Role]) -> Head | None:
    if len(block.text) > 300:
        return None
    found = _HEAD.match(block.text)
    if found is None:
        return None
    number = found["number"] or ""
    if not number and not (found["sign"] and found["title"]):
        return None
    match = role_of(found["word"])
    if match is None or match.role not in roles or match.score < 0.84:
        return None
    if not number and not block.number and not match.is_whole and match.role is not Role.FOCUS:
        return None
    title = tidy(found["title"])
    cross = bool(_CROSS.search(found["word"]) or _CROSS_LEAD.match(title))
    title = _CROSS_LEAD.sub("", title)
    return Head(match.role, block.number or number, title, cross, match.score)


_TARGETS = re.compile(
    r"(?:\w+ )?(?:del|effekt|succes|resultat|etape|proces|under)-?(?:mål|målene|krav|kravene)"
)


def is_target(block: Block) -> bool:
    """`Delmål`, `Resultatkrav`: inside a goal they say what it is measured by."""
    is_aim = block.role in {Role.GOALS, Role.EFFECT}
    return is_aim and _TARGETS.fullmatch(folded(block.text)) is not None


def is_cross_cutting(text: str) -> bool:
    return bool(_CROSS.search(text))


def part_of(block: Block, start: int, end: int) -> Block:
    """A stretch of a block as a block of its own; the whole where it is not one plain stretch."""
    raw = block.raw
    text = raw[start:end]
    lead = len(text) - len(text.lstrip())
    piece = block.pieces[0]
    is_plain = len(block.pieces) == 1 and piece.end - piece.start == len(raw)
    pieces = (
        [replace(piece, start=piece.start + start + lead, end=piece.start + end)]
        if is_plain
        else list(block.pieces)
    )
    return Block(Kind.PARAGRAPH, tidy(text), pieces, block.style, cell=block.cell, raw=text.strip())


def words_of(block: Block, words: list[str]) -> list[Block]:
    """Only those words of a block, so that the rest of its line stays free; else all of it."""
    found = []
    for needle in filter(None, words):
        own = _pieces_with(block.pieces, needle)
        if own:
            found.append(Block(Kind.PARAGRAPH, needle, own, block.style, raw=needle))
    return found or [block]


def _pieces_with(pieces: list[Piece], needle: str) -> list[Piece]:
    """The stretch of the one piece that has the words, or the pieces they run over."""
    for piece in pieces:
        place = piece.line.text.find(needle, piece.start, piece.end)
        if place >= 0:
            return [replace(piece, start=place, end=place + len(needle))]
    key = _LETTERS.sub("", needle)
    for first in range(len(pieces)):
        for last in range(first + 1, min(len(pieces), first + 4)):
            run = pieces[first : last + 1]
            if key in _LETTERS.sub("", "".join(piece.text for piece in run)):
                return run
    return []
