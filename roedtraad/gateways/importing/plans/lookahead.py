"""What comes below a heading or label: asked before deciding what the heading begins."""

from collections import Counter
from collections.abc import Iterator, Set

from .blocks import Block, Kind
from .drafts import head_of
from .letters import folded
from .steps import is_dated
from .vocabulary import EVIDENCE, FIELDS, Role

_STRONG = {Role.ACTIONS, Role.HOW, Role.INDICATORS, Role.SUCCESS}
_ACTED = {Role.ACTIONS, Role.HOW, Role.METHOD}
_OF_EFFECT = {Role.EFFECT, Role.INDICATORS, Role.ORIGIN}
_FARTHEST = 400


class Lookahead:
    """Answers about the blocks that follow a position; each answer is found once."""

    def __init__(self, blocks: list[Block], ignored: Set[int] = frozenset()) -> None:
        """`ignored`: ids of blocks whose labels say nothing of goals, as those of a calendar."""
        self._blocks = blocks
        self._ignored = ignored
        self._fields: dict[int, list[Role]] = {}
        self._goals: dict[int, bool] = {}
        self._areas: dict[int, int] | None = None
        self._labels: Counter[str] | None = None

    def is_calendar(self, block: Block) -> bool:
        """The block stands in a table of dates."""
        return id(block) in self._ignored

    def is_dated_list_next(self, position: int) -> bool:
        """At least two lines that each begin with a date follow."""
        following = self._blocks[position + 1 : position + 3]
        return len(following) == 2 and all(is_dated(block) for block in following)

    def has_value(self, position: int) -> bool:
        """The label's value stands on its own line."""
        label = self._blocks[position]
        following = self._next(position)
        if following is None or following.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
            return False
        return following.first_line == label.last_line and following.cell == label.cell

    def is_told(self, position: int) -> bool:
        """`Hvad gør I?` answered in a sentence, where no field of a goal follows: only text."""
        label = self._blocks[position]
        if label.role not in {Role.HOW, Role.METHOD} or not self.has_value(position):
            return False
        for block in self._blocks[position + 1 : position + 12]:
            is_section = block.kind is Kind.LABEL and block.role not in FIELDS
            if block.kind is Kind.HEADING or is_section:
                return True
            if block.role in {Role.ACTIONS, Role.INDICATORS, Role.SUCCESS}:
                return False
        return True

    def is_titled_goal(self, position: int) -> bool:
        """`Mål`, then one or two paragraphs, then the fields of a goal."""
        paragraphs = 0
        for block in self._blocks[position + 1 : position + 5]:
            if block.kind is Kind.PARAGRAPH and block.cell is None:
                paragraphs += 1
            elif block.kind is Kind.LABEL or block.role in FIELDS:
                return 0 < paragraphs <= 2 and block.role in FIELDS
            else:
                return False
        return False

    def is_goal(self, position: int) -> bool:
        """The heading has fields of a goal right below it."""
        found = self._fields_below(position)
        return any(role in _STRONG for role in found) or len(set(found)) >= 2

    def is_acted_on(self, position: int) -> bool:
        """Below the heading stands what is done about it."""
        return bool(_ACTED & set(self._fields_below(position)))

    def has_goals(self, position: int) -> bool:
        """The heading has goals among the headings below it."""
        if position not in self._goals:
            self._goals[position] = self._find_goals(position)
        return self._goals[position]

    def is_area(self, position: int) -> bool:
        """At least two headings of this depth have goals below them."""
        if self._areas is None:
            self._areas = {}
            for place, block in enumerate(self._blocks):
                if block.kind is Kind.HEADING and self.has_goals(place):
                    level = block.level or 0
                    self._areas[level] = self._areas.get(level, 0) + 1
        return self._areas.get(self._blocks[position].level or 0, 0) >= 2

    def is_table_next(self, position: int) -> bool:
        following = self._blocks[position + 1 : position + 3]
        return any(block.cell is not None for block in following)

    def is_repeated(self, label: Block) -> bool:
        """The same label stands at least twice: a field of a form."""
        if self._labels is None:
            self._labels = Counter(
                folded(block.text)
                for block in self._blocks
                if block.kind in {Kind.LABEL, Kind.HEADING}
            )
        return self._labels[folded(label.text)] >= 2

    def is_list_next(self, position: int) -> bool:
        """A list or a table stands right below the heading."""
        following = self._next(position)
        return following is not None and (following.kind is Kind.ITEM or following.cell is not None)

    def is_effect_group(self, position: int, least: int) -> bool:
        """At least so many effect goals stand right below the heading, and nothing of a goal."""
        if self._is_effect_heading(position + 1):
            return (self._blocks[position + 1].level or 0) > (self._blocks[position].level or 0)
        roles = []
        for block in self._blocks[position + 1 : position + _FARTHEST]:
            if block.kind is Kind.HEADING:
                break
            if block.kind is Kind.LABEL:
                roles.append(block.role)
        is_own = roles[:1] == [Role.EFFECT] and set(roles) <= _OF_EFFECT
        return is_own and roles.count(Role.EFFECT) >= least

    def _is_effect_heading(self, position: int) -> bool:
        """`Effektmål` as a heading of its own, with an indicator's heading soon after."""
        here = self._blocks[position : position + 4]
        if not here or here[0].kind is not Kind.HEADING or here[0].role is not Role.EFFECT:
            return False
        return any(block.role is Role.INDICATORS for block in here[1:])

    def is_field_next(self, position: int) -> bool:
        """A heading or label of a goal's field follows at once."""
        following = self._next(position)
        is_named = following is not None and following.kind in {Kind.HEADING, Kind.LABEL}
        return is_named and following is not None and following.role in EVIDENCE

    def is_field_after(self, position: int) -> bool:
        """`Mål` with the goal in the paragraph below it, and then a field of the goal."""
        following = self._blocks[position + 1 : position + 3]
        is_told = len(following) == 2 and following[0].kind in {Kind.PARAGRAPH, Kind.ITEM}
        return is_told and following[1].role in EVIDENCE

    def is_heading_next(self, position: int) -> bool:
        following = self._next(position)
        return following is None or following.kind is Kind.HEADING

    def _next(self, position: int) -> Block | None:
        return self._blocks[position + 1] if position + 1 < len(self._blocks) else None

    def _fields_below(self, position: int) -> list[Role]:
        """The fields of a goal that stand right below the heading."""
        if position not in self._fields:
            self._fields[position] = list(self._find_fields(position))
        return self._fields[position]

    def _find_fields(self, position: int) -> Iterator[Role]:
        level = self._blocks[position].level or 0
        for block in self._blocks[position + 1 : position + _FARTHEST]:
            is_field = (
                block.role in EVIDENCE and block.match is not None and block.match.score > 0.84
            )
            if id(block) in self._ignored:
                continue
            if _heads_goals(block):
                return
            if block.kind is Kind.HEADING and not (
                block.role in FIELDS and (block.level or 0) > level
            ):
                return
            if block.kind in {Kind.LABEL, Kind.HEADING} and is_field and block.role is not None:
                yield block.role

    def _find_goals(self, position: int) -> bool:
        level = self._blocks[position].level or 0
        end = min(len(self._blocks), position + 4 * _FARTHEST)
        for place in range(position + 1, end):
            block = self._blocks[place]
            if block.kind is not Kind.HEADING:
                continue
            if (block.level or 0) <= level:
                return False
            head = head_of(block)
            is_bare = block.role is Role.GOALS and block.match is not None and block.match.is_whole
            if is_bare and self.is_field_after(place):
                return True
            if (head is not None and head.role is Role.GOALS) or (
                block.role not in FIELDS and self.is_goal(place)
            ):
                return True
        return False


def _heads_goals(block: Block) -> bool:
    """A column of goals: each row below it is one, and what stands above the table is none."""
    cell = block.cell
    return cell is not None and cell.row == 0 and cell.columns > 2 and block.role is Role.GOALS
