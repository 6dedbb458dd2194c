"""What stands of many series with all that was entered, plain: for those who record it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators.models import Breakdown, Measurement, RubricLevel

from .series import UsePk


class Standing(NamedTuple):
    """The newest revision of one date, as it was entered."""

    pk: int
    use_id: int
    measured_on: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_done: bool | None
    level_id: int | None
    is_not_counted: bool
    is_withdrawn: bool
    note: str


def standing_by_use(uses: Collection[UsePk]) -> defaultdict[UsePk, list[Standing]]:
    """The newest revision of every date that was not withdrawn, oldest first; 1 query."""
    newest: defaultdict[UsePk, dict[date, Standing]] = defaultdict(dict)
    for row in map(Standing._make, _standing().rows(uses=uses)):
        newest[row.use_id][row.measured_on] = row
    found: defaultdict[UsePk, list[Standing]] = defaultdict(list)
    for use, by_date in newest.items():
        found[use] = [row for row in by_date.values() if not row.is_withdrawn]
    return found


def rubrics(indicators: Collection[int]) -> defaultdict[int, list[RubricLevel]]:
    """The levels of each indicator, lowest first; 1 query."""
    found: defaultdict[int, list[RubricLevel]] = defaultdict(list)
    for level in _levels().rows(indicators=indicators):
        found[level.indicator_id].append(level)
    return found


def breakdowns(indicators: Collection[int]) -> defaultdict[int, list[Breakdown]]:
    """The breakdowns of each indicator in order, with their groups; at most 2 queries."""
    found: defaultdict[int, list[Breakdown]] = defaultdict(list)
    for each in _breakdowns().rows(indicators=indicators):
        found[each.indicator_id].append(each)
    return found


@prepared
def _standing() -> QuerySet[Measurement, tuple[object, ...]]:
    rows = Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")
    return rows.values_list(*Standing._fields)


@prepared
def _levels() -> QuerySet[RubricLevel]:
    return RubricLevel.objects.filter(indicator__in=GivenKeys("indicators")).order_by("value")


@prepared
def _breakdowns() -> QuerySet[Breakdown]:
    rows = Breakdown.objects.filter(indicator__in=GivenKeys("indicators"))
    return rows.order_by("position", "pk").prefetch_related("groups")
