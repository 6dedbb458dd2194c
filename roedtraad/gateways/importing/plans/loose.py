"""What no element took, as a person wants to see it: texts under their headings, frames, the rest.

The lines of all three are among `unplaced`; here they are told apart for the review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .blocks import Block, Kind
from .coverage import elements_of, left_of
from .front import Front
from .grid import markdown_table, runs_of
from .letters import folded, tidy
from .lines import ExtractedText
from .noise import skipped_lines
from .outline import BOLD_LEVEL
from .pieces import Piece
from .proposal import Element, Proposal, UnitFigures, Unplaced
from .sources import source_of
from .table_cells import column_role
from .vocabulary import FIELDS, Role, role_of

_SHORT = 60
_LEAST = 0.84
_MOST = 400
_NAMING = FIELDS | {Role.PERIOD, Role.CASE, Role.PARTIES, Role.CONTENTS, Role.MISSION}
_PAGE = re.compile(r"[\s.…_]*\d{1,3}\s*$")
_NO_WORDS = re.compile(r"[\W\d_]*")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_SIGNED = re.compile(
    r"(?:dato og |med)?underskrift(?:er)?|signatur(?:er)?|underskrevet|dato|godkendt", re.IGNORECASE
)
_SMALL_WORDS = re.compile(
    r"\b(?:for|og|i|af|fra|til|den|mellem|med|på|ved|kommunes?|gælder|gældende|perioden|året|"
    r"side|version|skoleåret|året|kalenderåret)\b|\b(?:19|20)\d\d\b|[\W\d_]+"
)

Spans = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class HeadedText:
    """Text that no element holds, under the heading it stands below; tables as Markdown."""

    title: str
    text: str
    page: int | None
    line_from: int
    line_to: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A line that only frames the plan: what it names stands elsewhere, or is not content."""

    text: str
    page: int | None
    line: int


@dataclass(slots=True)
class Loose:
    """All that no element took, each line in one of the three."""

    texts: list[HeadedText] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    rest: list[Unplaced] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """A heading and the blocks below it, until something that is placed."""

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)


def loose_of(
    text: ExtractedText, blocks: list[Block], front: Front, mission: list[Block], read: Proposal
) -> Loose:
    """Sorts what `read` left over; lines that are cut in parts are sorted part by part."""
    taken = _spans_of_elements(each for each in elements_of(read) if not _is_cited(each, text))
    framing = _framing(blocks, front, mission, read, taken)
    parts = list(_parts(blocks, framing, taken, _named_in_contents(text)))
    texts = [each for each in map(_headed, parts) if each is not None]
    framing |= {
        id(block)
        for part in parts
        if part.heading and _is_bare(part)
        for block in (part.heading, *part.blocks)
    }
    headed = [
        block
        for part in parts
        if part.heading is not None and not _is_bare(part)
        for block in (part.heading, *part.blocks)
    ]
    own = [block for block in blocks if id(block) in framing]
    skipped = skipped_lines(text)
    for block in (*headed, *own):
        _add(taken, block.pieces)
    for number, spans in _spans_of_elements(elements_of(read)).items():
        taken.setdefault(number, []).extend(spans)
    rest = [each for each in left_of(text, taken) if each.line not in skipped]
    return Loose(texts, list(_frames(text, own, skipped)), rest)


def _is_cited(element: Element, text: ExtractedText) -> bool:
    """Staff told in a sentence: a figure is read there, and the text is still a text."""
    first = text.lines[element.source.line_from - 1]
    return isinstance(element, UnitFigures) and first.style.cell is None


def _spans_of_elements(elements: Iterable[Element]) -> Spans:
    spans: Spans = {}
    for element in elements:
        for number, start, end in element.source.spans:
            spans.setdefault(number, []).append((start, end))
    return spans


def _add(spans: Spans, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        spans.setdefault(piece.line.number, []).append((piece.start, piece.end))


def _is_taken(block: Block, taken: Spans) -> bool:
    """Whether elements hold most of the block; of long text that they only cite, they do not."""
    held = whole = 0
    for piece in block.pieces:
        whole += piece.end - piece.start
        held += sum(
            max(0, min(piece.end, end) - max(piece.start, start))
            for start, end in taken.get(piece.line.number, ())
        )
    return held * 2 > whole or (held > 0 and whole < _SHORT)


def _framing(
    blocks: list[Block], front: Front, mission: list[Block], read: Proposal, taken: Spans
) -> set[int]:
    """The blocks that give the plan's own title, period, mission, ..., and heads of tables."""
    own = {id(block) for block in (*front.title_blocks, *mission)}
    first = _first_taken_rows(blocks, taken)
    known = _known_words(read)
    kept = (read.mission or "").splitlines()
    for block in blocks:
        if not _is_taken(block, taken) and (
            _heads_table(block, first) or _says_nothing(block) or _only_names(block, known)
        ):
            own.add(id(block))
    # a mission is cut where its list begins: what was not taken over is still to be placed
    return own - {id(block) for block in mission if block.text not in kept}


def _says_nothing(block: Block) -> bool:
    """Help for the one who fills a form in, a place to sign, the number of a page."""
    is_empty = block.cell is None and _NO_WORDS.fullmatch(block.text)
    is_empty = is_empty or _SIGNED.fullmatch(folded(block.text))
    return block.kind is Kind.HELP or bool(is_empty) or "____" in block.text


def _first_taken_rows(blocks: list[Block], taken: Spans) -> dict[int, int]:
    """For each table that something was read from: its first row with something read."""
    rows: dict[int, int] = {}
    for block in blocks:
        if block.cell is not None and _is_taken(block, taken):
            rows[block.cell.table] = min(rows.get(block.cell.table, 999), block.cell.row)
    return rows


def _heads_table(block: Block, first: dict[int, int]) -> bool:
    cell = block.cell
    if cell is None or cell.table not in first or len(block.text) > _SHORT:
        return False
    return cell.row < first[cell.table] or column_role([block]) is not None


def _known_words(read: Proposal) -> list[str]:
    period = read.period.raw if read.period else None
    values = [read.title, read.municipality, read.unit, period, read.case_number]
    values += [party.name for party in read.parties]
    values += [fact.value for fact in read.facts]
    found = {folded(value) for value in values if value}
    return sorted(found, key=len, reverse=True)


def _only_names(block: Block, known: list[str]) -> bool:
    """Whether the words are only those of the plan's title, unit, period and their labels."""
    if len(block.text) >= 3 * _SHORT:
        return False
    words = folded(block.text)
    for value in known:
        words = words.replace(value, " ")
    if words == folded(block.text) and not _YEARS.search(words):
        return block.role in {Role.CASE, Role.PERIOD} and len(words) < _SHORT // 2
    label = words.strip(" :")
    match = role_of(label) if label else None
    if match is not None and match.role in _NAMING and match.score >= _LEAST:
        return True
    return not _SMALL_WORDS.sub(" ", words).strip()


def _parts(
    blocks: list[Block], framing: set[int], taken: Spans, named: set[str]
) -> Iterator[_Part]:
    """Headings with what stands below them; what is placed in between does not end a part."""
    part = _Part(None)
    level = 0
    for block in blocks:
        is_heading = _is_heading(block) or (block.is_alone and folded(block.text) in named)
        if _is_taken(block, taken) or id(block) in framing:
            if is_heading:
                yield part
                part, level = _Part(block if id(block) in framing else None), _depth(block)
            continue
        is_inner = part.heading is not None and bool(part.blocks) and _depth(block) > level
        if is_heading and not is_inner:
            yield part
            part, level = _Part(block), _depth(block)
        else:
            part.blocks.append(block)
    yield part


def _is_heading(block: Block) -> bool:
    if block.cell is not None:
        return False
    is_section = block.role not in FIELDS and block.level is not None
    stands_out = block.is_alone and block.style.bold and not block.raw.rstrip().endswith(":")
    return block.kind is Kind.HEADING or (block.kind is Kind.LABEL and (is_section or stands_out))


def _depth(block: Block) -> int:
    """How deep a heading is; bold lines without a style are all of one depth."""
    if block.style.bold and block.style.level is None and not block.number:
        return BOLD_LEVEL
    return 99 if block.level is None else block.level


def _named_in_contents(text: ExtractedText) -> set[str]:
    """What the list of contents names, without the numbers of pages."""
    contents = skipped_lines(text)
    entries = (line.text for line in text.lines if line.number in contents)
    return {folded(_PAGE.sub("", entry)) for entry in entries} - {""}


def _is_bare(part: _Part) -> bool:
    """A heading with nothing below it, or only where one signs."""
    signs = part.heading is not None and _SIGNED.fullmatch(folded(part.heading.text)) is not None
    return not part.blocks or (signs and sum(len(block.text) for block in part.blocks) < _MOST)


def _headed(part: _Part) -> HeadedText | None:
    if part.heading is None or _is_bare(part):
        return None
    source = source_of([part.heading, *part.blocks])
    title = tidy(part.heading.text).rstrip(" :")
    return HeadedText(title, written(part.blocks), source.page, source.line_from, source.line_to)


def written(blocks: list[Block]) -> str:
    """Paragraphs, lists, small headings and tables in the little Markdown that plans hold."""
    parts: list[str] = []
    is_in_list = False
    for run in runs_of(blocks):
        block = run[0]
        is_item = bool(block.mark) and block.cell is None
        text = markdown_table(run) if block.cell is not None else _line(block)
        if is_item and is_in_list:
            parts[-1] = f"{parts[-1]}\n{text}"
        else:
            parts.append(text)
        is_in_list = is_item
    return "\n\n".join(parts)


def _line(block: Block) -> str:
    if _is_heading(block) or block.kind is Kind.LABEL:
        return f"**{block.text.rstrip(' :')}**"
    return f"- {block.text}" if block.mark else block.text


def _frames(text: ExtractedText, blocks: list[Block], skipped: frozenset[int]) -> Iterator[Frame]:
    own: dict[int, list[str]] = {}
    for block in blocks:
        for piece in block.pieces:
            own.setdefault(piece.line.number, []).append(piece.text.strip())
    for line in text.lines:
        if line.number in own:
            yield Frame(tidy(" ".join(own[line.number])), line.page, line.number)
        elif line.number in skipped and not line.is_blank:
            yield Frame(tidy(line.text), line.page, line.number)
