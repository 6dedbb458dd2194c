from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roedtraad.steering.agreements.models import Goal, StatusOverride
from roedtraad.steering.agreements.queries.statuses import goal_statuses
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    AgreementFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
MIDSUMMER = date(2026, 7, 2)


def measured_goal(value: int, **more: object) -> Goal:
    """A goal whose indicator goes from 40 at New Year to 80 at the end of 2026."""
    link = GoalIndicatorFactory(
        use__baseline=Decimal(40), use__baseline_on=date(2026, 1, 1), **more
    )
    TargetFactory(use=link.use)
    MeasurementFactory(use=link.use, measured_on=date(2026, 6, 30), value=value)
    return link.goal


def test_a_goal_stands_as_its_newest_measurement_says() -> None:
    goal = measured_goal(41)
    use = goal.goal_indicators.get().use
    MeasurementFactory(use=use, measured_on=date(2026, 6, 30), value=60, revision=2)

    status = goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk]

    assert status.level == Level.ON_TRACK


def test_a_measured_zero_counts() -> None:
    goal = measured_goal(0)

    assert goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].level == Level.WORSE


def test_an_overdue_action_is_counted_and_a_finished_one_is_not() -> None:
    goal = measured_goal(60)
    ActionFactory(goal=goal, due_on=date(2026, 3, 1))
    ActionFactory(goal=goal, due_on=date(2026, 3, 1), status="done")

    assert goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].overdue_actions == 1


def test_a_judgement_by_hand_counts_until_it_is_ended() -> None:
    goal = measured_goal(41)
    override = StatusOverride.objects.create(
        goal=goal, level=Level.ON_TRACK, reason="Tal mangler", set_by=goal.agreement.made_by
    )

    assert goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].level == Level.ON_TRACK

    override.ended_at = override.set_at
    override.save()
    assert goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].level == Level.BEHIND


def test_the_template_can_ask_for_the_weighted_mean() -> None:
    agreement = AgreementFactory(
        template_version__definition={"status_rule": "weighted", "sections": []}
    )
    goal = measured_goal(60, goal=GoalFactory(agreement=agreement))

    assert goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].rule == "weighted"


def test_more_goals_take_no_more_queries() -> None:
    goals = [measured_goal(41).pk for _ in range(3)]

    with CaptureQueriesContext(connection) as few:
        goal_statuses(goals[:1], on=MIDSUMMER)
    with CaptureQueriesContext(connection) as many:
        goal_statuses(goals, on=MIDSUMMER)

    assert len(few) == len(many) == 7


def test_no_goals_need_no_status() -> None:
    assert goal_statuses([]) == {}
    assert GoalFactory().pk not in goal_statuses([])
