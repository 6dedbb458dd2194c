"""No text is lost: what no element took is listed, line by line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from .letters import tidy
from .lines import ExtractedText
from .proposal import Element, Proposal, Source, Unplaced

_TAG = re.compile(r"<[^<>]{0,300}>")


def elements_of(proposal: Proposal) -> Iterator[Element]:
    """Every listed element, also those inside goals and effect goals."""
    todo: list[object] = [proposal]
    while todo:
        owner = todo.pop()
        for each in fields(owner):  # type: ignore[arg-type]
            value = getattr(owner, each.name)
            for element in value if isinstance(value, list) else ():
                if isinstance(element, Element):
                    yield element
                    todo.append(element)


def unplaced(text: ExtractedText, proposal: Proposal) -> list[Unplaced]:
    """The lines, and the parts of long lines, that no element took."""
    spans: dict[int, list[tuple[int, int]]] = {}
    covered: set[int] = set()
    for element in elements_of(proposal):
        source = element.source
        covered.update(range(source.line_from, source.line_to + 1))
        for number, start, end in source.spans:
            spans.setdefault(number, []).append((start, end))
    for number in covered:
        spans.setdefault(number, [])
    return left_of(text, spans)


def left_of(text: ExtractedText, spans: Mapping[int, list[tuple[int, int]]]) -> list[Unplaced]:
    """The lines without any of `spans`, and what is left of those with some."""
    found = []
    for line in text.lines:
        if line.is_blank:
            continue
        is_covered = line.number in spans
        rest = _rest(line.text, spans[line.number]) if is_covered else tidy(line.text)
        if rest or not is_covered:
            source = Source(line.page, line.number, line.number)
            words = rest or line.text.strip()
            found.append(Unplaced(text=words, line=line.number, confidence=1.0, source=source))
    return found


def _rest(line: str, spans: list[tuple[int, int]]) -> str:
    """What is left of a line when the spans are taken out; marks and tags are nothing."""
    parts, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            parts.append(line[position:start])
        position = max(position, end)
    parts.append(line[position:])
    kept = [tidy(_TAG.sub(" ", part)).strip(" |•*#-–:;,.") for part in parts]
    return " … ".join(part for part in kept if len(part) > 1 and any(map(str.isalnum, part)))
