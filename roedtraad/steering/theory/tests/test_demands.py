from typing import Any

import pytest

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.agreements.queries.completeness import missing_in
from roedtraad.steering.agreements.queries.missing import links_to
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    EffectGoalFactory,
    GoalFactory,
    StrategyFactory,
)
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange

from .factories import NodeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(north: Unit) -> Agreement:
    """An agreement under a strategy that demands theories."""
    rules = {"theory_required": True, "own_effect_goal": True}
    agreement = AgreementFactory(unit=north)
    agreement.strategies.add(StrategyFactory(rules=rules))
    return agreement


@pytest.fixture
def goal(plan: Agreement) -> Goal:
    return GoalFactory(agreement=plan, title="Hverdagen")


def lacking(plan: Agreement) -> list[str]:
    return [each.key for each in missing_in(plan)]


def test_every_goal_stands_in_a_theory_where_that_is_demanded(
    plan: Agreement, goal: Goal, theory: TheoryOfChange
) -> None:
    before = missing_in(plan)
    NodeFactory(theory=theory, kind=NodeKind.RESULT_GOAL, goal=goal)

    [lack] = [each for each in before if each.key == "theory_required"]
    [link] = links_to(plan, [lack])
    assert "Hverdagen" in lack.message
    assert link.href.endswith(f"/maal/{goal.pk}/#forandringsteori")
    assert "theory_required" not in lacking(plan)


def test_a_theory_that_is_over_does_not_count(
    plan: Agreement, goal: Goal, theory: TheoryOfChange
) -> None:
    NodeFactory(theory=theory, kind=NodeKind.RESULT_GOAL, goal=goal)
    TheoryOfChange.objects.update(state="ended")

    assert "theory_required" in lacking(plan)


def test_a_target_group_without_a_set_effect_goal_gets_one_of_its_own(
    plan: Agreement, goal: Goal, chain: dict[str, Node]
) -> None:
    group = TargetGroup.objects.create(title="Unge")
    plan.target_groups.add(group)
    before = lacking(plan)
    Node.objects.filter(pk=chain["target_group"].pk).update(target_group=group)

    assert "own_effect_goal" in before
    assert "own_effect_goal" not in lacking(plan)


def test_a_target_group_with_a_set_effect_goal_needs_none_of_its_own(
    plan: Agreement, goal: Goal
) -> None:
    group = TargetGroup.objects.create(title="Unge")
    plan.target_groups.add(group)
    EffectGoalFactory(strategy=plan.strategies.get(), target_group=group)

    assert "own_effect_goal" not in lacking(plan)


def test_nothing_is_asked_where_nothing_is_demanded(
    north: Unit, django_assert_num_queries: Any
) -> None:
    from roedtraad.steering.agreements.template_definition import Rules
    from roedtraad.steering.theory.queries.demands import lacks_of_agreements

    plan = AgreementFactory(unit=north)

    with django_assert_num_queries(0):
        assert lacks_of_agreements([(plan, Rules())]) == {}
