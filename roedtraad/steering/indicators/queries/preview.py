"""What figures become when the way they are put together is changed: before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.steering.indicators.access import readable_uses
from roedtraad.steering.indicators.aggregation import Part, together
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Measurement
from roedtraad.steering.indicators.reading import is_ratio

from .series import measurements_by_use


@dataclass(frozen=True)
class BecomesRow:
    """One figure as it is put together now, and as it would be."""

    of: str
    when: str
    before: Decimal | None
    after: Decimal | None


def figures_become(user: User, before: Indicator, after: Indicator) -> list[BecomesRow]:
    """The newest year of each unit the user may open, and all of them together; 2 queries."""
    uses = list(readable_uses(user).filter(indicator=before.pk).select_related("unit"))
    measured = measurements_by_use([use.pk for use in uses])
    uses.sort(key=lambda use: danish_key(use.unit.name))
    rows = [
        BecomesRow(
            use.unit.name,
            str(year),
            _over_time(before, rows),
            _over_time(after, rows),
        )
        for use in uses
        if (year := _year(measured.get(use.pk, [])))
        and (rows := _of_year(measured.get(use.pk, []), year))
    ]
    return [*rows, *_of_all(before, after, uses, measured)]


def _year(rows: Sequence[Measurement]) -> int | None:
    return rows[-1].measured_on.year if rows else None


def _of_year(rows: Sequence[Measurement], year: int) -> list[Measurement]:
    return [row for row in rows if row.measured_on.year == year]


def _over_time(indicator: Indicator, rows: Sequence[Measurement]) -> Decimal | None:
    return together(
        [_part(row) for row in rows],
        indicator.over_time,
        is_share=_is_share(indicator),
        is_cumulative=indicator.is_cumulative,
    )


def _of_all(
    before: Indicator,
    after: Indicator,
    uses: Sequence[IndicatorUse],
    measured: dict[int, list[Measurement]],
) -> list[BecomesRow]:
    """The units' values of the newest date that more than one has."""
    by_day: dict[date, list[Part]] = {}
    for use in uses:
        for row in measured.get(use.pk, []):
            by_day.setdefault(row.measured_on, []).append(_part(row))
    shared = [day for day, parts in by_day.items() if len(parts) > 1]
    if not shared:
        return []
    day = max(shared)
    old, new = (
        together(by_day[day], each.over_units, is_share=_is_share(each)) for each in (before, after)
    )
    count = len(by_day[day])
    words = _("%(number)s units together") % {"number": count}
    return [BecomesRow(words, f"{day:%d.%m.%Y}", old, new)]


def _part(row: Measurement) -> Part:
    return Part(row.value, row.numerator, row.denominator)


def _is_share(indicator: Indicator) -> bool:
    return indicator.kind == "percentage" or (is_ratio(indicator) and indicator.measured_in == "%")
