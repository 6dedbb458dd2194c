"""The library of indicators: what one may read, filtered; the number of queries does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import Hit, Words, matches, words_in
from roedtraad.steering.indicators import belonging
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
    rows = readable_indicators(user).filter(as_agreed_of=None)
    rows = rows.select_related("steward", "defined_by")
    rows = rows.filter(_condition(wanted, timezone.localdate()))
    belonging.indicators_as_agreed(rows)
    found = [each for each in rows if _has_words(each, wanted.words)]
    if wanted.use in (IN_USE, NOT_IN_USE):
        used = {each for each, _unit in indicators_in_use([row.pk for row in found])}
        found = [each for each in found if (each.pk in used) == (wanted.use == IN_USE)]
    return sorted(found, key=lambda each: (danish_key(each.title), each.pk))


def in_library() -> QuerySet[Indicator]:
    """What every unit may begin to use today."""
    today = timezone.localdate()
    shared = Indicator.objects.filter(is_shared=True).exclude(ended_on__lte=today)
    return shared.order_by("title")


def library_rows(user: User, indicators: Sequence[Indicator]) -> list[LibraryRow]:
    """Each of `indicators` with how many units use it, in their order; 2 queries."""
    keys = [each.pk for each in indicators]
    today = timezone.localdate()
    pairs = _units_of(readable_uses(user), keys, today)
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
    return _units_of(IndicatorUse.objects.all(), keys, timezone.localdate())


def _units_of(
    uses: QuerySet[IndicatorUse], keys: Sequence[int], today: date
) -> set[tuple[int, int]]:
    """A use by an earlier definition, as an agreement has it, is one of the library's too."""
    counted = uses.annotate(of=Coalesce("indicator__as_agreed_of", "indicator"))
    return set(counted.filter(running(today), of__in=keys).values_list("of", "unit_id"))


def found(user: User, words: Words) -> Iterator[Hit]:
    """The indicators in whose name, definition or counting rule the words stand."""
    rows = readable_indicators(user).filter(as_agreed_of=None).select_related("defined_by")
    belonging.indicators_as_agreed(rows)
    for row in rows:
        texts = (row.definition, row.purpose, row.decision, row.counting_rule, row.source)
        if matches(words, row.title, *texts):
            url = reverse("indicators:passport", args=[row.pk])
            context = str(row.get_kind_display())
            yield Hit(row.title, url, context, " ".join(text for text in texts if text))


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
