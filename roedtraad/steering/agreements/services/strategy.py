"""What a person does with a strategy: make it, write its parts, put it in force, end it.

All writes go through `editing`: history, undo and conflicts are the same as for agreements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    CalendarStep,
    Change,
    EffectGoal,
    EffectIndicator,
    FocusArea,
    Goal,
    Project,
    Strategy,
    StrategyState,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.template_definition import Rules
from roedtraad.steering.agreements.template_json import dump_rules

from . import editing

StrategyPart: TypeAlias = Vision | FocusArea | EffectGoal | EffectIndicator | CalendarStep | Project
Part = TypeVar("Part", Vision, FocusArea, EffectGoal, EffectIndicator, CalendarStep, Project)

WAYS: dict[str, frozenset[str]] = {
    StrategyState.DRAFT: frozenset({StrategyState.IN_FORCE}),
    StrategyState.IN_FORCE: frozenset({StrategyState.ENDED}),
    StrategyState.ENDED: frozenset({StrategyState.IN_FORCE}),
}


class InUse(Exception):
    """Something refers to what was to be removed; it has to be moved first."""


class NoSuchWay(Exception):
    """A strategy cannot go from the state it is in to the one that was asked for."""


def make_strategy(strategy: Strategy, *, acting_user: User) -> Strategy:
    """Store a new strategy, as a draft."""
    strategy.state = StrategyState.DRAFT
    return editing.create(strategy, acting_user=acting_user)


def move_to(strategy: Strategy, state: StrategyState, *, acting_user: User) -> Change | None:
    """Put a draft in force, end what is in force, or take an ending back."""
    if state not in WAYS[strategy.state]:
        raise NoSuchWay(
            _("A strategy that is “%(now)s” cannot become “%(then)s”.")
            % {"now": strategy.get_state_display(), "then": state.label}
        )
    return editing.update(
        strategy, {"state": state}, acting_user=acting_user, base_version=strategy.version
    )


def demand(
    strategy: Strategy, rules: Rules, *, acting_user: User, base_version: int | None = None
) -> Change | None:
    """Set what the strategy demands of the agreements below it."""
    return editing.update(
        strategy, {"rules": dump_rules(rules)}, acting_user=acting_user, base_version=base_version
    )


@transaction.atomic
def add_part(part: Part, *, acting_user: User, links: editing.Links | None = None) -> Part:
    """Store a new part of a strategy, last among its kind."""
    last = _neighbours(part).aggregate(last=Max("position"))["last"]
    part.position = 0 if last is None else last + 1
    return editing.create(part, acting_user=acting_user, links=links)


@transaction.atomic
def add_theme(strategy: Strategy, theme: Theme, *, acting_user: User) -> Theme:
    """Let `strategy` use `theme`; a theme that is not stored yet becomes known to all."""
    if theme.pk is None:
        theme.position = Theme.objects.count()
        editing.create(theme, owner=strategy, acting_user=acting_user)
    chosen = [*strategy.themes.all(), theme]
    editing.update(strategy, {}, links={"themes": chosen}, acting_user=acting_user)
    return theme


def drop_theme(strategy: Strategy, theme: Theme, *, acting_user: User) -> Change | None:
    """Let `strategy` no longer use `theme`; the theme stays for others and for earlier goals."""
    left = [each for each in strategy.themes.all() if each.pk != theme.pk]
    return editing.update(strategy, {}, links={"themes": left}, acting_user=acting_user)


def change_theme(
    strategy: Strategy,
    theme: Theme,
    values: Mapping[str, Any],
    *,
    acting_user: User,
    base_version: int | None = None,
) -> Change | None:
    """Change the words of a theme, from a strategy that uses it."""
    return editing.update(
        theme, values, owner=strategy, acting_user=acting_user, base_version=base_version
    )


@transaction.atomic
def remove_part(part: StrategyPart, *, acting_user: User) -> Change:
    """Remove a part. Raise `InUse` while goals or other parts refer to it."""
    reason = _why_kept(part)
    if reason:
        raise InUse(reason)
    return editing.remove(part, acting_user=acting_user)


@transaction.atomic
def move_part(part: StrategyPart, by: int, *, acting_user: User) -> list[Change]:
    """Move a part up (-1) or down (1) among its kind; nothing happens at either end."""
    rows = list(_neighbours(part))
    now = next(place for place, each in enumerate(rows) if each.pk == part.pk)
    then = now + by
    if not 0 <= then < len(rows):
        return []
    rows.insert(then, rows.pop(now))
    changes = [
        editing.update(row, {"position": place}, acting_user=acting_user)
        for place, row in enumerate(rows)
        if row.position != place
    ]
    return [change for change in changes if change is not None]


def _neighbours(part: StrategyPart) -> models.QuerySet[Any]:
    """The parts among which `part` has its place, in order."""
    model: Any = type(part)
    rows: models.QuerySet[Any]
    if isinstance(part, EffectIndicator):
        rows = model.objects.filter(effect_goal=part.effect_goal_id)
        return rows.order_by("position", "pk")
    rows = model.objects.filter(strategy=part.strategy_id)
    if isinstance(part, Vision | FocusArea):
        rows = rows.filter(direction=part.direction)
    return rows.order_by("position", "pk")


def _why_kept(part: StrategyPart) -> str:
    """Why `part` cannot be removed now; empty when it can."""
    goals = _goals_serving(part)
    if goals:
        return (
            ngettext(
                "%d goal serves it. Let the goal serve something else first.",
                "%d goals serve it. Let the goals serve something else first.",
                goals,
            )
            % goals
        )
    if isinstance(part, Vision) and part.focus_areas.exists():
        return _("Focus areas stand under it. Move them to another vision first.")
    if isinstance(part, FocusArea):
        if part.effect_goals.exists():
            return _("Effect goals stand under it. Move them to another focus area first.")
        if part.served_by.exists():
            return _("Focus areas of agreements serve it. They have to serve another one first.")
    return ""


def _goals_serving(part: StrategyPart) -> int:
    if isinstance(part, FocusArea):
        return Goal.objects.filter(focus_areas=part).count()
    if isinstance(part, EffectGoal):
        return Goal.objects.filter(effect_goals=part).count()
    return 0
