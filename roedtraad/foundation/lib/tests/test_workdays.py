from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.workdays import (
    add_workdays,
    holiday_name,
    is_school_summer_holiday,
    is_workday,
    workdays_between,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Nytårsdag"),
        ("2026-04-02", "Skærtorsdag"),
        ("2026-04-03", "Langfredag"),
        ("2026-04-06", "Anden påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-25", "Anden pinsedag"),
        ("2026-12-25", "Juledag"),
        ("2023-05-05", "Store bededag"),
        ("2024-04-26", ""),
        ("2026-11-24", ""),
    ],
)
def test_holidays_have_their_danish_names(day: str, name: str) -> None:
    assert holiday_name(date.fromisoformat(day)) == name
    assert is_workday(date.fromisoformat(day)) is (name == "")


def test_days_the_office_is_closed_are_no_working_days_unless_asked() -> None:
    christmas_eve = date(2026, 12, 24)

    assert not is_workday(christmas_eve)
    assert is_workday(christmas_eve, is_whole=False)
    assert holiday_name(christmas_eve) == ""


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-04-01", 1, "2026-04-07"),  # over Easter
        ("2026-04-07", -1, "2026-04-01"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-11-21", 0, "2026-11-23"),
        ("2026-11-23", 5, "2026-11-30"),
    ],
)
def test_working_days_are_added(start: str, count: int, end: str) -> None:
    assert add_workdays(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_working_days_between_two_days_count_both() -> None:
    assert workdays_between(date(2026, 3, 30), date(2026, 4, 7)) == 4
    assert workdays_between(date(2026, 4, 7), date(2026, 4, 6)) == 0


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 60))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    end = add_workdays(day, count)

    assert is_workday(end)
    assert workdays_between(day, end) - is_workday(day) == count


def test_the_summer_holiday_is_weeks_27_to_32() -> None:
    assert is_school_summer_holiday(date(2026, 6, 29))
    assert is_school_summer_holiday(date(2026, 8, 9))
    assert not is_school_summer_holiday(date(2026, 6, 28))
    assert not is_school_summer_holiday(date(2026, 8, 10))
