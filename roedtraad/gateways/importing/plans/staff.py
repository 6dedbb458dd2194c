"""Units with their staff: told in sentences, or in a table."""

import re
from collections.abc import Iterator

from roedtraad.foundation.lib.numbers import parse_number

from .blocks import Block, Kind
from .clauses import sentences
from .drafts import words_of
from .grid import Grid, text_of
from .letters import folded, tidy
from .money import TOTAL
from .proposal import Number, UnitFigures, plain
from .sources import source_of

_NUMBER = r"\d+(?:[.,]\d+)?\s?[½¼¾]?|[½¼¾]"
_STAFF = re.compile(
    rf"(?P<count>{_NUMBER})\s+(?:[a-zæøå]+e\s)?(?:medarbejdere|ansatte|"
    r"[a-zæøå]{4,30}(?:plejersker|pædagoger|lærere|terapeuter|rådgivere|assistenter|konsulenter|"
    r"behandlere|hjælpere|medarbejdere|personer|ansatte|socialrådgivere|vejledere))\b"
)
_FTE = re.compile(
    rf"(?P<count>{_NUMBER})\s*(?:årsværk|fuldtidsstillinger|fuldtidsansatte|fuldtids-?årsværk|"
    r"helårsstillinger|fuldtidsmedarbejdere|fuldtidsnormeringer|heltidsstillinger)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?P<name>[A-ZÆØÅ][\wæøåÆØÅ/-]*"
    r"(?:\s+(?:[&–/-]|og|på|i|for|til|af)\s+[\wæøåÆØÅ/-]+|\s+[A-ZÆØÅ][\wæøåÆØÅ/-]*){0,5})\s*"
    r"(?::|\s(?:har|er|består af|beskæftiger|råder over|tæller|med|drives af|omfatter)\b|\s?[–(,-])"
)
_NEW_SUBJECT = re.compile(r"(?:Denne|Aftalen|Planen|Kontrakten|Derudover|Samlet|I alt|Kommunen)\b")
_NOT_NAMES = frozenset(
    [
        "i",
        "der",
        "vi",
        "alle",
        "de",
        "det",
        "den",
        "samlet",
        "her",
        "herudover",
        "derudover",
        "i",
        "alt",
        "enheden",
        "på",
        "ved",
        "fra",
        "af",
        "som",
        "med",
        "hvert",
        "hver",
        "ca",
        "omkring",
        "samtlige",
        "desuden",
        "endvidere",
        "ud",
        "foruden",
        "sammen",
        "byrådet",
        "kommunalbestyrelsen",
        "udvalget",
        "direktionen",
        "aftalen",
        "planen",
        "denne",
        "virksomhedsplanen",
        "kontrakten",
        "målet",
        "hertil",
        "tilsammen",
        "medarbejderne",
        "personalet",
        "dertil",
    ]
)


def unit_figures(
    blocks: list[Block], grids: list[Grid], own: str | None = None
) -> list[UnitFigures]:
    """Units with staff and full-time equivalents: told in sentences, or in a table.

    `own` is the plan's unit: `Vi har 17 medarbejdere …` is said of it, where no other is named.
    """
    found: dict[str, UnitFigures] = {}
    for block in blocks:
        if block.cell is None and block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            unit = _told_unit(block)
            if (
                unit is not None
                and folded(unit.name) not in found
                and not _is_known(unit.name, found)
            ):
                found[folded(unit.name)] = unit
    for grid in grids:
        for unit in _units_of_grid(grid):
            found.setdefault(folded(unit.name), unit)
    if not found and own:
        told = (_told_of_us(block, own) for block in blocks if block.cell is None)
        return [unit for unit in told if unit is not None][:1]
    return list(found.values())


_US = re.compile(r"(?:^|[.!?]\s)(?:Vi (?:har|er)|Der er(?: ansat)?|Hos os er der)\b[^.]*")


def _told_of_us(block: Block, own: str) -> UnitFigures | None:
    if block.kind is not Kind.PARAGRAPH:
        return None
    for sentence in _US.finditer(block.text):
        staff, full = _STAFF.search(sentence[0]), _full_time(block.text, sentence.start())
        is_counted = _COUNTED.match(sentence[0].lstrip(".!? ")) is not None
        if staff is not None and (full is not None or is_counted):
            return UnitFigures(
                name=own,
                staff=_number(staff["count"]),
                full_time_equivalents=_number(full["count"]) if full else None,
                confidence=0.6,
                source=source_of(words_of(block, [staff[0], full[0] if full else ""])),
            )
    return None


_COUNTED = re.compile(
    r"(?:Vi er|Vi har|Hos os er der|Der er ansat|Vi har ansat)\s"
    r"(?:(?:i alt|ca\.|omkring|cirka|samlet|lige nu)\s)*\d"
)


def _full_time(text: str, start: int) -> re.Match[str] | None:
    return _FTE.search(text, start, start + 200)


def _is_known(name: str, found: dict[str, UnitFigures]) -> bool:
    first = folded(name).split(" ")[0]
    return len(folded(name).split(" ")) == 1 and any(key.split(" ")[0] == first for key in found)


def _told_unit(block: Block) -> UnitFigures | None:
    if len(block.text) > 3000:
        return None
    subject = _SUBJECT.match(block.text)
    if subject is None or folded(subject["name"]).split(" ")[0] in _NOT_NAMES:
        return None
    for place, (start, end) in enumerate(sentences(block.raw)[:3]):
        text = tidy(block.raw[start:end])
        if place and _NEW_SUBJECT.match(text):
            return None
        staff, full = _STAFF.search(text), _FTE.search(text)
        if full is not None:
            return UnitFigures(
                name=subject["name"].strip(" –-,"),
                staff=_number(staff["count"]) if staff else None,
                full_time_equivalents=_number(full["count"]),
                confidence=0.88 if staff else 0.75,
                source=source_of(
                    words_of(block, [subject["name"], staff[0] if staff else "", full[0]])
                ),
            )
    return None


def _units_of_grid(grid: Grid) -> Iterator[UnitFigures]:
    rows = grid.rows
    roles = {column: _figure_column(text_of(blocks)) for column, blocks in rows[0][1]}
    if "full" not in roles.values() and "staff" not in roles.values():
        return
    for _, cells in rows[1:]:
        by_role = {roles.get(column): blocks for column, blocks in cells}
        name = text_of(cells[0][1])
        staff, full = (_cell_number(by_role.get(key)) for key in ("staff", "full"))
        if (staff is not None or full is not None) and not TOTAL.match(name):
            yield UnitFigures(
                name=name,
                staff=staff,
                full_time_equivalents=full,
                confidence=0.9,
                source=source_of([block for _, blocks in cells for block in blocks]),
            )


def _figure_column(text: str) -> str | None:
    words = folded(text)
    if re.search(r"årsværk|fuldtid|heltid", words):
        return "full"
    return "staff" if re.search(r"medarbejder|ansatte|personer|antal", words) else None


def _cell_number(blocks: list[Block] | None) -> Number | None:
    return _number(text_of(blocks)) if blocks else None


def _number(text: str) -> Number | None:
    """A Danish number as int or float; none where it is none."""
    value = parse_number(text)
    return None if value is None else plain(value)
