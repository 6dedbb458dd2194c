"""How profiles, evaluations and change are counted. Days in, answers out; no queries, no clock.

A profile is active on a day when it is open with at least one open goal. An evaluation is due once
in each calendar quarter with enough active days, and in time when approved by the quarter's end or
within the days of grace. Change is from the first to the last score of one goal by one rater, when
far enough apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ONE_DAY = timedelta(days=1)
MONTHS = 3

Span = tuple[date, date | None]  # the first day, and the day from which it no longer counts


@dataclass(frozen=True)
class CountingRules:
    """The municipality's choices, in days."""

    active_days: int = 30  # in a calendar quarter, for an evaluation to be due in it
    grace_days: int = 14  # after the last day of the quarter, to have it approved
    days_between: int = 28  # from the first to the last score, for change to be told


@dataclass(frozen=True)
class RuleBook:
    """The rules with the day each came into force, in that order; before the first, the usual."""

    entries: tuple[tuple[date, CountingRules], ...] = ()

    def on(self, day: date) -> CountingRules:
        """Those in force on a day."""
        before = [rules for starts_on, rules in self.entries if starts_on <= day]
        return before[-1] if before else CountingRules()

    def of_quarter(self, start: date) -> CountingRules:
        """A quarter is judged by the rules of its last day."""
        return self.on(quarter_end(start))


def quarter_start(on: date) -> date:
    return date(on.year, on.month - (on.month - 1) % MONTHS, 1)


def quarter_end(start: date) -> date:
    return next_quarter(start) - ONE_DAY


def next_quarter(start: date) -> date:
    return date(start.year + (start.month == 10), (start.month + MONTHS - 1) % 12 + 1, 1)


def previous_quarter(start: date) -> date:
    return quarter_start(start - ONE_DAY)


def is_active(profile: Span, goals: Iterable[Span], on: date) -> bool:
    """Whether a profile was open on the day with at least one open operational goal."""
    return _covers(profile, on) and any(_covers(goal, on) for goal in goals)


def active_days(profile: Span, goals: Iterable[Span], first: date, last: date) -> int:
    """On how many days from `first` to `last` the profile was active."""
    end = last + ONE_DAY
    opened, closed = _within(profile, first, end)
    days, reached = 0, opened
    for goal in sorted(goals, key=lambda span: span[0]):
        begins, ends = _within(goal, reached, closed)
        days += max(0, (ends - begins).days)
        reached = max(reached, ends)
    return days


def is_due(
    profile: Span, goals: Sequence[Span], start: date, rules: CountingRules | None = None
) -> bool:
    """Whether an evaluation is due in the quarter; what is open today counts to its last day."""
    rules = rules or CountingRules()
    return active_days(profile, goals, start, quarter_end(start)) >= rules.active_days


def due_quarters(
    profile: Span,
    goals: Sequence[Span],
    first: date,
    last: date,
    rules: CountingRules | None = None,
) -> list[date]:
    """The first days of the quarters ending from `first` to `last` in which one is due."""
    found, start = [], quarter_start(first)
    while quarter_end(start) <= last:
        if is_due(profile, goals, start, rules):
            found.append(start)
        start = next_quarter(start)
    return found


def deadline(start: date, rules: CountingRules | None = None) -> date:
    """The last day on which the evaluation of a quarter is approved in time."""
    return quarter_end(start) + timedelta(days=(rules or CountingRules()).grace_days)


def in_time(start: date, approved_on: date | None, rules: CountingRules | None = None) -> bool:
    return approved_on is not None and approved_on <= deadline(start, rules)


def change_of(
    scores: Iterable[tuple[date, int]], rules: CountingRules | None = None
) -> tuple[tuple[date, int], tuple[date, int]] | None:
    """The first and the last of one rater's scores of one goal; None where they lie too close."""
    rules = rules or CountingRules()
    ordered = sorted(scores)
    if not ordered or (ordered[-1][0] - ordered[0][0]).days < rules.days_between:
        return None
    return ordered[0], ordered[-1]


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
        rules.days_between,
    ) % {"count": rules.days_between}


def _covers(span: Span, on: date) -> bool:
    return span[0] <= on and (span[1] is None or span[1] > on)


def _within(span: Span, first: date, end: date) -> tuple[date, date]:
    return max(span[0], first), end if span[1] is None else min(span[1], end)
