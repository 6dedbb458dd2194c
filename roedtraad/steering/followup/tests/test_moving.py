from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.workdays import is_workday
from roedtraad.steering.followup.models import MovingRule
from roedtraad.steering.followup.moving import moved, moved_in_order, moved_span

R = MovingRule
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "rule", "expected"),
    [
        (date(2026, 1, 2), R.WORKDAY, date(2027, 1, 4)),  # the first working day of the year
        (date(2026, 4, 8), R.WORKDAY, date(2027, 4, 5)),  # the third: Easter lay before it
        (date(2026, 12, 30), R.WORKDAY_FROM_END, date(2027, 12, 30)),
        (date(2026, 2, 27), R.WORKDAY_FROM_END, date(2027, 2, 26)),
        (date(2027, 2, 26), R.WORKDAY_FROM_END, date(2028, 2, 29)),  # leap year
        (date(2026, 5, 12), R.WEEKDAY, date(2027, 5, 11)),  # second Tuesday
        (date(2026, 9, 29), R.WEEKDAY, date(2027, 9, 28)),  # fifth Tuesday: the last
        (date(2026, 3, 26), R.WEEKDAY, date(2027, 3, 30)),  # fourth Thursday is Skærtorsdag 2027
        (date(2026, 4, 15), R.WEEK, date(2027, 4, 21)),  # the Wednesday of week 16
        (date(2026, 12, 29), R.WEEK, date(2027, 12, 28)),  # 2026 has a week 53, 2027 has none
        (date(2026, 10, 15), R.DATE, date(2027, 10, 15)),
        (date(2026, 5, 1), R.DATE, date(2027, 5, 3)),  # a Saturday
        (date(2028, 2, 29), R.DATE, date(2029, 2, 28)),  # no such day
        (date(2025, 12, 24), R.DATE, date(2026, 12, 28)),  # Christmas and a weekend after it
        (date(2026, 12, 31), R.DATE, date(2028, 1, 3)),  # New Year's Eve and the weekend
    ],
)
def test_a_date_finds_its_place_in_the_next_year(
    day: date, rule: MovingRule, expected: date
) -> None:
    assert moved(day, rule) == expected


@given(day=DAYS, rule=st.sampled_from(list(MovingRule)))
def test_every_moved_date_is_a_working_day_near_where_it_was(day: date, rule: MovingRule) -> None:
    place = moved(day, rule)

    assert is_workday(place)
    assert 340 <= (place - day).days <= 380
    if rule in (R.WORKDAY, R.WORKDAY_FROM_END, R.WEEKDAY):
        assert (place.year, place.month) == (day.year + 1, day.month)


@given(days=st.lists(DAYS, min_size=2, max_size=8), rule=st.sampled_from(list(MovingRule)))
def test_the_days_of_a_round_stay_in_order(days: list[date], rule: MovingRule) -> None:
    places = moved_in_order(sorted(days), rule)

    assert places == sorted(places)


def test_a_meeting_of_two_days_still_takes_two() -> None:
    assert moved_span(date(2026, 8, 27), date(2026, 8, 28), R.WORKDAY_FROM_END) == (
        date(2027, 8, 27),
        date(2027, 8, 30),
    )
