"""Cells of a plan's tables: what a header cell names, and what a title cell holds."""

import re

from roedtraad.foundation.lib.periods import parse_period

from .blocks import Block, Kind
from .clauses import title_end
from .drafts import Draft, Row, head_of, part_of
from .dues import due_of
from .grid import text_of
from .vocabulary import FIELDS, Match, Role, role_of

_COLUMNS = FIELDS | {
    Role.GOALS, Role.EFFECT, Role.PROJECT, Role.VISION, Role.THEME, Role.FOCUS, Role.TARGET_GROUP,
    Role.ORIGIN, Role.PERIOD, Role.OTHER, Role.BUDGET, Role.CALENDAR,
}  # fmt: skip
_ALIASES = {Role.PERIOD: Role.DUE, Role.BUDGET: Role.RESOURCES, Role.CALENDAR: Role.DUE}
_SURE = 0.84


def with_actions(roles: dict[int, Role]) -> dict[int, Role]:
    """`Sådan gør vi` beside who and when is a column of actions."""
    is_dated = bool({Role.DUE, Role.RESPONSIBLE} & set(roles.values()))
    if not is_dated or Role.ACTIONS in roles.values():
        return roles
    return {at: Role.ACTIONS if role is Role.HOW else role for at, role in roles.items()}


_WHO_WHEN = {Role.DUE, Role.RESPONSIBLE}
_ROWS = {Role.ACTIONS, Role.INDICATORS}


def nested_head(cells: list[tuple[int, list[Block]]]) -> dict[int, Role]:
    """A row behind a form's label that is itself the head of rows; empty where it is none."""
    roles = {column: column_role(blocks) for column, blocks in cells[1:]}
    known = {column: role for column, role in roles.items() if role is not None}
    if cells[0][0] != 0 or len(known) < 2 or len(known) < len(roles):
        return {}
    if not _WHO_WHEN & set(known.values()):
        return {}
    own = column_role(cells[0][1])
    known = with_actions(known)
    if not _ROWS & set(known.values()):
        free = [column for column, role in known.items() if role not in _WHO_WHEN]
        if not free:
            return {}
        known[min(free)] = own if own in _ROWS and own is not None else Role.ACTIONS
    return known


_FIGURE = re.compile(
    r"[<>≤≥~]?\s?(?:ca\.?\s)?[-–]?\d[\d.,]*½?\s?(?:%|pct\.?|procent|kr\.?|(?:mio|t)\.?\s?kr\.?|"
    r"dage|uger|timer|minutter|point|årsværk|stk\.?|personer|borgere|børn|unge)?"
)
_OFFICE = re.compile(
    r"\w*(?:leder|chef|konsulent|koordinator|ansvarlig|vejleder|pædagog|lærer|rådgiver|team|"
    r"medarbejder|forstander|direktør|gruppe|udvalg|afdeling|personale|ledelse|terapeut|"
    r"assistent|plejerske)\w*",
    re.IGNORECASE,
)
Rows = list[tuple[int, list[tuple[int, list[Block]]]]]


def level_columns(rows: Rows, header: int) -> dict[int, str]:
    """Columns of figures below `header`, with their heads: `Status 2025`, `Mål 2026`."""
    found: dict[int, str] = {}
    for column, head in rows[header][1][1:]:
        body = [dict(cells).get(column) for _, cells in rows[header + 1 :]]
        texts = [text_of(blocks) for blocks in body if blocks]
        figures = [text for text in texts if is_level(text)]
        if figures and len(figures) * 3 >= len(texts) * 2:
            found[column] = text_of(head)
    return found


def is_level(text: str) -> bool:
    """A figure that is no year and no date."""
    return _FIGURE.fullmatch(text.strip()) is not None and parse_period(text) is None


def beside_columns(rows: Rows) -> dict[int, Role]:
    """Columns of a form, behind its values, that only say who or when."""
    found: dict[int, Role] = {}
    columns = {column for _, cells in rows for column, _ in cells if column > 1}
    for column in columns:
        texts = [text_of(b) for _, cells in rows for at, b in cells if at == column]
        if all(due_of(text) is not None and len(text) < 40 for text in texts):
            found[column] = Role.DUE
        elif all(_is_short(text) for text in texts) and any(map(_OFFICE.match, texts)):
            found[column] = Role.RESPONSIBLE
    return found


def _is_short(text: str) -> bool:
    is_name = len(text) < 45 and text.count(" ") < 5 and text[:1].isupper()
    return is_name and not text.endswith((".", ":", "?")) and not any(map(str.isdigit, text))


def column_role(blocks: list[Block]) -> Role | None:
    """The role a header cell or label names."""
    text = text_of(blocks).rstrip(":")
    if not text or len(text) > 80:
        return None
    match: Match | None = role_of(text)
    if match is None and len(blocks) > 1:
        match = role_of(blocks[0].text.rstrip(":"))
    if match is None and "/" in text:
        match = role_of(text.split("/")[0])
    if match is None or match.score < _SURE or match.role not in _COLUMNS:
        return None
    return _ALIASES.get(match.role, match.role)


def set_title(draft: Draft, blocks: list[Block]) -> None:
    """The first block is the title, or its first sentence where it is long; the rest is text."""
    first, rest = blocks[0], blocks[1:]
    head = head_of(first)
    number = first.number or (head.number if head else "")
    text = head.title if head and head.title else first.text
    if head and not head.title and rest:
        draft.structure.append(first)
        first, rest = rest[0], rest[1:]
        text = first.text
    draft.number = draft.number or number
    if head is not None and head.is_cross_cutting:
        draft.is_cross_cutting = True
    if len(text) > 200 and len(first.pieces) == 1:
        end = title_end(first.raw, 0)
        draft.title = first.raw[:end].strip(" .")
        draft.structure.append(part_of(first, 0, end))
        if first.raw[end:].strip():
            draft.add(Role.TEXT, part_of(first, end, len(first.raw)))
    else:
        draft.title = text
        draft.structure.append(first)
    for block in rest:
        block.kind = (
            Kind.PARAGRAPH if block.kind is Kind.LABEL and block.role not in FIELDS else block.kind
        )
        draft.add(Role.TEXT, block)


def goes_on(holder: Draft, role: Role, blocks: list[Block]) -> bool:
    """A row that the end of a page cut in two goes on in the middle of its sentence."""
    last = holder.rows[-1].cells.get(role) if holder.rows else None
    is_open = bool(last) and not last[-1].text.endswith((".", "!", "?")) if last else False
    return is_open and blocks[0].text[:1].islower() and not blocks[0].mark


def give_levels(rows: list[Row], levels: dict[int, str], cells: dict[int, list[Block]]) -> None:
    """The figures of a row to its indicators, one to each where there are as many."""
    for column, head in levels.items():
        blocks = cells.get(column, [])
        for position, row in enumerate(rows if blocks else []):
            own = [blocks[position]] if len(blocks) == len(rows) else blocks
            row.levels.append((head, own))


def rows_of(role: Role, blocks: list[Block], beside: dict[Role, list[Block]]) -> list[Row]:
    """Each action or indicator with its own date; one date beside several is the date of all."""
    rows = []
    for position, block in enumerate(blocks):
        cells: dict[Role, list[Block]] = {role: [block]}
        for other, values in beside.items():
            if len(values) == len(blocks):
                cells[other] = [values[position]]
            else:
                cells[other] = list(values)
        rows.append(Row(role, cells))
    return rows
