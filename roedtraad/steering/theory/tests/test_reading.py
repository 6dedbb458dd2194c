from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import ActionStatus, AgreementState, Goal
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    AgreementFactory,
    EffectGoalFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.tests.factories import (
    IndicatorUseFactory,
    MeasurementFactory,
    TargetFactory,
)
from roedtraad.steering.theory.diagnosis import Answer, Reading
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange
from roedtraad.steering.theory.queries.graph import graph_of
from roedtraad.steering.theory.queries.lists import found, theories_of_goal, theory_rows
from roedtraad.steering.theory.queries.reading import TheoryReading, lacks_of, reading_of

from .factories import LinkFactory, NodeFactory, NodeIndicatorFactory, TheoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
TODAY = date(2026, 11, 27)


@pytest.fixture
def frozen() -> Any:
    import time_machine

    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def goal(chain: dict[str, Node], north: Unit) -> Goal:
    """The goal that the chain's result stands for, in an agreement in force."""
    agreement = AgreementFactory(unit=north, state=AgreementState.ACTIVE)
    goal = GoalFactory(agreement=agreement, title="Hverdagen hænger sammen")
    Node.objects.filter(pk=chain["result_goal"].pk).update(goal=goal, title="")
    return goal


def use_at(unit: Unit, value: int | None) -> IndicatorUse:
    """From 20 towards 80 by the end of the year; about 74 is expected by now."""
    use = IndicatorUseFactory(unit=unit, baseline=Decimal(20), baseline_on=date(2026, 1, 1))
    TargetFactory(use=use)
    if value is not None:
        MeasurementFactory(use=use, value=Decimal(value), measured_on=date(2026, 10, 1))
    return use


def played(
    goal: Goal, chain: dict[str, Node], *, done: bool | None, output: int | None, result: int | None
) -> None:
    unit = goal.agreement.unit
    if done is not None:
        status = ActionStatus.DONE if done else ActionStatus.RUNNING
        ActionFactory(goal=goal, due_on=TODAY - timedelta(days=30), status=status)
    NodeIndicatorFactory(node=chain["output"], use=use_at(unit, output))
    GoalIndicatorFactory(goal=goal, use=use_at(unit, result))


def read(theory: TheoryOfChange, user: User) -> TheoryReading:
    return reading_of(graph_of(theory, user), user)


@pytest.mark.parametrize(
    ("done", "output", "result", "expected"),
    [
        (False, None, 25, Reading.NOT_CARRIED_OUT),
        (True, 25, 25, Reading.NO_OUTPUT),
        (True, 75, 25, Reading.NO_RESULT),
        (True, 75, 75, Reading.HOLDS),
        (False, 25, 75, Reading.OTHER_CAUSE),
        (True, 75, None, Reading.NO_DATA),
        (True, None, 25, Reading.NO_DATA),
        (None, 75, 75, Reading.NO_DATA),
    ],
)
def test_where_a_chain_breaks_is_read_from_actions_and_measurements(
    chain: dict[str, Node],
    goal: Goal,
    leader: User,
    done: bool | None,
    output: int | None,
    result: int | None,
    expected: Reading,
) -> None:
    played(goal, chain, done=done, output=output, result=result)

    [found] = read(chain["output"].theory, leader).chains

    assert found.diagnosis.reading == expected


def test_the_reasons_are_sentences_with_numbers(
    chain: dict[str, Node], goal: Goal, leader: User
) -> None:
    played(goal, chain, done=True, output=25, result=25)
    ActionFactory(
        goal=goal, due_on=TODAY - timedelta(days=1), status=ActionStatus.DROPPED, status_reason="x"
    )

    [found] = read(chain["output"].theory, leader).chains

    told = [fact.sentence for step in found.diagnosis.steps for fact in step.facts]
    assert told[0] == "1 af 2 handlinger, der burde være udført nu, er udført."
    assert all("25 %" in sentence for sentence in told[1:])
    assert found.node.name == "Hverdagen hænger sammen"


def test_an_action_that_is_not_due_is_not_missed(
    chain: dict[str, Node], goal: Goal, leader: User
) -> None:
    ActionFactory(goal=goal, due_on=TODAY + timedelta(days=1), status=ActionStatus.RUNNING)

    [found] = read(chain["output"].theory, leader).chains

    assert found.diagnosis.carried_out.answer == Answer.EARLY


def test_an_intervention_that_is_counted_is_asked_too(
    chain: dict[str, Node], goal: Goal, leader: User
) -> None:
    played(goal, chain, done=True, output=75, result=25)
    NodeIndicatorFactory(node=chain["intervention"], use=use_at(goal.agreement.unit, 21))

    [found] = read(chain["output"].theory, leader).chains

    assert found.diagnosis.reading == Reading.NOT_CARRIED_OUT


def test_boxes_show_how_they_stand_and_how_far_they_moved(
    chain: dict[str, Node], goal: Goal, leader: User
) -> None:
    played(goal, chain, done=True, output=75, result=25)

    found = read(chain["output"].theory, leader)

    levels = {pk: level.kind for pk, level in found.levels.items()}
    assert levels == {chain["output"].pk: "good", chain["result_goal"].pk: "warning"}
    assert "fra 20 % til 75 %" in found.changes.values()


def test_who_may_not_see_the_goal_reads_neither_its_name_nor_its_status(
    chain: dict[str, Node], goal: Goal, leader: User, south: Unit
) -> None:
    played(goal, chain, done=True, output=75, result=75)
    theory = chain["output"].theory
    goal.agreement.unit = south
    goal.agreement.save()
    IndicatorUse.objects.update(unit=south)

    [found] = read(theory, leader).chains

    assert "Hverdagen" not in found.node.name
    assert found.diagnosis.reading == Reading.NO_DATA
    assert "75" not in str(found.diagnosis)


def test_a_target_group_with_a_set_effect_goal_is_told_to_serve_it(
    chain: dict[str, Node], leader: User, council: Unit
) -> None:
    group = TargetGroup.objects.create(title="Familier")
    EffectGoalFactory(target_group=group, strategy__unit=council, strategy__state="in_force")
    Node.objects.filter(pk=chain["target_group"].pk).update(target_group=group)

    lacking = lacks_of(graph_of(chain["output"].theory, leader), leader)

    assert [each.node for each in lacking if each.key == "effect_goal"] == [
        chain["target_group"].pk
    ]


def test_a_box_of_a_goal_is_followed_by_the_goals_indicators(
    chain: dict[str, Node], goal: Goal, leader: User
) -> None:
    GoalIndicatorFactory(goal=goal)

    lacking = lacks_of(graph_of(chain["output"].theory, leader), leader)

    assert chain["result_goal"].pk not in [e.node for e in lacking if e.key == "indicator"]


def enlarge(theory: TheoryOfChange, unit: Unit, count: int) -> None:
    agreement = AgreementFactory(unit=unit, state=AgreementState.ACTIVE)
    for _each in range(count):
        goal = GoalFactory(agreement=agreement)
        output = NodeFactory(theory=theory, kind=NodeKind.OUTPUT)
        result = NodeFactory(theory=theory, kind=NodeKind.RESULT_GOAL, title="", goal=goal)
        LinkFactory(from_node=output, to_node=result)
        ActionFactory(goal=goal)
        NodeIndicatorFactory(node=output, use=use_at(unit, 40))
        GoalIndicatorFactory(goal=goal, use=use_at(unit, 40))


def test_the_number_of_queries_does_not_grow_with_the_boxes(
    chain: dict[str, Node],
    goal: Goal,
    leader: User,
    north: Unit,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    theory = chain["output"].theory
    counts = []
    for many in (2, 10):
        enlarge(theory, north, many)
        with django_assert_max_num_queries(60) as asked:
            graph = graph_of(theory, leader)
            reading_of(graph, leader)
            lacks_of(graph, leader)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_lists_show_what_is_in_use_first(
    theory: TheoryOfChange, leader: User, outsider: User, north: Unit
) -> None:
    TheoryFactory(unit=north, title="Å", state="in_use")

    rows = [row.theory.title for row in theory_rows(leader)]

    assert rows == ["Å", "Familien skriver målet"]
    assert theory_rows(outsider) == []


def test_a_goal_has_its_theories_and_words_find_them(
    chain: dict[str, Node], goal: Goal, leader: User, outsider: User
) -> None:
    theory = chain["output"].theory

    hits = list(found(leader, ("hverdagen",)))

    assert theories_of_goal(goal.pk, leader) == [theory]
    assert [hit.title for hit in hits] == [theory.title]
    assert list(found(outsider, ("hverdagen",))) == []
    assert theories_of_goal(goal.pk, outsider) == []
