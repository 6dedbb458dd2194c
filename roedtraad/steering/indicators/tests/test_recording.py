from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.indicators import services
from roedtraad.steering.indicators.models import (
    Breakdown,
    BreakdownGroup,
    Frequency,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    MeasurementPart,
    RubricLevel,
)
from roedtraad.steering.indicators.services import Part, Reading, UnusualValue
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 31)
MOST_STATEMENTS = 13


@pytest.fixture
def share(north: Unit) -> IndicatorUse:
    """A percentage, measured every quarter."""
    return IndicatorUseFactory(
        unit=north,
        indicator__kind=IndicatorKind.PERCENTAGE,
        indicator__frequency=Frequency.QUARTER,
    )


def record(use: IndicatorUse, user: User, reading: Reading, **more: object) -> Measurement:
    return services.record_measurement(
        use, measured_on=MARCH, reading=reading, acting_user=user, **more
    )


def by_sex(use: IndicatorUse) -> tuple[str, str]:
    breakdown = Breakdown.objects.create(indicator=use.indicator, title="Køn")
    groups = [
        BreakdownGroup.objects.create(breakdown=breakdown, title=title, position=place)
        for place, title in enumerate(("piger", "drenge"))
    ]
    return str(groups[0].pk), str(groups[1].pk)


def test_a_percentage_is_worked_out_and_keeps_both_numbers(
    share: IndicatorUse, leader: User
) -> None:
    record(share, leader, Reading(numerator=Decimal(2), denominator=Decimal(3)))

    stored = Measurement.objects.get()
    assert (stored.value, stored.numerator, stored.denominator) == (Decimal("66.6667"), 2, 3)
    assert stored.period_from == date(2026, 1, 1)


def test_a_share_of_nothing_is_refused_and_points_to_not_counted(
    share: IndicatorUse, leader: User
) -> None:
    with pytest.raises(ValidationError, match="ikke opgjort"):
        record(share, leader, Reading(numerator=Decimal(0), denominator=Decimal(0)))


def test_a_part_above_its_whole_is_refused(share: IndicatorUse, leader: User) -> None:
    with pytest.raises(ValidationError, match="4 kan ikke være ud af 3"):
        record(share, leader, Reading(numerator=Decimal(4), denominator=Decimal(3)))

    assert not Measurement.objects.exists()


def test_not_counted_is_no_value_and_not_zero(share: IndicatorUse, leader: User) -> None:
    record(share, leader, Reading(is_not_counted=True, note="Systemet var nede"))

    stored = Measurement.objects.get()
    assert (stored.is_not_counted, stored.value, stored.note) == (True, None, "Systemet var nede")


def test_parts_must_add_up_where_the_breakdown_demands_it(
    share: IndicatorUse, leader: User
) -> None:
    girls, boys = by_sex(share)
    parts = {
        girls: Part(numerator=Decimal(1), denominator=Decimal(2)),
        boys: Part(numerator=Decimal(2), denominator=Decimal(2)),
    }
    wrong = Reading(numerator=Decimal(2), denominator=Decimal(4), parts=parts)
    right = Reading(numerator=Decimal(3), denominator=Decimal(4), parts=parts)

    with pytest.raises(ValidationError, match="Køn"):
        record(share, leader, wrong)
    record(share, leader, right)

    stored = dict(MeasurementPart.objects.values_list("cell", "value"))
    assert stored == {girls: 50, boys: 100}


def test_parts_of_a_breakdown_that_need_not_add_up_are_taken_as_they_are(
    share: IndicatorUse, leader: User
) -> None:
    girls, _boys = by_sex(share)
    Breakdown.objects.update(must_add_up=False)
    parts = {girls: Part(numerator=Decimal(1), denominator=Decimal(2))}

    record(share, leader, Reading(numerator=Decimal(3), denominator=Decimal(4), parts=parts))

    assert MeasurementPart.objects.count() == 1


def test_described_evidence_is_a_level_of_its_own_rubric(north: Unit, leader: User) -> None:
    use = IndicatorUseFactory(unit=north, indicator__kind=IndicatorKind.EVIDENCE)
    level = RubricLevel.objects.create(indicator=use.indicator, value=3, title="Ses ofte")
    other = RubricLevel.objects.create(
        indicator=IndicatorUseFactory().indicator, value=3, title="En anden"
    )

    with pytest.raises(ValidationError):
        record(use, leader, Reading(level=other))
    record(use, leader, Reading(level=level))

    assert Measurement.objects.get().level == level


def test_an_unusual_value_is_asked_about_and_kept_when_confirmed(
    share: IndicatorUse, leader: User
) -> None:
    for month in (1, 2):
        MeasurementFactory(use=share, measured_on=date(2025, month, 28), value=Decimal(5))
    odd = Reading(value=Decimal(50))

    with pytest.raises(UnusualValue, match="Er det rigtigt"):
        record(share, leader, odd, asks=True)
    record(share, leader, Reading(value=Decimal(50), is_confirmed=True), asks=True)

    stored = Measurement.objects.get(measured_on=MARCH)
    assert (stored.value, stored.is_confirmed) == (50, True)


def test_a_register_measure_is_not_entered_by_hand(share: IndicatorUse, leader: User) -> None:
    share.indicator.kind = IndicatorKind.REGISTER
    share.indicator.save()

    with pytest.raises(ValidationError):
        record(share, leader, Reading(value=Decimal(1)))


def test_saving_takes_few_statements_whatever_the_size_of_the_tree(
    share: IndicatorUse, leader: User, north: Unit
) -> None:
    girls, boys = by_sex(share)
    below = north
    for _level in range(6):
        below = UnitFactory(parent=below)
    for number in range(40):
        UnitFactory(parent=below, name=f"Team {number}")
    for year in range(1986, 2026):
        MeasurementFactory(use=share, measured_on=date(year, 3, 31), value=Decimal(50))
    parts = {girls: Part(numerator=Decimal(1)), boys: Part(numerator=Decimal(1))}
    reading = Reading(numerator=Decimal(2), denominator=Decimal(4), parts=parts)

    with CaptureQueriesContext(connection) as first:
        record(share, leader, reading)
    with CaptureQueriesContext(connection) as corrected:
        record(share, leader, reading, reason="Talt om")

    assert max(len(first), len(corrected)) <= MOST_STATEMENTS
