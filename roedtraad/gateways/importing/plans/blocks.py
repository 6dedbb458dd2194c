"""Pieces joined to blocks: headings, labels with their values, list items, paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from .inline import Flattened, Part
from .letters import tidy
from .lines import Cell, ExtractedText, Style
from .noise import skipped_lines
from .pieces import Piece, mark_of, pieces_of
from .vocabulary import FIELDS, Match, Role, role_of

_HASHES = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(
    r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<end>\.?\)?)(?:\s+|(?<=\.)(?=[A-ZÆØÅ])|"
    r"(?<=\d\.\d)(?=[A-ZÆØÅ])|(?<=\d\.\d\.\d)(?=[A-ZÆØÅ]))(?=\S)"
)
_LETTER_NUMBER = re.compile(
    r"^\s*(?P<number>[A-ZÆØÅ](?:\.?\d{1,2}){1,2}(?=[.)]?\s)|[A-ZÆØÅ](?=[.)])|[IVX]{1,5}(?=[.)]))"
    r"[.)]?\s+(?=\S)"
)
_LABEL = re.compile(r"^(?P<label>[^:?!.]{2,60}?)\s*(?P<sign>:|\s[–—-](?=\s)|\?)\s*")
_WORDS_IN_HEADING = 16
_HELP = re.compile(
    r"[(\[<{…]{1,2}\s*(?:her |tekst|navn|dato|titel|xx|\.\.|"
    r"hvordan|hvornår|hvad|hvem|hvor|max|maks|"
    r"(?:skriv|angiv|indsæt|udfyld|beskriv|anfør|vælg|tilføj|klik|noter)\w*).{0,200}[)\]>}…]{1,2}\.?"
    r"|(?:klik (?:eller tryk )?her|skriv (?:her|teksten her|tekst her)|indsæt (?:tekst|navn|dato))"
    r"\b.{0,80}",
    re.IGNORECASE,
)


class Kind(Enum):
    HEADING = "heading"
    LABEL = "label"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    HELP = "help"
    TITLE = "title"


@dataclass(slots=True, eq=False)
class Block:
    """What one reads as one thing. `text` is tidy and without mark and number."""

    kind: Kind
    text: str
    pieces: list[Piece]
    style: Style
    level: int | None = None
    number: str = ""
    mark: str = ""
    match: Match | None = None
    cell: Cell | None = None
    is_alone: bool = False
    raw: str = ""
    offset: int = 0

    @property
    def role(self) -> Role | None:
        return self.match.role if self.match else None

    @property
    def first_line(self) -> int:
        return self.pieces[0].line.number

    @property
    def last_line(self) -> int:
        return self.pieces[-1].line.number


@dataclass(slots=True)
class _Joiner:
    """Joins the wrapped lines of a paragraph; a blank, a mark or a label begins a new block."""

    is_wrapped: bool
    margin: int
    blocks: list[Block] = field(default_factory=list)
    is_after_blank: bool = True

    def add(self, part: Part) -> None:
        piece = part.piece
        if not piece.text.strip():
            if piece.start == piece.end:
                self._close()
            return
        if not any(map(str.isalnum, piece.text)):
            return
        if self._continues(part):
            self._append(piece)
        else:
            self.blocks.extend(_made(part, is_alone=self.is_after_blank))
        self.is_after_blank = False

    def _close(self) -> None:
        self.is_after_blank = True

    def _continues(self, part: Part) -> bool:
        if part.kind or not self.blocks:
            return False
        last, piece = self.blocks[-1], part.piece
        if last.kind is Kind.HELP or last.cell != piece.cell:
            return False
        if self.is_wrapped and last.kind is Kind.HEADING and not self.is_after_blank:
            return _is_second_heading_line(last, piece)
        if _is_new(piece) or last.last_line == piece.line.number:
            return False
        if _is_divided(last, piece):
            return True
        return self.is_wrapped and self._runs_on(last, piece)

    def _runs_on(self, last: Block, piece: Piece) -> bool:
        """Whether the piece is a further line of a wrapped paragraph."""
        if self.is_after_blank:
            return _runs_over(last, piece)
        if last.kind in {Kind.HEADING, Kind.LABEL}:
            return _is_second_heading_line(last, piece)
        if piece.style.size != last.style.size or piece.style.bold != last.style.bold:
            return last.kind is Kind.ITEM and piece.style.size == last.style.size
        return self._is_full(last, piece)

    def _is_full(self, last: Block, piece: Piece) -> bool:
        """The line before ran to the margin, or this one plainly goes on with its sentence."""
        if piece.text.strip()[:1].islower() or last.cell is not None:
            return not (last.cell is not None and _ends(last.raw) and len(last.raw) < 25)
        if piece.style.size is not None:
            return True
        return len(last.pieces[-1].text.rstrip()) >= self.margin * 0.72

    def _append(self, piece: Piece) -> None:
        last = self.blocks[-1]
        before, after = last.raw.rstrip(), piece.text.strip()
        joined = _joined(before, after)
        last.raw = joined
        soft = "\xad" if before.endswith("\xad") else ""
        last.text = tidy(_joined(last.text + soft, after))
        last.pieces.append(piece)
        if last.kind is Kind.HEADING:
            last.match = role_of(last.text)


def blocks_of(text: ExtractedText) -> list[Block]:
    """All blocks of the text in reading order, noise left out."""
    flattened = Flattened(text)
    skipped = skipped_lines(text) | frozenset(flattened.contents_lines)
    joiner = _Joiner(text.is_wrapped, _margin(text))
    for piece in pieces_of(text, skipped):
        for part in flattened.parts(piece):
            joiner.add(part)
    return joiner.blocks


def _margin(text: ExtractedText) -> int:
    lengths = sorted(len(line.text) for line in text.lines if len(line.text) > 30)
    return lengths[int(len(lengths) * 0.9)] if lengths else 80


def _is_new(piece: Piece) -> bool:
    """Whether the piece begins something of its own."""
    text = piece.text
    style = piece.style
    if style.marker or style.level is not None or style.is_title or style.bold_lead > 2:
        return True
    if mark_of(text)[0] or _HASHES.match(text):
        return True
    if style.bold and len(text) < 60 and _is_named(text):
        return True
    number = _NUMBER.match(text)
    if number and len(text) < 140 and not _is_date_like(text):
        is_signed = bool(number["end"]) or "." in number["number"]
        return is_signed or text[number.end() :][:1].isupper()
    return _label_match(text) is not None


def _is_named(text: str) -> bool:
    """The whole line is a word that names a field or a part."""
    match = role_of(text.strip(" :*_"))
    return match is not None and match.score >= 0.9


_DATE_LIKE = re.compile(
    r"\s*\d{1,2}\.\s?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|"
    r"december|kvartal|halvår|klasse|\d{1,2}\.\s)",
    re.IGNORECASE,
)


def _is_date_like(text: str) -> bool:
    return _DATE_LIKE.match(text) is not None


def _runs_over(last: Block, piece: Piece) -> bool:
    """A paragraph cut by the end of a page or column."""
    is_open = last.kind in {Kind.PARAGRAPH, Kind.ITEM} and not _ends(last.raw)
    is_new_page = last.pieces[-1].line.page != piece.line.page
    return is_open and is_new_page and piece.text.strip()[:1].islower()


def _is_divided(last: Block, piece: Piece) -> bool:
    """A word divided at the end of a long line goes on here."""
    before = last.raw.rstrip()
    is_open = before.endswith(("-", "\xad", "‐")) and not before.endswith(" -")
    is_open = is_open and (len(before) > 30 or before[-1] != "-")
    return is_open and piece.text.strip()[:1].islower()


def _is_second_heading_line(last: Block, piece: Piece) -> bool:
    """A heading may wrap: the same size and weight, and large or bold at all."""
    style, new = last.style, piece.style
    if _is_named(piece.text):
        return False
    if _NUMBER.match(piece.text) or mark_of(piece.text)[0]:
        return False
    if last.match is not None and last.match.score > 0.9 and not piece.text.strip()[:1].islower():
        return False
    return style.size is not None and (style.size, style.bold) == (new.size, new.bold) and (
        style.level is not None or style.bold
    )  # fmt: skip


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", ":", ";", ".)", '."', ".”"))


def _joined(before: str, after: str) -> str:
    """One running text; a word divided at the margin becomes whole."""
    before, after = before.rstrip(), after.strip()
    if before.endswith(("-", "\xad", "‐")) and before[-2:-1].isalpha() and after[:1].islower():
        first = after.split(" ", 1)[0].strip(",.")
        if first not in {"og", "eller", "samt", "til"}:
            return before[:-1] + after
    return f"{before} {after}"


def _made(part: Part, *, is_alone: bool) -> Iterator[Block]:
    """One block, or a label and the value that stands behind it."""
    piece = part.piece
    if part.kind == "help" or piece.style.is_placeholder or _HELP.fullmatch(piece.text.strip()):
        yield _block(Kind.HELP, piece, piece.text)
        return
    if part.kind == "label":
        label = _block(Kind.LABEL, piece, piece.text.strip().rstrip(":?"))
        label.match = Match(part.role, 0.95) if part.role else role_of(label.text)
        yield label
        return
    block = _heading_or_text(piece, part, is_alone)
    cut = None if block.kind is Kind.HEADING else _label_match(piece.text, piece.style.bold_lead)
    if block.mark:
        cut = _bulleted_label(piece.text)
    if cut is None or block.kind is Kind.HEADING:
        yield block
        return
    match, end = cut
    yield from _labelled(piece, match, end, is_alone)


def _labelled(piece: Piece, match: Match, end: int, is_alone: bool) -> Iterator[Block]:
    raw = piece.line.text[piece.start : piece.end]
    if raw != piece.text:
        end = len(raw)
    end += len(raw[end:]) - len(raw[end:].lstrip("*_ :"))
    head = Piece(piece.line, piece.start, piece.start + end, piece.cell)
    label = _block(Kind.LABEL, head, head.text.strip().rstrip(":–—-? "))
    label.match, label.is_alone = match, is_alone
    label.level = piece.style.level
    yield label
    if raw[end:].strip(" :–—-*_"):
        yield _block(Kind.PARAGRAPH, Piece(piece.line, head.end, piece.end, piece.cell), raw[end:])


def _block(kind: Kind, piece: Piece, text: str) -> Block:
    return Block(kind, tidy(text), [piece], piece.style, cell=piece.cell, raw=text)


def _heading_or_text(piece: Piece, part: Part, is_alone: bool) -> Block:
    raw = piece.text
    style = piece.style
    block = _block(Kind.PARAGRAPH, piece, raw)
    block.is_alone = is_alone
    hashes = _HASHES.match(raw)
    if hashes:
        block.kind, block.level = Kind.HEADING, len(hashes[1])
        raw = raw[hashes.end() :]
    bare = tidy(raw)
    _number(block, bare, style)
    if part.kind == "heading" or style.level is not None or style.is_title:
        block.kind = Kind.HEADING
        block.level = block.level or style.level
        block.number = block.number or part.number
    if block.kind is Kind.HEADING:
        block.mark = ""
    elif block.mark:
        block.kind = Kind.ITEM
    block.match = role_of(block.text) if len(block.text) < 90 else None
    return block


def _number(block: Block, bare: str, style: Style) -> None:
    """Tells `1.1 Title` and `1 Title` from the list items `1. text` and `1) text`."""
    is_note = block.raw.lstrip().startswith(_NOTE_MARKS) or "<sup>" in _line_start(block)
    found = None if is_note or style.marker == "" or _is_date_like(bare) else _NUMBER.match(bare)
    found = found or _LETTER_NUMBER.match(bare)
    if found is None:
        block.mark, block.text = mark_of(bare)
        return
    rest = bare[found.end() :].strip()
    sign = found.groupdict().get("end", ".")
    if not sign and "." not in found["number"] and not _is_bare_numbered(block, rest):
        return
    block.number, block.text = found["number"], rest
    block.mark = bare[: found.end()].strip() if "." not in block.number and sign else ""


_NOTE_MARKS = tuple("¹²³⁴⁵⁶⁷⁸⁹")


def _line_start(block: Block) -> str:
    piece = block.pieces[0]
    return piece.line.text[piece.start : piece.start + 5]


def _is_bare_numbered(block: Block, rest: str) -> bool:
    """`3 Title` on a line of its own, not `3 medarbejdere …` or `2017 …`."""
    is_apart = block.is_alone or block.style.level is not None
    return rest[:1].isupper() and is_apart and len(rest) < 100 and not _ends(rest)


def _label_match(text: str, bold_lead: int = 0) -> tuple[Match, int] | None:
    """The label a text begins with, and where its value starts."""
    plain = re.sub(r"^[\s*_#]+", "", text)
    lead = len(text) - len(plain)
    if bold_lead > 2 and bold_lead < len(text):
        match = role_of(text[:bold_lead].strip(" :–—-?*_"))
        if match and match.score >= 0.84:
            return match, bold_lead
    found = _LABEL.match(plain)
    if found:
        match = role_of(found["label"].strip(" *_"))
        is_sure = match is not None and match.score >= (0.84 if found["sign"] == ":" else 0.93)
        if match and is_sure and _may_have_value(match, found["sign"]):
            return match, lead + found.end()
    return None


_BULLETED = FIELDS - {Role.TITLE, Role.TEXT, Role.STATUS, Role.NUMBER}


def _bulleted_label(text: str) -> tuple[Match, int] | None:
    """`• Metode: …`: a form whose fields are list items."""
    rest = mark_of(text)[1]
    found = _LABEL.match(rest)
    match = role_of(found["label"].strip(" *_")) if found and found["sign"] == ":" else None
    if found is None or match is None or match.score < 0.95:
        return None
    if match.role not in _BULLETED and match.role is not Role.GOALS:
        return None
    return match, len(text) - len(rest) + found.end()


_ONLY_WHOLE = frozenset(
    [Role.FACTS, Role.OTHER, Role.PERIOD, Role.PARTIES, Role.CASE, Role.CALENDAR, Role.RULES]
)


def _may_have_value(match: Match, sign: str) -> bool:
    if match.role in _ONLY_WHOLE and not match.is_whole:
        return False
    return sign == ":" or (match.role in FIELDS and match.is_whole)


def is_heading_like(block: Block) -> bool:
    """Short, begins as a title does, ends without a stop."""
    text = block.text
    if not text or len(text) > 120 or text.count(" ") >= _WORDS_IN_HEADING:
        return False
    return not text.endswith((".", ",", ";")) and (text[0].isupper() or text[0].isdigit())
