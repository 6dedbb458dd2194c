import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    EffectGoal,
    FocusArea,
    Goal,
    Strategy,
    StrategyState,
    Vision,
)
from roedtraad.steering.agreements.queries.thread import RedThread, thread_of
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administration: Unit) -> Strategy:
    return StrategyFactory(unit=administration, state=StrategyState.IN_FORCE)


@pytest.fixture
def area(plan: Strategy) -> FocusArea:
    vision = Vision.objects.create(strategy=plan, title="Vision")
    return FocusAreaFactory(strategy=plan, title="Område", vision=vision)


@pytest.fixture
def effect(plan: Strategy, area: FocusArea) -> EffectGoal:
    return EffectGoalFactory(strategy=plan, title="Effekt", focus_area=area)


@pytest.fixture
def goal(north: Unit, effect: EffectGoal) -> Goal:
    goal: Goal = GoalFactory(agreement__unit=north, title="Mål")
    goal.effect_goals.add(effect)
    return goal


def titles(thread: RedThread) -> list[str]:
    return [knot.title for knot in thread.knots]


def current(thread: RedThread) -> list[str]:
    return [knot.title for knot in thread.knots if knot.is_current]


def test_a_goal_hangs_on_its_vision_and_rests_on_its_actions(goal: Goal, leader: User) -> None:
    ActionFactory(goal=goal, text="Gør noget")

    thread = thread_of(goal, leader)

    assert titles(thread) == ["Vision", "Område", "Effekt", "Mål", "Gør noget"]
    assert current(thread) == ["Mål"]
    assert all(knot.href for knot in thread.knots)


def test_several_actions_are_one_knot(goal: Goal, leader: User) -> None:
    ActionFactory.create_batch(2, goal=goal)

    assert titles(thread_of(goal, leader))[-1] == "2 handlinger"


def test_an_action_is_the_last_knot(goal: Goal, leader: User) -> None:
    action = ActionFactory(goal=goal, text="Gør noget")

    thread = thread_of(action, leader)

    assert titles(thread)[-2:] == ["Mål", "Gør noget"]
    assert current(thread) == ["Gør noget"]


def test_every_element_of_the_strategy_has_its_thread(
    goal: Goal, effect: EffectGoal, area: FocusArea, leader: User
) -> None:
    goal.focus_areas.add(area)

    assert titles(thread_of(effect, leader)) == ["Vision", "Område", "Effekt", "Mål"]
    assert titles(thread_of(area, leader)) == ["Vision", "Område", "Mål"]
    assert area.vision is not None
    assert titles(thread_of(area.vision, leader)) == ["Vision", "Mål"]


def test_what_is_missing_in_the_chain_is_shown_as_missing(north: Unit, leader: User) -> None:
    goal = GoalFactory(agreement__unit=north, title="Mål")

    thread = thread_of(goal, leader)

    assert [knot.is_missing for knot in thread.knots] == [True, True, True, False, True]


def test_what_it_serves_beside_the_chain_is_named(goal: Goal, plan: Strategy, leader: User) -> None:
    goal.effect_goals.add(EffectGoalFactory(strategy=plan, title="Også"))
    goal.focus_areas.add(FocusAreaFactory(strategy=plan, title="Også det"))

    assert [knot.title for knot in thread_of(goal, leader).also] == ["Også", "Også det"]


def test_the_agreement_s_own_focus_area_leads_up_to_the_strategy_s(
    goal: Goal, area: FocusArea, leader: User
) -> None:
    own = FocusAreaFactory(strategy=None, agreement=goal.agreement, title="Eget")
    own.serves.add(area)

    thread = thread_of(own, leader)

    assert titles(thread)[:3] == ["Vision", "Område", "Eget"]
    assert current(thread) == ["Eget"]


def test_a_focus_area_that_only_the_agreement_has_is_in_the_chain(
    north: Unit, leader: User
) -> None:
    goal = GoalFactory(agreement__unit=north, title="Mål")
    own = FocusAreaFactory(strategy=None, agreement=goal.agreement, title="Vores eget")
    goal.focus_area = own
    goal.save()

    assert titles(thread_of(goal, leader))[:2] == ["", "Vores eget"]


def test_the_outsider_does_not_see_goals_of_others(
    goal: Goal, effect: EffectGoal, outsider: User
) -> None:
    assert titles(thread_of(effect, outsider)) == ["Vision", "Område", "Effekt", ""]


def test_a_draft_strategy_is_not_in_the_thread_of_who_may_not_read_it(
    goal: Goal, plan: Strategy, leader: User
) -> None:
    Strategy.objects.filter(pk=plan.pk).update(state=StrategyState.DRAFT)

    assert titles(thread_of(goal, leader))[:3] == ["", "", ""]
