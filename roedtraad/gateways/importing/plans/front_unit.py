"""The unit that a plan is for: said by a label, as a party, or in the title."""

import re

from roedtraad.foundation.lib.periods import find_periods

from .blocks import Block
from .front_period import YEARS
from .front_places import MUNICIPALITY
from .letters import folded, tidy
from .parties import is_principal
from .proposal import Party
from .vocabulary import role_of

PLAN_WORD = re.compile(
    r"plan\b|planer\b|aftale|strategi|kontrakt|ramme|mål\b|politik|vision|virksomhedsgrundlag|"
    r"mål og midler|koncept",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\b(?:sags?\s?-?\s?(?:nummer|nr|id)|journal\s?-?\s?(?:nummer|nr)|j\.?\s?nr|sagsnr|acadre(?:\s?sag)?|"
    r"dok(?:ument)?\.?\s?-?\s?(?:nummer|nr)|esdh(?:-sag)?)\.?\s*[:.]?\s*(?P<number>[A-ZÆØÅ]{0,4}-?\d[\w./-]{2,40})",
    re.IGNORECASE,
)
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


def unit_of(
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
        and not block.text.endswith((".", ":")) and not CASE.search(block.text)
    ]  # fmt: skip
    own = [party.name for party in parties if not is_principal(party.name)]
    near = [part.strip() for line in near for part in _APART.split(line)]
    for line in [*titles, *own[:1], *near]:
        if line in own:
            return re.sub(r"\s(?:i|ved)$", "", MUNICIPALITY.sub("", line).strip())
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
        is_unit = label in _UNIT_LABELS or (label.endswith(" for") and PLAN_WORD.search(label))
        if is_beside and is_unit and _is_name(following.text):
            return following.text
    return None


def _about(line: str, municipality: str | None) -> str | None:
    """A title without the words for plans, years and the municipality: what it is a plan for."""
    rest = MUNICIPALITY.sub(" ", line)
    rest = re.sub(r"\b(?:mellem|imellem)\b.*$", " ", rest, flags=re.IGNORECASE)
    rest = YEARS.sub(" ", rest)
    rest = tidy(re.sub(r"\s+", " ", _KIND_WORDS.sub("\x00", rest)))
    parts = [part.strip(" -–,.:") for part in rest.split("\x00")]
    if (named := _named_after(line, municipality)) is not None:
        return named
    parts = [p for p in parts if len(p) > 3 and p[:1].isalpha() and not PLAN_WORD.search(p)]
    if municipality:
        parts = [part for part in parts if folded(part) not in folded(municipality)]
    if not parts:
        return None
    best = _rejoined(line, parts)
    is_period = bool(find_periods(best)) or role_of(best) is not None
    return None if is_period or best.count(" ") > 8 else re.sub(r"(?<=området)s$", "", best)


def _named_after(line: str, municipality: str | None) -> str | None:
    """`Virksomhedsplan 2024 for Center for Børn og Læring`: the whole name."""
    found = _FOR.search(MUNICIPALITY.sub(" ", line))
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
