"""The parties of an agreement: said in a sentence, or listed below a label."""

import re

from .blocks import Block, Kind
from .drafts import words_of
from .letters import folded, tidy
from .names import party_names
from .proposal import Party
from .sources import source_of
from .vocabulary import Role

_SIGNER = re.compile(
    r"\s*(?:\bv/|,\s*(?:ved\s)?(?:\w+)?(?:leder|chef|direktør|forstander|inspektør|formand|borgmester)\b|"
    r",\s(?:repræsenteret )?ved\s|\bved (?=\w*(?:leder|chef|direktør))).*$",
    re.IGNORECASE,
)


def parties_of(blocks: list[Block]) -> list[Party]:
    if sides := _sided_parties(blocks[:80]):
        return sides
    for position, block in enumerate(blocks[:60]):
        names = party_names(block.text)
        if len(names) >= 2:
            return _as_parties(names, [block])
        match = block.match
        is_label = match is not None and match.role is Role.PARTIES and block.kind is Kind.LABEL
        if is_label and position + 2 < len(blocks):
            found = _listed_parties(blocks[position + 1 : position + 5])
            if found:
                return found
    return _paired_parties(blocks[:6])


_SIDE = re.compile(
    r"(?:kontrakt|aftale|opgave|opdrags|resultat)-?(?:giver|holder|tager|haver|stiller)(?:en)?"
    r"|bestiller(?:en)?|udfører(?:en)?|(?:første|anden) part|part [12ab]"
)


def is_side(label: str) -> bool:
    """`Kontraktgiver`, `Aftaleholder`: names one side of an agreement."""
    return _SIDE.fullmatch(folded(label)) is not None


def _sided_parties(blocks: list[Block]) -> list[Party]:
    """Each side after a label of its own, in a table or in lines."""
    found: dict[str, Party] = {}
    for block in blocks:
        side, _, name = block.text.partition(": ")
        if block.cell is None and is_side(side) and 2 < len(name) < 110:
            party = Party(name=name, confidence=0.85, source=source_of([block]))
            found.setdefault(folded(side), party)
    for label, value in zip(blocks, blocks[1:], strict=False):
        is_beside = value.first_line == label.last_line or _is_same_row(label, value)
        if is_side(label.text) and is_beside and 2 < len(value.text) < 110:
            party = Party(name=value.text, confidence=0.85, source=source_of([label, value]))
            found.setdefault(folded(label.text), party)
    sides = sorted(found.values(), key=lambda party: party.source.line_from)
    return sides if len(sides) > 1 else []


def _is_same_row(one: Block, other: Block) -> bool:
    if one.cell is None or other.cell is None:
        return False
    return (one.cell.table, one.cell.row) == (other.cell.table, other.cell.row)


_SIDES = re.compile(r"(?P<unit>[A-ZÆØÅ].{3,80}?)\s+og\s+(?P<principal>[A-ZÆØÅ]?\w.{3,80})")
_PRINCIPAL = re.compile(
    r"(?:\w+- og )?"
    r"\w*(?:forvaltning|afdeling|direktion|byråd|udvalg|kommunalbestyrelse|chef|direktør|magistrat)"
    r"\w*\b.*|[A-ZÆØÅ]\w+ & [A-ZÆØÅ]\w+",
    re.IGNORECASE,
)


def is_principal(name: str) -> bool:
    """The side that orders: a council, a committee, an administration or a director."""
    return _PRINCIPAL.fullmatch(name) is not None


_AGREED = re.compile(r"aftale|kontrakt", re.IGNORECASE)


def _paired_parties(blocks: list[Block]) -> list[Party]:
    """`Børnehuset X og Dagtilbudsafdelingen` on a line of its own below an agreement's title."""
    if not any(_AGREED.search(block.text) for block in blocks[:3]):
        return []
    for block in blocks[1:]:
        whole = _PLACE.sub("", block.text)
        found = _sides(whole) if len(block.text) < 160 else None
        if found:
            return _as_parties(found, [block])
    return []


_PLACE = re.compile(r",\s(?:[A-ZÆØÅ][\w-]+\s){1,2}Kommune$")


def _sides(text: str) -> list[str]:
    """Cut at the first `og` with an administration behind it; `Kultur- og` is no cut."""
    for cut in re.finditer(r"(?<!-)\s+og\s+", text):
        unit, principal = text[: cut.start()], text[cut.end() :]
        is_whole = _SIDES.fullmatch(text) is not None and len(unit) > 3
        if is_whole and unit[0].isupper() and _PRINCIPAL.fullmatch(principal):
            return [unit, principal]
    return []


def _listed_parties(blocks: list[Block]) -> list[Party]:
    """Names below `Aftaleparter`, one a line or in one sentence."""
    if blocks and (names := party_names(f"mellem {blocks[0].text}")):
        return _as_parties(names, blocks[:1])
    lines = []
    for block in blocks:
        if block.kind in {Kind.HEADING, Kind.LABEL} or len(block.text) > 110:
            break
        if folded(block.text) not in {"og", "samt"}:
            lines.append(block)
    if len(lines) < 2:
        return []
    return [
        Party(
            name=tidy(_SIGNER.sub("", block.text)).strip(" ,."),
            confidence=0.75,
            source=source_of([block]),
        )
        for block in lines[:3]
    ]


def _as_parties(names: list[str], blocks: list[Block]) -> list[Party]:
    return [
        Party(name=name, confidence=0.85, source=source_of(words_of(blocks[0], [name])))
        for name in names
    ]
