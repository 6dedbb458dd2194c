"""What stands for the picture of a series: a sentence, and the table with its numbers."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .chart_frame import day, measured, number
from .chart_series import Series


def series_sentence(series: Series) -> str:
    if not series.points:
        return _("No measurements yet.")
    points = sorted(series.points, key=lambda point: point.on)
    first, last = points[0], points[-1]
    words = {
        "count": len(points),
        "first": number(first.value, series.decimals),
        "first_day": day(first.on),
        "last": measured(number(last.value, series.decimals), series.measured_in),
        "last_day": day(last.on),
    }
    sentence = (
        ngettext(
            "Line chart with %(count)s measurement: %(last)s on %(last_day)s.",
            "Line chart with %(count)s measurements: from %(first)s on %(first_day)s"
            " to %(last)s on %(last_day)s.",
            len(points),
        )
        % words
    )
    target = next((step for step in reversed(series.targets) if not step.is_replaced), None)
    if target is not None:
        goal = _("The target is %(value)s.") % {"value": number(target.value, series.decimals)}
    elif limits := limits_in_words(series):
        goal = _("It should be kept %(limits)s.") % {"limits": limits}
    else:
        goal = ""
    return f"{sentence} {goal}".strip()


def limits_in_words(series: Series) -> str:
    low, high = (None if each is None else number(each, series.decimals) for each in series.limits)
    if low is not None and high is not None:
        return _("between %(low)s and %(high)s") % {"low": low, "high": high}
    if low is not None:
        return _("at least %(value)s") % {"value": low}
    return _("at most %(value)s") % {"value": high} if high is not None else ""


def series_table(series: Series) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    header = (_("Date"), series.measured_in or _("Value"), _("Target"), _("Note"))
    rows = tuple(
        (
            day(point.on),
            number(point.value, series.decimals),
            _target_on(series, point.on),
            point.note,
        )
        for point in sorted(series.points, key=lambda point: point.on)
    )
    return header, rows


def _target_on(series: Series, on: date) -> str:
    """The target that held on a day: what was replaced later still counts while it held."""
    held = [step for step in series.targets if step.starts_on <= on <= step.ends_on]
    in_force = [step for step in held if not step.is_replaced]
    if in_force:
        return number(in_force[-1].value, series.decimals)
    return limits_in_words(series) or "–"
