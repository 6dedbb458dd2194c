"""The numbers Word computes for lists and headings, written out as a reader sees them."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .docx_package import attribute, child, children

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    pattern: str = "%1."
    start: int = 1


class Numbering:
    """Counts every list of the document as its paragraphs go by."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        for abstract in children(part, "abstractNum"):
            key = attribute(abstract, "abstractNumId") or ""
            self._levels[key] = {
                int(attribute(level, "ilvl") or 0): _read_level(level)
                for level in children(abstract, "lvl")
            }
        for number in children(part, "num"):
            key = attribute(number, "numId") or ""
            self._abstract[key] = attribute(child(number, "abstractNumId"), "val") or ""
            self._restarts[key] = _restarts(number)

    def mark(self, number_list: str | None, level: int | None) -> str:
        """The mark of the next paragraph of a list; empty where there is none."""
        if number_list is None:
            return ""
        level = min(level or 0, 8)
        abstract = self._abstract.get(number_list)
        levels = self._levels.get(abstract or "", {})
        shape = levels.get(level, _Level(kind="bullet") if abstract is None else _Level())
        if shape.kind == "bullet":
            return BULLET
        counts = self._advance(number_list, abstract or number_list, level, levels)
        if shape.kind == "none":
            return ""
        return re.sub(
            r"%(\d)",
            lambda found: _written(counts, int(found[1]) - 1, levels, level),
            shape.pattern,
        ).strip()

    def _advance(
        self, number_list: str, abstract: str, level: int, levels: dict[int, _Level]
    ) -> list[int]:
        """Lists of one kind count on together, unless one of them starts anew."""
        restarts = self._restarts.get(number_list, {})
        key = number_list if restarts else abstract
        counts = self._counts.setdefault(key, [0] * 9)
        start = restarts.get(level, levels.get(level, _Level()).start)
        counts[level] = counts[level] + 1 if counts[level] else start
        for above in range(level):
            counts[above] = counts[above] or levels.get(above, _Level()).start
        counts[level + 1 :] = [0] * (8 - level)
        return counts


def _read_level(level: Element) -> _Level:
    start = attribute(child(level, "start"), "val") or "1"
    return _Level(
        kind=attribute(child(level, "numFmt"), "val") or "decimal",
        pattern=attribute(child(level, "lvlText"), "val") or "",
        start=int(start) if start.isdigit() else 1,
    )


def _restarts(number: Element) -> dict[int, int]:
    found = {}
    for override in children(number, "lvlOverride"):
        start = attribute(child(override, "startOverride"), "val")
        if start and start.isdigit():
            found[int(attribute(override, "ilvl") or 0)] = int(start)
    return found


def _written(counts: list[int], position: int, levels: dict[int, _Level], level: int) -> str:
    if position > level:
        return ""
    value = counts[position]
    kind = levels.get(position, _Level()).kind
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"}:
        text = _roman(value)
        return text.upper() if kind == "upperRoman" else text
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        while value >= size and len(text) < 20:
            text, value = text + sign, value - size
    return text
