"""Headers, footers and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter

from roedtraad.gateways.importing.plans.letters import folded

from .pdf_layout import PageLine

_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:side|s\.|page)?\s*(?!(?:19|20)\d\d\b)\d{1,4}\s*(?:(?:af|/|of)\s*\d{1,4})?[-–\s]*",
    re.IGNORECASE,
)
_EDGE = 0.085
_NUMBER_EDGE = 0.12


def furniture_of(pages: list[list[PageLine]]) -> dict[tuple[int, int], str]:
    """Page and position of each such line, with its key; page numbers have an empty key."""
    edges = {
        (page, position): _key(line.text)
        for page, lines in enumerate(pages)
        for position, line in enumerate(lines)
        if line.cell is None and _is_at_edge(line, _EDGE)
    }
    counts = Counter(edges.values())
    needed = 2 if len(pages) <= 3 else max(3, len(pages) // 3)
    found = {place: key for place, key in edges.items() if counts[key] >= needed}
    for page, lines in enumerate(pages):
        for position, line in enumerate(lines):
            if _PAGE_NUMBER.fullmatch(line.text) and _is_at_edge(line, _NUMBER_EDGE):
                found[(page, position)] = ""
    return found


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", folded(text)) or text


def _is_at_edge(line: PageLine, share: float) -> bool:
    return line.top < line.height * share or line.top > line.height * (1 - share)
