from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import AgreementState
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse
from roedtraad.steering.indicators.services import Reading, record_measurement
from roedtraad.steering.indicators.tests.factories import (
    IndicatorUseFactory,
    MeasurementFactory,
    TargetFactory,
)

from .factories import AgreementFactory, GoalFactory, GoalIndicatorFactory

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12
MARCH = date(2026, 3, 31)


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    made = IndicatorUseFactory(
        unit=north,
        indicator__kind=IndicatorKind.PERCENTAGE,
        indicator__frequency="quarter",
        indicator__is_about_persons=True,
    )
    TargetFactory(use=made)
    return made


def municipality(use: IndicatorUse) -> None:
    """A deep and broad tree, the indicator in all of it, thirty goals that follow the use."""
    below = use.unit
    for _level in range(6):
        below = UnitFactory(parent=below)
    for number in range(40):
        team = UnitFactory(parent=below, name=f"Team {number}")
        MeasurementFactory(use=IndicatorUseFactory(unit=team, indicator=use.indicator))
    agreement = AgreementFactory(unit=use.unit, state=AgreementState.ACTIVE)
    for _goal in range(30):
        GoalIndicatorFactory(goal=GoalFactory(agreement=agreement), use=use)
    for year in range(1986, 2026):
        MeasurementFactory(use=use, measured_on=date(year, 3, 31), value=Decimal(50))


def test_a_measurement_is_saved_in_the_same_few_statements_in_a_large_municipality(
    use: IndicatorUse, leader: User, django_capture_on_commit_callbacks: Any
) -> None:
    def statements(on: date, reason: str = "") -> int:
        reading = Reading(numerator=Decimal(20), denominator=Decimal(40))
        with (
            CaptureQueriesContext(connection) as asked,
            django_capture_on_commit_callbacks(execute=True),
        ):
            record_measurement(
                use, measured_on=on, reading=reading, acting_user=leader, reason=reason, asks=True
            )
        return len(asked)

    small = statements(date(2025, 12, 31)), statements(date(2025, 12, 31), "Talt om")
    municipality(use)
    large = statements(MARCH), statements(MARCH, "Talt om")

    assert small == large
    assert max(large) <= MOST_STATEMENTS
