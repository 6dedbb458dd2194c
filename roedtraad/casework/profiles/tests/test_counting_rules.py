from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.casework.profiles.counting_rules import (
    CountingRules,
    Given,
    Quarter,
    RuleBook,
    Span,
    active_days,
    change_of,
    due_evaluations,
    evaluation_in_words,
    in_time,
    is_active,
    quarter_of,
)

FIRST = Quarter(date(2026, 1, 1), date(2026, 3, 31))
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
SPANS = st.builds(
    lambda one, other: Span(min(one, other), max(one, other)), DAYS, DAYS
) | st.builds(Span, DAYS)
USUAL = RuleBook()


@pytest.mark.parametrize(
    ("on", "is_so"),
    [
        (date(2026, 1, 9), False),  # the profile is not open yet
        (date(2026, 1, 10), False),  # open without a goal
        (date(2026, 1, 20), True),
        (date(2026, 2, 1), False),  # the goal closed on that day
    ],
)
def test_a_profile_is_active_while_open_with_an_open_goal(on: date, is_so: bool) -> None:
    goals = [Span(date(2026, 1, 20), date(2026, 2, 1))]

    assert is_active(Span(date(2026, 1, 10)), goals, on) is is_so


def test_days_of_two_goals_count_once() -> None:
    goals = [
        Span(date(2026, 1, 1), date(2026, 1, 11)),
        Span(date(2026, 1, 6), date(2026, 1, 16)),
        Span(date(2026, 2, 1), date(2026, 2, 2)),
    ]

    assert active_days(Span(date(2025, 1, 1)), goals, FIRST.span) == 16


@given(profile=SPANS, goals=st.lists(SPANS, max_size=4))
def test_active_days_are_the_days_on_which_the_profile_is_active(
    profile: Span, goals: list[Span]
) -> None:
    quarter = quarter_of(date(2026, 1, 1))
    ordinals = range(quarter.starts_on.toordinal(), quarter.ends_on.toordinal() + 1)

    counted = sum(is_active(profile, goals, date.fromordinal(each)) for each in ordinals)

    assert active_days(profile, goals, quarter.span) == counted


@pytest.mark.parametrize(("begun", "count"), [(date(2026, 3, 2), 1), (date(2026, 3, 3), 0)])
def test_an_evaluation_is_due_from_30_active_days_in_the_quarter(begun: date, count: int) -> None:
    due = list(due_evaluations(Span(begun), [Span(begun)], FIRST.ends_on, USUAL))

    assert len(due) == count


def test_the_running_quarter_is_due_once_it_has_its_days() -> None:
    span = Span(date(2026, 1, 1))

    counts = [
        len(list(due_evaluations(span, [span], on, USUAL)))
        for on in (date(2026, 1, 29), date(2026, 1, 30), date(2026, 4, 29), date(2026, 4, 30))
    ]

    assert counts == [0, 1, 1, 2]


def test_a_profile_that_closed_is_due_for_the_quarters_it_was_active_in() -> None:
    profile = Span(date(2025, 11, 1), date(2026, 2, 15))

    due = due_evaluations(profile, [Span(date(2025, 11, 1))], date(2026, 12, 31), USUAL)

    assert [each.quarter.starts_on for each in due] == [date(2025, 10, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("approved", "is_so"),
    [
        (date(2026, 2, 1), True),
        (date(2026, 4, 14), True),
        (date(2026, 4, 15), False),
        (None, False),
    ],
)
def test_an_evaluation_is_in_time_within_the_days_of_grace(
    approved: date | None, is_so: bool
) -> None:
    span = Span(date(2026, 1, 1))
    [due] = due_evaluations(span, [span], FIRST.ends_on, USUAL)

    assert in_time(due, approved) is is_so


def test_each_quarter_is_judged_by_the_rules_of_its_time() -> None:
    book = RuleBook(((date(2026, 4, 1), CountingRules(active_days=30, grace_days=0)),))
    span = Span(date(2026, 1, 1))

    due = list(due_evaluations(span, [span], date(2026, 6, 30), book))

    assert [each.in_time_until for each in due] == [date(2026, 4, 14), date(2026, 6, 30)]


@pytest.mark.parametrize(
    ("scores", "change"),
    [
        ([(1, 3), (29, 6)], (3, 6)),
        ([(1, 3), (28, 6)], None),  # 27 days apart
        ([(1, 3)], None),
        ([], None),
        ([(1, None), (5, 0), (10, 9), (40, None), (60, 4)], (0, 4)),
        ([(60, 4), (1, 7)], (7, 4)),  # in any order
    ],
)
def test_change_is_from_the_first_to_the_last_score_when_far_enough_apart(
    scores: list[tuple[int, int | None]], change: tuple[int, int] | None
) -> None:
    start = date(2026, 1, 1).toordinal() - 1
    given_scores = [Given(date.fromordinal(start + day), value) for day, value in scores]

    found = change_of(given_scores, CountingRules())

    assert (found and (found.first, found.last)) == change


def test_scores_of_one_day_are_no_change_however_the_rule_is_set() -> None:
    scores = [Given(date(2026, 1, 1), 2), Given(date(2026, 1, 1), 5)]

    assert change_of(scores, CountingRules(change_days=0)) is None


def test_the_rule_is_told_with_its_numbers() -> None:
    words = evaluation_in_words(CountingRules(active_days=45, grace_days=0))

    assert "mindst 45 aktive dage" in words
    assert "senest på kvartalets sidste dag" in words
