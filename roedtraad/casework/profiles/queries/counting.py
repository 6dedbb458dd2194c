"""The municipality's counting rules: those of any day, who set them and why, what a change does.

Everybody may read them: they stand beside every figure that is counted by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from django.utils import timezone

from roedtraad.casework.cases.basis import Counted
from roedtraad.casework.profiles.counting_rules import (
    CountingRules,
    Quarter,
    RuleBook,
    active_in_words,
    change_in_words,
    evaluation_in_words,
    quarter_of,
)
from roedtraad.casework.profiles.models import CountingDecision
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User

from .counts import changes_counted, evaluations_counted

FEWEST_SHOWN = 5


def rule_book() -> RuleBook:
    """The rules of every day; one query."""
    return RuleBook(tuple((row.starts_on, _rules(row)) for row in CountingDecision.objects.all()))


def rules_on(day: date) -> CountingRules:
    return rule_book().on(day)


@dataclass(frozen=True)
class NumberInForce:
    """A number of the rules and since when it has been so; None is as the system came."""

    label: str
    value: int
    since: date | None


def numbers_in_force(on: date, names: Sequence[str]) -> list[NumberInForce]:
    """Those of the numbers that are named, as they are on a day."""
    if not names:
        return []
    decided = CountingDecision.objects.filter(starts_on__lte=on)
    standing = {row.starts_on: row for row in decided}  # of one day the later decision counts
    return [_number(name, list(standing.values())[::-1]) for name in names]


def _number(name: str, newest_first: Sequence[CountingDecision]) -> NumberInForce:
    came_with = getattr(CountingRules(), name)
    value = getattr(newest_first[0], name) if newest_first else came_with
    as_now = list(takewhile(lambda row: getattr(row, name) == value, newest_first))
    always = len(as_now) == len(newest_first) and value == came_with
    field: Any = CountingDecision._meta.get_field(name)
    return NumberInForce(str(field.verbose_name), value, None if always else as_now[-1].starts_on)


@dataclass(frozen=True)
class Decision:
    """A decision as the page tells it. One that a later decision of the same day replaced is not
    counted by, and never was."""

    row: CountingDecision
    ends_on: date | None
    is_replaced: bool


@dataclass(frozen=True)
class CountingPage:
    """How the municipality counts today, and how it did and will."""

    today: CountingRules
    words: list[str]
    decisions: list[Decision]
    may_edit: bool


def counting_page(user: User) -> CountingPage:
    rules = rules_on(timezone.localdate())
    return CountingPage(
        rules, in_words(rules), _decisions(), access.may(user, Permission.COUNTING_EDIT)
    )


def in_words(rules: CountingRules) -> list[str]:
    return [active_in_words(), evaluation_in_words(rules), change_in_words(rules)]


def evaluations_rule() -> str:
    """How evaluations are counted today, for what stands beside a figure."""
    return evaluation_in_words(rules_on(timezone.localdate()))


@dataclass(frozen=True)
class Shift:
    """A figure of the whole municipality by the rules as they are, and as they would be."""

    before: Counted
    after: Counted

    @property
    def is_shown(self) -> bool:
        """A few persons could be known by it."""
        return min(self.before.of, self.after.of) >= FEWEST_SHOWN


@dataclass(frozen=True)
class Preview:
    """What other rules would do to the last quarter whose evaluations could all be in time."""

    quarter: Quarter
    evaluations: Shift
    changes: Shift


def preview(user: User, rules: CountingRules) -> Preview:
    """Numbers of the whole municipality alone, for whoever may change the rules."""
    access.require(user, Permission.COUNTING_EDIT)
    today = timezone.localdate()
    book = rule_book()
    grace = max(rules.grace_days, book.on(today).grace_days)
    quarter = quarter_of(today - timedelta(days=grace))
    quarter = quarter_of(quarter.starts_on - timedelta(days=1))
    others = RuleBook(((date.min, rules),))
    return Preview(
        quarter,
        Shift(*(evaluations_counted(None, quarter, each) for each in (book, others))),
        Shift(*(changes_counted(None, each.on(quarter.ends_on)) for each in (book, others))),
    )


def _rules(row: CountingDecision) -> CountingRules:
    return CountingRules(row.active_days, row.grace_days, row.change_days)


def _decisions() -> list[Decision]:
    """The newest first, each with the last day before the next came into force."""
    found: list[Decision] = []
    ends_on: date | None = None
    begins: date | None = None
    for row in _newest_first(CountingDecision.objects.select_related("decided_by")):
        is_replaced = row.starts_on == begins
        if not is_replaced and begins is not None:
            ends_on = begins - timedelta(days=1)
        found.append(Decision(row, ends_on, is_replaced))
        begins = row.starts_on
    return found


def _newest_first(rows: Iterable[CountingDecision]) -> list[CountingDecision]:
    return sorted(rows, key=lambda row: (row.starts_on, row.pk), reverse=True)
