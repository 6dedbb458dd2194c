"""The municipality that a plan is of."""

import re
from collections import Counter

from .letters import folded
from .lines import ExtractedText

MUNICIPALITY = re.compile(
    r"\b((?:[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøå]+)?(?:[ -](?:og )?)){1,3})"
    r"(?:Kommune|kommune)(?:s|n|ns)?\b"
)
_NAMED_MUNICIPALITY = re.compile(r"(?:[A-ZÆØÅ][\w-]+ ){1,3}Kommune")
_COUNCIL = re.compile(
    r"\b([A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?)s? Byråd\b"
    r"|\b([A-ZÆØÅ][a-zæøå]+) Kommunalbestyrelse\b"
)
_NOT_PLACES = frozenset(
    [
        "I",
        "Hele",
        "Vores",
        "Den",
        "Det",
        "Denne",
        "Enhver",
        "Vi",
        "Fra",
        "Til",
        "For",
        "Af",
        "Alle",
        "Kun",
        "Og",
        "Som",
        "Med",
        "Mellem",
        "Hver",
        "Egen",
    ]
)
_FIRST_WORDS = frozenset(
    [
        "Store",
        "Lille",
        "Ny",
        "Nye",
        "Gammel",
        "Gamle",
        "Høje",
        "Sankt",
        "Sønder",
        "Nørre",
        "Øster",
        "Vester",
        "Nordre",
        "Søndre",
        "Øvre",
    ]
)


def municipality_of(whole: list[str], text: ExtractedText) -> str | None:
    """The municipality that is named most, the front counting more."""
    counts: Counter[str] = Counter()
    for label, value in zip(whole[:40], whole[1:41], strict=False):
        if folded(label) == "kommune" and _NAMED_MUNICIPALITY.fullmatch(value):
            return value
    edges = [line.text for line in text.lines if line.style.is_furniture]
    for position, part in enumerate([*whole[:12], *edges, *whole[12:]]):
        weight = 3 if position < 12 else 1
        for found in MUNICIPALITY.finditer(part[:6000]):
            name = _place(found[1])
            if name:
                counts[f"{name} Kommune"] += weight
        for found in _COUNCIL.finditer(part[:6000]):
            name = _place(found[1] or found[2])
            if name:
                counts[f"{name} Kommune"] += weight
    return counts.most_common(1)[0][0] if counts else None


def _place(words: str) -> str:
    """The last word before `Kommune`, with a word such as `Nørre` before it."""
    parts = words.strip(" -").split(" ")
    if parts[-1] in _NOT_PLACES:
        return ""
    return " ".join(parts[-2:] if _is_double(parts) else parts[-1:])


def _is_double(parts: list[str]) -> bool:
    """`Nørre Alslev`, `Hvalsø Nord`."""
    is_after = parts[-1] in _SIDES and len(parts) > 1 and parts[-2] not in _NOT_PLACES
    return len(parts) > 1 and (parts[-2] in _FIRST_WORDS or is_after)


_SIDES = frozenset(["Nord", "Syd", "Øst", "Vest", "Midt"])
