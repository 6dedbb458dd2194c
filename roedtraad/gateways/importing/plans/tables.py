"""Tables of a plan: rows of goals, forms with labels to the left, rows of actions."""

from dataclasses import dataclass, field
from typing import Protocol

from .blocks import Block, Kind
from .drafts import Draft, head_of, is_target
from .grid import Grid, text_of
from .outline import NAMED_LEVEL
from .table_cells import column_role, goes_on, rows_of, set_title, with_actions
from .vocabulary import EVIDENCE, FIELDS, Role

Cells = list[tuple[int, list[Block]]]

_ELEMENTS = (Role.GOALS, Role.EFFECT, Role.PROJECT, Role.VISION, Role.THEME, Role.FOCUS, Role.TITLE)
_ROWS = (Role.ACTIONS, Role.INDICATORS)
_BESIDE = {Role.DUE, Role.RESPONSIBLE, Role.BASELINE}
_KEPT = _BESIDE | {Role.TARGET_GROUP, Role.ORIGIN}


class Target(Protocol):
    """The walk, as far as a table needs it."""

    section: Role
    field_: Role
    goal: Draft | None
    focus: Draft | None

    @property
    def holder(self) -> Draft | None: ...

    def begin(self, role: Role, block: Block | None, level: int, confidence: float) -> Draft: ...

    def take(self, block: Block) -> None: ...

    def end_elements(self) -> None: ...


@dataclass(slots=True)
class TableFeed:
    """Reads one table into the walk."""

    walk: Target
    grid: Grid
    roles: dict[int, Role] = field(default_factory=dict)
    focus_text: str = ""
    left_in: dict[int, Role] = field(default_factory=dict)
    group: str = ""

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
            for _, cells in rows:
                self._form_row(cells)
            return True
        return False

    # Tables with a header.

    def _header(self, rows: list[tuple[int, Cells]]) -> int | None:
        for position, (_, cells) in enumerate(rows[:3]):
            found = {column: column_role(blocks) for column, blocks in cells}
            roles = {column: role for column, role in found.items() if role is not None}
            if len(roles) >= 2 and len(roles) * 2 >= len(cells) and len(set(roles.values())) >= 2:
                self.roles = with_actions(roles)
                return position
        return None

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
        if not any(role in self.roles.values() for role in _ROWS) or self.walk.holder is None:
            return False
        for cells in body:
            self._field_row(cells)
        return True

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

    def _start_focus(self, blocks: list[Block]) -> None:
        text = text_of(blocks)
        if text == self.focus_text:
            return
        self.focus_text = text
        self.walk.end_elements()
        draft = self.walk.begin(Role.FOCUS, None, NAMED_LEVEL + 5, 0.8)
        set_title(draft, blocks)

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
        for column, blocks in cells:
            role = self.roles.get(column, Role.TEXT)
            own = {key[1]: dict(cells)[at] for key, at in beside.items() if key[0] is role}
            if role in _ROWS and goes_on(holder, role, blocks):
                holder.rows[-1].cells[role] += blocks
            elif role in _ROWS and own:
                holder.rows += rows_of(role, blocks, own)
            elif role in _KEPT:
                if column not in beside.values():
                    holder.fields.setdefault(role, []).extend(blocks)
            elif role is not Role.NUMBER:
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

    # Forms: a label to the left, its value to the right.

    def _is_form(self, rows: list[tuple[int, Cells]]) -> bool:
        labels = [column_role(cells[0][1]) for _, cells in rows if len(cells) >= 1]
        named = [role for role in labels if role is not None and role is not Role.OTHER]
        if self.walk.holder is None and not set(named) & ({Role.GOALS} | EVIDENCE):
            return False
        return len(named) >= 2 and len(named) * 2 >= len(rows)

    def _form_row(self, cells: Cells) -> None:
        label, values = _label_and_values(cells)
        role = column_role(label)
        head = head_of(label[0])
        if head is not None and head.role is Role.GOALS and (values or head.title):
            self._form_goal(label, values, head.number, head.title)
        elif head is not None and head.role is Role.FOCUS and head.title:
            self._start_focus([*label, *values])
        elif self._is_filled_goal() and values and is_target(label[0]):
            self._form_field(label, values, Role.INDICATORS)
        elif values and role in {Role.GOALS, Role.TITLE, Role.FOCUS}:
            self._form_element(label, values, role)
        elif self.walk.holder is not None and role in FIELDS:
            self._form_field(label, values, role or Role.TEXT)
        else:
            self._take([*label, *values])

    def _is_filled_goal(self) -> bool:
        goal = self.walk.goal
        return goal is not None and bool(goal.title)

    def _form_field(self, label: list[Block], values: list[Block], role: Role) -> None:
        if self.walk.holder is not None:
            self.walk.holder.structure += label
        self.walk.field_ = role
        self._take(values)

    def _take(self, blocks: list[Block]) -> None:
        for block in blocks:
            self.walk.take(block)

    def _form_element(self, label: list[Block], values: list[Block], role: Role | None) -> None:
        """A form's title row: a focus area where the section is one of them, else a goal."""
        in_focus = role is Role.TITLE and self.walk.section is Role.FOCUS
        if role is not Role.FOCUS and not in_focus:
            self._form_goal(label, values, "", "")
            return
        self._start_focus(values)
        if self.walk.focus is not None:
            self.walk.focus.structure += label

    def _form_goal(self, label: list[Block], values: list[Block], number: str, title: str) -> None:
        goal = self.walk.goal
        if goal is not None and not goal.title and values:
            set_title(goal, values)
            goal.structure += label
            return
        draft = self.walk.begin(Role.GOALS, None, NAMED_LEVEL + 12, 0.85)
        draft.structure += label
        draft.number = number
        if title:
            draft.title = title
            for block in values:
                draft.add(Role.TEXT, block)
        else:
            set_title(draft, values)


def _label_and_values(cells: Cells) -> tuple[list[Block], list[Block]]:
    """A row's label and the rest; `Mål: …` in one wide cell is both."""
    label = cells[0][1]
    values = [block for _, blocks in cells[1:] for block in blocks]
    if not values and len(label) > 1 and label[0].kind is Kind.LABEL:
        return label[:1], label[1:]
    return label, values
