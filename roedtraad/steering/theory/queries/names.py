"""What the boxes of a theory are called by who reads: rows they may not see keep their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.access import SEEN, seen_by
from roedtraad.steering.agreements.models import EffectGoal, Goal
from roedtraad.steering.agreements.queries.approved import as_approved
from roedtraad.steering.agreements.queries.strategy import reach_of, strategies_within
from roedtraad.steering.theory.models import Node, NodeKind


@dataclass(frozen=True)
class Reference:
    """The row elsewhere that a box stands for, as far as the reader may see it."""

    title: str
    href: str = ""
    about: str = ""


@dataclass(frozen=True)
class Named:
    """The names and references of boxes by key, and the goals behind them that may be seen."""

    names: dict[int, str]
    references: dict[int, Reference]
    goals: dict[int, Goal]


def named(nodes: Collection[Node], user: User) -> Named:
    """At most eight queries, however many boxes; they come with their target group and type."""
    goals = _goals(nodes, user)
    effects = _effect_goals(nodes, user)
    references: dict[int, Reference] = {}
    for node in nodes:
        found = _reference(node, goals, effects)
        if found is not None:
            references[node.pk] = found
    names = {node.pk: _name(node, references.get(node.pk)) for node in nodes}
    return Named(names, references, goals)


def _name(node: Node, reference: Reference | None) -> str:
    if node.title:
        return node.title
    if reference is not None:
        return reference.title
    return _("%(kind)s that you cannot see") % {"kind": node.get_kind_display()}


def _goals(nodes: Iterable[Node], user: User) -> dict[int, Goal]:
    wanted = {node.goal_id for node in nodes if node.goal_id}
    if not wanted:
        return {}
    rows = _seen_goals().rows(wanted=wanted, **seen_by(user))
    return {goal.pk: goal for goal in as_approved(user, rows)}


@prepared
def _seen_goals() -> QuerySet[Goal]:
    return Goal.every.filter(SEEN, pk__in=GivenKeys("wanted")).select_related("agreement__unit")


def _effect_goals(nodes: Iterable[Node], user: User) -> dict[int, EffectGoal]:
    wanted = {node.effect_goal_id for node in nodes if node.effect_goal_id}
    if not wanted:
        return {}
    rows = _read_effect_goals(*reach_of(user)).rows(wanted=wanted)
    return {each.pk: each for each in rows}


@prepared
def _read_effect_goals(*reach: tuple[str, ...]) -> QuerySet[EffectGoal]:
    rows = EffectGoal.objects.filter(strategy__in=strategies_within(*reach).values("pk"))
    return rows.filter(pk__in=GivenKeys("wanted")).select_related("strategy")


def _reference(
    node: Node, goals: dict[int, Goal], effects: dict[int, EffectGoal]
) -> Reference | None:
    if node.kind == NodeKind.RESULT_GOAL and node.goal_id in goals:
        goal = goals[node.goal_id]
        about = f"{goal.agreement.title}, {goal.agreement.unit}"
        return Reference(str(goal), reverse("agreements:goal_page", args=[goal.pk]), about)
    if node.kind == NodeKind.EFFECT_GOAL and node.effect_goal_id in effects:
        effect = effects[node.effect_goal_id]
        return Reference(
            effect.title, reverse("matrix:effect", args=[effect.pk]), effect.strategy.title
        )
    if node.kind == NodeKind.INTERVENTION and node.intervention_type is not None:
        kind = node.intervention_type
        place = f"{reverse('interventions:catalogue')}#type-{kind.pk}"
        return Reference(kind.title, place, kind.by_law)
    if node.kind == NodeKind.TARGET_GROUP and node.target_group is not None:
        return Reference(node.target_group.title)
    return None
