from datetime import date
from decimal import Decimal

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitPlacement
from roedtraad.foundation.organisation.services import refresh_tree
from roedtraad.steering.agreements.models import Agreement, AgreementState, Change, Goal
from roedtraad.steering.agreements.queries import statuses
from roedtraad.steering.agreements.services import judgement
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.models import Aggregation, Direction, Indicator, IndicatorUse
from roedtraad.steering.indicators.services import Reading, record_measurement
from roedtraad.steering.indicators.tests.factories import (
    IndicatorUseFactory,
    MeasurementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statuses, "MANY", 1)


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


def test_what_is_written_of_one_goal_leaves_the_others_as_they_were(
    goal: Goal, south: Unit, leader: User
) -> None:
    other: Goal = GoalFactory(agreement=AgreementFactory(unit=south, state=AgreementState.ACTIVE))
    both = [goal.pk, other.pk]
    before = statuses.goal_statuses(both, on=TODAY)

    use = goal.goal_indicators.get().use
    reading = Reading(value=Decimal(10))
    record_measurement(use, measured_on=date(2026, 5, 1), reading=reading, acting_user=leader)
    after = statuses.goal_statuses(both, on=TODAY)

    assert after[goal.pk].level == Level.REACHED
    assert after[other.pk] is before[other.pk]


def test_a_row_that_comes_late_with_a_lower_number_is_seen(goal: Goal) -> None:
    use = goal.goal_indicators.get().use
    MeasurementFactory(pk=90, use=use, measured_on=date(2026, 4, 1), value=Decimal(1))
    before = level(goal)

    MeasurementFactory(pk=80, use=use, measured_on=date(2026, 5, 1), value=Decimal(10))

    assert before != level(goal) == Level.REACHED


def test_an_indicator_that_two_goals_share_is_judged_anew_for_both(
    goal: Goal, south: Unit, leader: User
) -> None:
    other: Goal = GoalFactory(agreement=AgreementFactory(unit=south, state=AgreementState.ACTIVE))
    indicator = goal.goal_indicators.get().use.indicator
    use = GoalIndicatorFactory(goal=other, use__indicator=indicator).use
    TargetFactory(use=use, value=Decimal(10), due_on=date(2026, 12, 31))
    MeasurementFactory(use=use, measured_on=date(2026, 5, 1), value=Decimal(12))
    before = level(other)

    type(indicator).objects.filter(pk=indicator.pk).update(direction=Direction.DOWN)
    Change.objects.create(
        agreement=goal.agreement,
        subject_type="indicators.indicator",
        subject_id=indicator.pk,
        changed_by=leader,
    )

    assert level(other) != before


def test_a_level_that_another_units_new_figure_hides_is_judged_anew(
    goal: Goal, south: Unit, leader: User
) -> None:
    use = goal.goal_indicators.get().use
    Indicator.objects.filter(pk=use.indicator_id).update(
        is_about_persons=True, over_units=Aggregation.SUM
    )
    MeasurementFactory(use=use, measured_on=date(2026, 5, 1), value=Decimal(12))
    elsewhere = IndicatorUseFactory(unit=south, indicator=use.indicator)
    before = level(goal)

    MeasurementFactory(use=elsewhere, measured_on=date(2026, 5, 1), value=Decimal(2))
    hidden = level(goal)
    MeasurementFactory(use=elsewhere, measured_on=date(2026, 5, 1), value=Decimal(30), revision=2)

    assert (before, hidden) == (Level.REACHED, Level.NO_DATA)
    assert level(goal) == Level.REACHED


def test_when_units_are_moved_everything_is_judged_anew(
    goal: Goal, south: Unit, council: Unit
) -> None:
    before = statuses.goal_statuses([goal.pk], on=TODAY)[goal.pk]

    UnitPlacement.objects.filter(unit=south).update(ends_on=date(2026, 5, 31))
    UnitPlacement.objects.create(unit=south, parent=council, starts_on=date(2026, 6, 1))
    refresh_tree()

    assert statuses.goal_statuses([goal.pk], on=TODAY)[goal.pk] is not before
