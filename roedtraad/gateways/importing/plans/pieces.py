"""Lines cut into the smallest pieces that stand for themselves: cells, tags, bullets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .lines import Cell, ExtractedText, Line, Style

_TAG = re.compile(r"</?(?:p|br|li|ul|ol|td|th|tr|div|table|h\d)\b[^>\n]{0,200}>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:span|b|i|u|em|strong|sup|sub|a|font)\b[^>\n]{0,300}>", re.IGNORECASE
)
_BULLET = r"[-–—*](?=\s)|[•●○▪■□◦‣⁃➢✓✔➤►▸▶◆◇❖➔→»·∙\uf000-\uf0ff]|o(?=\s)"
_MARK = re.compile(
    rf"\s*(?P<mark>(?:{_BULLET})\s*(?=\S)(?:\(?(?:\d{{1,2}}|[a-zæøå])\)\s)?|"
    r"\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,4})\)\s|\[[ xX]?\]\s|☐\s?|☒\s?)"
)
_MORE_BULLETS = re.compile(r"(?<=[.?!:;])\s+[-–•]\s+(?=[A-ZÆØÅ])|\s+[•●▪■·\uf0b7\uf0a7]\s+(?=\S)")
_BULLET_TAB = re.compile(
    rf"^(\s*(?:{_BULLET}|\(?\d{{1,2}}[.)]|(?:\d{{1,2}}\.)+\d{{0,2}}|[a-z]\)))\t\s*"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line, from character `start` to before `end`."""

    line: Line
    start: int
    end: int
    cell: Cell | None = None

    @property
    def text(self) -> str:
        return _INLINE_TAG.sub("", self.line.text[self.start : self.end])

    @property
    def style(self) -> Style:
        return self.line.style


def pieces_of(text: ExtractedText, skipped: frozenset[int]) -> Iterator[Piece]:
    """The pieces of all lines but the skipped ones; blank lines give blank pieces."""
    tables = _TabTables(_first_free_table(text))
    for line in text.lines:
        if line.number in skipped:
            continue
        if line.is_blank:
            tables.note_blank()
            yield Piece(line, 0, 0)
        elif line.style.cell is not None:
            tables.end()
            yield from _parts(Piece(line, 0, len(line.text), line.style.cell))
        else:
            for piece in tables.cells(line):
                yield from _parts(piece)


def _first_free_table(text: ExtractedText) -> int:
    used = [line.style.cell.table for line in text.lines if line.style.cell is not None]
    return max(used, default=0) + 1


class _TabTables:
    """Tables drawn with tabs or with upright strokes, as plain text has them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._row = -1
        self._blanks = 0

    def note_blank(self) -> None:
        self._blanks += 1
        if self._blanks > 1:
            self.end()

    def end(self) -> None:
        if self._row >= 0:
            self._number += 1
        self._row = -1

    def cells(self, line: Line) -> list[Piece]:
        """One piece, or one for each cell of a row."""
        spans = _spans(line)
        if spans is None:
            self.end()
            return [Piece(line, 0, len(line.text))]
        self._blanks = 0
        self._row += 1
        return [
            Piece(line, start, end, Cell(self._number, self._row, column, 1, len(spans)))
            for column, (start, end) in enumerate(spans)
            if line.text[start:end].strip()
        ]


def _spans(line: Line) -> list[tuple[int, int]] | None:
    text = line.text
    if text.lstrip().startswith("|") and text.rstrip().endswith("|") and text.count("|") > 2:
        first = text.index("|") + 1
        return _cut(text[: text.rindex("|")], "|", first)
    if "\t" not in text.lstrip(" "):
        return None
    lead = _BULLET_TAB.match(text)
    if lead and "\t" not in text[lead.end() :]:
        return None
    if text.startswith("\t") and not text.lstrip().count("\t") and "<" not in text:
        return None
    return _cut(text, "\t", 0)


def _cut(text: str, sign: str, first: int) -> list[tuple[int, int]]:
    spans = []
    while (place := text.find(sign, first)) >= 0:
        spans.append((first, place))
        first = place + 1
    return [*spans, (first, len(text))]


def _parts(piece: Piece) -> Iterator[Piece]:
    """Cuts a piece at block tags left in the text and at bullets within the line."""
    raw = piece.line.text
    cuts = [
        (found.start(), found.end())
        for found in _TAG.finditer(raw, piece.start, piece.end)
    ] if "<" in raw else []  # fmt: skip
    for start, end in _between(piece.start, piece.end, cuts):
        part = replace(piece, start=start, end=end)
        if _MARK.match(raw, start, end) and end - start > 60:
            bullets = [(m.start(), m.start()) for m in _MORE_BULLETS.finditer(raw, start, end)]
            yield from (
                replace(part, start=one, end=two) for one, two in _between(start, end, bullets)
            )
        else:
            yield part


def _between(start: int, end: int, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in cuts:
        if left > start:
            yield start, left
        start = right
    if end > start:
        yield start, end


def mark_of(text: str) -> tuple[str, str]:
    """The list mark a text begins with, and the rest."""
    found = _MARK.match(text)
    if not found or found.end() == len(text):
        return "", text.strip()
    return found["mark"].strip(), text[found.end() :].strip()
