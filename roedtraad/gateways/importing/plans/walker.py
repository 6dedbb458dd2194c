"""The walk through the blocks: which element each heading begins and each text belongs to."""

from dataclasses import dataclass, field

from .blocks import Block, Kind, is_heading_like
from .clauses import sentences, title_end
from .drafts import Draft, Head, head_of, is_cross_cutting, part_of
from .allocate import affinity, dealt
from .grid import Grid, grids_of
from .lookahead import Lookahead
from .outline import NAMED_LEVEL
from .tables import TableFeed
from .vocabulary import FIELDS, Role

_CONTAINERS = {Role.FOCUS, Role.GOALS, Role.THEME, Role.PROJECT, Role.VISION, Role.EFFECT, Role.RULES}
_PARTS = {Role.THEME, Role.PROJECT, Role.VISION, Role.EFFECT}
_NEEDS_GOAL = {Role.ACTIONS, Role.INDICATORS, Role.SUCCESS, Role.METHOD, Role.FOLLOW_UP}
_IN_GOAL = {Role.BUDGET: Role.RESOURCES, Role.CALENDAR: Role.DUE, Role.FACTS: Role.TEXT}
_SOFT = {Role.THEME, Role.EFFECT, Role.VISION, Role.TARGET_GROUP, Role.ORIGIN, Role.FACTS}


@dataclass(slots=True)
class Walk:
    """The state of the walk, and what it has gathered."""

    blocks: list[Block]
    ahead: Lookahead
    drafts: list[Draft] = field(default_factory=list)
    mission: list[Block] = field(default_factory=list)
    is_mission_said: bool = False
    sections: dict[int, Role] = field(default_factory=dict)
    section: Role = Role.OTHER
    section_level: int = 0
    is_cross_section: bool = False
    direction: str | None = None
    focus: Draft | None = None
    goal: Draft | None = None
    part: Draft | None = None
    group: Draft | None = None
    field_: Role = Role.TEXT
    labels: list[Block] = field(default_factory=list)
    position: int = 0

    @property
    def holder(self) -> Draft | None:
        return self.goal or self.part or self.focus

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
        self._close_labels()
        return self

    # Blocks, by what they are.

    def _block(self, block: Block) -> None:
        self.sections[id(block)] = self.section
        if block.kind is Kind.HELP:
            return
        if block.kind is Kind.HEADING:
            self._heading(block)
        elif block.kind is Kind.LABEL:
            self._label(block)
        else:
            self._text(block)

    def _heading(self, block: Block) -> None:
        self._close_labels()
        level = block.level if block.level is not None else NAMED_LEVEL
        head = head_of(block)
        if self._ends_list(block, level):
            self.goal = self.part = None
        if self.focus is not None and self.focus.is_from_list and block.role not in FIELDS:
            self.focus = None
        if head is not None and self._may_head(head, level):
            self._start_head(block, head, level)
        elif self._is_field_heading(block, level):
            self._open_field(block)
        elif self._is_child_element(block, level):
            self._start_child(block, level)
        elif block.match is not None and block.match.score >= 0.84 and block.role not in FIELDS:
            self._open_section(block, level)
        elif self.holder is not None and level > self.holder.level:
            self.holder.add(self._text_field(), block)
        elif level > 0 and self.ahead.is_goal(self.position):
            self._close_to(level)
            self.begin(Role.GOALS, block, level, 0.7)
        else:
            self._close_to(level)
            self._leave_section(level)

    def _ends_list(self, block: Block, level: int) -> bool:
        """A heading beside `Mål` ends the list below it, unless it names a field of its goals."""
        last = self.goal or self.part
        is_listed = last is not None and last.is_from_list
        return is_listed and level <= self.section_level and block.role not in FIELDS

    def _label(self, block: Block) -> None:
        role = block.role
        holder = self.holder
        if role is Role.GOALS:
            self._goal_label(block)
        elif role is Role.TITLE:
            self._title_label(block)
        elif role in FIELDS:
            self._field_label(block)
        elif role is Role.FOCUS and self.ahead.has_value(self.position):
            self.begin(Role.FOCUS, block, NAMED_LEVEL, 0.85)
            self.labels = [block]
        elif holder is not None and self._stays_inside(block):
            self.field_ = _IN_GOAL.get(block.role or Role.TEXT, Role.TEXT)
            holder.structure.append(block)
        elif role in _PARTS and self._begins_part(block):
            self.begin(role, block, NAMED_LEVEL + 12, 0.8)
            self.labels = [block]
        elif role is Role.TARGET_GROUP:
            self._begin_group(block)
        elif role is not None:
            self._open_section(block, block.level or NAMED_LEVEL)
            if role is Role.MISSION:
                self.is_mission_said = block.raw.rstrip().endswith((":", "er"))

    def _text(self, block: Block) -> None:
        head = head_of(block) if is_heading_like(block) or block.number else None
        if head and head.role in {Role.GOALS, Role.FOCUS} and (head.number or head.score > 0.9):
            self._close_labels()
            if self._may_head(head, NAMED_LEVEL) and not self._is_reference(block):
                self._start_head(block, head, NAMED_LEVEL + 10)
                return
        if len(self.labels) > 1:
            self._deal(block)
            return
        if self.labels:
            self._labelled_value(block)
            return
        self._plain_text(block)

    # Starting elements.

    def _may_head(self, head: Head, level: int) -> bool:
        """A named head counts, except a theme or effect goal that a goal merely mentions."""
        if head.role in _PARTS and self.goal is not None and level > self.goal.level:
            return False
        return not (head.role is Role.GOALS and self.part is not None and level > self.part.level)

    def _is_reference(self, block: Block) -> bool:
        """A list item of a goal that names another goal."""
        return self.goal is not None and block.kind is Kind.ITEM and not block.number

    def _start_head(self, block: Block, head: Head, level: int) -> None:
        if head.role is Role.GOALS:
            self.goal = None
            if self.focus is not None and level <= self.focus.level and not head.title:
                self.focus = None
        else:
            self._close_to(level)
        draft = self.begin(head.role, block, level, head.score)
        draft.title, draft.number = head.title, head.number
        draft.is_cross_cutting = draft.is_cross_cutting or head.is_cross_cutting
        draft.is_from_heading = True
        if not head.title:
            self.labels = [block]

    def begin(self, role: Role, block: Block | None, level: int, confidence: float) -> Draft:
        draft = Draft(role, level=level, confidence=confidence, direction=self.direction)
        if block is not None:
            draft.structure.append(block)
            if block.kind is Kind.HEADING:
                draft.title, draft.number = block.text, block.number
                draft.is_from_heading = True
        self.field_ = Role.TEXT
        self.labels = []
        self.drafts.append(draft)
        if role is Role.GOALS:
            draft.parent = self.focus
            self.goal, self.part = draft, None
        elif role is Role.FOCUS:
            draft.is_cross_cutting = self.is_cross_section
            self.focus, self.goal, self.part = draft, None, None
        else:
            draft.parent = self.group if role is Role.EFFECT else None
            self.part, self.goal = draft, None
        return draft

    def _is_child_element(self, block: Block, level: int) -> bool:
        """A heading below its section, or beside its elders, is one more element of it."""
        is_named_whole = block.match is not None and block.match.is_whole and block.match.score > 0.9
        if is_named_whole and not self.ahead.has_goals(self.position):
            return False
        if self.focus is not None and level > self.focus.level:
            beside = self.goal is None or level <= self.goal.level
            return beside and self._is_goal_below_focus(block)
        if self.section in _CONTAINERS - {Role.RULES} and level > self.section_level:
            holder = self.holder
            return holder is None or level <= holder.level or (
                self.section is Role.FOCUS and self.goal is not None and level <= self.goal.level
            )  # fmt: skip
        return self.ahead.has_goals(self.position) and self.ahead.is_area(self.position)

    def _is_goal_below_focus(self, block: Block) -> bool:
        if self.ahead.is_goal(self.position):
            return True
        if self.goal is not None and self.goal.is_from_heading:
            return block.level == self.goal.level
        return "." in block.number or self.section is Role.GOALS

    def _start_child(self, block: Block, level: int) -> None:
        inside_focus = self.focus is not None and level > self.focus.level
        self._close_to(level)
        if inside_focus:
            self.begin(Role.GOALS, block, level, 0.8)
        elif self.section in _CONTAINERS and level > self.section_level:
            role = self.section
            if role is Role.GOALS and self.ahead.has_goals(self.position):
                role = Role.FOCUS
            if role is Role.EFFECT and self.ahead.is_list_next(self.position):
                self.group = Draft(Role.TARGET_GROUP, block.text)
                return
            self.begin(role, block, level, 0.85)
        else:
            self.begin(Role.FOCUS, block, level, 0.75)

    def take(self, block: Block) -> None:
        """A block of a table cell, for the element the table has opened."""
        if block.kind is Kind.LABEL and block.role not in FIELDS:
            block.kind = Kind.PARAGRAPH
        self._block(block)

    def end_elements(self) -> None:
        self.focus = self.goal = self.part = None

    # Sections.

    def _open_section(self, block: Block, level: int) -> None:
        self._close_to(level)
        self.section = block.role or Role.OTHER
        self.section_level = level
        self.is_cross_section = is_cross_cutting(block.text)
        self.direction = direction_of(block.text)
        if level <= NAMED_LEVEL and self.section not in {Role.GOALS}:
            self.focus = None
        self.goal = self.part = None
        self.labels = []

    def _leave_section(self, level: int) -> None:
        if level <= self.section_level:
            self.section, self.section_level = Role.OTHER, level
            self.is_cross_section, self.direction = False, None

    def _close_to(self, level: int) -> None:
        """Ends every element that is as deep as the heading, or deeper."""
        if self.goal is not None and level <= self.goal.level:
            self.goal = None
        if self.part is not None and level <= self.part.level:
            self.part = None
        if self.focus is not None and level <= self.focus.level:
            self.focus = self.goal = None
        self.field_ = Role.TEXT

    def _stays_inside(self, block: Block) -> bool:
        """A label of a part of plans that is only a field where an element is open."""
        holder = self.holder
        if holder is None or (block.level or NAMED_LEVEL) <= 6:
            return False
        if block.role in _SOFT and not (self.goal is None and self._begins_part(block)):
            return self.ahead.has_value(self.position)
        if block.role in {Role.BUDGET, Role.CALENDAR} and holder.role in {Role.GOALS, Role.FOCUS}:
            return not self.ahead.is_table_next(self.position)
        return block.role is Role.OTHER and self.ahead.has_value(self.position)

    # Fields.

    def _is_field_heading(self, block: Block, level: int) -> bool:
        if block.match is None or block.match.score < 0.84 or self.holder is None:
            return False
        return block.role in FIELDS and level > self.holder.level

    def _goal_label(self, block: Block) -> None:
        goal = self.goal
        if goal is not None and goal.is_from_heading and self._is_inner_label(goal, block):
            self._close_labels()
            goal.structure.append(block)
            self.field_ = Role.TEXT
        elif self.ahead.has_value(self.position) or self.ahead.is_titled_goal(self.position):
            self._close_labels()
            self.goal = None
            self.begin(Role.GOALS, block, NAMED_LEVEL + 12, 0.85)
            self.labels = [block]
        elif self.focus is not None and block.level == NAMED_LEVEL:
            self._close_labels()
            self.goal, self.section = None, Role.GOALS
            self.section_level = self.focus.level
        else:
            self._open_section(block, block.level or NAMED_LEVEL)

    def _is_inner_label(self, goal: Draft, block: Block) -> bool:
        """`Mål` below a goal's own heading says what the goal is, and begins no other."""
        is_weak = block.match is None or not block.match.is_whole
        return Role.TEXT not in goal.fields or is_weak or block.raw.rstrip().endswith(":")

    def _title_label(self, block: Block) -> None:
        self._close_labels()
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
            self._close_labels()
            if block.level is not None or block.is_alone:
                self._leave_section(block.level or NAMED_LEVEL)
            return
        if holder is None:
            self.begin(Role.GOALS, None, NAMED_LEVEL + 12, 0.6)
        elif holder.role is Role.FOCUS and block.role in _NEEDS_GOAL:
            self._start_implied_goal(holder)
        self._open_field(block)

    def _start_implied_goal(self, focus: Draft) -> None:
        """Actions and indicators right below a focus area belong to a goal of its name."""
        goal = self.begin(Role.GOALS, None, focus.level, 0.55)
        goal.title = focus.title

    def _open_field(self, block: Block) -> None:
        holder = self.holder
        if holder is None:
            return
        if holder.role is Role.FOCUS and block.role in _NEEDS_GOAL:
            self._start_implied_goal(holder)
            holder = self.holder
        if holder is None:
            return
        holder.structure.append(block)
        is_same_line = bool(self.labels) and self.labels[-1].last_line == block.first_line
        self.labels = [*self.labels, block] if is_same_line else [block]
        self.field_ = block.role or Role.TEXT

    def _close_labels(self) -> None:
        self.labels = []

    def _begins_part(self, block: Block) -> bool:
        """`Projekt: …` begins one; `Visionen for X lyder: …` only tells of another plan."""
        is_named = block.match is not None and block.match.is_whole
        return is_named and self.ahead.has_value(self.position)

    def _begin_group(self, block: Block) -> None:
        """A target group: the effect goals that follow are for it."""
        self.goal = self.part = None
        value = self.blocks[self.position + 1 : self.position + 2]
        has_value = self.ahead.has_value(self.position)
        self.group = Draft(Role.TARGET_GROUP, value[0].text if has_value else block.text)
        self.labels = []

    # Text.

    def _text_field(self) -> Role:
        return Role.TEXT if self.field_ in {Role.TITLE, Role.NUMBER} else self.field_

    def _plain_text(self, block: Block) -> None:
        holder = self.holder
        if self._is_listed_element(block):
            self._list_element(block)
        elif holder is not None:
            holder.add(self._text_field(), block)
        elif self.section is Role.MISSION:
            self.mission.append(block)

    def _is_listed_element(self, block: Block) -> bool:
        """A list item, or the one paragraph, right below a heading such as `Mål`."""
        if self.section not in _CONTAINERS or self.section_level < self.focus_depth:
            return False
        last = self.goal or self.part
        if last is not None and not (last.is_from_list and self.field_ is Role.TEXT):
            return False
        if self.section is not Role.GOALS and self.focus is not None:
            return self.focus.is_from_list and block.kind is Kind.ITEM
        if block.kind is Kind.ITEM:
            return True
        return last is None and self.section is Role.GOALS and self.ahead.is_field_next(self.position)

    @property
    def focus_depth(self) -> int:
        """How deep a section must lie to be one of the open focus area."""
        is_open = self.focus is not None and not self.focus.is_from_list
        return self.focus.level + 1 if is_open and self.focus is not None else 0

    def _list_element(self, block: Block) -> None:
        draft = self.begin(self.section, block, self.section_level - 1, 0.65)
        draft.title, draft.number, draft.is_from_list = block.text, block.number, True

    def _labelled_value(self, block: Block) -> None:
        label = self.labels.pop()
        holder = self.holder
        if holder is None:
            self._plain_text(block)
        elif label.role not in FIELDS - {Role.TITLE}:
            self._title_value(holder, block)
        else:
            holder.add(self._text_field(), block)

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

    # Tables.

    def _table(self, grid: Grid) -> None:
        self._close_labels()
        for block in grid.blocks:
            self.sections[id(block)] = self.section
        if TableFeed(self, grid).read():
            return
        holder = self.holder
        for block in grid.blocks:
            if holder is not None:
                holder.add(self._text_field(), block)


def direction_of(text: str) -> str | None:
    """At whom an aim is directed, if the words say so."""
    lowered = text.lower()
    if "borgerrette" in lowered or "borgerne" in lowered or "for borger" in lowered:
        return "citizen"
    if "organisation" in lowered or "medarbejder" in lowered:
        return "organisation"
    return None
