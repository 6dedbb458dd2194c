from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.casework.profiles.counting_rules import (
    CountingRules,
    RuleBook,
    active_days,
    change_of,
    deadline,
    due_quarters,
    evaluation_in_words,
    in_time,
    is_active,
    is_due,
    next_quarter,
    previous_quarter,
    quarter_end,
    quarter_start,
)

Q2 = date(2026, 4, 1)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, st.none() | DAYS)


def test_a_profile_is_active_while_it_is_open_with_an_open_goal() -> None:
    profile = (date(2026, 1, 1), date(2026, 6, 1))
    goals = [(date(2026, 2, 1), date(2026, 3, 1))]

    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]

    assert [is_active(profile, goals, on) for on in days] == [False, True, True, False]


@given(profile=SPANS, goals=st.lists(SPANS, max_size=4), first=DAYS, length=st.integers(0, 120))
def test_active_days_are_the_days_on_which_it_is_active(
    profile: tuple[date, date | None],
    goals: list[tuple[date, date | None]],
    first: date,
    length: int,
) -> None:
    days = [first + timedelta(days=number) for number in range(length + 1)]

    counted = active_days(profile, goals, first, days[-1])

    assert counted == sum(is_active(profile, goals, on) for on in days)


def test_an_evaluation_is_due_in_a_quarter_with_thirty_active_days() -> None:
    profile = (date(2026, 1, 1), None)

    is_thirty = is_due(profile, [(date(2026, 6, 1), None)], Q2)
    is_fewer = is_due(profile, [(date(2026, 6, 2), None)], Q2)

    assert (is_thirty, is_fewer) == (True, False)


def test_it_is_due_in_every_quarter_that_ends_in_the_period_and_in_no_other() -> None:
    open_since = (date(2026, 1, 10), None)

    found = due_quarters(open_since, [open_since], date(2026, 1, 1), date(2026, 9, 29))

    assert found == [date(2026, 1, 1), Q2]


def test_it_is_in_time_on_the_last_day_of_grace_and_late_on_the_next() -> None:
    last = deadline(Q2, CountingRules(grace_days=10))

    answers = [in_time(Q2, day) for day in (date(2026, 7, 14), date(2026, 7, 15), None)]

    assert (last, answers) == (date(2026, 7, 10), [True, False, False])


def test_quarters_follow_each_other_over_the_new_year() -> None:
    autumn = quarter_start(date(2026, 12, 31))

    around = (previous_quarter(autumn), quarter_end(autumn), next_quarter(autumn))

    assert around == (date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1))


def test_change_is_first_to_last_when_they_lie_far_enough_apart() -> None:
    first, middle, last = (Q2, 3), (date(2026, 4, 20), 9), (date(2026, 4, 29), 5)

    found = [change_of([last, first, middle]), change_of([first, middle]), change_of([])]

    assert found == [(first, last), None, None]


def test_each_quarter_is_judged_by_the_rules_of_its_last_day() -> None:
    book = RuleBook(((date(2026, 6, 30), CountingRules(grace_days=0)),))

    rules = [book.of_quarter(start) for start in (previous_quarter(Q2), Q2)]

    assert [each.grace_days for each in rules] == [14, 0]


def test_the_rule_is_told_with_its_numbers() -> None:
    words = evaluation_in_words(CountingRules(active_days=45, grace_days=0))

    assert "mindst 45 aktive dage" in words
    assert "senest på kvartalets sidste dag" in words
