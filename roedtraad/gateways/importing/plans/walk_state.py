"""The state of the walk: which section, element and field is open, and how each opens and ends."""

import re
from dataclasses import dataclass, field, replace

from .blocks import Block, Kind
from .drafts import Draft, Head, is_cross_cutting
from .lookahead import Lookahead
from .outline import NAMED_LEVEL
from .vocabulary import FIELDS, Role

CONTAINERS = {
    Role.FOCUS,
    Role.GOALS,
    Role.THEME,
    Role.PROJECT,
    Role.VISION,
    Role.EFFECT,
    Role.RULES,
}
PARTS = {Role.THEME, Role.PROJECT, Role.VISION, Role.EFFECT}
NEEDS_GOAL = {Role.ACTIONS, Role.HOW, Role.INDICATORS, Role.SUCCESS, Role.METHOD, Role.FOLLOW_UP}
_INSIDE = {Role.OTHER, Role.CONTENTS, Role.MISSION, Role.PERIOD}
_TOLD_OF = {Role.TARGET_GROUP, Role.OTHER}
_SOFT = {Role.THEME, Role.EFFECT, Role.VISION, Role.TARGET_GROUP, Role.ORIGIN, Role.FACTS}


@dataclass(slots=True)
class WalkState:
    """What is open, what was gathered, and the small steps between."""

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
    is_inline_field: bool = False
    position: int = 0

    @property
    def goal_before(self) -> Draft | None:
        """The goal that was told before the open one."""
        told = [draft for draft in self.drafts[-2:] if draft.role is Role.GOALS]
        return told[0] if len(told) == 2 else None

    @property
    def holder(self) -> Draft | None:
        return self.goal or self.part or self.focus

    def _ends_list(self, block: Block) -> bool:
        """A heading ends the list before it, unless it names a field of its goals."""
        last = self.goal or self.part
        is_listed = last is not None and last.is_from_list
        return is_listed and block.role not in FIELDS

    def may_head(self, head: Head, level: int) -> bool:
        """A named head counts, except a theme or effect goal that a goal merely mentions."""
        if head.role in PARTS and self.goal is not None and level > self.goal.level:
            return False
        return not (head.role is Role.GOALS and self.part is not None and level > self.part.level)

    def start_head(self, block: Block, head: Head, level: int) -> None:
        head = replace(head, role=self._role_of_head(head.role))
        if head.role is Role.GOALS:
            self.goal = None
            if self.focus is not None and level <= self.focus.level and not head.title:
                self.focus = None
        else:
            self.close_to(level)
        draft = self.begin(head.role, block, level, head.score)
        draft.title, draft.number = head.title, head.number
        draft.is_cross_cutting = draft.is_cross_cutting or head.is_cross_cutting
        draft.is_from_heading = True
        if not head.title:
            self.labels = [block]

    def _role_of_head(self, role: Role) -> Role:
        """`Løfte 2: …` over `Handlinger` is a goal whatever it is called, a theme an area."""
        if role in {Role.VISION, Role.EFFECT} and self.ahead.is_acted_on(self.position):
            return Role.GOALS
        is_area = role is Role.THEME and self.ahead.is_acted_on(self.position)
        return Role.FOCUS if is_area else role

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

    def is_child_element(self, block: Block, level: int) -> bool:
        """A heading below its section, or beside its elders, is one more element of it."""
        if self._names_a_section(block):
            return False
        if self.focus is not None and level > self.focus.level:
            beside = self.goal is None or level <= self.goal.level
            return beside and self._is_goal_below_focus(block)
        if self.section in CONTAINERS - {Role.RULES} and level > self.section_level:
            holder = self.holder
            return holder is None or level <= holder.level or (
                self.section is Role.FOCUS and self.goal is not None and level <= self.goal.level
            )  # fmt: skip
        return self.ahead.has_goals(self.position) and self.ahead.is_area(self.position)

    def _names_a_section(self, block: Block) -> bool:
        """`Enhedens egne mål` only holds goals; `Mål for kerneopgaven` is an area of goals."""
        match = block.match
        if match is None or not match.is_led or match.score <= 0.9:
            return False
        is_section = match.role is Role.GOALS or not self.ahead.has_goals(self.position)
        return is_section and match.role not in FIELDS

    def _is_goal_below_focus(self, block: Block) -> bool:
        if self.ahead.is_goal(self.position):
            return True
        if self.goal is not None and self.goal.is_from_heading:
            return block.level == self.goal.level
        return "." in block.number or self.section is Role.GOALS

    def start_child(self, block: Block, level: int) -> None:
        inside_focus = self.focus is not None and level > self.focus.level
        self.close_to(level)
        if inside_focus:
            self.begin(Role.GOALS, block, level, 0.8)
        elif self.section in CONTAINERS and level > self.section_level:
            role = self.section
            if role is Role.GOALS and self.ahead.has_goals(self.position):
                role = Role.FOCUS
            if role is Role.EFFECT and self._heads_effects():
                self.group = Draft(Role.TARGET_GROUP, block.text)
                return
            self.begin(role, block, level, 0.85)
        else:
            self.begin(Role.FOCUS, block, level, 0.75)

    def _heads_effects(self) -> bool:
        ahead, position = self.ahead, self.position
        return ahead.is_list_next(position) or ahead.is_effect_group(position, 1)

    def end_elements(self) -> None:
        self.focus = self.goal = self.part = None

    def open_section(self, block: Block, level: int, role: Role | None = None) -> None:
        self.close_to(level)
        self.section = role or block.role or Role.OTHER
        self.section_level = level
        self.is_cross_section = is_cross_cutting(block.text)
        self.direction = direction_of(block.text)
        if level <= NAMED_LEVEL and self.section not in {Role.GOALS}:
            self.focus = None
        self.goal = self.part = None
        self.labels = []
        if self.section is Role.EFFECT and (group := group_of(block.text)):
            self.group = Draft(Role.TARGET_GROUP, group)

    def leave_section(self, level: int) -> None:
        if level <= self.section_level:
            self.section, self.section_level = Role.OTHER, level
            self.is_cross_section, self.direction = False, None

    def close_to(self, level: int) -> None:
        """Ends every element that is as deep as the heading, or deeper."""
        if self.goal is not None and level <= self.goal.level:
            self.goal = None
        if self.part is not None and level <= self.part.level:
            self.part = None
        if self.focus is not None and level <= self.focus.level:
            self.focus = self.goal = None
        self.field_ = Role.TEXT

    def stays_inside(self, block: Block) -> bool:
        """A label of a part of plans that is only a field where an element is open."""
        holder = self.holder
        if holder is None or (block.level or NAMED_LEVEL) <= 6:
            return False
        goal = self.goal
        if block.role in _TOLD_OF and goal is not None and goal.is_from_heading:
            return self.ahead.has_value(self.position) or self.ahead.is_repeated(block)
        if block.role in _SOFT and not (self.goal is None and self.begins_part(block)):
            return self.ahead.has_value(self.position)
        if block.role in {Role.BUDGET, Role.CALENDAR} and holder.role in {Role.GOALS, Role.FOCUS}:
            is_field = self.ahead.has_value(self.position) or self.ahead.is_repeated(block)
            return is_field and not self.ahead.is_table_next(self.position)
        return block.role in _INSIDE and self.ahead.has_value(self.position)

    def is_inner_label(self, goal: Draft, block: Block) -> bool:
        """`Mål` below a goal's own heading says what the goal is, and begins no other."""
        is_weak = block.match is None or not block.match.is_whole
        return Role.TEXT not in goal.fields or is_weak or block.raw.rstrip().endswith(":")

    def start_implied_goal(self, focus: Draft) -> None:
        """Actions and indicators right below a focus area belong to a goal of its name."""
        goal = self.begin(Role.GOALS, None, focus.level, 0.55)
        goal.title = focus.title

    def open_field(self, block: Block, role: Role | None = None) -> None:
        holder = self.holder
        if holder is None:
            return
        if holder.role is Role.FOCUS and block.role in NEEDS_GOAL:
            self.start_implied_goal(holder)
            holder = self.holder
        if holder is None:
            return
        holder.structure.append(block)
        self.is_inline_field = False
        is_same_line = bool(self.labels) and self.labels[-1].last_line == block.first_line
        self.labels = [*self.labels, block] if is_same_line else [block]
        self.field_ = role or block.role or Role.TEXT

    def close_labels(self) -> None:
        self.labels = []

    def end_lists(self, block: Block) -> None:
        """Elements of a list end with it."""
        if self._ends_list(block):
            self.goal = self.part = None
        if self.focus is not None and self.focus.is_from_list and block.role not in FIELDS:
            self.focus = None

    def begins_part(self, block: Block) -> bool:
        """`Projekt: …` begins one; `Visionen for X lyder: …` only tells of another plan."""
        is_named = block.match is not None and block.match.is_whole
        return is_named and self.ahead.has_value(self.position)

    def begin_group(self, block: Block) -> None:
        """A target group: the effect goals that follow are for it."""
        self.goal = self.part = None
        value = self.blocks[self.position + 1 : self.position + 2]
        has_value = self.ahead.has_value(self.position)
        self.group = Draft(Role.TARGET_GROUP, value[0].text if has_value else block.text)
        self.labels = []

    def text_field(self) -> Role:
        return Role.TEXT if self.field_ in {Role.TITLE, Role.NUMBER} else self.field_

    @property
    def focus_depth(self) -> int:
        """How deep a section must lie to be one of the open focus area."""
        is_open = self.focus is not None and not self.focus.is_from_list
        return self.focus.level + 1 if is_open and self.focus is not None else 0


_GROUP = re.compile(
    r"(?:\w+ )?(?:effekt)?mål (?:for|hos|vedrørende) (?P<group>(?!området|året|perioden|mål|"
    r"det |hele |planen|rammen|alle)[^:]{4,80}?)\W*$",
    re.IGNORECASE,
)


def group_of(text: str) -> str:
    """The target group that a heading such as `Effektmål for unge i udsatte positioner` names."""
    found = _GROUP.match(text)
    return found["group"] if found else ""


def direction_of(text: str) -> str | None:
    """At whom an aim is directed, if the words say so."""
    lowered = text.lower()
    if "borgerrette" in lowered or re.search(r"\bborger(?:en|ne|s|e|ens|nes)?\b", lowered):
        return "citizen"
    if "organisat" in lowered or "medarbejder" in lowered or "arbejdsplads" in lowered:
        return "organisation"
    return None
