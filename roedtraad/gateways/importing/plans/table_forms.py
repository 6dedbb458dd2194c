"""Forms among a plan's tables: a label to the left, its value to the right."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Protocol

from .blocks import Block, Kind
from .drafts import Draft, head_of, is_target
from .grid import Grid, text_of
from .letters import folded
from .outline import NAMED_LEVEL
from .table_cells import column_role, nested_head, rows_of, set_title
from .vocabulary import EVIDENCE, FIELDS, Role

_ROWS = (Role.ACTIONS, Role.INDICATORS)
Cells = list[tuple[int, list[Block]]]


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
class FormFeed:
    """Reads the rows of a form into the walk."""

    walk: Target
    grid: Grid
    roles: dict[int, Role] = field(default_factory=dict)
    focus_text: str = ""
    left_in: dict[int, Role] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    beside: dict[int, Role] = field(default_factory=dict)
    group: str = ""
    labels: Set[Role | None] = frozenset()
    nested: dict[int, Role] = field(default_factory=dict)

    def _start_focus(self, blocks: list[Block]) -> None:
        text = text_of(blocks)
        if text == self.focus_text:
            return
        self.focus_text = text
        self.walk.end_elements()
        draft = self.walk.begin(Role.FOCUS, None, NAMED_LEVEL + 5, 0.8)
        set_title(draft, blocks)

    def _is_form(self, rows: list[tuple[int, Cells]]) -> bool:
        labels = [column_role(cells[0][1]) for _, cells in rows if len(cells) >= 1]
        self.labels = set(labels) - {None}
        named = [role for role in labels if role is not None and role is not Role.OTHER]
        if self.walk.holder is None and not set(named) & ({Role.GOALS} | EVIDENCE):
            return False
        return len(named) >= 2 and len(named) * 2 >= len(rows)

    def _form_row(self, cells: Cells) -> None:
        if self._is_beside_row(cells) or self._is_nested_row(cells):
            return
        label, values = _label_and_values(cells)
        role = column_role(label)
        head = head_of(label[0])
        if head is not None and head.role is Role.GOALS and (values or head.title):
            self._form_goal(label, values, head.number, head.title)
        elif head is not None and head.role is Role.FOCUS and head.title:
            self._start_focus([*label, *values])
        elif values and self._opens_goal(label, role):
            self.walk.goal = None
            self._form_goal(label, values, "", "")
        elif self._is_filled_goal() and values and is_target(label[0]):
            self._form_field(label, values, Role.INDICATORS)
        elif values and role in {Role.GOALS, Role.TITLE, Role.FOCUS}:
            self._form_element(label, values, role)
        elif self.walk.holder is not None and role in FIELDS:
            self._form_field(label, values, role or Role.TEXT)
        else:
            self._take([*label, *values])

    def _is_beside_row(self, cells: Cells) -> bool:
        """`Hvad gør vi? | action | who`: the row's last cells say who and when."""
        beside = {self.beside[c]: blocks for c, blocks in cells if c in self.beside}
        own = [(column, blocks) for column, blocks in cells if column not in self.beside]
        has_label = bool(own) and own[0][0] == 0
        role = column_role(own[0][1]) if has_label else self.walk.field_
        holder = self.walk.holder
        if not beside or holder is None or role not in {Role.ACTIONS, Role.HOW}:
            return False
        if has_label:
            holder.structure += own[0][1]
        for _, blocks in own[has_label:]:
            holder.rows += rows_of(Role.ACTIONS, blocks, beside)
        self.walk.field_ = Role.ACTIONS
        return True

    def _opens_goal(self, label: list[Block], role: Role | None) -> bool:
        """`Effektmål` above the fields: the word that each form of a goal begins with."""
        goal = self.walk.goal
        if role not in {Role.GOALS, Role.EFFECT} or self.walk.section is Role.EFFECT:
            return False
        if not EVIDENCE & self.labels:
            return False
        if goal is None or not goal.title:
            return role is Role.EFFECT
        return bool(goal.structure) and folded(goal.structure[0].text) == folded(label[0].text)

    def _is_nested_row(self, cells: Cells) -> bool:
        """`Plan | Handling | Ansvarlig | Frist` in a form, and the rows below it without label."""
        holder = self.walk.holder
        if holder is None:
            return False
        if head := nested_head(cells):
            self.nested = head
            holder.structure += [block for _, blocks in cells for block in blocks]
            return True
        if cells[0][0] == 0:
            self.nested = {}
        main = next((c for c, role in self.nested.items() if role in _ROWS), None)
        own = {self.nested[c]: blocks for c, blocks in cells if c in self.nested and c != main}
        blocks = dict(cells).get(main) if main is not None else None
        if main is None or not blocks:
            return False
        holder.rows += rows_of(self.nested[main], blocks, own)
        return True

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
