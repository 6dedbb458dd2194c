"""Effect goals: from tables and headings, and from tables that were flattened column by column."""

import re

from rapidfuzz import fuzz

from .allocate import dealt
from .blocks import Block
from .drafts import Draft, part_of
from .items import indicators_of
from .letters import folded, tidy
from .proposal import EffectGoal, Indicator
from .sources import source_of
from .vocabulary import Role

_HEADER = re.compile(
    r"Målgrupper?\s+(?:Lokale\s|Nationale\s|Fælles\s)?Effekt-?mål\s+"
    r"(?:Effekt-?\s?|Mål-?\s?|Resultat-?)?[Ii]ndikator\w*\s+"
)
_GROUP_END = re.compile(r":\s+(?=[A-ZÆØÅ-])")
_GOAL_END = re.compile(r"\)(?=\s|$)|[.;](?=\s+[-–]?\s*[A-ZÆØÅ]|\s*$)")
_NEW_ITEM = re.compile(r"(?<=[\wæøå).%])\s+(?=[A-ZÆØÅ][a-zæøå])")
_ORIGIN = re.compile(r"\s*[(\[](?P<origin>[^()\[\]]{2,60})[)\]]\.?\s*$")
_GROUP_LEAD = re.compile(r"^(?:fælles |særlige )?(?:effekt)?mål for\s+", re.IGNORECASE)
_AWAITING = re.compile(
    r"\b(?:afventer|ikke (?:endnu )?(?:fastlagt|operationaliseret|udviklet|defineret)|"
    r"mangler(?: endnu)?|under udarbejdelse|udvikles|fastlægges senere|endnu ikke)\b",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    r"\bnational|\bregering|\bstaten|\bstatslig|\blandspolitisk|\blandsdækkende", re.I
)
_BETWEEN = re.compile(
    r"\b\w*-?\s?by(?:erne|-?samarbejde\w*)?\b.*|\btværkommunal|\bmellemkommunal|\bkkr\b|\bkl\b|"
    r"\bfælleskommunal|\bregional",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\blokal|\begen\b|\begne\b|\bbyråd|\bkommunal|\budvalg|\bkommunen", re.IGNORECASE
)


def effect_goals(drafts: list[Draft], free: list[Block], whole: str) -> list[EffectGoal]:
    """All effect goals; those of a flattened table come before repetitions elsewhere."""
    found = [_from_draft(draft, whole) for draft in drafts if draft.role is Role.EFFECT]
    if found:
        return found
    for block in free:
        header = _HEADER.search(block.raw)
        if header is not None and len(block.pieces) == 1:
            goals = _from_flattened(block, header.end(), whole)
            if len(goals) >= 2:
                return goals
    return []


def _from_draft(draft: Draft, whole: str) -> EffectGoal:
    title, written = _without_origin(draft.title)
    groups = " ".join(block.text for block in draft.fields.get(Role.TARGET_GROUP, []))
    origins = " ".join(block.text for block in draft.fields.get(Role.ORIGIN, []))
    indicators = [each for each in indicators_of(draft) if not _AWAITING.search(each.text)]
    return EffectGoal(
        title=title,
        target_group=groups or (draft.parent.title if draft.parent else None),
        origin=origin_of(origins or written, whole),
        indicators=indicators,
        confidence=draft.confidence,
        source=source_of([*draft.structure, *_own(draft)]),
    )


def _own(draft: Draft) -> list[Block]:
    """What the effect goal took over; an indicator that is still awaited is no text of its own."""
    kept = (Role.TARGET_GROUP, Role.ORIGIN, Role.INDICATORS)
    fields = [block for role in kept for block in draft.fields.get(role, [])]
    rows = [block for row in draft.rows for block in row.blocks()]
    return [block for block in [*fields, *rows] if not _AWAITING.search(block.text)]


def _from_flattened(block: Block, start: int, whole: str) -> list[EffectGoal]:
    """Groups, goals and indicators stand in three runs, each in the same order."""
    groups, place = _groups(block.raw, start)
    goals, place = _goals(block.raw, place)
    indicators = _indicators(block, place)
    if not groups or not goals:
        return []
    texts = [block.raw[a:b] for a, b in goals]
    owners = dealt(texts, groups, _kinship)
    rest = indicators if len(indicators) == len(goals) else [None] * len(goals)
    return [
        _flattened_goal(part_of(block, a, b), groups[owner], indicator, whole)
        for (a, b), owner, indicator in zip(goals, owners, rest, strict=True)
    ]


def _flattened_goal(part: Block, group: str, indicator: Block | None, whole: str) -> EffectGoal:
    title, written = _without_origin(part.text)
    own = []
    if indicator is not None and not _AWAITING.search(indicator.text):
        own = [Indicator(text=indicator.text, confidence=0.65, source=source_of([indicator]))]
    return EffectGoal(
        title=title,
        target_group=group,
        origin=origin_of(written, whole),
        indicators=own,
        confidence=0.65,
        source=source_of([part]),
    )


def _groups(raw: str, start: int) -> tuple[list[str], int]:
    groups: list[str] = []
    for found in _GROUP_END.finditer(raw, start):
        if found.start() - start > 220:
            break
        groups.append(_GROUP_LEAD.sub("", tidy(raw[start : found.start()])))
        start = found.end()
    return groups, start


def _goals(raw: str, start: int) -> tuple[list[tuple[int, int]], int]:
    """Goals end with their origin in brackets or with a stop; what follows are indicators."""
    spans: list[tuple[int, int]] = []
    for found in _GOAL_END.finditer(raw, start):
        is_goal = found[0] == ")" or (spans and found.end() - start < 200)
        if not is_goal or found.end() - start > 260:
            break
        if spans and _is_indicator(raw[start : found.end()]):
            break
        spans.append((start, found.end()))
        start = found.end()
    return spans, start


def _is_indicator(text: str) -> bool:
    return re.match(r"\s*(?:Andel|Antal|Procent|Gennemsnit|Sammenbrud|Indeks)", text) is not None


def _indicators(block: Block, start: int) -> list[Block | None]:
    cuts = [start, *(found.end() for found in _NEW_ITEM.finditer(block.raw, start)), len(block.raw)]
    spans = list(zip(cuts, cuts[1:], strict=False))
    return [part_of(block, a, b) for a, b in spans if block.raw[a:b].strip()]


def _kinship(goal: str, group: str) -> float:
    """How many of the group's naming words are in the goal, also inside compounds."""
    words = [word for word in folded(group).split() if len(word) > 4]
    text = folded(goal)
    own = sum(1.0 for word in words if _stem(word) in text)
    return own + fuzz.partial_ratio(folded(group), text) / 400


def _stem(word: str) -> str:
    return re.sub(r"(?:erne|ene|ede|er|en|et|e|s)$", "", word) if len(word) > 6 else word


def _without_origin(title: str) -> tuple[str, str]:
    found = _ORIGIN.search(title)
    if found is None:
        return title.strip(" -–.").strip(), ""
    return title[: found.start()].strip(" -–").strip(), found["origin"]


def origin_of(written: str, whole: str) -> str | None:
    """Who set the goal, from the words beside it or from what the plan says of its sign."""
    if not written:
        return None
    if _NATIONAL.search(written):
        return "national"
    if _BETWEEN.search(written) and not written[:4].isdigit():
        return "inter_municipal"
    if _LOCAL.search(written):
        return "local"
    sign = written.split(",")[0].strip()
    for place in re.finditer(rf"\b{re.escape(sign)}[- ]?(?:mål|plan)", whole):
        if _NATIONAL.search(whole[max(0, place.start() - 80) : place.end() + 40]):
            return "national"
    return None
