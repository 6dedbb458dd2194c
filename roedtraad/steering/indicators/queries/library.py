"""The library of indicators: what one may read, filtered; the number of queries does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import matches, words_in
from roedtraad.steering.indicators.access import readable_indicators, readable_uses
from roedtraad.steering.indicators.models import Indicator, IndicatorUse

LIBRARY, LOCAL = "library", "local"
IN_USE, NOT_IN_USE, ENDED = "in_use", "unused", "ended"


@dataclass(frozen=True)
class LibraryFilter:
    """What is asked for; empty is everything."""

    words: str = ""
    kind: str = ""
    shelf: str = ""  # LIBRARY or LOCAL
    use: str = ""  # IN_USE, NOT_IN_USE or ENDED
    steward: int | None = None


@dataclass(frozen=True)
class LibraryRow:
    """One indicator of the list. `units` are those the reader may open, `others` all the rest."""

    indicator: Indicator
    units: int
    others: int
    is_ended: bool

    @property
    def all_units(self) -> int:
        return self.units + self.others


def matching_indicators(user: User, wanted: LibraryFilter) -> list[Indicator]:
    """The indicators that fit, in the order of their titles."""
    rows = readable_indicators(user).select_related("steward", "defined_by")
    rows = rows.filter(_condition(wanted, timezone.localdate()))
    found = [each for each in rows if _has_words(each, wanted.words)]
    if wanted.use in (IN_USE, NOT_IN_USE):
        used = {each for each, _unit in indicators_in_use([row.pk for row in found])}
        found = [each for each in found if (each.pk in used) == (wanted.use == IN_USE)]
    return sorted(found, key=lambda each: (danish_key(each.title), each.pk))


def library_rows(user: User, indicators: Sequence[Indicator]) -> list[LibraryRow]:
    """Each of `indicators` with how many units use it, in their order; 2 queries."""
    keys = [each.pk for each in indicators]
    today = timezone.localdate()
    opened = readable_uses(user).filter(running(today), indicator__in=keys)
    pairs = set(opened.values_list("indicator_id", "unit_id"))
    own = Counter(indicator for indicator, _unit in pairs)
    every = Counter(indicator for indicator, _unit in indicators_in_use(keys))
    return [
        LibraryRow(
            each,
            own[each.pk],
            every[each.pk] - own[each.pk],
            each.ended_on is not None and each.ended_on <= today,
        )
        for each in indicators
    ]


def running(today: date) -> Q:
    """A condition on uses: those that are still followed."""
    return Q(ends_on=None) | Q(ends_on__gte=today)


def indicators_in_use(keys: Sequence[int]) -> set[tuple[int, int]]:
    """Each indicator with each unit that uses it now, whoever may open the use."""
    rows = IndicatorUse.objects.filter(running(timezone.localdate()), indicator__in=keys)
    return set(rows.values_list("indicator_id", "unit_id"))


def _condition(wanted: LibraryFilter, today: date) -> Q:
    condition = Q()
    if wanted.kind:
        condition &= Q(kind=wanted.kind)
    if wanted.shelf:
        condition &= Q(is_shared=wanted.shelf == LIBRARY)
    if wanted.steward is not None:
        condition &= Q(steward=wanted.steward)
    over = Q(ended_on__lte=today)
    condition &= over if wanted.use == ENDED else ~over if wanted.use else Q()
    return condition


def _has_words(indicator: Indicator, words: str) -> bool:
    return matches(words_in(words), indicator.title, indicator.definition, indicator.source)
