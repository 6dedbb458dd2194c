"""The red thread: from any element up to the vision it serves and down to what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.steering.agreements.access import BEING_AMENDED, goals_for
from roedtraad.steering.agreements.models import (
    Action,
    EffectGoal,
    FocusArea,
    Goal,
    Theme,
    Vision,
)

from .approved import as_approved, links_in_force
from .in_force import approved_goals
from .standing import OVER
from .strategy import reach_of, strategies_within

Element: TypeAlias = Vision | FocusArea | EffectGoal | Goal | Action
SHORTENED = 90
LINKS = ("effect_goals", "focus_areas", "focus_area__serves", "themes")


@dataclass(frozen=True)
class Knot:
    """One knot: what kind of thing, called what, where its page is. No title: it is missing."""

    kind: str
    title: str
    href: str = ""
    is_current: bool = False

    @property
    def is_missing(self) -> bool:
        return not self.title


@dataclass(frozen=True)
class RedThread:
    """The chain from the vision down, and what else the element serves beside it."""

    knots: list[Knot]
    also: list[Knot]


def thread_of(element: Element, user: User) -> RedThread:
    """The chain that `element` stands in, as far as `user` may see it; at most ten queries."""
    if isinstance(element, Action):
        return _of_goal(element.goal, user, action=element)
    if isinstance(element, Goal):
        return _of_goal(element, user)
    if isinstance(element, EffectGoal):
        area = element.focus_area
        down = _goals(Goal.objects.filter(effect_goals=element), user)
        return RedThread([*_above_effect(area), _effect_knot(element, is_current=True), down], [])
    if isinstance(element, FocusArea):
        return _of_area(element, user)
    down = _goals(Goal.objects.filter(focus_areas__vision=element), user)
    return RedThread([_vision_knot(element, is_current=True), down], [])


def _of_area(area: FocusArea, user: User) -> RedThread:
    above = area if area.strategy_id else area.serves.select_related("vision", "strategy").first()
    knots = _above_effect(above)
    if above is not None and above.pk == area.pk:
        knots[-1] = _area_knot(area, is_current=True)
    else:
        knots.append(Knot(_("Focus area of the agreement"), area.title, is_current=True))
    down = Goal.objects.filter(focus_areas=area) | Goal.objects.filter(focus_area=area)
    return RedThread([*knots, _goals(down, user)], [])


def _of_goal(goal: Goal, user: User, *, action: Action | None = None) -> RedThread:
    served, reach = _served(goal), reach_of(user)
    effects = _effects(*reach).rows(keys=served.effects) if served.effects else []
    areas = _areas(*reach).rows(keys=served.all_areas) if served.all_areas else []
    areas.sort(key=lambda each: each.pk not in served.areas)
    effect = effects[0] if effects else None
    area = effect.focus_area if effect and effect.focus_area else areas[0] if areas else None
    knots = _above_effect(area or served.own_area)
    knots.append(_effect_knot(effect) if effect else Knot(_("Effect goal"), ""))
    knots.append(_goal_knot(goal, is_current=action is None))
    knots.append(_action_knot(goal, action))
    also = [_effect_knot(each) for each in effects[1:]]
    also += [_area_knot(each) for each in _distinct(areas) if area is None or each.pk != area.pk]
    also += [Knot(_("Theme"), title) for title in _themes().rows(keys=served.themes)]
    return RedThread(knots, also)


@dataclass(frozen=True)
class _Served:
    """What a goal serves by the text in force, as keys; `above`: through its own focus area."""

    effects: frozenset[int]
    areas: frozenset[int]
    above: frozenset[int]
    themes: frozenset[int]
    own_area: FocusArea | None = None

    @property
    def all_areas(self) -> frozenset[int]:
        return self.areas | self.above


def _served(goal: Goal) -> _Served:
    frozen = approved_goals([goal.pk]) if goal.agreement.state in BEING_AMENDED else {}
    if goal.pk in frozen:
        links = links_in_force(*frozen[goal.pk])
        return _Served(links.effect_goals, links.focus_areas, frozenset(), links.themes)
    found = _linked().rows(goal=goal.pk)
    effects, areas, above, themes = (
        frozenset(key for name, key in found if name == link) for link in LINKS
    )
    own_area = goal.focus_area if goal.focus_area_id else None
    return _Served(effects, areas, above, themes, own_area)


@prepared
def _linked() -> QuerySet[Goal, tuple[str, int]]:
    """Every link of a goal, as its name and the key it leads to."""
    goal = Goal.every.filter(pk=Given("goal")).order_by()
    parts = [
        goal.filter(**{f"{link}__isnull": False})
        .annotate(link=Value(link), other=F(f"{link}__pk"))
        .values_list("link", "other")
        for link in LINKS
    ]
    linked: QuerySet[Goal, tuple[str, int]] = parts[0].union(*parts[1:], all=True)
    return linked


@prepared
def _effects(reads: tuple[str, ...], writes: tuple[str, ...]) -> QuerySet[EffectGoal]:
    return EffectGoal.objects.filter(
        pk__in=GivenKeys("keys"), strategy__in=strategies_within(reads, writes).values("pk")
    ).select_related("focus_area__vision", "strategy")


@prepared
def _areas(reads: tuple[str, ...], writes: tuple[str, ...]) -> QuerySet[FocusArea]:
    return FocusArea.objects.filter(
        pk__in=GivenKeys("keys"), strategy__in=strategies_within(reads, writes).values("pk")
    ).select_related("vision", "strategy")


@prepared
def _themes() -> QuerySet[Theme, str]:
    return Theme.objects.filter(pk__in=GivenKeys("keys")).values_list("title", flat=True)


def _distinct(areas: Iterable[FocusArea]) -> list[FocusArea]:
    return list({area.pk: area for area in areas}.values())


def _above_effect(area: FocusArea | None) -> list[Knot]:
    if area is None:
        return [Knot(_("Vision"), ""), Knot(_("Focus area"), "")]
    vision = _vision_knot(area.vision) if area.vision else Knot(_("Vision"), "")
    return [vision, _area_knot(area)]


def _vision_knot(vision: Vision, *, is_current: bool = False) -> Knot:
    return Knot(
        _("Vision"), vision.title, _place(vision.strategy_id, f"vision-{vision.pk}"), is_current
    )


def _area_knot(area: FocusArea, *, is_current: bool = False) -> Knot:
    href = _place(area.strategy_id, f"fokusomraade-{area.pk}") if area.strategy_id else ""
    return Knot(_("Focus area"), area.title, href, is_current)


def _effect_knot(effect: EffectGoal, *, is_current: bool = False) -> Knot:
    href = _place(effect.strategy_id, f"effektmaal-{effect.pk}")
    return Knot(_("Effect goal"), effect.title, href, is_current)


def _goal_knot(goal: Goal, *, is_current: bool = False) -> Knot:
    return Knot(_("Goal"), str(goal), goal_address(goal.pk), is_current)


def _action_knot(goal: Goal, action: Action | None) -> Knot:
    if action is not None:
        return Knot(_("Action"), action.text[:SHORTENED], is_current=True)
    actions = list(goal.actions.all())
    title = _("%d actions") % len(actions) if len(actions) > 1 else ""
    if len(actions) == 1:
        title = actions[0].text[:SHORTENED]
    return Knot(_("Actions"), title, f"{goal_address(goal.pk)}#handlinger" if actions else "")


def _goals(goals: object, user: User) -> Knot:
    """The goals below, as one knot."""
    visible = goals_for(user).exclude(agreement__state__in=OVER)
    found = list(visible.filter(pk__in=goals.values("pk")).order_by("pk")[:2])  # type: ignore[attr-defined]
    if not found:
        return Knot(_("Goal"), "")
    if len(found) == 1:
        return _goal_knot(as_approved(user, found)[0])
    count = visible.filter(pk__in=goals.values("pk")).count()  # type: ignore[attr-defined]
    return Knot(_("Goals"), _("%d goals") % count)


def _place(strategy: int | None, anchor: str) -> str:
    return f"{reverse('strategy:page', args=[strategy])}#{anchor}"


def goal_address(goal: int) -> str:
    return reverse("agreements:goal_page", args=[goal])
