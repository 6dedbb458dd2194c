"""Writing an agreement of the demonstration, as its leader would: section by section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.periods import parse_period
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    BudgetLine,
    BudgetTiming,
    EffectGoal,
    FocusArea,
    Goal,
    Project,
    Section,
    Strategy,
    TemplateVersion,
    Theme,
)
from roedtraad.steering.agreements.services import editing, goal_indicators, starting
from roedtraad.steering.indicators.models import Direction, Indicator, IndicatorKind
from roedtraad.steering.indicators.services import TargetLevel

from .plans import Count, GoalPlan, Plan, Stone

FOLLOW_UP = "follow_up."


@dataclass(frozen=True)
class World:
    """What agreements point to, by the keys used in the plans."""

    strategy: Strategy
    units: dict[str, Unit]
    leaders: dict[str, User]  # who writes and approves for a unit
    principals: dict[str, User]  # who approves as the other party
    areas: dict[str, FocusArea]
    effects: dict[str, EffectGoal]
    themes: dict[str, Theme]
    groups: dict[str, TargetGroup]


@dataclass(frozen=True)
class Years:
    """The first and last year of an agreement's period."""

    first: int
    last: int

    def words(self, text: str) -> str:
        return text.format(p=self.first, n=self.last)

    @property
    def raw(self) -> str:
        same = self.first == self.last
        return str(self.first) if same else f"{self.first}-{self.last % 100:02}"


def write(plan: Plan, years: Years, world: World) -> Agreement:
    """The draft with everything in it."""
    unit, author = world.units[plan.unit], world.leaders[plan.unit]
    bound = (UnitKind.AGREEMENT_UNIT, UnitKind.TEAM)
    below = Unit.objects.within(unit).filter(kind__in=bound).order_by("pk")
    version = TemplateVersion.objects.filter(template__shipped_key=plan.form)
    agreement = starting.start_agreement(
        starting.NewAgreement(
            template_version=version.latest("number"),
            unit=unit,
            title=f"{_title(plan)} {years.raw} – {plan.unit}",
            starts_on=date(years.first, 1, 1),
            ends_on=date(years.last, 12, 31),
            period_raw=years.raw,
            budget_timing=BudgetTiming.AFTER if plan.budget else BudgetTiming.BEFORE,
            units=list(below),
            strategies=[world.strategy],
        ),
        acting_user=author,
    )
    editing.update(
        agreement,
        {},
        links={"target_groups": [world.groups[key] for key in plan.groups]},
        acting_user=author,
    )
    _sections(plan, agreement, author)
    _budget(plan, years, agreement, author)
    areas = _own_areas(plan, agreement, world, author)
    for place, goal in enumerate(plan.goals):
        _goal(goal, agreement, world, areas, years=years, place=place, author=author)
    for place, (title, text, shared) in enumerate(plan.projects):
        project = Project(title=title, text=text, is_cross_cutting=shared, position=place)
        project.agreement = agreement
        editing.create(project, acting_user=author)
    return agreement


def _title(plan: Plan) -> str:
    return {
        "contract": "Aftalemål",
        "dialogue": "Dialogaftale",
        "business_plan": "Virksomhedsplan",
        "social_plan": "Plan",
    }[plan.form]


def _sections(plan: Plan, agreement: Agreement, author: User) -> None:
    for place, (key, text) in enumerate(plan.sections.items()):
        if not key.startswith(FOLLOW_UP):
            section = Section(agreement=agreement, key=key, text=text, position=place)
            editing.create(section, acting_user=author)


def write_follow_up(plan: Plan, agreement: Agreement, author: User) -> None:
    """What is written when the period is over."""
    for key, text in plan.sections.items():
        if key.startswith(FOLLOW_UP):
            section = Section(agreement=agreement, key=key, text=text)
            editing.create(section, acting_user=author, is_text=False)


def _budget(plan: Plan, years: Years, agreement: Agreement, author: User) -> None:
    for year in range(years.first, years.last + 1) if plan.budget else ():
        raised = Decimal("1.021") ** (year - years.first)
        lines = [(label, _whole(amount * raised), False) for label, amount in plan.budget]
        lines.append(("I alt", sum((amount for _label, amount, _total in lines), Decimal(0)), True))
        for place, (label, amount, is_total) in enumerate(lines):
            line = BudgetLine(agreement=agreement, year=year, label=label, amount=amount)
            line.is_total, line.position = is_total, place
            editing.create(line, acting_user=author)


def _whole(amount: Decimal) -> Decimal:
    return (amount / 1000).quantize(Decimal(1)) * 1000


def _own_areas(plan: Plan, agreement: Agreement, world: World, author: User) -> list[FocusArea]:
    made = []
    for place, own in enumerate(plan.areas):
        area = FocusArea(
            agreement=agreement,
            number=str(place + 1),
            title=own.title,
            text=own.text,
            is_cross_cutting=own.cross_cutting,
            position=place,
            **own.texts,
        )
        links = {"serves": [world.areas[own.serves]]}
        made.append(editing.create(area, links=links, acting_user=author))
    return made


def _goal(
    plan: GoalPlan,
    agreement: Agreement,
    world: World,
    areas: list[FocusArea],
    *,
    years: Years,
    place: int,
    author: User,
) -> None:
    own = areas[plan.own_area] if plan.own_area is not None else None
    effects = [world.effects[key] for key in plan.effects]
    goal = Goal(
        agreement=agreement,
        number=f"{own.number}.1" if own else str(place + 1),
        title=plan.title,
        text=plan.text,
        focus_area=own,
        owner=author,
        un_goals=list(plan.un_goals),
        position=place,
        **plan.texts,
    )
    links: dict[str, list[Any]] = {
        "focus_areas": [world.areas[key] for key in plan.areas],
        "effect_goals": effects,
        "themes": [world.themes[plan.theme]] if plan.theme else [],
        "target_groups": [each.target_group for each in effects if each.target_group],
    }
    editing.create(goal, links=links, acting_user=author)
    for number, task in enumerate(plan.tasks):
        due = parse_period(years.words(task.due))
        action = Action(goal=goal, text=task.text, responsible=task.who, position=number)
        action.due_raw = years.words(task.due)
        action.due_from = due.starts_on if due else None
        action.due_on = due.ends_on if due else None
        editing.create(action, acting_user=author)
    for count in plan.counts:
        follow_by(goal, count_text(count, years), author)
    for stone in plan.stones:
        goal_indicators.add_indicator(goal, _stone_text(stone, years), acting_user=author)


def follow_by(goal: Goal, text: goal_indicators.IndicatorText, author: User) -> None:
    """By the library's indicator of that name where there is one, else by one of the unit's own."""
    known = Indicator.objects.filter(is_shared=True, title=text.title).first()
    if known is None:
        goal_indicators.add_indicator(goal, text, acting_user=author)
    else:
        goal_indicators.use_indicator(goal, known, text, acting_user=author)


def count_text(
    count: Count, years: Years, *, target: float | None = None
) -> goal_indicators.IndicatorText:
    """What is agreed about a number."""
    low, high = count.limits or (None, None)
    value = None if count.limits else _decimal(count.target if target is None else target)
    direction = Direction.DOWN if count.down else Direction.UP
    return goal_indicators.IndicatorText(
        title=count.title,
        measured_in=count.measured_in,
        direction=Direction.WITHIN if count.limits else direction,
        decimals=count.decimals,
        baseline=_decimal(count.start),
        baseline_on=date(years.first - 1, 9, 30),
        target=_level(years.words(count.due), value=value, low=_decimal(low), high=_decimal(high)),
    )


def _stone_text(stone: Stone, years: Years) -> goal_indicators.IndicatorText:
    return goal_indicators.IndicatorText(
        title=stone.title, kind=IndicatorKind.MILESTONE, target=_level(years.words(stone.due))
    )


def _level(raw: str, **values: Decimal | None) -> TargetLevel:
    due = parse_period(raw)
    starts_on, ends_on = (due.starts_on, due.ends_on) if due else (None, None)
    return TargetLevel(due_raw=raw, due_from=starts_on, due_on=ends_on, **values)


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
