"""Fields that hold several things: which lines make one action or one indicator."""

import re
from dataclasses import dataclass, field

from .blocks import Block, Kind
from .clauses import says_something
from .drafts import Draft, Row, part_of
from .dues import due_in, due_of
from .grid import text_of
from .letters import tidy
from .proposal import Action, Due, Indicator, Level
from .sources import joined, near_source
from .vocabulary import Role

_POSTPONED = re.compile(
    r"\s*[-–—(\[:,]*\s*\*{0,2}\b(?:(?:er |bliver |er blevet )?(?:udsat|udskudt|udsættes|udskydes)|"
    r"afventer|forsinket)\b"
    r"(?:\s+(?:til|indtil|pga\.?|på grund af|grundet)\b[^;)]*?)?\*{0,2}[)\].]*\s*$",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"[(\[–—-]?\s*\b(?:ansvarlig(?:e)?|tovholder(?:e)?|ansvar|udføres af|projektleder)"
    r"\s*(?::|er)\s*(?P<who>[^,.;)\]]{2,80})[)\]]?",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"(?P<who>[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ&][\w.-]*| og [A-ZÆØÅ]?[\w.-]+){0,4})\s(?:er|har)\s"
    r"(?:ansvarlig(?:e)?|tovholder(?:e)?|ansvaret|projektleder)\b"
)
_WHO_WHEN = re.compile(r"\((?P<who>[^(),;]{3,60}),\s*(?P<when>[^()]{3,40})\)\W*$")
_OFFICE = re.compile(
    r"\w*(?:leder|chef|konsulent|koordinator|ansvarlig|vejleder|pædagog|lærer|rådgiver|team|"
    r"medarbejder|forstander|direktør|gruppe|udvalg|afdeling|personale|ledelse|terapeut)\w*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*;\s+(?=\S)")
_LEAD_WORDS = 9


@dataclass(slots=True)
class Item:
    """The blocks of one action or indicator, and what stands beside them in a table."""

    blocks: list[Block]
    beside: dict[Role, list[Block]] = field(default_factory=dict)
    levels: list[tuple[str, list[Block]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined(self.blocks) if len(self.blocks) > 1 else self.blocks[0].text


def items_in(blocks: list[Block]) -> list[Item]:
    """One item for each list item or paragraph; a lead-in keeps the list that it introduces."""
    items: list[Item] = []
    has_marks = any(block.mark for block in blocks)
    base = min((block.style.depth for block in blocks if block.mark), default=0)
    lead: Item | None = None
    for block in blocks:
        if block.mark and (lead is not None or block.style.depth > base):
            target = lead or (items[-1] if items else None)
            if target is not None:
                target.blocks.append(block)
                continue
        lead = None
        if _is_bare_lead(block, has_marks=has_marks):
            continue
        is_open = bool(items) and (
            has_marks or items[-1].text[-1:].isalnum() or items[-1].text[-1:] == ","
        )
        if not block.mark and is_open and block.text[:1].islower():
            items[-1].blocks.append(block)
            continue
        items += [Item([part]) for part in _split(block)]
        if block.text.endswith(":") and not block.mark:
            lead = items[-1]
    return items


def _is_bare_lead(block: Block, *, has_marks: bool) -> bool:
    """`Det gør vi ved at:` only introduces the list and says nothing itself."""
    is_lead = has_marks and not block.mark and block.text.endswith(":")
    return is_lead and block.text.count(" ") < _LEAD_WORDS and ". " not in block.text


def _split(block: Block) -> list[Block]:
    """Several things in one line, divided by semicolons."""
    cuts = list(_SPLIT.finditer(block.raw))
    if not cuts or len(block.pieces) > 1 or block.kind is Kind.HEADING or "(" in block.raw:
        return [block]
    starts = [0, *(found.end() for found in cuts)]
    ends = [*(found.start() for found in cuts), len(block.raw)]
    parts = [part_of(block, start, end) for start, end in zip(starts, ends, strict=True)]
    is_own = all(part.text.count(" ") > 1 and says_something(part.text) for part in parts)
    return parts if is_own else [block]


def actions_of(draft: Draft) -> list[Action]:
    return [_action(item) for item in _all_items(draft, Role.ACTIONS)]


def indicators_of(draft: Draft) -> list[Indicator]:
    return [_indicator(item) for item in _all_items(draft, Role.INDICATORS)]


def _all_items(draft: Draft, role: Role) -> list[Item]:
    items = items_in(draft.fields.get(role, []))
    for row in draft.rows:
        if row.role is role and row.cells.get(role):
            items += _row_items(row, role)
    if len(items) == 1 and role is Role.ACTIONS:
        for other in (Role.DUE, Role.RESPONSIBLE):
            items[0].beside.setdefault(other, draft.fields.get(other, []))
    return items


def shared(actions: list[Action], draft: Draft) -> set[Role]:
    """Gives actions what the goal says for all of them; which fields so found a place.

    Their sources stay: the line stands with the goal, and is no action's own.
    """
    taken: set[Role] = set()
    who = " ".join(block.text for block in draft.fields.get(Role.RESPONSIBLE, []))
    due = due_of(" ".join(block.text for block in draft.fields.get(Role.DUE, [])))
    for action in actions:
        if who and not action.responsible:
            action.responsible = who
            taken.add(Role.RESPONSIBLE)
        if due is not None and action.due is None:
            action.due = due
            taken.add(Role.DUE)
    return taken


def due_of_all(indicators: list[Indicator], draft: Draft) -> set[Role]:
    """Gives indicators without a due the one that the goal says for itself."""
    due = due_of(" ".join(block.text for block in draft.fields.get(Role.DUE, [])))
    without = [each for each in indicators if each.due is None]
    for each in without:
        each.due = due
    return {Role.DUE} if due is not None and without else set()


def _row_items(row: Row, role: Role) -> list[Item]:
    beside = {other: blocks for other, blocks in row.cells.items() if other is not role}
    return [Item(item.blocks, beside, row.levels) for item in items_in(row.cells[role])]


def _beside_text(item: Item, role: Role) -> str:
    return " ".join(block.text for block in item.beside.get(role, []))


def _due(item: Item) -> Due | None:
    written = _beside_text(item, Role.DUE)
    return (due_of(written) if written else None) or due_in(item.text)


def _beside_blocks(item: Item, due: Due | None) -> list[Block]:
    """The blocks beside the item whose words it took over."""
    blocks: list[Block] = []
    written = item.beside.get(Role.DUE, [])
    if (
        due is not None
        and written
        and due.raw.lower() in tidy(_beside_text(item, Role.DUE)).lower()
    ):
        blocks += written
    return [*blocks, *item.beside.get(Role.RESPONSIBLE, [])]


def _action(item: Item) -> Action:
    text = item.text
    postponed = _POSTPONED.search(text) is not None
    text = _POSTPONED.sub("", text) if postponed else text
    due = _due(Item([*item.blocks], item.beside)) if not postponed else _due(item)
    who = _beside_text(item, Role.RESPONSIBLE)
    found = None if who else _RESPONSIBLE.search(text) or _WHO_IS.search(text) or _bracketed(text)
    return Action(
        text=tidy(text) if "\n" not in text else text,
        due=due,
        responsible=who or (found["who"].strip() if found else None),
        postponed=postponed,
        confidence=0.85 if item.blocks[0].mark or item.beside else 0.7,
        source=near_source(_beside_blocks(item, due), item.blocks),
    )


def _bracketed(text: str) -> re.Match[str] | None:
    """`… (teamleder, 1. juni 2026)`: who and when."""
    found = _WHO_WHEN.search(text)
    if found is None or due_of(found["when"]) is None:
        return None
    return found if _OFFICE.match(found["who"].split(" ")[0]) else None


def _indicator(item: Item) -> Indicator:
    due = _due(item)
    text = item.text
    base = _beside_text(item, Role.BASELINE)
    levels = [block for _, blocks in item.levels for block in blocks]
    return Indicator(
        text=f"{text} ({base})" if base else text,
        due=due,
        levels=[Level(head, text_of(blocks)) for head, blocks in item.levels],
        confidence=0.88 if item.blocks[0].mark or item.beside else 0.72,
        source=near_source(
            [*_beside_blocks(item, due), *item.beside.get(Role.BASELINE, []), *levels],
            item.blocks,
        ),
    )
