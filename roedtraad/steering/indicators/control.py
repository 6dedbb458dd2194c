"""A development as a chart draws it: stretches with limits, marks of signals, lettered notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_series import ChartNote, Mark, Stretch

from .charted import Method, Rule, Signal
from .development import Development, Verdict
from .happenings import Happening
from .models import Indicator, IndicatorKind


def signals_by_day(found: Development | None) -> dict[date, tuple[Mark, str]]:
    """The mark of each point that is a signal, and why in words."""
    if found is None or found.is_per_period:
        return {}
    signals = [signal for segment in found.segments for signal in segment.signals]
    left_out = {
        each.on: (Mark.LEFT_OUT, _("Not part of mean and limits.")) for each in found.left_out
    }
    return left_out | {
        each.on: (_mark(meaning, signal), f"{capfirst(str(meaning.label))}: {_why(signal)}.")
        for each, meaning, signal in zip(found.observations, found.meanings, signals, strict=True)
        if meaning is not None and signal is not None
    }


def stretches_of(found: Development | None, indicator: Indicator) -> list[Stretch]:
    """Mean and limits of every stretch that has them, clipped to what the values can be."""
    if found is None or found.is_per_period:
        return []
    values = [float(each.value) for each in found.observations]
    least = 0.0 if min(values, default=0) >= 0 else None
    most = 100.0 if indicator.kind == IndicatorKind.PERCENTAGE else None
    stretches, begins = [], 0
    for segment in found.segments:
        ends = begins + len(segment.values)
        days = [each.on for each in found.observations[begins:ends]]
        if segment.method != Method.NONE and segment.centre is not None:
            low = [_clipped(each, least, most) for each in segment.lower]
            high = [_clipped(each, least, most) for each in segment.upper]
            stretches.append(Stretch(days, segment.centre, low, high))
        begins = ends
    return stretches


def chart_notes(happenings: Sequence[Happening], first: date, last: date) -> list[ChartNote]:
    """What happened while the series ran, lettered in order of time."""
    shown = [each for each in happenings if first <= each.on <= last]
    return [
        ChartNote(each.on, letter, each.text)
        for letter, each in zip(ascii_uppercase, shown, strict=False)
    ]


def _clipped(value: float | None, least: float | None, most: float | None) -> float | None:
    if value is None:
        return None
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)


def _mark(meaning: Verdict, signal: Signal) -> Mark:
    if meaning == Verdict.BETTER:
        return Mark.BETTER_HIGH if signal.is_up else Mark.BETTER_LOW
    return Mark.WORSE if meaning == Verdict.WORSE else Mark.OTHER


def _why(signal: Signal) -> str:
    return {
        Rule.OUTSIDE: _("outside the limits"),
        Rule.TREND: _("in a row of rising or falling measurements"),
        Rule.NEAR: _("one of two in three close to the limit"),
        Rule.SHIFT: _("in a long row on one side of the centre"),
        Rule.CROSSINGS: _("the series crosses its centre too seldom"),
    }[signal.rule]
