from datetime import date
from decimal import Decimal

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, AgreementState, Goal
from roedtraad.steering.agreements.queries import remembered, statuses
from roedtraad.steering.agreements.services import judgement
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.services import Reading, record_measurement
from roedtraad.steering.indicators.tests.factories import TargetFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statuses, "MANY", 1)
    monkeypatch.setattr(remembered, "_kept", ((), {}))


@pytest.fixture
def goal(north: Unit) -> Goal:
    agreement: Agreement = AgreementFactory(unit=north, state=AgreementState.ACTIVE)
    goal: Goal = GoalFactory(agreement=agreement)
    use: IndicatorUse = GoalIndicatorFactory(goal=goal).use
    TargetFactory(use=use, value=Decimal(10), due_on=date(2026, 12, 31))
    return goal


def level(goal: Goal) -> Level:
    return statuses.goal_statuses([goal.pk], on=TODAY)[goal.pk].level


def test_a_second_look_reads_nothing_but_the_stamp(
    goal: Goal, django_assert_num_queries: object
) -> None:
    level(goal)

    with django_assert_num_queries(1):
        level(goal)


def test_a_measurement_is_seen_at_once(goal: Goal, leader: User) -> None:
    before = level(goal)
    use = goal.goal_indicators.get().use

    reading = Reading(value=Decimal(10))
    record_measurement(use, measured_on=date(2026, 5, 1), reading=reading, acting_user=leader)

    assert (before, level(goal)) == (Level.NO_DATA, Level.REACHED)


def test_a_judgement_by_hand_is_seen_when_set_and_when_ended(goal: Goal, leader: User) -> None:
    computed = level(goal)

    judgement.judge_goal(goal, Level.BEHIND, reason="Vi ved bedre", acting_user=leader)
    by_hand = level(goal)
    judgement.end_judgement(goal, acting_user=leader)

    assert (by_hand, level(goal)) == (Level.BEHIND, computed)


def test_another_day_is_another_judgement(goal: Goal) -> None:
    level(goal)

    late = statuses.goal_statuses([goal.pk], on=date(2027, 6, 1))[goal.pk]

    assert late.today == date(2027, 6, 1)
