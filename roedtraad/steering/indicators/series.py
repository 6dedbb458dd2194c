"""An indicator in use as a chart: its measurements, and its target as it was revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.numbers import decimals_shown
from roedtraad.foundation.ui.chart_frame import measured, number
from roedtraad.foundation.ui.chart_series import Point, Series, TargetStep
from roedtraad.foundation.ui.charts import Chart, series_chart

from .control import chart_notes, signals_by_day, stretches_of
from .development import Development
from .happenings import Happening
from .models import IndicatorKind, IndicatorUse, Measurement, Target

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Drawn:
    """What is drawn besides the series: how it developed, what happened, as known on which day."""

    development: Development | None = None
    happenings: Sequence[Happening] = ()
    known_on: date | None = None

    def measure(self, title: str) -> str:
        """The subtitle; a series that is not of today says so."""
        if self.known_on is None:
            return title
        words = {"title": title, "day": date_format(self.known_on, "DATE_FORMAT")}
        return _("%(title)s – as known on %(day)s") % words


def indicator_chart(
    use: IndicatorUse,
    measurements: Sequence[Measurement],
    targets: Sequence[Target],
    *,
    finding: str = "",
    ends_on: date | None = None,
    is_on_paper: bool = False,
    drawn: Drawn | None = None,
) -> Chart | None:
    """The chart of a number; None for a milestone, and before the first measurement.

    `measurements` are oldest first, `targets` in the order they were set; a target without a date
    is drawn until `ends_on`, or a year. `finding` is the title.
    """
    drawn = drawn or Drawn()
    marked = signals_by_day(drawn.development)
    points = [
        Point(each.measured_on, each.value, each.note, *marked.get(each.measured_on, (None, "")))
        for each in measurements
        if each.value is not None
    ]
    indicator = use.indicator
    if indicator.kind == IndicatorKind.MILESTONE or not points:
        return None
    standing = [each for each in targets if each.replaced_by_id is None]
    limits = (standing[-1].low, standing[-1].high) if standing else (None, None)
    first = min([points[0].on, *([use.baseline_on] if use.baseline_on else [])])
    return series_chart(
        Series(
            finding=finding or _finding(use, points[-1].value, standing[-1] if standing else None),
            measure=drawn.measure(indicator.title),
            measured_in=indicator.measured_in,
            points=points,
            targets=target_steps(
                targets, first=first, last=max(points[-1].on, ends_on or points[-1].on)
            ),
            baseline=None if indicator.is_about_persons else use.baseline,
            limits=limits,
            is_on_paper=is_on_paper,
            stretches=stretches_of(drawn.development, indicator),
            notes=chart_notes(drawn.happenings, points[0].on, points[-1].on),
            decimals=max(decimals_shown(point.value, indicator.decimals) for point in points),
        )
    )


def target_steps(targets: Sequence[Target], *, first: date, last: date) -> list[TargetStep]:
    """From when to when each target held; what a revised one would have been is marked so."""
    set_on = {each.pk: timezone.localdate(each.set_at) for each in targets}
    revisions = {each.replaced_by_id for each in targets}
    steps: list[TargetStep] = []
    until = first
    for target in sorted(targets, key=lambda each: (each.due_on or date.max, set_on[each.pk])):
        if target.value is None:
            continue
        due = target.due_on or max(last, first + A_YEAR)
        begins = max(first, set_on[target.pk]) if target.pk in revisions else first
        if target.replaced_by_id is None:
            steps += _step(max(begins, until), due, target.value)
            until = max(until, due)
        else:
            revised_on = set_on.get(target.replaced_by_id, due)
            steps += _step(begins, min(revised_on, due), target.value)
            steps += _step(max(revised_on, begins), due, target.value, is_replaced=True)
    return sorted(steps, key=lambda step: step.starts_on)


def _step(
    starts_on: date, ends_on: date, value: Decimal, *, is_replaced: bool = False
) -> list[TargetStep]:
    return [TargetStep(starts_on, ends_on, value, is_replaced)] if starts_on < ends_on else []


def _finding(use: IndicatorUse, latest: Decimal, target: Target | None) -> str:
    """What the newest number says, beside the target."""
    indicator = use.indicator
    words = {
        "latest": measured(
            number(latest, decimals_shown(latest, indicator.decimals)), indicator.measured_in
        )
    }
    if target is None or target.value is None:
        return _("Latest: %(latest)s") % words
    words["target"] = measured(number(target.value, indicator.decimals), indicator.measured_in)
    return _("Latest: %(latest)s – the target is %(target)s") % words
