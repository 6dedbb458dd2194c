from datetime import date

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, GoalIndicator
from roedtraad.steering.agreements.tests.factories import AgreementFactory, GoalFactory
from roedtraad.steering.indicators.models import Frequency
from roedtraad.steering.indicators.queries.owed import owed
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "is_owed"),
    [
        (AgreementState.DRAFT, False),
        (AgreementState.SUBMITTED, False),
        (AgreementState.ACTIVE, True),
        (AgreementState.AMENDING, True),
        (AgreementState.CLOSED, False),
    ],
)
def test_measurements_are_owed_while_the_agreement_is_in_force(
    north: Unit, leader: User, state: AgreementState, is_owed: bool
) -> None:
    goal = GoalFactory(agreement=AgreementFactory(unit=north, state=state))
    use = IndicatorUseFactory(unit=north, indicator__frequency=Frequency.QUARTER)
    GoalIndicator.objects.create(goal=goal, use=use)

    rows = owed(leader, date(2026, 9, 30), date(2026, 10, 12)).rows

    assert bool(rows) is is_owed
