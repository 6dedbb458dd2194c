"""Tables of a plan: rows of goals, forms with labels to the left, rows of actions."""

from dataclasses import dataclass

from .blocks import Block
from .drafts import Draft, head_of
from .grid import text_of
from .outline import NAMED_LEVEL
from .table_cells import (
    beside_columns,
    column_role,
    give_levels,
    goes_on,
    level_columns,
    nested_head,
    rows_of,
    set_title,
    with_actions,
)
from .table_forms import Cells, FormFeed
from .vocabulary import EVIDENCE, FIELDS, Role

_ELEMENTS = (Role.GOALS, Role.EFFECT, Role.PROJECT, Role.VISION, Role.THEME, Role.FOCUS, Role.TITLE)
_ROWS = (Role.ACTIONS, Role.INDICATORS)
_BESIDE = {Role.DUE, Role.RESPONSIBLE, Role.BASELINE}
_KEPT = _BESIDE | {Role.TARGET_GROUP, Role.ORIGIN}


@dataclass(slots=True)
class TableFeed(FormFeed):
    """Reads one table into the walk."""

    def read(self) -> bool:
        """Whether the table was one of ours."""
        rows = self.grid.rows
        if self._is_beside(rows):
            self._read_beside(rows)
            return True
        if self._is_turned(rows):
            self._read_turned(rows)
            return True
        header = self._header(rows)
        if header is not None and self._read_below(rows, header):
            return True
        if self._is_form(rows):
            self.beside = beside_columns(rows)
            for _, cells in rows:
                self._form_row(cells)
            return True
        return False

    # Tables with a header.

    def _header(self, rows: list[tuple[int, Cells]]) -> int | None:
        for position, (_, cells) in enumerate(rows[:3]):
            found = {column: column_role(blocks) for column, blocks in cells}
            roles = {column: role for column, role in found.items() if role is not None}
            if position and nested_head(cells) and column_role(rows[0][1][0][1]):
                return None
            if len(roles) >= 2 and len(roles) * 2 >= len(cells) and len(set(roles.values())) >= 2:
                self.roles = with_actions(roles)
                if Role.INDICATORS in self.roles.values():
                    self._set_levels(level_columns(rows, position))
                return position
        return None

    def _set_levels(self, found: dict[int, str]) -> None:
        """Figures beside an indicator: its level now and the one to reach."""
        main = min(column for column, role in self.roles.items() if role is Role.INDICATORS)
        kept = {Role.NUMBER, Role.WEIGHT, *([Role.BASELINE] if len(found) < 2 else [])}
        self.levels = {
            column: head
            for column, head in found.items()
            if column != main and self.roles.get(column) not in kept
        }
        self.roles = {c: role for c, role in self.roles.items() if c not in self.levels}

    def _read_below(self, rows: list[tuple[int, Cells]], header: int) -> bool:
        element = self._element_role()
        for _, cells in rows[:header]:
            self._spanning(cells, element)
        names = [text_of(blocks) for _, blocks in rows[header][1]]
        body = [cells for _, cells in rows[header + 1 :]]
        body = [cells for cells in body if [text_of(blocks) for _, blocks in cells] != names]
        if element is not None:
            for cells in body:
                self._element_row(cells, element)
            return bool(body)
        if self.walk.goal is not None:
            self._name_main(rows[header][1])
        if not any(role in self.roles.values() for role in _ROWS) or self.walk.holder is None:
            return False
        for cells in body:
            self._field_row(cells)
        return True

    def _name_main(self, header: Cells) -> None:
        """`Hvad | Hvornår | Hvem` inside a goal: its actions, or milestones of its own."""
        roles = set(self.roles.values())
        if roles & set(_ROWS) or not roles & {Role.DUE, Role.RESPONSIBLE}:
            return
        free = [c for c, _ in header if self.roles.get(c, Role.TEXT) in {Role.TEXT, Role.TITLE}]
        if free:
            is_counted = self.walk.field_ is Role.INDICATORS and Role.RESPONSIBLE not in roles
            self.roles[free[0]] = Role.INDICATORS if is_counted else Role.ACTIONS

    def _element_role(self) -> Role | None:
        """What each row of the table is."""
        roles = set(self.roles.values())
        role = next((role for role in _ELEMENTS if role in roles), None)
        if role is Role.TITLE:
            return Role.GOALS if roles & EVIDENCE or self.walk.section is Role.GOALS else (
                self.walk.section if self.walk.section in _ELEMENTS else None
            )  # fmt: skip
        if role is Role.GOALS and not roles - {Role.GOALS, Role.NUMBER}:
            return None
        return role

    def _key(self, element: Role) -> int:
        """The column of the element's title."""
        for column, role in sorted(self.roles.items()):
            if role is element:
                return column
        return next(column for column, role in sorted(self.roles.items()) if role is Role.TITLE)

    def _spanning(self, cells: Cells, element: Role | None) -> None:
        """A row above the header: a focus area, or the goal that the rows below belong to."""
        head = head_of(cells[0][1][0])
        if element is None and head is not None and head.role is Role.GOALS:
            values = [block for _, blocks in cells[1:] for block in blocks]
            if head.title or values:
                self._form_goal(cells[0][1], values, head.number, head.title)
        elif len(cells) == 1 and element is Role.GOALS:
            self._start_focus(cells[0][1])

    def _element_row(self, cells: Cells, element: Role) -> None:
        key = self._key(element)
        by_column = dict(cells)
        if len(cells) == 1 and self._is_wide(cells[0][1]) and element is Role.GOALS:
            self._start_focus(cells[0][1])
            return
        focus = next((c for c, role in self.roles.items() if role is Role.FOCUS and c != key), None)
        if focus is not None and by_column.get(focus):
            self._start_focus(by_column[focus])
        title = by_column.get(key)
        if title:
            self._start(element, title, by_column)
            self._carry_group(by_column)
        if self.walk.holder is None:
            return
        self._fields(cells, skipped={key, focus})

    def _carry_group(self, by_column: dict[int, list[Block]]) -> None:
        """The target group that was merged downwards from a row above."""
        for column, role in self.roles.items():
            if role is not Role.TARGET_GROUP:
                continue
            self.group = text_of(by_column.get(column, [])) or self.group
            if self.group and column not in by_column and self.walk.holder is not None:
                self.walk.holder.parent = Draft(Role.TARGET_GROUP, self.group)

    def _is_wide(self, blocks: list[Block]) -> bool:
        cell = blocks[0].cell
        return cell is not None and cell.width >= max(2, self.grid.columns - 1)

    def _start(self, element: Role, blocks: list[Block], by_column: dict[int, list[Block]]) -> None:
        draft = self.walk.begin(element, None, NAMED_LEVEL + 12, 0.85)
        self.left_in = {}
        set_title(draft, blocks)
        for column, role in self.roles.items():
            if role is Role.NUMBER and by_column.get(column):
                draft.number = text_of(by_column[column]).rstrip(".")
                draft.structure += by_column[column]

    def _fields(self, cells: Cells, skipped: set[int | None]) -> None:
        self._field_row([(column, blocks) for column, blocks in cells if column not in skipped])

    def _field_row(self, cells: Cells) -> None:
        """The cells of a row to the fields of the open element."""
        holder = self.walk.holder
        if holder is None:
            return
        beside = self._beside(cells)
        has_items = any(self.roles.get(column) in _ROWS for column, _ in cells)
        for column, blocks in cells:
            if column in self.levels and has_items:
                continue
            role = self.roles.get(column, Role.TEXT)
            if role in _ROWS:
                own = {key[1]: dict(cells)[at] for key, at in beside.items() if key[0] is role}
                self._item_cell(holder, (column, role), own, cells)
            elif role in _KEPT:
                if column not in beside.values():
                    holder.fields.setdefault(role, []).extend(blocks)
            elif role is not Role.NUMBER:
                self._feed(column, role, blocks)

    def _item_cell(
        self, holder: Draft, place: tuple[int, Role], own: dict[Role, list[Block]], cells: Cells
    ) -> None:
        """A cell of actions or indicators, with what stands beside it in its row."""
        column, role = place
        blocks = dict(cells)[column]
        levels = self.levels if role is Role.INDICATORS else {}
        if goes_on(holder, role, blocks):
            holder.rows[-1].cells[role] += blocks
        elif own or levels:
            made = rows_of(role, blocks, own)
            give_levels(made, levels, dict(cells))
            holder.rows += made
        else:
            self._feed(column, role, blocks)

    def _feed(self, column: int, role: Role, blocks: list[Block]) -> None:
        """A cell's blocks; a row that goes on stays in the field where its column was left."""
        own = role if role in FIELDS - {Role.TITLE} else Role.TEXT
        self.walk.field_ = self.left_in.get(column, own)
        self._take(blocks)
        self.left_in[column] = self.walk.field_

    def _beside(self, cells: Cells) -> dict[tuple[Role, Role], int]:
        """For the date and the responsible of a row: which column they stand beside."""
        found: dict[tuple[Role, Role], int] = {}
        main: Role | None = None
        present = {self.roles.get(column) for column, _ in cells}
        for column, _ in cells:
            role = self.roles.get(column)
            if role in _ROWS:
                main = role
            elif role in _BESIDE:
                owner = main if role is Role.DUE or role is Role.BASELINE else Role.ACTIONS
                owner = owner if owner in present else main
                owner = owner or next((each for each in _ROWS if each in present), None)
                if role is Role.DUE and owner is Role.INDICATORS and Role.ACTIONS in present:
                    found.setdefault((Role.ACTIONS, role), column)
                if owner is not None and role is not None:
                    found.setdefault((owner, role), column)
        return found

    # Elements side by side: a named head in each cell of the first row, its text below it.

    def _is_beside(self, rows: list[tuple[int, Cells]]) -> bool:
        heads = [head_of(blocks[0]) for _, blocks in rows[0][1]]
        roles = {head.role if head is not None and head.title else None for head in heads}
        return len(heads) >= 2 and len(roles) == 1 and None not in roles

    def _read_beside(self, rows: list[tuple[int, Cells]]) -> None:
        for column, top in rows[0][1]:
            head = head_of(top[0])
            if head is None:
                continue
            self.walk.begin(head.role, None, NAMED_LEVEL + 12, 0.75)
            if self.walk.holder is not None:
                set_title(self.walk.holder, top)
            for _, cells in rows[1:]:
                self._take([block for at, blocks in cells if at == column for block in blocks])

    # Turned tables: labels to the left, a goal in each further column.

    def _is_turned(self, rows: list[tuple[int, Cells]]) -> bool:
        if self.grid.columns < 3 or len(rows) < 3:
            return False
        heads = [head_of(blocks[0]) for column, blocks in rows[0][1] if column > 0]
        labels = [column_role(cells[0][1]) for _, cells in rows[1:] if cells[0][0] == 0]
        named = [role for role in labels if role in FIELDS or role is Role.GOALS]
        is_headed = len(heads) >= 2 and all(head and head.role is Role.GOALS for head in heads)
        return is_headed and len(named) >= 2 and len(named) * 2 >= len(labels)

    def _read_turned(self, rows: list[tuple[int, Cells]]) -> None:
        columns = [column for column, _ in rows[0][1] if column > 0]
        for column in columns:
            self.walk.end_elements()
            top = dict(rows[0][1])[column]
            head = head_of(top[0])
            draft = self.walk.begin(Role.GOALS, None, NAMED_LEVEL + 12, 0.75)
            draft.structure += top
            draft.number, draft.title = (head.number, head.title) if head else ("", "")
            for _, cells in rows[1:]:
                by_column = dict(cells)
                if by_column.get(column):
                    self._turned_cell(draft, by_column.get(0, []), by_column[column])
            if column == columns[0]:
                draft.structure += [
                    block for _, cells in rows for c, b in cells if c == 0 for block in b
                ]

    def _turned_cell(self, draft: Draft, label: list[Block], values: list[Block]) -> None:
        role = column_role(label) if label else None
        if role in {Role.TITLE, Role.GOALS} and not draft.title:
            set_title(draft, values)
            return
        self.walk.field_ = role if role in FIELDS and role is not None else Role.TEXT
        self._take(values)
