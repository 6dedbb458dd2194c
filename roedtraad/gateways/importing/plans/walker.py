"""The walk through the blocks: which element each heading begins and each text belongs to."""

from dataclasses import dataclass, replace

from .allocate import affinity, dealt
from .blocks import Block, Kind, is_heading_like
from .clauses import sentences, title_end
from .drafts import Draft, Head, Row, deed_of, head_of, is_target, part_of
from .grid import Grid, grids_of
from .outline import NAMED_LEVEL, lead_end
from .pieces import mark_of
from .steps import dated_deed
from .tables import TableFeed
from .vocabulary import FIELDS, Role
from .walk_state import CONTAINERS, NEEDS_GOAL, PARTS, WalkState

IN_GOAL = {
    Role.BUDGET: Role.RESOURCES, Role.CALENDAR: Role.DUE, Role.FACTS: Role.TEXT,
    Role.TARGET_GROUP: Role.TEXT, Role.OTHER: Role.TEXT,
}  # fmt: skip


@dataclass(slots=True)
class Walk(WalkState):
    """Goes through the blocks once, from top to bottom."""

    def run(self) -> "Walk":
        grids = grids_of(self.blocks)
        position = 0
        while position < len(self.blocks):
            self.position = position
            grid = grids.get(position)
            if grid is not None and grid.is_table:
                self._table(grid)
                position += len(grid.blocks)
                continue
            self._block(self.blocks[position])
            position += 1
        self.close_labels()
        return self

    def _block(self, block: Block) -> None:
        self.sections[id(block)] = self.section
        if block.kind in {Kind.HELP, Kind.TITLE} or self._is_aside(block):
            return
        if block.kind is Kind.HEADING:
            self._heading(block)
        elif block.kind is Kind.LABEL:
            self._label(block)
        else:
            self._text(block)

    def _is_aside(self, block: Block) -> bool:
        """Below `Ordforklaring` or `Skabelon` no word means what it says, until they end."""
        is_below = block.kind is not Kind.HEADING or (block.level or 0) > self.section_level
        return self.section is Role.ASIDE and is_below

    def _heading(self, block: Block) -> None:
        self.close_labels()
        level = block.level if block.level is not None else NAMED_LEVEL
        self.end_lists(block)
        head = head_of(block) or self._deed(block, level)
        if head is not None and self.may_head(head, level):
            self.start_head(block, head, level)
        elif self._is_calendar_heading(block, level):
            self.open_section(block, level, Role.CALENDAR)
        elif self._is_field_heading(block, level):
            self.open_field(block)
        elif self._is_inner_target(block, level):
            self.open_field(block, Role.INDICATORS)
        elif self._is_inner_heading(block, level):
            self.open_field(block, IN_GOAL[block.role] if block.role else None)
        elif self.is_child_element(block, level):
            self.start_child(block, level)
        elif block.match is not None and block.match.score >= 0.84 and block.role not in FIELDS:
            self.open_section(block, level)
        else:
            self._unknown_heading(block, level)

    def _deed(self, block: Block, level: int) -> Head | None:
        """`Indsats 2: …` over fields of its own is what a goal is elsewhere."""
        is_inside = self.goal is not None and level > self.goal.level
        deed = deed_of(block)
        is_goal = deed is not None and not is_inside and self.ahead.is_goal(self.position)
        return replace(deed, role=Role.GOALS) if deed is not None and is_goal else None

    def _is_inner_heading(self, block: Block, level: int) -> bool:
        """`Økonomi` below a goal's own heading, among the goal's other fields."""
        goal = self.goal
        is_below = goal is not None and goal.is_from_heading and level > goal.level
        is_told = block.style.level is not None and not self.ahead.is_table_next(self.position)
        return is_below and block.role in IN_GOAL and (is_told or self.ahead.is_repeated(block))

    def _unknown_heading(self, block: Block, level: int) -> None:
        """A part of what is open, a goal by the fields below it, or the end of both."""
        if self.section is Role.MISSION and self.mission:
            self.section = Role.OTHER
        if self.holder is not None and level > self.holder.level:
            self.holder.add(self.text_field(), block)
            return
        self.close_to(level)
        if level > 0 and self.ahead.is_effect_group(self.position, 2):
            self.begin_group(block)
        elif level > 0 and self.ahead.is_goal(self.position):
            self.begin(Role.GOALS, block, level, 0.7)
        else:
            self.leave_section(level)

    def _label(self, block: Block) -> None:
        role = block.role
        if self._is_inner_target(block, block.level or 99):
            self.open_field(block, Role.INDICATORS)
        elif role is Role.GOALS:
            self._goal_label(block)
        elif role is Role.TITLE:
            self._title_label(block)
        elif role in FIELDS:
            self._field_label(block)
        elif role is not None:
            self._section_label(block, role)

    def _section_label(self, block: Block, role: Role) -> None:
        """A label that names a part of plans: an element, a field, or a section."""
        if self._is_past_goal(block):
            self.end_elements()
        holder = self.holder
        has_value = self.ahead.has_value(self.position)
        if role is Role.FACTS and self.section is Role.BUDGET and has_value:
            return
        if role is Role.FOCUS and has_value:
            self.begin(Role.FOCUS, block, NAMED_LEVEL, 0.85)
            self.labels = [block]
        elif holder is not None and self.stays_inside(block):
            self.field_ = IN_GOAL.get(role, Role.TEXT)
            holder.structure.append(block)
        elif role in PARTS and self.begins_part(block):
            self.begin(role, block, NAMED_LEVEL + 12, 0.8)
            self.labels = [block]
        elif role is Role.TARGET_GROUP:
            self.begin_group(block)
        else:
            self.open_section(block, block.level or NAMED_LEVEL)
            self.is_mission_said |= role is Role.MISSION and _is_said(block)

    def _text(self, block: Block) -> None:
        head = head_of(block) if is_heading_like(block) or block.number else None
        if head and head.role in {Role.GOALS, Role.FOCUS} and (head.number or head.score > 0.9):
            self.close_labels()
            if self.may_head(head, NAMED_LEVEL) and not self._is_reference(block):
                self.start_head(block, head, NAMED_LEVEL + 10)
                return
        if len(self.labels) > 1:
            self._deal(block)
            return
        if self.labels:
            self._labelled_value(block)
            return
        self._plain_text(block)

    def _is_reference(self, block: Block) -> bool:
        """A list item of a goal that names another goal."""
        return self.goal is not None and block.kind is Kind.ITEM and not block.number

    def take(self, block: Block) -> None:
        """A block of a table cell, for the element the table has opened."""
        if block.kind is Kind.LABEL and block.role not in FIELDS:
            block.kind = Kind.PARAGRAPH
        self._block(block)

    def _is_calendar_heading(self, block: Block, level: int) -> bool:
        """`Milepæle` with a list of dates, where no goal is open to own it."""
        is_free = self.holder is None or level <= self.holder.level
        is_open = block.match is None or block.role in {Role.INDICATORS, Role.ACTIONS, Role.DUE}
        return is_free and is_open and self.ahead.is_dated_list_next(self.position)

    def _is_field_heading(self, block: Block, level: int) -> bool:
        if block.match is None or block.match.score < 0.84 or self.holder is None:
            return False
        return block.role in FIELDS and level > self.holder.level

    def _is_inner_target(self, block: Block, level: int) -> bool:
        """`Delmål` below a goal that has its title: how the goal is measured."""
        goal = self.goal
        is_open = goal is not None and bool(goal.title) and not goal.is_from_list
        is_deeper = block.kind is Kind.LABEL or (goal is not None and level > goal.level)
        return is_open and is_deeper and is_target(block)

    def _goal_label(self, block: Block) -> None:
        goal = self.goal
        if goal is not None and goal.is_from_heading and self.is_inner_label(goal, block):
            self.close_labels()
            goal.structure.append(block)
            self.field_ = Role.TEXT
        elif self.ahead.has_value(self.position) or self.ahead.is_titled_goal(self.position):
            self.close_labels()
            self.goal = None
            self.begin(Role.GOALS, block, NAMED_LEVEL + 12, 0.85)
            self.labels = [block]
        elif self._is_inside_focus(block):
            self.close_labels()
            self.goal, self.section = None, Role.GOALS
            self.section_level = self.focus.level if self.focus else 0
        else:
            self.open_section(block, block.level or NAMED_LEVEL)

    def _is_inside_focus(self, block: Block) -> bool:
        """`Mål` opens the goals of a focus area, `Husets egne mål` ends the section of areas."""
        if self.focus is None or block.level != NAMED_LEVEL:
            return False
        is_bare = block.match is not None and block.match.is_whole
        is_beside = self.section is Role.FOCUS and self.section_level >= NAMED_LEVEL
        return is_bare or not (is_beside and self.focus.is_from_heading)

    def _title_label(self, block: Block) -> None:
        self.close_labels()
        holder = self.holder
        if holder is not None and not holder.has_content:
            holder.structure.append(block)
        else:
            role = self.section if self.section in {Role.FOCUS, Role.GOALS} else Role.GOALS
            if role is Role.FOCUS:
                self.focus = None
            self.goal = None
            self.begin(role, block, NAMED_LEVEL + 12, 0.85)
        self.labels = [block]

    def _field_label(self, block: Block) -> None:
        holder = self.holder
        if holder is None and self.section is not Role.GOALS:
            self.close_labels()
            if block.level is not None or block.is_alone:
                self.leave_section(block.level or NAMED_LEVEL)
            return
        if holder is None:
            self.begin(Role.GOALS, None, NAMED_LEVEL + 12, 0.6)
        elif holder.role is Role.FOCUS and self.ahead.is_told(self.position):
            self.close_labels()
            self.field_ = Role.TEXT
            holder.structure.append(block)
            return
        elif holder.role is Role.FOCUS and block.role in NEEDS_GOAL:
            self.start_implied_goal(holder)
        self.open_field(block)

    def _plain_text(self, block: Block) -> None:
        if self._is_past_goal(block):
            self.end_elements()
        holder = self.holder
        if holder is not None and (deed := self._dated_deed(block)) is not None:
            self._add_deed(holder, deed)
        elif self._is_listed_element(block):
            self._list_element(block)
        elif holder is not None:
            holder.add(self.text_field(), block)
        elif self.section is Role.MISSION:
            self.mission.append(block)

    def _dated_deed(self, block: Block) -> Row | None:
        """One of several lines of a goal or an area that each say a year and what is done in it."""
        if self.field_ is not Role.TEXT or self.part is not None:
            return None
        beside = self.blocks[max(0, self.position - 1) : self.position + 2]
        is_one_of_several = sum(dated_deed(each) is not None for each in beside) > 1
        return dated_deed(block) if is_one_of_several else None

    def _add_deed(self, holder: Draft, deed: Row) -> None:
        if holder.role is Role.FOCUS:
            self.start_implied_goal(holder)
        if self.goal is not None:
            self.goal.structure.append(self.blocks[self.position])
            self.goal.rows.append(deed)

    def _is_past_goal(self, block: Block) -> bool:
        """A paragraph of its own after the field that the goal before ended with."""
        goal, before = self.goal, self.goal_before
        if goal is None or before is None or not self.is_inline_field or block.mark:
            return False
        own = goal.fields.get(self.field_, [])
        is_last = self.field_ in before.fields and self.field_ is list(before.fields)[-1]
        is_one = len(before.fields.get(self.field_, [])) == len(own) == 1
        return block.is_alone and is_last and is_one and list(before.fields) == list(goal.fields)

    def _is_listed_element(self, block: Block) -> bool:
        """A list item, or the one paragraph, right below a heading such as `Mål`."""
        if self.section not in CONTAINERS or self.section_level < self.focus_depth:
            return False
        last = self.goal or self.part
        if last is not None and not self._is_next_in_list(last, block):
            return False
        if self.section is not Role.GOALS and self.focus is not None:
            return self.focus.is_from_list and block.kind is Kind.ITEM
        if block.kind is Kind.ITEM:
            return True
        return last is None and self._is_only_paragraph(block)

    def _is_next_in_list(self, last: Draft, block: Block) -> bool:
        """Also after `Indikator: …` below an item, where the marks are alike."""
        if not last.is_from_list:
            return False
        is_alike = (
            self.is_inline_field and bool(block.mark) and block.mark == last.structure[0].mark
        )
        return self.field_ is Role.TEXT or is_alike

    def _is_only_paragraph(self, block: Block) -> bool:
        """The one paragraph below `Vision`, or the one between `Mål` and the fields of a goal."""
        if self.section is Role.VISION:
            return len(block.text) < 300 and self.ahead.is_heading_next(self.position)
        return self.section in {Role.GOALS, Role.EFFECT} and self.ahead.is_field_next(self.position)

    def _list_element(self, block: Block) -> None:
        draft = self.begin(self.section, block, self.section_level - 1, 0.65)
        draft.title, draft.number, draft.is_from_list = block.text, block.number, True
        cut = lead_end(block) if len(block.pieces) == 1 else 0
        if cut:
            title, rest = part_of(block, 0, cut), part_of(block, cut, len(block.raw))
            draft.title = mark_of(title.text)[1].rstrip(" .:–-")
            draft.structure = [title]
            draft.add(Role.TEXT, rest)

    def _labelled_value(self, block: Block) -> None:
        label = self.labels.pop()
        self.is_inline_field = label.last_line == block.first_line
        holder = self.holder
        if holder is None:
            self._plain_text(block)
        elif self.field_ is Role.TEXT and label.role not in FIELDS - {Role.TITLE}:
            self._title_value(holder, block)
        else:
            holder.add(self.text_field(), block)

    def _title_value(self, holder: Draft, block: Block) -> None:
        """A title; where text follows it in the same block, that is the holder's text."""
        self.field_ = Role.TEXT
        if holder.title:
            holder.add(Role.TEXT, block)
            return
        end = title_end(block.raw, 0) if len(block.raw) > 160 else len(block.raw)
        title = part_of(block, 0, end)
        holder.title = title.text.rstrip(" .") if len(title.text) < 200 else title.text
        holder.structure.append(title)
        if block.raw[end:].strip():
            holder.add(Role.TEXT, part_of(block, end, len(block.raw)))

    def _deal(self, block: Block) -> None:
        """Several labels in a row, then the values in a row: sentences find their labels."""
        holder = self.holder
        labels, self.labels = self.labels, []
        if holder is None:
            return
        start = 0
        if labels[0].role in {Role.TITLE, Role.GOALS} and not holder.title:
            start = title_end(block.raw, 0)
            title = part_of(block, 0, start)
            holder.title = title.text.rstrip(" .")
            holder.structure.append(title)
        roles = [label.role or Role.TEXT for label in labels if label.role is not Role.TITLE]
        spans = [(start + a, start + b) for a, b in sentences(block.raw[start:])]
        texts = [block.raw[a:b] for a, b in spans]
        for (a, b), place in zip(spans, dealt(texts, roles, affinity), strict=True):
            holder.add(roles[place], part_of(block, a, b))

    def _table(self, grid: Grid) -> None:
        self.close_labels()
        for block in grid.blocks:
            self.sections[id(block)] = self.section
        holder = self.holder
        if self.section is Role.ASIDE:
            return
        if holder is None and self.ahead.is_calendar(grid.blocks[0]):
            return
        if TableFeed(self, grid).read():
            return
        for block in grid.blocks:
            if holder is not None:
                holder.add(self.text_field(), block)


def _is_said(block: Block) -> bool:
    """`Vores mission er:` is followed by the mission and nothing more."""
    return block.raw.rstrip().endswith((":", "er"))
