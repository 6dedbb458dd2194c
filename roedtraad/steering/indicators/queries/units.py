"""One indicator over the units that use it: each series, the whole, and a funnel, never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.ui.charts import Chart
from roedtraad.foundation.ui.funnels import Share, funnel_chart
from roedtraad.foundation.ui.multiples import Small, multiples_chart
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.access import readable_uses
from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.development_words import SHAPES, false_signals
from roedtraad.steering.indicators.models import Indicator, IndicatorKind, Measurement
from roedtraad.steering.indicators.rollup import Child, Left, RollUp, rolled_up
from roedtraad.steering.indicators.signs import DATA_SHAPES

from .judged import JudgedUse, judged_uses


@dataclass(frozen=True)
class UnitRow:
    """One unit's series, small, with what is said of it."""

    judged: JudgedUse
    values: list[Decimal | None]
    target: Decimal | None
    newest: Measurement | None
    shape: str
    word: str
    data: tuple[str, str]  # the shape and word of how far the figures can be trusted


@dataclass(frozen=True)
class UnitsPage:
    """`on` is the newest day that any unit was measured on: the whole is of that day."""

    rows: list[UnitRow]
    on: date | None
    whole: RollUp
    funnel: Chart | None
    small: Chart | None
    expected: str


def units_page(user: User, indicator: Indicator) -> UnitsPage:
    """The units whose use `user` may open; the number of queries does not grow."""
    uses = list(readable_uses(user).filter(indicator=indicator).select_related("unit", "indicator"))
    belonging.as_agreed(uses)
    uses.sort(key=lambda use: (danish_key(use.unit.name), use.pk))
    judged = judged_uses(uses, timezone.localdate())
    rows = [_row(judged[use.pk]) for use in uses]
    days = [row.newest.measured_on for row in rows if row.newest is not None]
    on = max(days, default=None)
    children = [_child(row.judged, on) for row in rows]
    developments = [row.judged.development for row in rows if row.judged.development]
    return UnitsPage(
        rows=rows,
        on=on,
        whole=rolled_up(indicator, children),
        funnel=_funnel(indicator, children),
        small=_small(indicator, rows),
        expected=false_signals(developments),
    )


def _row(judged: JudgedUse) -> UnitRow:
    found = judged.development
    verdict = found.verdict if found else Verdict.TOO_FEW
    known = [row for row in judged.measurements if not row.is_hidden]
    return UnitRow(
        judged=judged,
        values=[row.value for row in judged.measurements],
        target=judged.level.indicator.target if judged.level else None,
        newest=known[-1] if known else None,
        shape=SHAPES[verdict],
        word=str(verdict.label),
        data=(DATA_SHAPES[judged.sign.data], str(judged.sign.data.label)),
    )


def _child(judged: JudgedUse, on: date | None) -> Child:
    """The unit's figure of the day."""
    url = reverse("indicators:use", args=[judged.use.pk])
    name = judged.use.unit.name
    found = next((row for row in judged.measurements if row.measured_on == on), None)
    if found is None:
        return Child(name, url, left=Left.NOT_MEASURED)
    if found.is_hidden:
        return Child(name, url, on, left=Left.HIDDEN)
    return Child(name, url, on, found.value, found.numerator, found.denominator)


def _funnel(indicator: Indicator, children: Sequence[Child]) -> Chart | None:
    """Only of percentages whose counts are known."""
    if indicator.kind != IndicatorKind.PERCENTAGE:
        return None
    shares = [
        Share(each.name, int(each.numerator), int(each.denominator))
        for each in children
        if each.left is None and each.numerator is not None and each.denominator
    ]
    return funnel_chart(indicator.title, shares)


def _small(indicator: Indicator, rows: Sequence[UnitRow]) -> Chart | None:
    """Each unit's series in a small picture; what may not be handed out is not drawn."""
    if indicator.kind == IndicatorKind.MILESTONE:
        return None
    units = [
        Small(
            row.judged.use.unit.name,
            [(each.measured_on, each.value) for each in _shown(row) if each.value is not None],
            row.target,
            row.word,
            is_signal=bool(row.judged.development and row.judged.development.is_signal),
        )
        for row in rows
    ]
    return multiples_chart(
        indicator.title, units, measured_in=indicator.measured_in, decimals=indicator.decimals
    )


def _shown(row: UnitRow) -> list[Measurement]:
    return [each for each in row.judged.measurements if not each.is_hidden]
