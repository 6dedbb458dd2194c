from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Section
from roedtraad.steering.agreements.services.editing import NotEditable
from roedtraad.steering.agreements.services.sections import write_section
from roedtraad.steering.agreements.tests.factories import AgreementFactory
from roedtraad.steering.followup.models import FollowUpRound, RoundState
from roedtraad.steering.followup.tests.factories import RoundFactory
from roedtraad.steering.indicators.models import (
    IndicatorUse,
    Measurement,
    MeasurementBatch,
    StagedMeasurement,
)
from roedtraad.steering.indicators.models.staging import keys_of
from roedtraad.steering.indicators.services import (
    Reading,
    batches,
    record_measurement,
    withdraw_measurement,
)
from roedtraad.steering.indicators.services.batches import Origin
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


@pytest.fixture
def locked(planned: FollowUpRound) -> FollowUpRound:
    planned.state = RoundState.LOCKED
    planned.save()
    return planned


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(unit=north)


def record(use: IndicatorUse, on: date, user: User, reason: str = "") -> Measurement:
    reading = Reading(value=Decimal(7))
    return record_measurement(use, measured_on=on, reading=reading, acting_user=user, reason=reason)


def test_figures_of_a_locked_round_stand(
    locked: FollowUpRound, use: IndicatorUse, leader: User
) -> None:
    known = MeasurementFactory(use=use, measured_on=date(2026, 1, 31))

    with pytest.raises(ValidationError, match="er låst"):
        record(use, MARCH, leader)
    with pytest.raises(ValidationError, match="er låst"):
        record(use, date(2026, 1, 31), leader, reason="Talt om")
    with pytest.raises(ValidationError, match="er låst"):
        withdraw_measurement(known, reason="Forkert", acting_user=leader)

    assert use.measurements.count() == 1
    assert record(use, APRIL, leader).value == 7


def test_figures_of_a_unit_that_did_not_take_part_are_free(
    locked: FollowUpRound, use: IndicatorUse, south: Unit, leader: User
) -> None:
    locked.units.set([south])

    assert record(use, MARCH, leader).value == 7


def test_figures_can_be_changed_when_the_round_is_reopened(
    locked: FollowUpRound, use: IndicatorUse, leader: User
) -> None:
    FollowUpRound.objects.update(state=RoundState.OPEN)

    assert record(use, MARCH, leader).value == 7


def test_the_follow_up_of_an_agreement_is_locked_with_the_round_its_period_ends_in(
    north: Unit, leader: User
) -> None:
    agreement = AgreementFactory(
        unit=north, state=AgreementState.ACTIVE, starts_on=date(2026, 1, 1), ends_on=MARCH
    )
    longer = AgreementFactory(
        unit=north, state=AgreementState.ACTIVE, starts_on=date(2026, 1, 1), ends_on=APRIL
    )
    row = RoundFactory(unit=north, state=RoundState.LOCKED)
    row.units.set([north])

    def write(of: object) -> None:
        text = Section(agreement=of, key="follow_up.course", text="Et godt år")
        write_section(text, base_version=0, acting_user=leader, is_text=False)

    with pytest.raises(NotEditable, match="er låst"):
        write(agreement)
    write(longer)

    assert (agreement.sections.count(), longer.sections.count()) == (0, 1)


def staged(use: IndicatorUse, days: list[date]) -> None:
    for number, day in enumerate(days):
        StagedMeasurement.objects.create(
            id=keys_of(1)[0] + number,
            row_number=number + 1,
            slot=number,
            use_id=use.pk,
            measured_on=day,
            value=Decimal(7),
        )


def test_an_import_leaves_locked_periods_alone(
    locked: FollowUpRound, use: IndicatorUse, leader: User
) -> None:
    MeasurementFactory(use=use, measured_on=date(2025, 12, 31))
    staged(use, [MARCH, APRIL])

    batch = batches.take_in(1, Origin("tal.xlsx", "0" * 64), reason="", acting_user=leader)

    assert (batch.row_count, batch.refused_count) == (1, 1)
    assert use.measurements.get(batch=batch).measured_on == APRIL


def test_the_history_of_an_indicator_without_figures_is_taken_in(
    locked: FollowUpRound, use: IndicatorUse, leader: User
) -> None:
    staged(use, [MARCH, APRIL])

    batch = batches.take_in(1, Origin("tal.xlsx", "0" * 64), reason="", acting_user=leader)

    assert (batch.row_count, batch.refused_count) == (2, 0)


def test_an_import_is_not_undone_behind_a_lock(
    planned: FollowUpRound, use: IndicatorUse, leader: User
) -> None:
    batch = MeasurementBatch.objects.create(file_name="tal.xlsx", imported_by=leader, row_count=1)
    MeasurementFactory(use=use, measured_on=MARCH, batch=batch)
    FollowUpRound.objects.update(state=RoundState.LOCKED)

    with pytest.raises(ValidationError, match="er låst"):
        batches.undo(batch, reason="Forkert fil", acting_user=leader)
