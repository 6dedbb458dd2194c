"""Making a draft strategy of a looked-through proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.gateways.importing.models import PlanReading, ReadElement
from roedtraad.steering.agreements.models import (
    CalendarStep,
    Direction,
    EffectGoal,
    EffectIndicator,
    FocusArea,
    Origin,
    Project,
    Strategy,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.services import strategy as strategies

from .creation import Kept, begin, due, finish, require_period, text


@dataclass(frozen=True)
class StrategyChoice:
    """What the person chooses when the draft is made."""

    title: str
    starts_on: date | None
    ends_on: date | None


@transaction.atomic
def make_strategy(reading: PlanReading, choice: StrategyChoice, *, acting_user: User) -> Strategy:
    """Make the draft: everything not dropped becomes a part of it and points to its place."""
    kept = begin(reading, acting_user)
    starts_on, ends_on = require_period(choice.starts_on, choice.ends_on)
    strategy = strategies.make_strategy(
        Strategy(
            title=choice.title[:200],
            unit=reading.unit,
            starts_on=starts_on,
            ends_on=ends_on,
            mission=str(kept.plan().get("mission") or ""),
            text=_introduction(kept),
        ),
        acting_user=acting_user,
    )
    _visions(kept, strategy)
    _focus_areas(kept, strategy)
    _themes(kept, strategy)
    _effect_goals(kept, strategy)
    _calendar(kept, strategy)
    for row in kept.all_of("project"):
        project = Project(strategy=strategy, title=text(row, "title")[:200], text=_body(row))
        _add(kept, row, project)
    finish(kept, strategy=strategy)
    return strategy


def _introduction(kept: Kept) -> str:
    """Texts under headings, demands and kept lines, which a strategy has no other place for."""
    headed = "\n\n".join(
        f"**{text(row, 'title')}**\n\n{text(row, 'text')}" for row in kept.all_of("section")
    )
    demands = "\n".join(f"- {text(row, 'text')}" for row in kept.all_of("rule"))
    loose = "\n\n".join(text(row, "text") for row in kept.accepted_loose())
    return "\n\n".join(part for part in (headed, demands, loose) if part)


def _body(row: ReadElement) -> str:
    """The text; a title too long for its field is kept whole here."""
    title, body = text(row, "title"), text(row, "text")
    return f"{title}\n\n{body}".strip() if len(title) > 200 else body


def _add(kept: Kept, row: ReadElement, part: strategies.Part) -> strategies.Part:
    part.source = kept.place(row)  # type: ignore[attr-defined]
    return strategies.add_part(part, acting_user=kept.acting_user)


def _direction(row: ReadElement) -> Direction:
    return (
        Direction.ORGANISATION
        if text(row, "direction") == Direction.ORGANISATION
        else Direction.CITIZEN
    )


def _visions(kept: Kept, strategy: Strategy) -> None:
    for row in kept.all_of("vision"):
        vision = Vision(
            strategy=strategy,
            title=text(row, "title")[:200],
            text=_body(row),
            direction=_direction(row),
        )
        _add(kept, row, vision)


def _focus_areas(kept: Kept, strategy: Strategy) -> None:
    for row in kept.all_of("focus_area"):
        area = FocusArea(
            strategy=strategy,
            number=text(row, "number")[:10],
            title=text(row, "title")[:200],
            text=_body(row),
            is_cross_cutting=bool(row.fields.get("cross_cutting")),
            how_measured=text(row, "how_measured"),
            resources=text(row, "resources"),
            status_text=text(row, "status"),
        )
        _add(kept, row, area)


def _themes(kept: Kept, strategy: Strategy) -> None:
    """Themes run across areas and years: one that is known by its title is used again."""
    known = {theme.title.casefold(): theme for theme in Theme.objects.all()}
    for row in kept.all_of("theme"):
        title = text(row, "title")[:120]
        theme = known.get(title.casefold())
        if theme is None:
            theme = Theme(title=title, text=text(row, "text"), source=kept.place(row))
        strategies.add_theme(strategy, theme, acting_user=kept.acting_user)


def _effect_goals(kept: Kept, strategy: Strategy) -> None:
    for row in kept.all_of("effect_goal"):
        origin = text(row, "origin")
        goal = EffectGoal(
            strategy=strategy,
            title=text(row, "title")[:300],
            target_group=_target_group(text(row, "target_group")),
            origin=origin if origin in Origin.values else Origin.LOCAL,
        )
        goal = _add(kept, row, goal)
        for indicator in kept.all_of("effect_indicator", row):
            when = due(indicator)
            part = EffectIndicator(
                effect_goal=goal,
                text=text(indicator, "text"),
                due_raw=when.raw[:120],
                due_from=when.starts_on,
                due_on=when.ends_on,
            )
            strategies.add_part(part, acting_user=kept.acting_user)


def _target_group(title: str) -> TargetGroup | None:
    if not title:
        return None
    known = TargetGroup.objects.filter(title__iexact=title[:200]).first()
    return known or TargetGroup.objects.create(title=title[:200])


def _calendar(kept: Kept, strategy: Strategy) -> None:
    for row in kept.all_of("step"):
        when = due(row)
        step = CalendarStep(
            strategy=strategy,
            text=text(row, "text")[:300],
            due_raw=when.raw[:120],
            due_from=when.starts_on,
            due_on=when.ends_on,
        )
        _add(kept, row, step)
