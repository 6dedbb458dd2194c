from datetime import date

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.models import FollowUpRound, Rhythm, UnitPhase, WheelDate
from roedtraad.steering.followup.queries.next_year import next_year
from roedtraad.steering.followup.services.wheel import copy_year

from .factories import RoundFactory, WheelDateFactory

pytestmark = pytest.mark.django_db


def test_rounds_and_dates_come_again_on_working_days(
    planned: FollowUpRound, administration: Unit, leader: User, consultant: User
) -> None:
    WheelDateFactory(unit=administration)
    UnitPhase.objects.filter(unit=administration).update(person=leader)

    made = copy_year(next_year(consultant, 2026), acting_user=consultant)

    row = FollowUpRound.objects.get(copied_from=planned)
    assert made == 2
    assert (row.ends_on, row.opens_on, row.closes_on) == (
        date(2027, 3, 31),
        date(2027, 4, 1),
        date(2027, 4, 27),  # the 19th working day: Easter lay in March
    )
    assert set(row.units.all()) == set(planned.units.all())
    assert UnitPhase.objects.get(phase__round=row, unit=administration).person == leader
    assert WheelDate.objects.get(copied_from__isnull=False).on == date(2027, 5, 11)


def test_copied_twice_nothing_is_there_twice(planned: FollowUpRound, consultant: User) -> None:
    copy_year(next_year(consultant, 2026), acting_user=consultant)

    assert next_year(consultant, 2026).is_empty
    assert FollowUpRound.objects.count() == 2


def test_what_is_once_only_does_not_come_again(north: Unit, consultant: User) -> None:
    RoundFactory(unit=north, rhythm=Rhythm.ONCE)

    assert next_year(consultant, 2026).is_empty


def test_the_last_round_of_a_year_goes_on_in_the_year_after(north: Unit, consultant: User) -> None:
    RoundFactory(
        unit=north,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        opens_on=date(2027, 1, 4),
        closes_on=date(2027, 1, 29),
    )

    [copied] = next_year(consultant, 2026).rounds

    assert copied.row.ends_on == date(2027, 12, 31)
    assert copied.row.opens_on == date(2028, 1, 3)


def test_who_plans_nothing_copies_nothing(planned: FollowUpRound, leader: User) -> None:
    assert next_year(leader, 2026).is_empty
