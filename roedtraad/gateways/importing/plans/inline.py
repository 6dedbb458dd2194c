"""Running text that was flattened from pages: the labels and headings inside long lines."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .clauses import begins_value, title_end
from .lines import ExtractedText, Line
from .pieces import Piece
from .vocabulary import FIELDS, Role, role_of

LONG = 350
_CONTENTS_ENTRY = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s*(?P<title>[^\d\s.](?:(?!\.{3}).){2,140}?|"
    r"\d[\w-]*\s?(?:(?!\.{3}).){2,140}?)\s*\.{3,}\s*\d{1,3}"
)
_THING = r"(?:fokusområde|indsatsområde|mål|indsats|effektmål|tiltag|projekt|aktivitet)\w*"
_LABELS = re.compile(
    rf"(?P<title>(?:Titel|Overskrift|Navn)\s(?:for|på)\s{_THING}(?:/{_THING})?)"
    r"|(?P<measured>Hvordan\s(?:måler|måles|vil\svi\småle|dokumenterer)\b[^?.:]{0,40}\?)"
    r"|(?P<resources>Hvad\s(?:er|bliver|koster)\b[^?.:]{0,40}(?:ressource|økonomi|pris|udgift)\w*\?"
    r"|Hvilke\sressourcer\b[^?.:]{0,40}\?)"
    rf"|(?P<status>Status\s(?:for|på)\s{_THING}(?:\sved\sopfølgning)?(?:\si(?=\s[A-ZÆØÅ]|$))?(?=\s*(?:[A-ZÆØÅ(\d]|$)))"
    r"|(?P<follow_up>(?:Hvordan|Hvornår)\s(?:følger|følges|evaluerer|evalueres)\b[^?.:]{0,40}\?)"
    r"|(?P<success>(?:Hvornår|Hvordan)\s(?:er|ved|ser)\s(?:vi|målet)\b[^?.:]{0,40}\?)"
    r"|(?P<method>Hvordan\s(?:gør|vil|når|arbejder)\svi\b[^?.:]{0,40}\?)"
    r"|(?P<actions>Hvad\s(?:gør|vil|skal)\svi\b[^?.:]{0,40}\?)"
    r"|(?P<text>Hvorfor\b[^?.:]{0,50}\?)"
)
_HELP = re.compile(
    r"(?:Her|I dette felt|Nedenfor|I feltet)\s"
    r"(?:beskrives|angives|skrives|anføres|noteres|indsættes)"
    r"|[A-ZÆØÅ](?:(?![.?!:]|[A-ZÆØÅ]).){3,90}?\s(?:angives|anføres|udfyldes|indsættes|noteres)\b"
)
_COLON = re.compile(r":\s")
_CAPITAL = re.compile(r"(?<!\S)[A-ZÆØÅ]")
_BARE = re.compile(
    r"(?:(?<=^)|(?<=[.?!:;»\"”]\s))([A-ZÆØÅ][a-zæøå]{4,18}(?:\s(?:og|for)\s[a-zæøå]{4,16})?)"
    r"(?=\s[-–•]?\s?[A-ZÆØÅ0-9])"
)
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s(?=[A-ZÆØÅ])")
_GOAL = re.compile(
    r"(?:(?<=^)|(?<=[.?!:)\]]\s))(?:\d{1,2}(?:\.\d{1,2})*\.?\s)?"
    r"(?:Mål|Delmål|Resultatmål|Aftalemål|Indsatsområde|Fokusområde)\s(?:nr\.?\s)?\d{1,2}"
    r"(?:\.\d{1,2})*\s?[:.–-]\s?(?=\S)"
    r"|(?:(?<=^)|(?<=[.?!:)\]]\s))\d{1,2}\.\d{1,2}\.?\sMål\s[–:-]\s"
)
_GOAL_LABELS = frozenset(["Mål", "Resultatmål", "Aftalemål", "Kontraktmål", "Delmål", "Målsætning"])
_PLAN_PARTS = {Role.MISSION, Role.VISION, Role.THEME, Role.CALENDAR, Role.RULES, Role.EFFECT}
_PART = re.compile(
    r"(?:(?<=^)|(?<=[.?!]\s))([A-ZÆØÅ][a-zæøå]{3,24}(?:\s(?!er\b)[a-zæøå]{3,20}){0,2})(?=\s[A-ZÆØÅ\d])"
)
_STEP = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2})\.\s(?=[A-ZÆØÅÉ])")
_TELLS = re.compile(r"\s*(?:Visionen|Ambitionen|Målet|Temaet)\s(?:er|handler|betyder|omhandler)\b")
_BY_GROUP = {
    "title": Role.TITLE, "measured": Role.MEASURED, "resources": Role.RESOURCES,
    "status": Role.STATUS, "follow_up": Role.FOLLOW_UP, "success": Role.SUCCESS,
    "method": Role.HOW, "actions": Role.HOW, "text": Role.TEXT,
}  # fmt: skip

_BARE_ROLES = FIELDS - {Role.TEXT, Role.TITLE, Role.DUE, Role.STATUS, Role.NUMBER}


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a line that is no running text."""

    start: int
    end: int
    kind: str
    role: Role | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece with what the cut says of it: heading, label, help or plain text."""

    piece: Piece
    kind: str = ""
    role: Role | None = None
    number: str = ""


class Flattened:
    """Finds the cuts of long lines; knows the titles of a contents list that was flattened too."""

    def __init__(self, text: ExtractedText) -> None:
        self._entries: list[tuple[str, re.Pattern[str]]] = []
        self.contents_lines: set[int] = set()
        long_lines = [line for line in text.lines if len(line.text) > LONG]
        for line in long_lines:
            self._read_contents(line)
        letters = sum(len(line.text) for line in text.lines)
        is_mostly_long = sum(len(line.text) for line in long_lines) > letters * 0.45
        count = sum(1 for line in text.lines if not line.is_blank)
        self._is_flat = is_mostly_long or (text.has_page_marks and letters > 150 * count)
        self._has_marks = text.has_page_marks

    def _read_contents(self, line: Line) -> None:
        if "..." not in line.text or len(self._entries) > 300:
            return
        found = list(_CONTENTS_ENTRY.finditer(line.text))
        is_contents = len(found) >= 4 or (self._entries and len(found) >= 2)
        if not is_contents or sum(len(entry[0]) for entry in found) < len(line.text) * 0.5:
            return
        self.contents_lines.add(line.number)
        for entry in found:
            words = r"\s+".join(map(re.escape, entry["title"].split()))
            pattern = rf"(?:(?<=^)|(?<=\s)){re.escape(entry['number'])}\.?\s*{words}(?!\w)"
            self._entries.append((entry["number"], re.compile(pattern)))

    def parts(self, piece: Piece) -> Iterator[Part]:
        """The piece, cut where a long line holds several parts."""
        piece = self._without_page(piece)
        if piece.end - piece.start <= LONG and not (self._is_flat and piece.cell is None):
            yield Part(piece)
            return
        position = piece.start
        for cut in self._cuts(piece):
            if cut.start > position:
                yield Part(replace(piece, start=position, end=cut.start))
            yield Part(replace(piece, start=cut.start, end=cut.end), cut.kind, cut.role, cut.number)
            position = cut.end
        if position < piece.end:
            yield Part(replace(piece, start=position))

    def _without_page(self, piece: Piece) -> Piece:
        page = piece.line.page
        if not self._has_marks or page is None:
            return piece
        text = piece.line.text[piece.start : piece.end].rstrip()
        if not text.endswith(f" {page}"):
            return piece
        return replace(piece, end=piece.start + len(text) - len(str(page)) - 1)

    def _cuts(self, piece: Piece) -> list[Cut]:
        """All cuts, the earlier and longer first, none overlapping another."""
        text = piece.line.text[: piece.end]
        found = [*_label_cuts(text, piece.start), *_colon_cuts(text, piece.start)]
        if self._is_flat:
            found += self._heading_cuts(text, piece.start, sorted(cut.start for cut in found))
        found.sort(key=lambda cut: (cut.start, -cut.end))
        kept: list[Cut] = []
        for cut in found:
            if not kept or cut.start >= kept[-1].end:
                kept.append(cut)
        return kept

    def _part_cuts(self, text: str, start: int) -> Iterator[Cut]:
        """`Mission Vi hjælper …`, `Borgerrettede visioner 1. …`: a part named between sentences."""
        if self._entries:
            return
        for found in _PART.finditer(text, start):
            match = role_of(found[1])
            if match and match.role in _PLAN_PARTS and match.is_led and match.score >= 0.93:
                yield Cut(found.start(1), found.end(1), "heading", match.role)
        for found in _STEP.finditer(text, start):
            end = title_end(text, found.end())
            if _TELLS.match(text, end):
                yield Cut(found.start(), end, "heading", None, found[1])

    def _heading_cuts(self, text: str, start: int, labels: list[int]) -> Iterator[Cut]:
        if self._entries:
            for number, pattern in self._entries:
                if found := pattern.search(text, start):
                    yield Cut(found.start(), found.end(), "heading", None, number)
        yield from self._part_cuts(text, start)
        for found in _GOAL.finditer(text, start):
            end = _before(labels, found.end(), title_end(text, found.end()))
            yield Cut(found.start(), end, "heading")
        for found in _NUMBERED.finditer(text, start):
            end = _before(labels, found.end(), title_end(text, found.end()))
            match = role_of(text[found.end() : end])
            if match and match.score >= 0.85:
                yield Cut(found.start(), end, "heading", match.role, found[1])
            elif named := _named_part(text, found.end()):
                yield Cut(found.start(), named, "heading", None, found[1])


def _named_part(text: str, start: int) -> int | None:
    """The end of one to four words that name a part of plans, before a new beginning."""
    ends = [found.start() for found in re.finditer(r"\s(?=[A-ZÆØÅ])|$", text[start : start + 60])]
    for end in reversed(ends[:4]):
        words = text[start : start + end]
        match = role_of(words) if words.count(" ") < 4 else None
        if match and match.is_whole and match.score > 0.96 and match.role not in FIELDS:
            return start + end
    return None


def _label_cuts(text: str, start: int) -> Iterator[Cut]:
    for found in _LABELS.finditer(text, start):
        group = found.lastgroup or "text"
        yield Cut(found.start(), found.end(), "label", _BY_GROUP[group])
    for found in _HELP.finditer(text, start):
        end = _before_label(text, found.end(), title_end(text, found.start()))
        if end - found.start() < 110:
            role = Role.TEXT if found[0].endswith("beskrives") else None
            yield Cut(found.start(), end, "label" if role else "help", role)


def _before_label(text: str, start: int, end: int) -> int:
    """The end of a title, or the label that begins before it."""
    label = _LABELS.search(text, start, end)
    return label.start() - 1 if label else end


def _before(labels: list[int], start: int, end: int) -> int:
    """The end of a title, or of its words before the next label."""
    following = bisect_left(labels, start)
    return min(end, labels[following] - 1) if following < len(labels) else end


def _colon_cuts(text: str, start: int) -> Iterator[Cut]:
    """`Metode: …` within a line, and `Metode Vi …` where the label begins a sentence."""
    for colon in _COLON.finditer(text, start):
        label = _label_before(text, max(start, colon.start() - 44), colon.start())
        if label is not None:
            yield Cut(label[0], colon.end(), "label", label[1])
    for found in _BARE.finditer(text, start):
        role = _named(found[1])
        if role in _BARE_ROLES and begins_value(text, found.end()):
            yield Cut(found.start(1), found.end(), "label", role)


def _label_before(text: str, start: int, end: int) -> tuple[int, Role] | None:
    """The longest run of words before a colon that names a field."""
    for word in _CAPITAL.finditer(text, start, end):
        words = text[word.start() : end]
        role = Role.GOALS if words in _GOAL_LABELS else _named(words)
        if role is not None:
            return word.start(), role
    return None


def _named(words: str) -> Role | None:
    match = role_of(words)
    is_named = match is not None and match.is_whole and match.score > 0.95
    return match.role if match is not None and is_named and match.role in FIELDS else None
