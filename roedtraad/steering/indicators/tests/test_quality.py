from datetime import date
from decimal import Decimal

import pytest
import time_machine

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import (
    CredibilityKind,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
)
from roedtraad.steering.indicators.quality import (
    Check,
    Figures,
    Measured,
    Trust,
    faults_of,
    jump_of,
    lateness_of,
    missed_periods,
    quality_of,
)
from roedtraad.steering.indicators.queries.quality import qualities
from roedtraad.steering.indicators.services import Reading, credibility, record_measurement
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

QUARTER = Indicator(title="Sager", frequency=Frequency.QUARTER, days_to_report=30)
SHARE = Indicator(title="Andel", kind=IndicatorKind.PERCENTAGE, measured_in="%", decimals=1)


def values(*numbers: str | int) -> list[Decimal]:
    return [Decimal(each) for each in numbers]


def test_the_last_day_of_the_deadline_is_on_time_and_the_next_is_one_day_late() -> None:
    ends_on = date(2026, 9, 30)

    assert lateness_of(QUARTER, ends_on, date(2026, 10, 30)) is None
    late = lateness_of(QUARTER, ends_on, date(2026, 10, 31))

    assert late.sentence == "Registreret 1 dag efter fristen den 30. oktober 2026."
    assert late.numbers == {"days": 1, "due": date(2026, 10, 30)}


def test_a_part_larger_than_the_whole_cannot_be() -> None:
    [fault] = faults_of(SHARE, Figures(Decimal(120), Decimal(12), Decimal(10)))

    assert (fault.check, fault.trust) == (Check.RATIO, Trust.WRONG)
    assert "12" in fault.sentence and "10" in fault.sentence


@pytest.mark.parametrize(("value", "is_fault"), [("-0.1", True), ("0", False), ("100.1", True)])
def test_the_limits_of_the_definition_are_inclusive(value: str, is_fault: bool) -> None:
    indicator = Indicator(title="Andel", lowest=Decimal(0), highest=Decimal(100))

    faults = faults_of(indicator, Figures(Decimal(value)))

    assert bool(faults) is is_fault


def test_parts_that_do_not_add_up_are_told_with_both_sums() -> None:
    parts = {"Køn": values(20, 21)}

    [fault] = faults_of(QUARTER, Figures(Decimal(40), parts=parts))

    assert fault.sentence == "“Køn” giver 41 tilsammen, men det hele er 40."


def test_a_declared_jump_goes_before_the_series_own() -> None:
    indicator = Indicator(title="Sager", largest_jump=Decimal(5))

    assert jump_of(indicator, Decimal(45), values(40)) is None
    assert jump_of(indicator, Decimal(46), values(40)).sentence.startswith("Usædvanligt højt")


def test_a_steady_series_may_move_a_little_unasked() -> None:
    steady = values(40, 40, 40, 40, 40)

    assert jump_of(QUARTER, Decimal(43), steady) is None
    assert jump_of(QUARTER, Decimal(4), steady).sentence == (
        "Usædvanligt lavt: 4 mod 40 sidste gang."
    )


def test_a_slip_of_ten_is_seen_with_little_history_and_nothing_else_is() -> None:
    assert jump_of(QUARTER, Decimal(410), values(41, 39)) is not None
    assert jump_of(QUARTER, Decimal(60), values(41, 39)) is None
    assert jump_of(QUARTER, Decimal(60), []) is None


def test_what_was_confirmed_is_noted_and_no_longer_in_doubt() -> None:
    steady = [Measured(date(2025, 3, 31), date(2025, 4, 1), Figures(Decimal(40)))]
    jump = Measured(date(2025, 6, 30), date(2025, 7, 1), Figures(Decimal(400)), is_confirmed=True)

    quality = quality_of(QUARTER, [*steady, jump], date(2025, 7, 2))

    assert quality.is_valid
    assert "blev bekræftet" in quality.sentence


def test_a_missing_period_counts_only_when_its_deadline_is_over() -> None:
    last = date(2026, 3, 31)

    assert missed_periods(QUARTER, last, date(2026, 7, 30)) == []
    assert len(missed_periods(QUARTER, last, date(2026, 7, 31))) == 1


def test_without_any_measurement_nothing_is_known() -> None:
    quality = quality_of(QUARTER, [], date(2026, 7, 30))

    assert (quality.is_on_time, quality.is_valid, quality.trust) == (None, None, Trust.DOUBTFUL)


def test_what_was_filled_in_from_before_anybody_counted_is_not_held_against_anybody() -> None:
    old = [
        Measured(date(year, 12, 31), date(2026, 1, 10), Figures(Decimal(40)))
        for year in (2020, 2021, 2022)
    ]
    new = Measured(date(2026, 3, 31), date(2026, 4, 10), Figures(Decimal(41)))

    quality = quality_of(QUARTER, [*old, new], date(2026, 4, 11))

    assert (quality.in_time, quality.judged) == (1, 1)


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(
        unit=north, indicator__frequency=Frequency.QUARTER, indicator__days_to_report=30
    )


@pytest.mark.django_db
def test_the_quality_of_a_series_is_read_as_it_was_known(
    use: IndicatorUse, leader: User, django_assert_max_num_queries: object
) -> None:
    with time_machine.travel("2026-04-20T10:00Z", tick=False):
        row = record_measurement(
            use,
            measured_on=date(2026, 3, 31),
            reading=Reading(value=Decimal(50)),
            acting_user=leader,
        )
    with time_machine.travel("2026-05-20T10:00Z", tick=False):
        credibility.raise_doubt(row, "To familier er talt med to gange", acting_user=leader)

    with django_assert_max_num_queries(4):
        now = qualities([use], date(2026, 5, 21))[use.pk]
    before = qualities([use], date(2026, 4, 30), known_on=date(2026, 4, 30))[use.pk]

    assert (now.credibility, now.trust) == (CredibilityKind.DOUBT, Trust.DOUBTFUL)
    assert "talt med to gange" in now.sentence
    assert (before.credibility, before.is_on_time) == (None, True)
