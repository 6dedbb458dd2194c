"""Lines that are not content: contents lists, lists of related titles, page furniture."""

import re
from collections import Counter

from .letters import folded
from .lines import ExtractedText, Line
from .vocabulary import Role, role_of

_LEADER = re.compile(r"(?:\.{3,}|…{2,}|(?:\s\.){3,}|\t|\s{3,}|_{3,})\s*\d{1,3}\s*$|\.{4,}\s*$")
_ENTRY = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?\S.{2,110}?\s\d{1,3}\s*$")
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+\S.{2,110}$")
_TRANSCRIPT = re.compile(
    r"^\s*(?:transkript|transcript|udskrift af dokumentet)\s*:?\s*$", re.IGNORECASE
)
_PAGE_MARK = re.compile(
    r"(?:\S.{0,80}?\s+|[-–|]\s*)?(?:side|s\.)\s*\d{1,3}\s*(?:af|/|ud af)\s*\d{1,3}\W*|side \d{1,3}|"
    r"[-–]\s?\d{1,3}\s?[-–]",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d\.\d{3}|kr\b|pct|%|\d,\d")
_SENTENCE = 260


def skipped_lines(text: ExtractedText) -> frozenset[int]:
    """Numbers of the lines that the reading leaves out; they end up as unplaced."""
    lines = [line for line in text.lines if not line.is_blank]
    skipped = {line.number for line in lines if line.style.is_furniture or line.style.is_contents}
    skipped |= {line.number for line in lines if _PAGE_MARK.fullmatch(line.text.strip())}
    skipped |= _contact_tail(lines)
    skipped |= _related(lines)
    skipped |= _contents([line for line in lines if line.number not in skipped])
    return frozenset(skipped)


_CONTACT = re.compile(
    r"@\w|\bwww\.|https?://|^\+?(?:45)?[\d ]{8,14}$|"
    r"^(?:tlf|telefon|mail|cvr|ean)\b|^\d{4} [A-ZÆØÅ]",
    re.IGNORECASE,
)
_SHORT = 60
_LONGEST_TAIL = 14


def _contact_tail(lines: list[Line]) -> set[int]:
    """Name, address and telephone at the very end: who published the plan, not what it says."""
    tail: list[Line] = []
    for line in reversed(lines[-_LONGEST_TAIL:]):
        text = line.text.strip()
        is_content = line.style.cell is not None or line.style.marker or ":" in text
        if len(text) > _SHORT or is_content or text.endswith(".") or text[0] in "-–•*":
            break
        tail.append(line)
    signs = [place for place, line in enumerate(tail) if _CONTACT.search(line.text.strip())]
    if len(signs) < 2 or len(lines) <= len(tail):
        return set()
    return {line.number for line in tail[: max(signs) + 4]}


def _related(lines: list[Line]) -> set[int]:
    """A list of other documents' titles before the document, as collections of files show."""
    for position, line in enumerate(lines[:12]):
        match = role_of(line.text)
        if match is None or match.role is not Role.RELATED or match.score < 0.9:
            continue
        end = _end_of_related(lines, position)
        if end - position > 5:
            return {line.number for line in lines[:end]}
    return set()


def _end_of_related(lines: list[Line], start: int) -> int:
    for position in range(start + 1, len(lines)):
        if _TRANSCRIPT.match(lines[position].text):
            return position + 1
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if len(line.text) > _SENTENCE or line.style.level in {1, 2}:
            return position
    return start


def _contents(lines: list[Line]) -> set[int]:
    found: set[int] = set()
    for position, line in enumerate(lines[: len(lines) // 2 + 40]):
        if line.number in found:
            continue
        match = role_of(line.text)
        if match and match.role is Role.CONTENTS and match.is_whole:
            run = _run(lines, position + 1, with_plain=True)
            if len(run) >= 3:
                found |= {line.number, *run}
        elif _LEADER.search(line.text) and not _is_figure_row(line):
            run = _run(lines, position, with_plain=False)
            if len(run) >= 3:
                found |= run
    return found


def _is_figure_row(line: Line) -> bool:
    return line.style.cell is not None or bool(_AMOUNT.search(line.text))


def _run(lines: list[Line], start: int, *, with_plain: bool) -> set[int]:
    """The entries from here on; plain titles are let in where all entries lack page numbers."""
    run: list[Line] = []
    for line in lines[start:]:
        if not _is_entry(line):
            break
        run.append(line)
    if len(run) >= 3 or not with_plain:
        return {line.number for line in run}
    return _plain_run(lines, start)


def _is_entry(line: Line) -> bool:
    if len(line.text) > 200:
        return False
    return bool(_LEADER.search(line.text) or (_ENTRY.match(line.text) and not _is_figure_row(line)))


def _plain_run(lines: list[Line], start: int) -> set[int]:
    """A contents list without page numbers: titles that all come again further down."""
    counts = Counter(folded(line.text) for line in lines[start:])
    run: dict[str, int] = {}
    for line in lines[start : start + 120]:
        key = folded(line.text)
        is_titled = counts[key] > 1 or (bool(run) and bool(_NUMBERED.match(line.text)))
        if key in run or not is_titled or len(line.text) > 110:
            break
        run[key] = line.number
    return set(run.values()) if len(run) >= 3 else set()
