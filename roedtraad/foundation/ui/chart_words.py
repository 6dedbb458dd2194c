"""What stands for the picture of a series: a sentence, and the table with its numbers."""

from __future__ import annotations

from datetime import date
from functools import cache, partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .chart_frame import day, measured, number
from .chart_series import Mark, Series
from .control_layers import SIGNS


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
    return " ".join(each for each in (sentence, goal, *_control_sentences(series)) if each)


def _control_sentences(series: Series) -> list[str]:
    """The mean, the limits, and what the marks mean."""
    if not series.stretches:
        return []
    last = series.stretches[-1]
    shown = partial(number, decimals=series.decimals)
    words = {"centre": shown(last.centre)}
    if last.low[-1] is None or last.high[-1] is None:
        sentences = [_("The grey line is the median, %(centre)s.") % words]
    else:
        words |= {"low": shown(last.low[-1]), "high": shown(last.high[-1])}
        sentences = [
            _("The grey line is the mean, %(centre)s; chance alone moves within %(low)s–%(high)s.")
            % words
        ]
    marks = {point.mark for point in series.points if point.mark}
    names = {
        Mark.BETTER_HIGH: _("better"),
        Mark.BETTER_LOW: _("better"),
        Mark.WORSE: _("worse"),
        Mark.OTHER: pgettext("mark on a chart", "signal"),
        Mark.LEFT_OUT: pgettext("mark on a chart", "not part of mean and limits"),
    }
    legend = ", ".join(f"{SIGNS[mark]} {names[mark]}" for mark in Mark if mark in marks)
    return [*sentences, f"{legend}."] if legend else sentences


def limits_in_words(series: Series) -> str:
    low, high = (None if each is None else number(each, series.decimals) for each in series.limits)
    if low is not None and high is not None:
        return _("between %(low)s and %(high)s") % {"low": low, "high": high}
    if low is not None:
        return _("at least %(value)s") % {"value": low}
    return _("at most %(value)s") % {"value": high} if high is not None else ""


def series_table(series: Series) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and rows, oldest first; limits and signals where the series has them."""
    limits = {
        on: (low, high)
        for stretch in series.stretches
        for on, low, high in zip(stretch.days, stretch.low, stretch.high, strict=True)
        if low is not None and high is not None
    }
    has_signals = any(point.said for point in series.points)
    shown = cache(lambda value: number(value, series.decimals))  # limits are the same for many
    header = [_("Date"), series.measured_in or _("Value"), _("Target")]
    header += [_("Limits")] if limits else []
    header += [_("Signal")] if has_signals else []
    rows = []
    for point in sorted(series.points, key=lambda point: point.on):
        row = [day(point.on), shown(point.value), _target_on(series, point.on)]
        if limits:
            low, high = limits.get(point.on, (None, None))
            row.append(
                f"{shown(low)}–{shown(high)}" if low is not None and high is not None else "–"
            )
        row += [point.said] if has_signals else []
        rows.append((*row, point.note))
    return (*header, _("Note")), tuple(rows)


def _target_on(series: Series, on: date) -> str:
    """The target that held on a day: what was replaced later still counts while it held."""
    held = [step for step in series.targets if step.starts_on <= on <= step.ends_on]
    in_force = [step for step in held if not step.is_replaced]
    if in_force:
        return number(in_force[-1].value, series.decimals)
    return limits_in_words(series) or "–"
