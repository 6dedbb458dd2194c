"""Reads a plan: bytes of a file to a proposal. No database, no request, no clock."""

from dataclasses import dataclass, field

from .blocks import Block, Kind, blocks_of
from .coverage import left_of, unplaced
from .drafts import Draft
from .effects import effect_goals
from .elements import (
    focus_of,
    focus_title,
    goal_of,
    project_of,
    rule_of,
    settled,
    theme_of,
    vision_of,
)
from .extract import extract
from .facts import facts_in_flow, facts_of_grid
from .front import Front, front_of
from .grid import Grid, grids_of
from .kinds import Holdings, kind_of
from .lines import ExtractedText
from .lookahead import Lookahead
from .loose import Loose, loose_of
from .money import budget_in_running_text, budget_lines, budget_of_grid, budget_told
from .outline import as_title, outlined
from .profile import profile_headings, section_rules, told_rules
from .proposal import BudgetLine, CalendarStep, Fact, Goal, Proposal, Rule, Vision
from .retrospect import set_aside_past
from .staff import unit_figures
from .steps import calendar_in_running_text, calendar_lines, calendar_of_grid
from .visions import told_visions
from .vocabulary import Role
from .walker import Walk

_LONGEST_MISSION = 1500


def read_plan(data: bytes, name: str = "") -> Proposal:
    """The proposal for a file; raises `PlanRefused` when the file cannot be read."""
    return read_text(extract(data, name))


def read_text(text: ExtractedText) -> Proposal:
    """The proposal for lines that are already extracted."""
    return read_all(text)[0]


def read_all(text: ExtractedText) -> tuple[Proposal, Loose]:
    """The proposal, and what it left over, sorted for the one who looks it through."""
    blocks = outlined(blocks_of(text))
    if not blocks:
        return Proposal(title=text.title, unplaced=(left := left_of(text, {}))), Loose(rest=left)
    reading = _Reading(text, blocks)
    proposal = reading.proposal()
    proposal.unplaced = unplaced(text, proposal)
    mission = reading.walk.mission if proposal.mission else []
    return proposal, loose_of(text, blocks, reading.front, mission, proposal)


@dataclass(slots=True)
class _Reading:
    """One reading of one plan: what the walk found, and what it left for the other readers."""

    text: ExtractedText
    blocks: list[Block]
    front: Front = field(init=False)
    walk: Walk = field(init=False)
    drafts: list[Draft] = field(init=False)
    visions: list[Draft] = field(init=False)
    taken: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.front = front_of(self.text, self.blocks)
        for block in self.front.title_blocks:
            as_title(block)
        starts_on = self.front.period.starts_on if self.front.period else None
        set_aside_past(self.blocks, starts_on.year if starts_on else None)
        calendars = {
            id(block)
            for grid in grids_of(self.blocks).values()
            if calendar_of_grid(grid)
            for block in grid.blocks
        }
        self.walk = Walk(self.blocks, Lookahead(self.blocks, calendars)).run()
        self.visions = told_visions(self.blocks)
        own = {id(block) for draft in self.visions for block in draft.blocks()}
        drafts = settled(self.walk.drafts)
        self.drafts = [d for d in drafts if not any(id(block) in own for block in d.structure)]
        self.taken = own | {id(block) for draft in self.drafts for block in draft.blocks()}

    def proposal(self) -> Proposal:
        front = self.front
        proposal = Proposal(
            title=front.title,
            municipality=front.municipality,
            unit=front.unit,
            parties=front.parties,
            period=front.period,
            case_number=front.case_number,
            mission=self._mission(),
        )
        self._add_elements(proposal)
        self._add_figures(proposal)
        proposal.kind = self._kind(front, proposal)
        if proposal.kind == "unknown":
            return Proposal(title=front.first)
        if proposal.kind in {"framework", "strategy"}:
            proposal.rules = self._rules()
            proposal.parties = []
            full = [goal for goal in proposal.goals if _is_full(goal)]
            areas = {goal.focus_area for goal in full} - {None}
            proposal.goals = [
                goal for goal in proposal.goals if _is_full(goal) or goal.focus_area in areas
            ]
        return proposal

    def _of(self, role: Role) -> list[Draft]:
        return [draft for draft in self.drafts if draft.role is role]

    def _add_elements(self, proposal: Proposal) -> None:
        areas = self._of(Role.FOCUS)
        proposal.focus_areas = [focus_of(draft) for draft in areas]
        proposal.goals = [
            goal_of(draft, focus_title(draft, areas))
            for draft in self._of(Role.GOALS)
            if draft.title or any(draft.fields.values())
        ]
        proposal.themes = [theme_of(draft) for draft in self._of(Role.THEME)]
        proposal.projects = [project_of(draft) for draft in self._of(Role.PROJECT)]
        proposal.visions = self._visions()
        proposal.effect_goals = effect_goals(
            self._of(Role.EFFECT), self._free(), "\n".join(block.text for block in self.blocks)
        )
        proposal.profile_headings = profile_headings(self.blocks)

    def _visions(self) -> list[Vision]:
        told = self.visions or [
            draft for draft in self._of(Role.VISION) if 0 < len(draft.title) < 200
        ]
        return [vision_of(draft) for draft in told]

    def _free(self) -> list[Block]:
        return [block for block in self.blocks if id(block) not in self.taken]

    def _mission(self) -> str | None:
        kept: list[str] = []
        for block in self.walk.mission:
            if kept and (block.kind is Kind.ITEM or sum(map(len, kept)) > _LONGEST_MISSION):
                break
            kept.append(block.text)
            if self.walk.is_mission_said:
                break
        if len(kept) > 1 and kept[-1].endswith(":"):
            kept.pop()
        return "\n".join(kept) or None

    def _kind(self, front: Front, proposal: Proposal) -> str:
        held = Holdings(
            goals=len(proposal.goals),
            goals_with_fields=sum(map(_is_full, proposal.goals)),
            focus_areas=len(proposal.focus_areas),
            visions=len(proposal.visions),
            themes=len(proposal.themes),
            effect_goals=len(proposal.effect_goals),
            has_mission=proposal.mission is not None,
            parties=len(proposal.parties),
        )
        return kind_of(front.heads, "\n".join(block.text for block in self.blocks[:400]), held)

    # Figures: tables and lines that no element took.

    def _add_figures(self, proposal: Proposal) -> None:
        free = self._free()
        grids = self._free_grids()
        proposal.facts = self._facts(free, grids)
        proposal.budget = self._budget(free, grids)
        proposal.calendar = self._calendar(free, grids)
        proposal.units = unit_figures(free, [grid for _, grid in grids], self.front.unit)

    def _free_grids(self) -> list[tuple[int, Grid]]:
        found = grids_of(self.blocks).items()
        return [
            (position, grid)
            for position, grid in found
            if grid.is_table and not any(id(block) in self.taken for block in grid.blocks)
        ]

    def _facts(self, free: list[Block], grids: list[tuple[int, Grid]]) -> list[Fact]:
        sections = self.walk.sections
        headings = (at for at, b in enumerate(self.blocks) if b.kind is Kind.HEADING)
        first_heading = next(headings, 0)
        found = [
            fact
            for position, grid in grids
            for fact in facts_of_grid(
                grid, sections.get(id(grid.blocks[0])), is_front=position <= first_heading
            )
        ]
        return found + list(facts_in_flow(free, sections))

    def _budget(self, free: list[Block], grids: list[tuple[int, Grid]]) -> list[BudgetLine]:
        sections = self.walk.sections
        found = [
            line
            for position, grid in grids
            for line in budget_of_grid(
                grid, self.blocks[max(0, position - 3) : position], sections.get(id(grid.blocks[0]))
            )
        ]
        found += budget_lines(free, sections)
        return found or list(budget_in_running_text(free)) or list(budget_told(free))[:2]

    def _calendar(self, free: list[Block], grids: list[tuple[int, Grid]]) -> list[CalendarStep]:
        found = [step for _, grid in grids for step in calendar_of_grid(grid)]
        told = list(calendar_in_running_text(free))
        return found or told or list(calendar_lines(free, self.walk.sections))

    def _rules(self) -> list[Rule]:
        listed = [rule_of(draft) for draft in self._of(Role.RULES)]
        own = listed or [rule for rule, _ in section_rules(self._free(), self.walk.sections)]
        return own or [rule for rule, _ in told_rules(self._free())]


def _is_full(goal: Goal) -> bool:
    """A goal that says more than what it aims at."""
    fields = (goal.method, goal.success_criterion, goal.how_measured, goal.follow_up)
    return bool(goal.actions or goal.indicators or any(fields))
