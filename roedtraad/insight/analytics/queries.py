"""Figures of units added up through the tree, read from the mart as it was last published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation.models import Unit, UnitQuerySet
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorUse

from .mart import keeping
from .mart.opening import cursor
from .measures.question import Question

SHOWN = 8  # periods of each indicator
ADDED_UP = (Aggregation.SUM, Aggregation.MEAN)


@dataclass(frozen=True)
class Figure:
    """What a node shows for a period; `units` is how many reported to it."""

    starts_on: date
    ends_on: date
    value: float
    numerator: float | None
    denominator: float | None
    units: int


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one node: its newest figures, oldest first, and how many should report.

    A figure about persons is not handed out here; the row then has none, and says so.
    """

    indicator: Indicator
    figures: Sequence[Figure]
    expected: int

    @property
    def is_withheld(self) -> bool:
        return self.indicator.is_about_persons

    @property
    def latest(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.latest.units) if self.latest else self.expected

    @property
    def values(self) -> list[Decimal]:
        return [Decimal(str(each.value)) for each in self.figures]


@dataclass(frozen=True)
class UnitFigures:
    """Everything that is added up to one unit, as the mart knew it at `known_at`."""

    unit: Unit
    rows: Sequence[IndicatorRow]
    known_at: datetime


def units_to_choose(user: User) -> UnitQuerySet:
    """The units that exist today in which the user reads agreements in full, drafts with them."""
    return (
        access.units_for(user, Permission.AGREEMENT_VIEW)
        .existing_on(timezone.localdate())
        .order_by("path")
    )


def units_below(user: User, unit: Unit) -> list[Unit]:
    """The next units below that the user may choose."""
    parents = organisation.parents_on(timezone.localdate())
    return [each for each in units_to_choose(user) if parents.get(each.pk) == unit.pk]


def unit_figures(user: User, unit: Unit) -> UnitFigures:
    """What is added up to `unit`; it must be among `units_to_choose`.

    Raise `MartUnavailable` where nothing can be read. Four questions, whatever the tree's size.
    """
    expected = _expected(unit)
    indicators = list(Indicator.objects.filter(pk__in=expected).order_by("title"))
    known_at = min(part.read_at for part in keeping.parts().values())
    open_ones = [each.pk for each in indicators if not each.is_about_persons]
    figures = _figures(unit.pk, open_ones)
    rows = [
        IndicatorRow(each, figures.get(each.pk, [])[-SHOWN:], expected[each.pk])
        for each in indicators
    ]
    return UnitFigures(unit, rows, known_at)


def _expected(unit: Unit) -> dict[int, int]:
    """How many units in or below `unit` use each indicator that is added up."""
    counted = (
        IndicatorUse.objects.filter(
            unit__path__startswith=unit.path, indicator__over_units__in=ADDED_UP, ends_on=None
        )
        .values("indicator")
        .annotate(units=Count("unit", distinct=True))
    )
    return dict(counted.values_list("indicator", "units"))


def _figures(unit: int, indicators: Sequence[int]) -> dict[int, list[Figure]]:
    """By indicator, oldest first; a figure of the unit's own goes before what was added up."""
    if not indicators:
        return {}
    found: defaultdict[int, dict[int, Figure]] = defaultdict(dict)
    reading = cursor()
    periods = {
        number: (starts_on, ends_on)
        for number, starts_on, ends_on in reading.execute(PERIODS).fetchall()
    }
    if not periods:
        return {}
    asked = Question([unit], indicators, sorted(periods))
    for table in ("rolled", "measurement"):
        rows = reading.execute(asked.sql(table), asked.values).to_arrow_table().to_pylist()
        for row in rows:
            if row["value"] is None:  # a share of nothing
                continue
            parts = (row["value"], row["numerator"], row["denominator"], int(row["units"]))
            found[row["indicator"]][row["period"]] = Figure(*periods[row["period"]], *parts)
    return {
        indicator: [by_period[period] for period in sorted(by_period)]
        for indicator, by_period in found.items()
    }


PERIODS = "select period, starts_on, ends_on from period"
