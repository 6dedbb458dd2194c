"""What pages, reports and the API read about indicators. Callers pass uses the user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from .models import Measurement, Target

UsePk: TypeAlias = int
PlainReading: TypeAlias = tuple[date, Decimal | None, bool | None]


def measurements_by_use(uses: Iterable[UsePk]) -> dict[UsePk, list[Measurement]]:
    """The newest revision of every measurement of `uses` that stands, oldest first; 1 query."""
    found: defaultdict[UsePk, dict[object, Measurement]] = defaultdict(dict)
    rows = Measurement.objects.filter(use__in=list(uses)).order_by("measured_on", "revision")
    for row in rows:
        found[row.use_id][row.measured_on] = row
    return {
        use: [row for row in by_date.values() if not row.is_withdrawn]
        for use, by_date in found.items()
    }


def readings_by_use(uses: Iterable[UsePk]) -> dict[UsePk, list[PlainReading]]:
    """As `measurements_by_use`, but only date, value and done: for judging very many; 1 query."""
    found: defaultdict[UsePk, dict[date, tuple[PlainReading, bool]]] = defaultdict(dict)
    rows = Measurement.objects.filter(use__in=list(uses)).order_by("measured_on", "revision")
    columns = ("use_id", "measured_on", "value", "is_done", "is_withdrawn")
    for use, on, value, is_done, is_withdrawn in rows.values_list(*columns):
        found[use][on] = ((on, value, is_done), is_withdrawn)
    return {
        use: [reading for reading, is_withdrawn in by_date.values() if not is_withdrawn]
        for use, by_date in found.items()
    }


def targets_by_use(uses: Iterable[UsePk]) -> dict[UsePk, list[Target]]:
    """Every target of `uses`, replaced ones too, in the order they were set; 1 query."""
    found: defaultdict[UsePk, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(use__in=list(uses)).order_by("set_at", "pk"):
        found[target.use_id].append(target)
    return dict(found)


def revisions(use: UsePk) -> list[Measurement]:
    """Every revision of every measurement of `use`, newest date and revision first."""
    return list(
        Measurement.objects.filter(use=use)
        .select_related("recorded_by")
        .order_by("-measured_on", "-revision")
    )
