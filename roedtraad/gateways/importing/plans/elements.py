"""Drafts to the elements of a proposal."""

import re

from rapidfuzz import fuzz

from .clauses import sentences
from .drafts import Draft
from .items import actions_of, due_of_all, indicators_of, shared
from .letters import folded
from .proposal import FocusArea, Goal, Project, Rule, Source, Theme, Vision
from .sources import joined, merged, source_of
from .vocabulary import Role

_LONGEST_TITLE = 300
_MOST = 200


def settled(drafts: list[Draft]) -> list[Draft]:
    """The drafts that count: no empty forms, no list that only announces what is told later."""
    full = [draft for draft in drafts if draft.has_content]
    for draft in full:
        _settle_how(draft)
        _settle_follow_up(draft)
        _settle_success(draft)
    kept: list[Draft] = []
    for role in {draft.role for draft in full}:
        told = [d for d in full if d.role is role and not _is_bare_item(d)]
        bare = [d for d in full if d.role is role and _is_bare_item(d)]
        announced = [d for d in bare if any(_announces(d.title, t.title) for t in told[:_MOST])]
        kept += told if len(announced) * 2 >= len(bare) else told + bare
    own = {id(draft) for draft in kept}
    return _without_repeats([draft for draft in full if id(draft) in own])


def _settle_how(draft: Draft) -> None:
    """`Sådan gør vi`: a list says actions, running text says the method."""
    blocks = draft.fields.pop(Role.HOW, [])
    if not blocks:
        return
    are_short = all(len(block.text) < 90 and len(sentences(block.text)) == 1 for block in blocks)
    is_list = any(block.mark for block in blocks) or (len(blocks) > 1 and are_short)
    is_list = is_list or bool(draft.rows)
    draft.fields.setdefault(Role.ACTIONS if is_list else Role.METHOD, []).extend(blocks)


_MEASURES = {Role.INDICATORS, Role.SUCCESS, Role.MEASURED}


def _counts_in_rows(draft: Draft) -> bool:
    return any(row.role is Role.INDICATORS for row in draft.rows)


def _settle_follow_up(draft: Draft) -> None:
    """`Sådan følger vi` with a list of figures says what is measured, where nothing else does."""
    blocks = draft.fields.get(Role.FOLLOW_UP, [])
    counted = [block for block in blocks if block.mark and _FIGURE.search(block.text)]
    if not counted or len(counted) * 2 < len(blocks) or not all(block.mark for block in blocks):
        return
    if not _MEASURES & set(draft.fields) and not _counts_in_rows(draft):
        draft.fields[Role.INDICATORS] = draft.fields.pop(Role.FOLLOW_UP)


def _settle_success(draft: Draft) -> None:
    """`Hvordan ser vi, at det lykkes?` with a list of figures asks what is measured."""
    blocks = draft.fields.get(Role.SUCCESS, [])
    asks = any(each.role is Role.SUCCESS and "?" in each.raw for each in draft.structure)
    counted = [block for block in blocks if _FIGURE.search(block.text)]
    is_list = len(blocks) > 0 and all(block.mark for block in blocks)
    is_free = not {Role.INDICATORS, Role.MEASURED} & set(draft.fields)
    is_free = is_free and not _counts_in_rows(draft)
    if asks and is_free and is_list and len(counted) * 2 >= len(blocks):
        draft.fields[Role.INDICATORS] = draft.fields.pop(Role.SUCCESS)


_FIGURE = re.compile(
    r"\d+(?:,\d+)?\s?(?:%|pct|procent|dage|uger|timer|kr|børn|unge|borgere)|\bmindst\b|\bhøjst\b"
    r"|\bandel|\bantal|\bud af\b|^\d+ [a-zæøå]",
    re.IGNORECASE,
)


def _is_bare_item(draft: Draft) -> bool:
    """A list item; what stands below its list may have been taken for its text."""
    return draft.is_from_list and set(draft.fields) <= {Role.TEXT} and not draft.rows


def _announces(item: str, title: str) -> bool:
    """The list's words begin as the title that comes later."""
    one, other = folded(item), folded(title)
    return len(other) > 7 and fuzz.ratio(one[: len(other)], other) >= 85


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """An empty element whose title stands elsewhere with content is a repetition."""
    filled = {
        (draft.role, folded(draft.title))
        for draft in drafts
        if any(draft.fields.values()) or draft.rows
    }
    return [
        draft
        for draft in drafts
        if any(draft.fields.values())
        or draft.rows
        or (draft.role, folded(draft.title)) not in filled
    ]


def sure(draft: Draft) -> float:
    """How sure the reader is: the kind of evidence, and whether the fields make sense."""
    bonus = 0.05 if len(draft.fields) + bool(draft.rows) >= 2 else 0.0
    malus = 0.2 if not draft.title or len(draft.title) > _LONGEST_TITLE else 0.0
    return round(max(0.1, min(0.98, draft.confidence + bonus - malus)), 2)


def _text(draft: Draft, *roles: Role) -> str:
    return "\n".join(part for role in roles if (part := joined(draft.fields.get(role, []))))


_LABELS = {
    Role.RESPONSIBLE: "Ansvarlig", Role.DUE: "Frist", Role.BASELINE: "Udgangspunkt",
    Role.WEIGHT: "Vægt",
}  # fmt: skip


def _remarks(draft: Draft, shared_roles: set[Role]) -> str:
    """What is said of a goal as a whole where the goal has no field for it."""
    roles = [role for role in _LABELS if role not in shared_roles]
    return "\n".join(
        f"{_LABELS[role]}: {joined(draft.fields[role])}" for role in roles if draft.fields.get(role)
    )


def goal_of(draft: Draft, focus_title: str | None) -> Goal:
    actions = actions_of(draft)
    indicators = indicators_of(draft)
    text = _text(draft, Role.TEXT)
    alone = {Role.RESPONSIBLE, Role.DUE} if len(actions) == 1 else shared(actions, draft)
    alone |= due_of_all(indicators, draft) if not actions else set()
    remarks = _remarks(draft, alone)
    return Goal(
        number=draft.number or None,
        title=draft.title or text.split("\n")[0][:200],
        text="\n".join(part for part in (text, remarks) if part),
        focus_area=focus_title,
        method=_text(draft, Role.METHOD),
        success_criterion=_text(draft, Role.SUCCESS),
        follow_up=_text(draft, Role.FOLLOW_UP, Role.STATUS),
        resources=_text(draft, Role.RESOURCES),
        how_measured=_text(draft, Role.MEASURED),
        actions=actions,
        indicators=indicators,
        confidence=sure(draft),
        source=_with_items(draft, [each.source for each in [*actions, *indicators]]),
    )


def _with_items(draft: Draft, items: list[Source]) -> Source:
    """Around the goal's own words and what it took from its table rows."""
    own = [*draft.structure, *(block for blocks in draft.fields.values() for block in blocks)]
    return merged(source_of(own), items) if own else merged(items[0], items[1:])


def focus_of(draft: Draft) -> FocusArea:
    return FocusArea(
        number=draft.number or None,
        title=draft.title,
        text=_text(draft, Role.TEXT, Role.METHOD, Role.FOLLOW_UP, Role.SUCCESS, *_LABELS),
        cross_cutting=draft.is_cross_cutting,
        how_measured=_text(draft, Role.MEASURED),
        resources=_text(draft, Role.RESOURCES),
        status=_text(draft, Role.STATUS),
        confidence=sure(draft),
        source=source_of(draft.blocks()),
    )


def focus_title(draft: Draft, areas: list[Draft]) -> str | None:
    """The area a goal stands under, or the one of the same title in another part of the plan."""
    if draft.parent is not None and draft.parent in areas:
        return draft.parent.title
    names = [draft.parent.title] if draft.parent is not None else []
    for name in map(folded, filter(None, [*names, draft.title])):
        for area in areas[:_MOST]:
            if fuzz.ratio(folded(area.title), name) > 92:
                return area.title
    return None


def project_of(draft: Draft) -> Project:
    return Project(
        title=draft.title,
        text=_all_text(draft),
        confidence=sure(draft),
        source=source_of(draft.blocks()),
    )


def theme_of(draft: Draft) -> Theme:
    """A theme is its title; the text below it stays unplaced."""
    return Theme(title=draft.title, confidence=sure(draft), source=source_of(draft.structure))


def vision_of(draft: Draft) -> Vision:
    return Vision(
        title=draft.title,
        text=_all_text(draft),
        direction=draft.direction,
        confidence=sure(draft),
        source=source_of(draft.blocks()),
    )


def rule_of(draft: Draft) -> Rule:
    text = "\n".join(part for part in (draft.title, _all_text(draft)) if part)
    return Rule(text=text, confidence=sure(draft), source=source_of(draft.blocks()))


def _all_text(draft: Draft) -> str:
    return joined(block for blocks in draft.fields.values() for block in blocks)
