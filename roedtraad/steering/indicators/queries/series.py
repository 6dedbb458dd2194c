"""Measurements and targets of many uses at once. Callers pass uses the user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils import timezone

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators.models import Measurement, Target

UsePk: TypeAlias = int
PlainReading: TypeAlias = tuple[date, Decimal | None, bool | None]
Row: TypeAlias = tuple[UsePk, date, Decimal | None, bool | None, bool, bool]


def measurements_by_use(
    uses: Iterable[UsePk], *, known_on: date | None = None
) -> dict[UsePk, list[Measurement]]:
    """The newest revision of every measurement of `uses` that stands, oldest first; 1 query.

    With `known_on`, as it was known when that day ended. What was said not to be counted is left
    out.
    """
    found: defaultdict[UsePk, dict[object, Measurement]] = defaultdict(dict)
    rows = _measurements().rows(uses=uses)
    if known_on is not None:
        rows = [row for row in rows if timezone.localdate(row.recorded_at) <= known_on]
    for row in rows:
        found[row.use_id][row.measured_on] = row
    return {
        use: [row for row in by_date.values() if not row.is_withdrawn and not row.is_not_counted]
        for use, by_date in found.items()
    }


def readings_by_use(uses: Iterable[UsePk]) -> dict[UsePk, list[PlainReading]]:
    """As `measurements_by_use`, but only date, value and done: for judging very many; 1 query."""
    found: defaultdict[UsePk, dict[date, tuple[PlainReading, bool]]] = defaultdict(dict)
    for use, on, value, is_done, is_withdrawn, is_not_counted in _readings().rows(uses=uses):
        found[use][on] = ((on, value, is_done), is_withdrawn or is_not_counted)
    return {
        use: [reading for reading, is_left_out in by_date.values() if not is_left_out]
        for use, by_date in found.items()
    }


def targets_by_use(
    uses: Iterable[UsePk], *, known_on: date | None = None
) -> dict[UsePk, list[Target]]:
    """Every target of `uses`, replaced ones too, in the order they were set; 1 query.

    With `known_on`, those that were set when that day ended; one replaced later still stands.
    """
    found: defaultdict[UsePk, list[Target]] = defaultdict(list)
    rows = _targets().rows(uses=uses)
    if known_on is not None:
        rows = _known_targets(rows, known_on)
    for target in rows:
        found[target.use_id].append(target)
    return dict(found)


def _known_targets(rows: list[Target], known_on: date) -> list[Target]:
    known = [each for each in rows if timezone.localdate(each.set_at) <= known_on]
    keys = {each.pk for each in known}
    for each in known:
        if each.replaced_by_id not in keys:
            each.replaced_by = None
    return known


@prepared
def _measurements() -> QuerySet[Measurement]:
    return Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")


@prepared
def _readings() -> QuerySet[Measurement, Row]:
    columns = ("use_id", "measured_on", "value", "is_done", "is_withdrawn", "is_not_counted")
    rows = Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")
    return rows.values_list(*columns)


@prepared
def _targets() -> QuerySet[Target]:
    return Target.objects.filter(use__in=GivenKeys("uses")).order_by("set_at", "pk")


def revisions(use: UsePk) -> list[Measurement]:
    """Every revision of every measurement of `use`, newest date and revision first."""
    return list(
        Measurement.objects.filter(use=use)
        .select_related("recorded_by")
        .order_by("-measured_on", "-revision")
    )
