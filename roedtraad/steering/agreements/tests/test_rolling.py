from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    FocusArea,
    Goal,
    Section,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import editing, life, rolling
from roedtraad.steering.agreements.services.rolling import NextPeriod
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    FocusAreaFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db


def choice(agreement: Agreement, **more: object) -> NextPeriod:
    starts_on, ends_on = rolling.usual_next_period(agreement)
    return NextPeriod(title="Aftale 2028-29", starts_on=starts_on, ends_on=ends_on, **more)


def test_the_next_period_is_as_long_as_the_last(approved: Agreement) -> None:
    assert rolling.usual_next_period(approved) == (date(2028, 1, 1), date(2029, 12, 31))


def test_only_what_was_chosen_continues(approved: Agreement, leader: User) -> None:
    kept = Goal.objects.get()
    GoalFactory(agreement=approved, title="Slut")
    Section.objects.create(agreement=approved, key="about", text="Om os")
    Section.objects.create(agreement=approved, key="mission", text="Kerneopgaven")
    FocusArea.objects.create(agreement=approved, title="Eget område")
    chosen = choice(approved, goals=frozenset({kept.pk}), sections=frozenset({"about"}))

    new = rolling.roll_into_next_period(approved, chosen, acting_user=leader)

    assert [goal.title for goal in new.goals.all()] == [kept.title]
    assert [section.key for section in new.sections.all()] == ["about"]
    assert new.goals.get().carried_from == kept
    assert (new.previous, new.state, new.starts_on) == (approved, "draft", date(2028, 1, 1))


def test_done_actions_stay_and_old_dates_do_not_follow(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    done = ActionFactory(goal=goal, status=ActionStatus.DONE)
    open_one = ActionFactory(goal=goal, due_raw="2026", due_on=date(2026, 12, 31))
    chosen = choice(approved, goals=frozenset({goal.pk}), actions=frozenset({done.pk, open_one.pk}))

    new = rolling.roll_into_next_period(approved, chosen, acting_user=leader)

    action = Action.objects.get(goal__agreement=new)
    assert (action.text, action.due_on, action.due_raw) == (open_one.text, None, "")


def test_an_indicator_continues_from_where_it_stands(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    use = GoalIndicatorFactory(goal=goal).use
    TargetFactory(use=use, value=Decimal(80))
    MeasurementFactory(use=use, value=Decimal(0), measured_on=date(2027, 11, 1))
    area = FocusAreaFactory()
    goal.focus_areas.add(area)

    new = rolling.roll_into_next_period(
        approved, choice(approved, goals=frozenset({goal.pk})), acting_user=leader
    )

    carried = new.goals.get()
    again = carried.goal_indicators.get().use
    assert (again.indicator, again.baseline, again.baseline_on) == (
        use.indicator,
        0,
        date(2027, 11, 1),
    )
    assert again != use
    assert list(carried.focus_areas.all()) == [area]


def test_the_old_agreement_is_not_touched(approved: Agreement, leader: User) -> None:
    before = text_hash(approved)
    chosen = choice(approved, goals=frozenset({Goal.objects.get().pk}))

    rolling.roll_into_next_period(approved, chosen, acting_user=leader)

    assert text_hash(Agreement.objects.get(pk=approved.pk)) == before


def test_a_roll_is_undone_while_nobody_has_written_in_it(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    GoalIndicatorFactory(goal=goal)
    chosen = choice(approved, goals=frozenset({goal.pk}))

    new = rolling.roll_into_next_period(approved, chosen, acting_user=leader)
    rolling.undo_roll(new, acting_user=leader)

    assert Agreement.objects.get() == approved
    assert IndicatorUse.objects.count() == 1


def test_a_roll_that_was_worked_on_stays(approved: Agreement, leader: User) -> None:
    chosen = choice(approved, goals=frozenset({Goal.objects.get().pk}))
    new = rolling.roll_into_next_period(approved, chosen, acting_user=leader)
    editing.update(new.goals.get(), {"title": "Skærpet"}, acting_user=leader)

    with pytest.raises(life.NotNow):
        rolling.undo_roll(new, acting_user=leader)


def test_outsiders_roll_nothing(approved: Agreement, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        rolling.roll_into_next_period(approved, choice(approved), acting_user=outsider)
