"""Figures of units added up through the tree, read from the mart as it was last published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import clock
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation.models import Unit, UnitQuerySet
from roedtraad.insight.analytics.jobs import FRESHEN
from roedtraad.insight.analytics.mart.about import Comparison, about
from roedtraad.insight.analytics.mart.opening import reading
from roedtraad.insight.analytics.measures.question import Question
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorUse
from roedtraad.steering.indicators.queries.safe_sums import Together, safe_sums

AT_MOST_BEHIND = timedelta(minutes=3)
SHOWN = 8  # periods of each indicator
ADDED_UP = (Aggregation.SUM, Aggregation.MEAN)


@dataclass(frozen=True)
class Figure:
    """What a node shows for a period; `units` is how many reported to it.

    `is_hidden`: there is a value, but a person could be found by it, so it is not here.
    """

    starts_on: date
    ends_on: date
    value: float | None
    numerator: float | None
    denominator: float | None
    units: int
    is_hidden: bool = False


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one node: its newest figures, oldest first, and how many should report."""

    indicator: Indicator
    figures: Sequence[Figure]
    expected: int

    @property
    def latest(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.latest.units) if self.latest else self.expected

    @property
    def values(self) -> list[Decimal | None]:
        return [None if each.value is None else Decimal(str(each.value)) for each in self.figures]


@dataclass(frozen=True)
class UnitFigures:
    """Everything that is added up to one unit, as the mart knew it at `known_at`.

    `is_behind`: the clock does not renew the mart, so that newer figures may be missing.
    """

    unit: Unit
    rows: Sequence[IndicatorRow]
    known_at: datetime
    comparison: Comparison | None
    is_behind: bool

    @property
    def is_about_persons(self) -> bool:
        return any(each.indicator.is_about_persons for each in self.rows)


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

    Raise `MartUnavailable` where nothing can be read. Six questions, whatever the tree's size.
    """
    expected = _expected(unit)
    indicators = list(Indicator.objects.filter(pk__in=expected).order_by("title"))
    known = about()
    known_at = min((part.read_at for part in known.parts.values()), default=timezone.now())
    found = _figures(unit.pk, [each.pk for each in indicators])
    figures = {indicator: rows[-SHOWN:] for indicator, rows in found.items()}
    _hide_persons(unit, figures, {each.pk for each in indicators if each.is_about_persons})
    rows = [IndicatorRow(each, figures.get(each.pk, []), expected[each.pk]) for each in indicators]
    return UnitFigures(unit, rows, known_at, known.comparison, _is_behind())


def _is_behind() -> bool:
    """Whether the clock has not looked for changes of late, as it does twice a minute."""
    of_late = timezone.now() - AT_MOST_BEHIND
    return not clock.has_succeeded_since(FRESHEN, of_late)


def _hide_persons(unit: Unit, figures: dict[int, list[Figure]], about: Collection[int]) -> None:
    """Leave out, in place, what may not be handed out of indicators that are `about` persons.

    Only a figure that the linked tables of units and periods leave in is shown. One that was added
    up from something else, as in a tree or from a measurement of another day, is none of theirs.
    """
    days = [figures[indicator][0].starts_on for indicator in about if figures.get(indicator)]
    if not days:
        return
    sums = safe_sums(about, unit.path, since=date(min(days).year, 1, 1))
    for indicator in about:
        safe = sums.get(indicator, {})
        figures[indicator] = [
            each if _is_safe(each, safe) else _hidden(each) for each in figures.get(indicator, [])
        ]


def _is_safe(figure: Figure, safe: Mapping[date, Together]) -> bool:
    same = [each for on, each in safe.items() if figure.starts_on <= on <= figure.ends_on]
    return len(same) == 1 and _is_of(figure, same[0])


def _is_of(figure: Figure, shown: Together) -> bool:
    if shown.inside is not None:
        return (figure.numerator, figure.denominator) == (shown.inside, shown.whole)
    return (figure.value if figure.denominator is None else figure.denominator) == shown.whole


def _hidden(figure: Figure) -> Figure:
    return replace(figure, value=None, numerator=None, denominator=None, is_hidden=True)


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
    with reading() as mart:
        periods = {
            number: (starts_on, ends_on)
            for number, starts_on, ends_on in mart.execute(PERIODS).fetchall()
        }
        if not periods:
            return {}
        asked = Question([unit], indicators, sorted(periods))
        rows = [
            row
            for table in ("rolled", "measurement")
            for row in mart.execute(asked.sql(table), asked.values).to_arrow_table().to_pylist()
        ]
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
