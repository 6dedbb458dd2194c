"""The list of agreements: what one may read, filtered; the number of queries does not grow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import matches, words_in
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.access import agreements_for, goals_for, readable
from roedtraad.steering.agreements.models import Agreement, AgreementState

from .approved import agreements_as_approved
from .in_unit import in_unit
from .levels import LEVELS_IN_ORDER, levels_of


@dataclass(frozen=True)
class AgreementFilter:
    """What is asked for; empty is everything."""

    words: str = ""
    state: str = ""
    unit: Unit | None = None
    on: date | None = None  # whose tree says what lies below the unit; None is today's
    year: int | None = None


@dataclass(frozen=True)
class AgreementRow:
    """One agreement with how its goals stand."""

    agreement: Agreement
    is_readable_in_full: bool
    goals: int
    counts: Mapping[str, tuple[int, str]]


def matching_agreements(user: User, wanted: AgreementFilter) -> list[Agreement]:
    """The agreements that fit, in order of unit and period; the newest period first."""
    rows = readable(user).select_related("unit", "template_version__template")
    if wanted.state == "live":
        rows = rows.exclude(state__in=(AgreementState.CLOSED, AgreementState.WITHDRAWN))
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    rows = rows.filter(within(wanted))
    found = [each for each in agreements_as_approved(user, rows) if _has_words(each, wanted.words)]
    found.sort(key=lambda each: (danish_key(each.unit.name), -each.starts_on.toordinal(), each.pk))
    return found


def within(wanted: AgreementFilter) -> Q:
    """The agreements of the unit and all below it, and of the year, that are asked for."""
    inside = Q() if wanted.unit is None else in_unit(wanted.unit, wanted.on)
    if wanted.year is not None:
        inside &= Q(starts_on__year__lte=wanted.year, ends_on__year__gte=wanted.year)
    return inside


def rows_of(user: User, agreements: Sequence[Agreement]) -> list[AgreementRow]:
    """How the goals of each of `agreements` stand, in their order."""
    full = set(agreements_for(user).values_list("pk", flat=True))
    counts = _standing(user, [each.pk for each in agreements])
    return [
        AgreementRow(each, each.pk in full, *counts.get(each.pk, (0, {}))) for each in agreements
    ]


def states_in_use(user: User) -> list[tuple[str, str, int]]:
    """Each state with how many of the readable agreements are in it."""
    counted = readable(user).values("state").annotate(number=Count("pk")).order_by()
    numbers = {row["state"]: row["number"] for row in counted}
    return [
        (state.value, str(state.label), numbers[state.value])
        for state in AgreementState
        if state.value in numbers
    ]


def _has_words(agreement: Agreement, words: str) -> bool:
    return matches(words_in(words), agreement.title, agreement.unit.name, agreement.case_number)


def _standing(
    user: User, agreements: list[int]
) -> dict[int, tuple[int, dict[str, tuple[int, str]]]]:
    """How the goals in force stand: an amendment's own are not counted before they are approved."""
    rows = goals_for(user).filter(agreement__in=agreements)
    goals = dict(rows.values_list("pk", "agreement_id"))
    levels = levels_of(goals)
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for goal, agreement in goals.items():
        found[agreement][levels[goal]] += 1
    return {
        agreement: (sum(counter.values()), _by_shape(counter))
        for agreement, counter in found.items()
    }


def _by_shape(counter: Counter[str]) -> dict[str, tuple[int, str]]:
    """Counted by shape, best first; levels that share a shape share its place."""
    shapes: dict[str, tuple[int, str]] = {}
    for level, shape, word in LEVELS_IN_ORDER:
        if counter[level]:
            before, words = shapes.get(shape, (0, ""))
            shapes[shape] = (
                before + counter[level],
                " / ".join(dict.fromkeys(filter(None, [words, str(word)]))),
            )
    return shapes
