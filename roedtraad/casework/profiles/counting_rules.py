"""How profiles, evaluations and change are counted: the municipality's numbers, and what they mean.

A profile is active on a day when it is open with at least one open goal. An evaluation is due once
in each calendar quarter with enough active days, and in time when approved by the quarter's end or
within the days of grace. Change is from the first to the last score of one goal by one rater, when
far enough apart. A span ends on the first day that it no longer covers, as `closed_on` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.lib.periods.calendar import end_of_month

DAY = timedelta(days=1)
EVER = date.max


@dataclass(frozen=True)
class CountingRules:
    """The numbers of the rules: active days of a quarter, days of grace, days between scores."""

    active_days: int = 30
    grace_days: int = 14
    change_days: int = 28


@dataclass(frozen=True)
class RuleBook:
    """The rules with the day each came into force, in that order; before the first, the usual."""

    entries: tuple[tuple[date, CountingRules], ...] = ()

    def on(self, day: date) -> CountingRules:
        """Those in force on a day. A quarter is judged by those of its last day."""
        before = [rules for starts_on, rules in self.entries if starts_on <= day]
        return before[-1] if before else CountingRules()


@dataclass(frozen=True)
class Span:
    """From a day until another, which it does not cover; None is not ended."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, on: date) -> bool:
        return self.starts_on <= on < (self.ends_on or EVER)

    def within(self, other: Span) -> Span:
        """What both cover; it may be empty."""
        first = max(self.starts_on, other.starts_on)
        return Span(first, min(self.ends_on or EVER, other.ends_on or EVER))


@dataclass(frozen=True)
class Quarter:
    """A calendar quarter by its first and last day."""

    starts_on: date
    ends_on: date

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on + DAY)

    @property
    def next(self) -> Quarter:
        return quarter_of(self.ends_on + DAY)


@dataclass(frozen=True)
class DueEvaluation:
    """That an evaluation is due in a quarter, and the last day on which it is in time."""

    quarter: Quarter
    in_time_until: date


@dataclass(frozen=True)
class Given:
    """A score on a day; None was asked and not assessed."""

    given_on: date
    value: int | None


@dataclass(frozen=True)
class Change:
    """From the first to the last score of one goal by one rater."""

    first: int
    last: int
    first_on: date
    last_on: date
    scores: int

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days


def quarter_of(day: date) -> Quarter:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Quarter(first, end_of_month(day.year, first.month + 2))


def is_active(profile: Span, goals: Iterable[Span], on: date) -> bool:
    return profile.covers(on) and any(goal.covers(on) for goal in goals)


def active_days(profile: Span, goals: Iterable[Span], within: Span) -> int:
    """On how many days of `within` the profile was active; days of two goals count once."""
    window = profile.within(within)
    parts = sorted((goal.within(window) for goal in goals), key=lambda part: part.starts_on)
    days, counted_to = 0, date.min
    for part in parts:
        ends_on = part.ends_on or EVER
        first = max(part.starts_on, counted_to)
        if first < ends_on:
            days += (ends_on - first).days
            counted_to = ends_on
    return days


def due_evaluations(
    profile: Span, goals: Sequence[Span], on: date, book: RuleBook
) -> Iterator[DueEvaluation]:
    """What had become due by the end of a day, the earliest first; rules as at each quarter's end.

    The running quarter is due as soon as it has its active days.
    """
    quarter = quarter_of(profile.starts_on)
    last = min(on, profile.ends_on - DAY) if profile.ends_on else on
    while quarter.starts_on <= last:
        rules = book.on(quarter.ends_on)
        seen = quarter.span.within(Span(quarter.starts_on, on + DAY))
        if active_days(profile, goals, seen) >= rules.active_days:
            yield DueEvaluation(quarter, quarter.ends_on + timedelta(days=rules.grace_days))
        quarter = quarter.next


def in_time(due: DueEvaluation, approved_on: date | None) -> bool:
    return approved_on is not None and approved_on <= due.in_time_until


def change_of(scores: Iterable[Given], rules: CountingRules) -> Change | None:
    """The change in one rater's scores of one goal; None where there are too few, or too near."""
    known = sorted(
        ((each.given_on, each.value) for each in scores if each.value is not None),
        key=lambda pair: pair[0],
    )
    if not known:
        return None
    (first_on, first), (last_on, last) = known[0], known[-1]
    if last_on == first_on or (last_on - first_on).days < rules.change_days:
        return None
    return Change(first, last, first_on, last_on, len(known))


def active_in_words() -> str:
    return _("A profile is active on a day when it is open and has at least one open goal.")


def evaluation_in_words(rules: CountingRules) -> str:
    due = ngettext(
        "An evaluation is due once in each calendar quarter with at least %(count)d active day.",
        "An evaluation is due once in each calendar quarter with at least %(count)d active days.",
        rules.active_days,
    ) % {"count": rules.active_days}
    if not rules.grace_days:
        at_once = _("It is in time when it is approved by the last day of the quarter.")
        return f"{due} {at_once}"
    grace = ngettext(
        "It is in time when it is approved at most %(count)d day after the end of the quarter.",
        "It is in time when it is approved at most %(count)d days after the end of the quarter.",
        rules.grace_days,
    ) % {"count": rules.grace_days}
    return f"{due} {grace}"


def change_in_words(rules: CountingRules) -> str:
    return ngettext(
        "Change is from the first to the last score of one goal by one rater, at least %(count)d "
        "day apart. Raters are never averaged.",
        "Change is from the first to the last score of one goal by one rater, at least %(count)d "
        "days apart. Raters are never averaged.",
        rules.change_days,
    ) % {"count": rules.change_days}
