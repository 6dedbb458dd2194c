from datetime import date

import pytest

from roedtraad.steering.followup.models import PhaseKind, Rhythm
from roedtraad.steering.followup.rhythm import Pace, dates_of, period_after, periods_of

K = PhaseKind


@pytest.mark.parametrize(
    ("rhythm", "ends"),
    [
        (Rhythm.QUARTER, ["03-31", "06-30", "09-30", "12-31"]),
        (Rhythm.THIRD, ["04-30", "08-31", "12-31"]),
        (Rhythm.HALF_YEAR, ["06-30", "12-31"]),
        (Rhythm.YEAR, ["12-31"]),
        (Rhythm.ONCE, []),
    ],
)
def test_a_rhythm_gives_the_periods_of_a_year(rhythm: Rhythm, ends: list[str]) -> None:
    assert [f"{period.ends_on:%m-%d}" for period in periods_of(rhythm, 2028)] == ends


def test_the_phases_lie_one_after_the_other_past_easter() -> None:
    pace = Pace(1, {K.QUALIFY: 5, K.MEET: 1}, grace=3, locks_after=2)

    dates = dates_of(date(2026, 3, 31), pace)

    assert dates.opens_on == date(2026, 4, 1)
    assert [(each.kind, each.starts_on, each.due_on) for each in dates.phases] == [
        (K.QUALIFY, date(2026, 4, 1), date(2026, 4, 10)),  # three days of Easter between
        (K.MEET, date(2026, 4, 13), date(2026, 4, 13)),
    ]
    assert dates.closes_on == date(2026, 4, 16)
    assert dates.locks_on == date(2026, 4, 20)


def test_the_round_of_a_year_opens_after_new_year() -> None:
    dates = dates_of(date(2027, 12, 31), Pace(1, {K.REPORT: 1}))

    assert dates.opens_on == date(2028, 1, 3)
    assert dates.locks_on is None


def test_a_round_may_open_before_its_period_is_over() -> None:
    dates = dates_of(date(2026, 12, 31), Pace(-40, {K.REFLECT: 20}, locks_after=2))

    assert dates.opens_on == date(2026, 11, 3)
    assert dates.closes_on == date(2026, 11, 30)
    assert dates.locks_on == date(2027, 1, 4)  # not while there is more to measure


def test_the_same_quarter_of_the_next_year_ends_on_its_own_last_day() -> None:
    assert period_after(Rhythm.THIRD, date(2027, 1, 1), 1).ends_on == date(2028, 4, 30)
