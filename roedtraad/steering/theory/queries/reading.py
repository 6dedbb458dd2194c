"""What a theory says today: where each chain breaks, and what the theory lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.models import EffectGoal, EffectIndicator, GoalIndicator
from roedtraad.steering.agreements.queries.levels import ShownLevel
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.theory.completeness import Lack, LinkState, NodeState, lacks
from roedtraad.steering.theory.diagnosis import Answer, Diagnosis, Fact, diagnosis
from roedtraad.steering.theory.graph import each_before
from roedtraad.steering.theory.models import Evidence, NodeKind

from .effects import MeasuredEffect, effect_at
from .facts import (
    Known,
    changes_since_start,
    fact_of_goal,
    facts_of_actions,
    facts_of_indicators,
    what_is_known,
)
from .graph import ShownNode, TheoryGraph


@dataclass(frozen=True)
class Chain:
    """What leads to one result goal, and where it breaks."""

    node: ShownNode
    diagnosis: Diagnosis


@dataclass(frozen=True)
class TheoryReading:
    """How the theory stands: levels and effects by box, changes by use, and chains."""

    levels: dict[int, ShownLevel]
    changes: dict[int, str]
    effects: dict[int, MeasuredEffect]
    chains: list[Chain]


def reading_of(graph: TheoryGraph, user: User) -> TheoryReading:
    """All that is known of the theory today."""
    known = what_is_known(graph.nodes, graph.goals, user)
    levels = {each.node.pk: known.level(each) for each in graph.nodes}
    return TheoryReading(
        {pk: level for pk, level in levels.items() if level is not None},
        changes_since_start(known),
        _effects(graph, known),
        _chains(graph, known),
    )


def chains_to(goal: int, graph: TheoryGraph, user: User) -> list[Chain]:
    """What leads to the boxes that stand for `goal`."""
    chains = _chains(graph, what_is_known(graph.nodes, graph.goals, user))
    return [each for each in chains if each.node.node.goal_id == goal]


def _chains(graph: TheoryGraph, known: Known) -> list[Chain]:
    results = [each for each in graph.nodes if each.node.kind == NodeKind.RESULT_GOAL]
    before = each_before(graph.arrows, [each.node.pk for each in results])
    return [Chain(each, _diagnosis(each, before[each.node.pk], graph, known)) for each in results]


def _effects(graph: TheoryGraph, known: Known) -> dict[int, MeasuredEffect]:
    """What was measured at each box that an arrow leads to."""
    ends = {end for _start, end in graph.arrows}
    found = {each.node.pk: effect_at(each, known) for each in graph.nodes if each.node.pk in ends}
    return {pk: effect for pk, effect in found.items() if effect is not None}


def _diagnosis(
    result: ShownNode, before: Collection[int], graph: TheoryGraph, known: Known
) -> Diagnosis:
    way = [each for each in graph.nodes if each.node.pk in before]
    goal = graph.goals.get(result.node.goal_id or 0)
    goals = [goal] if goal is not None else []
    interventions = [each for each in way if each.node.kind == NodeKind.INTERVENTION]
    outputs = [each for each in way if each.node.kind == NodeKind.OUTPUT]
    carried_out = facts_of_actions(goals, known)
    for each in interventions:
        carried_out += facts_of_indicators(each, known)
    return diagnosis(
        carried_out or [_unknown(result.name, _("No actions, and nothing that counts them."))],
        list(_facts_of_outputs(outputs, known)) or [_unknown(result.name, _no_output(outputs))],
        _facts_of_result(result, graph, known),
    )


def _facts_of_outputs(outputs: Sequence[ShownNode], known: Known) -> Iterator[Fact]:
    for each in outputs:
        facts = facts_of_indicators(each, known)
        yield from facts or [_unknown(each.name, _("It has no indicator."))]


def _facts_of_result(result: ShownNode, graph: TheoryGraph, known: Known) -> list[Fact]:
    goal = graph.goals.get(result.node.goal_id or 0)
    if goal is None:
        facts = facts_of_indicators(result, known)
        return facts or [_unknown(result.name, _("It stands for no goal and has no indicator."))]
    told = known.uses_of_goal.get(goal.pk, frozenset())
    return [fact_of_goal(goal, known), *facts_of_indicators(result, known, but=told)]


def _no_output(outputs: Sequence[ShownNode]) -> str:
    return _("No output leads to it.") if not outputs else _("It has no indicator.")


def _unknown(about: str, sentence: str) -> Fact:
    return Fact(about, Answer.UNKNOWN, sentence)


def lacks_of(graph: TheoryGraph, user: User) -> list[Lack]:
    """What the theory lacks; at most four queries."""
    effects = {each.node.effect_goal_id for each in graph.nodes if each.node.effect_goal_id}
    groups = {each.node.target_group_id for each in graph.nodes if each.node.target_group_id}
    group_of = dict(_groups_of_effects().rows(effects=effects)) if effects else {}
    set_for = _groups_with_effect_goal(groups, user) if groups else frozenset()
    # a box that stands for a goal is followed by the goal's own indicators
    by_goal = Counter(_followed_goals().rows(goals=graph.goals)) if graph.goals else {}
    # and one that stands for a set effect goal by those that were set with it
    by_effect = Counter(_awaited_effects().rows(effects=effects)) if effects else {}
    nodes = [
        NodeState(
            pk=each.node.pk,
            kind=NodeKind(each.node.kind),
            name=each.name,
            indicators=len(each.indicators)
            or by_goal.get(each.node.goal_id or 0, 0)
            or by_effect.get(each.node.effect_goal_id or 0, 0),
            group=each.node.target_group_id,
            group_of_effect=group_of.get(each.node.effect_goal_id or 0),
        )
        for each in graph.nodes
    ]
    links = [
        LinkState(
            pk=each.link.pk,
            ends=(each.link.from_node_id, each.link.to_node_id),
            assumption=each.link.assumption,
            evidence=Evidence(each.link.evidence),
            source=each.link.evidence_source,
        )
        for each in graph.links
    ]
    return lacks(
        nodes,
        links,
        groups_with_effect_goal=set_for,
        most_indicators=settings.THEORY_MOST_INDICATORS,
    )


def _groups_with_effect_goal(groups: Collection[int], user: User) -> frozenset[int]:
    rows = EffectGoal.objects.filter(
        target_group__in=groups, strategy__in=strategies_for(user).values("pk")
    ).values_list("target_group_id", flat=True)
    return frozenset(each for each in rows if each is not None)


@prepared
def _groups_of_effects() -> QuerySet[EffectGoal, tuple[int, int | None]]:
    rows = EffectGoal.objects.filter(pk__in=GivenKeys("effects"))
    return rows.values_list("pk", "target_group_id")


@prepared
def _followed_goals() -> QuerySet[GoalIndicator, int]:
    rows = GoalIndicator.objects.filter(goal__in=GivenKeys("goals"))
    return rows.values_list("goal_id", flat=True)


@prepared
def _awaited_effects() -> QuerySet[EffectIndicator, int]:
    rows = EffectIndicator.objects.filter(effect_goal__in=GivenKeys("effects")).exclude(text="")
    return rows.values_list("effect_goal_id", flat=True)
