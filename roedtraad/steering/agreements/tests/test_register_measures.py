"""Measures that are computed from agreements, and stored every night."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from roedtraad.foundation.accounts.services.users import system_user
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    AgreementState,
    Goal,
    Version,
)
from roedtraad.steering.agreements.queries import register_measures as measures
from roedtraad.steering.indicators.models import Frequency, IndicatorKind, Measurement
from roedtraad.steering.indicators.registers import Figure
from roedtraad.steering.indicators.services.registers import store_register_measures
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

from .factories import ActionFactory, AgreementFactory, GoalFactory, GoalIndicatorFactory

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture
def goal(north: Unit) -> Goal:
    """A goal of an agreement that was approved before its year began."""
    agreement = AgreementFactory(
        unit=north,
        state=AgreementState.ACTIVE,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    Version.objects.create(
        agreement=agreement,
        number=1,
        content={"goals": []},
        approved_at=datetime(2025, 12, 15, 10, tzinfo=timezone.get_current_timezone()),
    )
    return GoalFactory(agreement=agreement)


def test_goals_with_an_indicator_are_counted_in_the_unit_and_below(
    goal: Goal, administration: Unit, south: Unit
) -> None:
    GoalIndicatorFactory(goal=goal)
    GoalFactory(agreement=goal.agreement)

    assert measures.goals_with_indicator(administration, FIRST, LAST, {}) == Figure(
        Decimal(50), Decimal(1), Decimal(2)
    )
    assert measures.goals_with_indicator(south, FIRST, LAST, {}).value is None


def test_a_measurement_that_was_withdrawn_is_no_figure_of_the_period(
    goal: Goal, north: Unit
) -> None:
    followed = GoalIndicatorFactory(goal=goal)
    MeasurementFactory(use=followed.use, measured_on=date(2026, 8, 31))
    before = measures.goals_with_data(north, FIRST, LAST, {}).value
    MeasurementFactory(
        use=followed.use, measured_on=date(2026, 8, 31), revision=2, is_withdrawn=True
    )

    assert before == Decimal(100)
    assert measures.goals_with_data(north, FIRST, LAST, {}).value == Decimal(0)


def test_a_postponed_action_counts_by_the_date_that_was_chosen(goal: Goal, north: Unit) -> None:
    done = {"status": ActionStatus.DONE, "done_on": date(2026, 8, 30)}
    ActionFactory(goal=goal, due_on=date(2026, 7, 31), postponed_to_on=date(2026, 8, 31), **done)

    by_latest = measures.actions_done_on_time(north, FIRST, LAST, {"due": "latest"})
    by_first = measures.actions_done_on_time(north, FIRST, LAST, {"due": "first"})

    assert (by_latest.value, by_first.value) == (Decimal(100), Decimal(0))


def test_dropped_actions_are_left_out(goal: Goal, north: Unit) -> None:
    ActionFactory(
        goal=goal, due_on=date(2026, 8, 1), status=ActionStatus.DROPPED, status_reason="Opgivet"
    )

    assert measures.actions_done_on_time(north, FIRST, LAST, {"due": "latest"}).value is None
    assert Action.objects.count() == 1


def test_a_night_s_figures_are_stored_once_and_revised_while_they_may_change(
    goal: Goal, north: Unit
) -> None:
    use = IndicatorUseFactory(
        unit=north,
        indicator__kind=IndicatorKind.REGISTER,
        indicator__register_measure="goals_with_indicator",
        indicator__frequency=Frequency.QUARTER,
    )
    today, me = date(2026, 10, 5), system_user()

    first = store_register_measures(acting_user=me, today=today)
    again = store_register_measures(acting_user=me, today=today)
    GoalIndicatorFactory(goal=goal)
    changed = store_register_measures(acting_user=me, today=today)

    newest = Measurement.objects.filter(use=use, measured_on=LAST).order_by("revision")
    assert (first > 0, again, changed) == (True, 0, 1)
    assert [row.value for row in newest] == [Decimal(0), Decimal(100)]
    assert newest[1].reason == "Beregnet igen af registrene."


def test_an_agreement_approved_before_its_first_day_is_in_time(goal: Goal, north: Unit) -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)

    assert measures.agreements_before_start(north, *year, {}).value == Decimal(100)
    Version.objects.update(approved_at=timezone.now())
    assert measures.agreements_before_start(north, *year, {}).value == Decimal(0)
