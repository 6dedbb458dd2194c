"""What the front of a plan says of it: title, municipality, unit, parties, period, case number."""

import re
from dataclasses import dataclass

from roedtraad.foundation.lib.periods import parse_period

from .blocks import Block, Kind
from .drafts import head_of
from .front_period import YEARS, period_of
from .front_places import MUNICIPALITY, municipality_of
from .front_unit import CASE, PLAN_WORD, unit_of
from .letters import folded
from .lines import ExtractedText
from .parties import parties_of
from .proposal import Party, Period
from .retrospect import tells_of_status
from .vocabulary import Role, role_of

_HEAD_BLOCKS = 14


@dataclass(slots=True)
class Front:
    """What was found, and the titles that the kind is told from."""

    title: str
    heads: list[str]
    first: str
    municipality: str | None
    unit: str | None
    parties: list[Party]
    period: Period | None
    case_number: str | None
    title_blocks: list[Block]


def front_of(text: ExtractedText, blocks: list[Block]) -> Front:
    head = _head(blocks)
    title_blocks = _title_blocks(head)
    titles = [re.sub(r"\s+\d$", "", block.text) for block in title_blocks]
    if flat := _flat_title(head[0]) if not titles else "":
        titles = [flat]
    whole = [block.text for block in blocks]
    municipality = municipality_of(whole, text)
    parties = parties_of(blocks)
    title = " ".join(titles) or text.title or (head[0].text[:200] if head else "")
    return Front(
        title=title[:300],
        heads=_heads(titles, head, text),
        first=next((b.text for b in head if b.style.is_title or b.level in {0, 1}), blocks[0].text)[
            :200
        ],
        municipality=municipality,
        unit=unit_of(blocks, head, titles, parties, municipality),
        parties=parties,
        period=period_of(titles, head, blocks),
        case_number=_case_number(text),
        title_blocks=title_blocks,
    )


_FLAT_TITLE = re.compile(
    r"(?P<title>[A-ZÆØÅ].{5,140}?)\s(?=(?:Indledning|Forord|Indhold|Baggrund|Introduktion|Resumé|"
    r"1\.? [A-ZÆØÅ])\w*\s)"
)


def _flat_title(block: Block) -> str:
    """The title that a page flattened to one line begins with; empty where there is none."""
    found = _FLAT_TITLE.match(block.raw) if len(block.text) > 150 else None
    return found["title"] if found and PLAN_WORD.search(found["title"]) else ""


def _head(blocks: list[Block]) -> list[Block]:
    """The blocks before the first paragraph of running text."""
    head: list[Block] = []
    for block in blocks[:_HEAD_BLOCKS]:
        if len(block.text) > 220 or (block.kind is Kind.HEADING and block.number):
            break
        if (
            head
            and block.match is not None
            and block.role in {Role.OTHER, Role.CONTENTS, Role.MISSION}
        ):
            break
        head.append(block)
    return head or blocks[:1]


def _title_blocks(head: list[Block]) -> list[Block]:
    """The title lines: the one with a plan's word in it, with its short neighbours."""
    later = next((i for i, b in enumerate(head) if i and tells_of_status(b.text)), len(head))
    head = head[:later]
    named = [i for i, block in enumerate(head) if _is_title(block)]
    styled = [i for i, block in enumerate(head) if block.style.is_title or block.level in {0, 1}]
    if not named and not styled:
        return []
    start = next((i for i in styled if i in named), (named or styled)[0])
    if not named:
        return [head[start]]
    lines = [head[start]]
    neighbours = [head[i] for i in (start - 1, start + 1) if 0 <= i < len(head)]
    for block in neighbours:
        if _is_neighbour(block) and not any(_covers(line.text, block.text) for line in lines):
            lines.insert(0 if block is neighbours[0] and start > 0 else len(lines), block)
    return lines


def _is_title(block: Block) -> bool:
    return (
        len(block.text) < 200
        and PLAN_WORD.search(block.text) is not None
        and not _is_sentence(block)
    )


def _is_sentence(block: Block) -> bool:
    return block.text.endswith(".") or block.text.count(" ") > 22


def _is_neighbour(block: Block) -> bool:
    text = block.text
    is_short = len(text) < 90 and not text.endswith((".", ":"))
    is_date = parse_period(text) is not None and not YEARS.fullmatch(text)
    is_named = block.match is not None and block.role not in {Role.GOALS}
    is_municipality = MUNICIPALITY.fullmatch(text) is not None
    if CASE.search(text) or "·" in text or "@" in text or head_of(block) is not None:
        return False
    is_free = block.cell is None and block.kind is not Kind.ITEM
    return is_short and is_free and not (is_date or is_named or is_municipality)


def _covers(one: str, other: str) -> bool:
    return folded(other) in folded(one)


def _heads(titles: list[str], head: list[Block], text: ExtractedText) -> list[str]:
    found = [" ".join(titles)] if titles else []
    found += [block.text for block in head if len(block.text) < 200]
    return found + ([text.title] if text.title else [])


def _case_number(text: ExtractedText) -> str | None:
    for line in text.lines:
        if len(line.text) < 4000 and (found := CASE.search(line.text)):
            return found["number"].rstrip(".")
    for label, value in zip(text.lines, text.lines[1:], strict=False):
        if _NUMBER.fullmatch(value.text.strip()) and _is_case_label(label.text):
            return value.text.strip()
    return None


_NUMBER = re.compile(r"(?=.*\d.*\d)[A-ZÆØÅ]{0,6}-?\d[\w./-]{2,40}")


def _is_case_label(text: str) -> bool:
    """`Sagsnr.` in one cell of a table, its number in the next."""
    match = role_of(text.rstrip(": "))
    return match is not None and match.role is Role.CASE and match.is_whole
