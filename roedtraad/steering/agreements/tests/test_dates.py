from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.today import Need
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, Goal, StrategyState
from roedtraad.steering.agreements.queries import dates
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    GoalIndicatorFactory,
    StrategyFactory,
)
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_target_waits_until_it_is_measured(
    approved: Agreement, leader: User, outsider: User
) -> None:
    followed = GoalIndicatorFactory(goal=Goal.objects.get(), use__indicator__title="Ventetid")
    TargetFactory(use=followed.use, value=14, due_on=date(2026, 12, 1))
    MeasurementFactory(use=followed.use, measured_on=date(2026, 9, 30), value=20)

    [item] = dates.items(leader, TODAY)
    assert (item.label, item.due_on, item.need) == ("Mål: Ventetid", date(2026, 12, 1), Need.DUE)
    assert list(dates.items(outsider, TODAY)) == []

    MeasurementFactory(use=followed.use, measured_on=date(2026, 12, 1), value=0)
    assert list(dates.items(leader, TODAY)) == []


def test_a_milestone_is_overdue_until_it_is_done(approved: Agreement, leader: User) -> None:
    followed = GoalIndicatorFactory(
        goal=Goal.objects.get(),
        use__indicator__title="Skema i brug",
        use__indicator__kind=IndicatorKind.MILESTONE,
    )
    TargetFactory(use=followed.use, value=None, due_on=date(2026, 6, 30))
    MeasurementFactory(use=followed.use, measured_on=date(2026, 7, 1), value=None, is_done=False)

    [item] = dates.items(leader, TODAY)
    assert (item.label, item.need) == ("Er det nået? Skema i brug", Need.OVERDUE)

    MeasurementFactory(use=followed.use, measured_on=date(2026, 8, 1), value=None, is_done=True)
    assert list(dates.items(leader, TODAY)) == []


def test_steps_of_a_strategy_stand_in_the_calendar_and_wait_for_who_writes_it(
    council: Unit, consultant: User, employee: User
) -> None:
    strategy = StrategyFactory(title="Tæt på", unit=council, state=StrategyState.IN_FORCE)
    strategy.calendar_steps.create(
        text="Høring", due_raw="nov-dec", due_from=date(2026, 11, 1), due_on=date(2026, 12, 15)
    )

    for month, begins in ((11, date(2026, 11, 1)), (12, date(2026, 12, 1))):
        [event] = dates.events(employee, date(2026, month, 1), date(2026, month, 28))
        assert (event.on, event.title, event.ends_on) == (begins, "Høring", date(2026, 12, 15))
    assert [item.label for item in dates.items(consultant, TODAY)] == ["Høring"]
    assert list(dates.items(employee, TODAY)) == []


def test_drafts_of_strategies_are_in_nobody_elses_calendar(council: Unit, employee: User) -> None:
    strategy = StrategyFactory(unit=council, state=StrategyState.DRAFT)
    strategy.calendar_steps.create(text="Høring", due_raw="dec", due_on=date(2026, 12, 15))

    assert list(dates.events(employee, date(2026, 12, 1), date(2026, 12, 31))) == []


def test_the_agreement_marks_a_due_that_could_not_be_read(
    client: Client, plan: Agreement, leader: User
) -> None:
    goal = plan.goals.get()
    ActionFactory(goal=goal, text="Ny aftale", due_raw="når vi er klar")
    client.force_login(leader)

    page = client.get(reverse("agreements:page", args=[plan.pk])).content.decode()

    row = page[page.index('<th scope="row">Ny aftale</th>') :].partition("</tr>")[0]
    assert "(der kan ikke læses en dato ud af det)" in " ".join(row.split())
    assert "har fristen “når vi er klar”: der kan ikke læses en dato ud af den" in page
