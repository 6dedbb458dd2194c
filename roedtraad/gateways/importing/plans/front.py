"""What the front of a plan says of it: title, municipality, unit, parties, period, case number."""

import re
from collections import Counter
from dataclasses import dataclass

from roedtraad.foundation.lib.periods import find_periods, parse_period

from .blocks import Block, Kind
from .drafts import head_of
from .front_period import YEARS, period_of
from .letters import folded, tidy
from .lines import ExtractedText
from .parties import is_principal, parties_of
from .proposal import Party, Period
from .vocabulary import Role, role_of

_PLAN_WORD = re.compile(
    r"plan\b|planer\b|aftale|strategi|kontrakt|ramme|mål\b|politik|vision|virksomhedsgrundlag|"
    r"mål og midler|koncept",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(
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
_CASE = re.compile(
    r"\b(?:sags?\s?-?\s?(?:nummer|nr|id)|journal\s?-?\s?(?:nummer|nr)|j\.?\s?nr|sagsnr|acadre(?:\s?sag)?|"
    r"dok(?:ument)?\.?\s?-?\s?(?:nummer|nr)|esdh(?:-sag)?)\.?\s*[:.]?\s*(?P<number>[A-ZÆØÅ]{0,4}-?\d[\w./-]{2,40})",
    re.IGNORECASE,
)
_HEAD_BLOCKS = 14
_FOR = re.compile(
    r"\b\w*(?:plan|aftale|aftalen|kontrakt|kontrakten|mål|planen|grundlag)\s+"
    r"(?:(?:19|20)\d\d\S*\s+)?for\s+(?P<unit>[A-ZÆØÅ].{3,90})$",
    re.IGNORECASE,
)
_KIND_WORDS = re.compile(
    r"\b(?:den|virksomhedsplan\w*|aftalemål|udviklings?strategi|strategi\w*|kontrakt\w*|aftale\w*|"
    r"dialogbaseret|dialogaftale|resultataftale|ramme|overordnet|handleplan|årsplan|mål|udviklingsplan|"
    r"resultatkontrakt|virksomhedsaftale|for|mellem|med|og|fælles|plan|afdelingsplan|centerplan|"
    r"politik|koncept|virksomhedsplaner|handlingsplan|institutionsaftale|målaftale|kontraktmål)\b",
    re.IGNORECASE,
)


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
    municipality = _municipality(whole, text)
    parties = parties_of(blocks)
    title = " ".join(titles) or text.title or (head[0].text[:200] if head else "")
    return Front(
        title=title[:300],
        heads=_heads(titles, head, text),
        first=next((b.text for b in head if b.style.is_title or b.level in {0, 1}), blocks[0].text)[
            :200
        ],
        municipality=municipality,
        unit=_unit(blocks, head, titles, parties, municipality),
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
    return found["title"] if found and _PLAN_WORD.search(found["title"]) else ""


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
        and _PLAN_WORD.search(block.text) is not None
        and not _is_sentence(block)
    )


def _is_sentence(block: Block) -> bool:
    return block.text.endswith(".") or block.text.count(" ") > 22


def _is_neighbour(block: Block) -> bool:
    text = block.text
    is_short = len(text) < 90 and not text.endswith((".", ":"))
    is_date = parse_period(text) is not None and not YEARS.fullmatch(text)
    is_named = block.match is not None and block.role not in {Role.GOALS}
    is_municipality = _MUNICIPALITY.fullmatch(text) is not None
    if _CASE.search(text) or "·" in text or "@" in text or head_of(block) is not None:
        return False
    is_free = block.cell is None and block.kind is not Kind.ITEM
    return is_short and is_free and not (is_date or is_named or is_municipality)


def _covers(one: str, other: str) -> bool:
    return folded(other) in folded(one)


def _heads(titles: list[str], head: list[Block], text: ExtractedText) -> list[str]:
    found = [" ".join(titles)] if titles else []
    found += [block.text for block in head if len(block.text) < 200]
    return found + ([text.title] if text.title else [])


def _municipality(whole: list[str], text: ExtractedText) -> str | None:
    """The municipality that is named most, the front counting more."""
    counts: Counter[str] = Counter()
    for label, value in zip(whole[:40], whole[1:41], strict=False):
        if folded(label) == "kommune" and _NAMED_MUNICIPALITY.fullmatch(value):
            return value
    edges = [line.text for line in text.lines if line.style.is_furniture]
    for position, part in enumerate([*whole[:12], *edges, *whole[12:]]):
        weight = 3 if position < 12 else 1
        for found in _MUNICIPALITY.finditer(part[:6000]):
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


def _unit(
    blocks: list[Block],
    head: list[Block],
    titles: list[str],
    parties: list[Party],
    municipality: str | None,
) -> str | None:
    """Said by a label; else the unit's side of the agreement; else what the title is about."""
    labelled = _labelled_unit(blocks)
    if labelled:
        return labelled
    near = [
        block.text
        for block in head
        if len(block.text) < 110 and block.cell is None and block.match is None
        and not block.text.endswith((".", ":")) and not _CASE.search(block.text)
    ]  # fmt: skip
    own = [party.name for party in parties if not is_principal(party.name)]
    near = [part.strip() for line in near for part in _APART.split(line)]
    for line in [*titles, *own[:1], *near]:
        if line in own:
            return re.sub(r"\s(?:i|ved)$", "", _MUNICIPALITY.sub("", line).strip())
        if own and line.startswith(f"{own[0]} og "):
            return own[0]
        rest = _about(line, municipality)
        rest = re.sub(r"\s(?:i|på|for|ved|til|af)$", "", rest or "")
        if rest and parties and folded(rest).startswith(folded(parties[0].name)):
            return parties[0].name
        if rest and (rest[0].isupper() or rest.endswith("området")):
            return _APART.split(rest[0].upper() + rest[1:])[0]
    return parties[0].name if parties else None


_APART = re.compile(r"\s[·•|]\s|\s[–-]\s(?=[a-zæøå])")  # a name, and in small what it is
_UNIT_LABELS = frozenset(
    [
        "enhed",
        "enheden",
        "aftaleenhed",
        "aftaleenheden",
        "institution",
        "institutionen",
        "afdeling",
        "virksomhed",
        "virksomheden",
        "navn",
        "enhedens",
        "navn",
        "center",
        "skole",
    ]
)


def _is_name(text: str) -> bool:
    return 2 < len(text) < 100 and not text.endswith(".") and ". " not in text


def _is_beside(label: Block, value: Block) -> bool:
    """The value stands behind its label, or in the other cell of a row of two."""
    one, other = label.cell, value.cell
    if one is None or other is None:
        return one is other and value.first_line == label.last_line
    return one.columns == 2 and (one.table, one.row) == (other.table, other.row)


def _labelled_unit(blocks: list[Block]) -> str | None:
    for block, following in zip(blocks[:80], blocks[1:81], strict=False):
        is_beside = _is_beside(block, following)
        label = folded(block.text)
        is_unit = label in _UNIT_LABELS or (label.endswith(" for") and _PLAN_WORD.search(label))
        if is_beside and is_unit and _is_name(following.text):
            return following.text
    return None


def _about(line: str, municipality: str | None) -> str | None:
    """A title without the words for plans, years and the municipality: what it is a plan for."""
    rest = _MUNICIPALITY.sub(" ", line)
    rest = re.sub(r"\b(?:mellem|imellem)\b.*$", " ", rest, flags=re.IGNORECASE)
    rest = YEARS.sub(" ", rest)
    rest = tidy(re.sub(r"\s+", " ", _KIND_WORDS.sub("\x00", rest)))
    parts = [part.strip(" -–,.:") for part in rest.split("\x00")]
    if (named := _named_after(line, municipality)) is not None:
        return named
    parts = [p for p in parts if len(p) > 3 and p[:1].isalpha() and not _PLAN_WORD.search(p)]
    if municipality:
        parts = [part for part in parts if folded(part) not in folded(municipality)]
    if not parts:
        return None
    best = _rejoined(line, parts)
    is_period = bool(find_periods(best)) or role_of(best) is not None
    return None if is_period or best.count(" ") > 8 else re.sub(r"(?<=området)s$", "", best)


def _named_after(line: str, municipality: str | None) -> str | None:
    """`Virksomhedsplan 2024 for Center for Børn og Læring`: the whole name."""
    found = _FOR.search(_MUNICIPALITY.sub(" ", line))
    if found is None or found["unit"].count(" ") > 8 or find_periods(found["unit"]):
        return None
    name = tidy(YEARS.sub(" ", found["unit"]))
    name = re.sub(r"(?:\s(?:i|på|for|ved|til|af|og)|[\s,–-])+$", "", name)
    if municipality and folded(name) in folded(municipality):
        return None
    return name if len(name) > 3 and name[0].isupper() and role_of(name) is None else None


def _rejoined(line: str, parts: list[str]) -> str:
    """Names such as `Børn og Familie` keep their little word."""
    name = parts[0]
    for part in parts[1:]:
        for sign in (" og ", " for ", " med "):
            place = line.lower().find(f"{name}{sign}{part}".lower())
            if place >= 0:
                name = line[place : place + len(name) + len(sign) + len(part)]
                break
        else:
            break
    return name


def _case_number(text: ExtractedText) -> str | None:
    for line in text.lines:
        if len(line.text) < 4000 and (found := _CASE.search(line.text)):
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
