"""Charts as vega-lite descriptions: drawn in the browser and in reports from the same one.

Every chart comes with a sentence that says what it shows and a table with its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .chart_frame import (
    BLUE,
    DARK,
    GREY,
    HEIGHT,
    MOST_TICKS,
    PALE,
    TONES,
    WIDTH,
    Spec,
    day,
    framed,
    number,
    ticks_between,
)

BASELINE_LOOK: Spec = {"align": "right", "color": GREY, "fontWeight": "normal", "fontSize": 11}


@dataclass(frozen=True)
class Chart:
    """A picture, the sentence that stands for it, and the table behind it."""

    spec: Spec
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Point:
    """What was measured on a date."""

    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class TargetStep:
    """The target as it held from one day to another; `is_replaced` after it was revised."""

    starts_on: date
    ends_on: date
    value: Decimal
    is_replaced: bool = False


@dataclass(frozen=True)
class Series:
    """One indicator: what to draw of it. `finding` is the title, `measure` the subtitle."""

    finding: str
    measure: str
    measured_in: str
    points: Sequence[Point]
    targets: Sequence[TargetStep] = ()
    baseline: Decimal | None = None
    limits: tuple[Decimal | None, Decimal | None] = (None, None)  # to be kept within
    decimals: int = 0
    caption: str = ""


@dataclass(frozen=True)
class StateCount:
    """How many stand in one state; `colour` is a key of `TONES`."""

    word: str
    count: int
    tone: str


def series_chart(series: Series) -> Chart:
    """An indicator over time: blue line with points, dark target that steps, grey baseline."""
    layers = [
        *_limits(series),
        *_baseline(series),
        *_targets(series),
        *_line(series),
    ]
    spec = framed(series.finding, series.measure, layers, width=WIDTH, height=HEIGHT)
    return Chart(spec, _series_sentence(series), *_series_table(series))


def states_bar(title: str, counts: Sequence[StateCount]) -> Chart:
    """One bar of how many stand in each state, each part with its number and its word."""
    shown = [count for count in counts if count.count]
    total = sum(count.count for count in shown)
    values, before = [], 0
    for count in shown:
        end = before + count.count
        values.append(
            {
                "from": before,
                "to": end,
                "middle": (before + end) / 2,
                "number": str(count.count),
                "label": count.word if _fits(count, total) else "",
                "colour": TONES[count.tone],
            }
        )
        before = end
    axis = {"type": "quantitative", "axis": None, "scale": {"domain": [0, max(total, 1)]}}
    bar = {
        "mark": {"type": "bar", "height": 26, "stroke": "white", "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "from", **axis},
            "x2": {"field": "to"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }
    middle = {"field": "middle", **axis}
    layers: list[Spec] = [
        bar,
        _text_layer("number", middle, color="white", fontWeight="bold", fontSize=12),
        _text_layer("label", middle, color=DARK, fontSize=11, dy=24),
    ]
    legend = _legend(shown)
    spec = framed(title, legend, layers, width=WIDTH, height=44)
    spec["data"] = {"values": values}
    rows = tuple((count.word, str(count.count)) for count in counts)
    return Chart(spec, f"{title}: {legend}." if legend else title, (_("State"), _("Goals")), rows)


def _legend(shown: Sequence[StateCount]) -> str:
    return ", ".join(f"{count.count} {count.word}" for count in shown)


def _text_layer(field: str, x: Spec, **mark: Any) -> Spec:
    return {
        "mark": {"type": "text", **mark},
        "encoding": {"x": x, "text": {"field": field, "type": "nominal"}},
    }


def _fits(count: StateCount, total: int) -> bool:
    """Whether the word has room under its part of the bar."""
    return len(count.word) * 6.5 < WIDTH * count.count / total


def _x(series: Series) -> Spec:
    first, last = _span(series)
    ticks = [tick.isoformat() for tick in ticks_between(first, last)]
    by_year = (last.year - first.year) >= MOST_TICKS
    return {
        "field": "on",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()]},
        "axis": {
            "values": ticks,
            "format": "%Y" if by_year else "%b %Y",
            "grid": False,
            "labelAngle": 0,
            "labelOverlap": True,
        },
    }


def _y(series: Series) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "title": series.measured_in or None,
        "scale": {"zero": True, "nice": True},
        "axis": {
            "format": f",.{series.decimals}f",
            "tickCount": 5,
            "titleAnchor": "end",
            "titleAngle": 0,
            "titleAlign": "left",
            "titleX": -30,
            "titleY": -12,
        },
    }


def _line(series: Series) -> list[Spec]:
    if not series.points:
        return []
    points = sorted(series.points, key=lambda point: point.on)
    values = [
        {
            "on": point.on.isoformat(),
            "value": float(point.value),
            "day": day(point.on),
            "shown": number(point.value, series.decimals),
            "note": point.note,
        }
        for point in points
    ]
    encoding = {"x": _x(series), "y": _y(series)}
    tooltip = [
        {"field": "day", "type": "nominal", "title": _("Date")},
        {"field": "shown", "type": "nominal", "title": _("Value")},
        {"field": "note", "type": "nominal", "title": _("Note")},
    ]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 2.5},
            "encoding": encoding,
        },
        {
            "data": {"values": values},
            "mark": {"type": "point", "color": BLUE, "filled": True, "size": 55, "opacity": 1},
            "encoding": {**encoding, "tooltip": tooltip},
        },
        _label(series, points[-1].on, points[-1].value, values[-1]["shown"], color=BLUE, dy=-12),
    ]


def _label(series: Series, on: date, value: Decimal, text: object, **mark: Any) -> Spec:
    look = {"align": "center", "fontSize": 12, "fontWeight": "bold", **mark}
    return {
        "data": {"values": [{"on": on.isoformat(), "value": float(value), "text": str(text)}]},
        "mark": {"type": "text", **look},
        "encoding": {
            "x": _x(series),
            "y": _y(series),
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _targets(series: Series) -> list[Spec]:
    """A dark line that steps; what a revised target would have been stays as pale dashes."""
    layers: list[Spec] = []
    for replaced in (True, False):
        steps = [step for step in series.targets if step.is_replaced == replaced]
        values = [
            {"on": edge.isoformat(), "value": float(step.value), "step": turn}
            for turn, step in enumerate(sorted(steps, key=lambda step: step.starts_on))
            for edge in (step.starts_on, step.ends_on)
        ]
        if not values:
            continue
        look: Spec = {"color": GREY, "strokeDash": [3, 3]} if replaced else {"color": DARK}
        # one line through all steps makes the riser; replaced ones stand apart
        detail = {"detail": {"field": "step", "type": "nominal"}} if replaced else {}
        encoding = {"x": _x(series), "y": _y(series), **detail}
        layers.append(
            {
                "data": {"values": values},
                "mark": {"type": "line", "strokeWidth": 1.2, **look},
                "encoding": encoding,
            }
        )
    in_force = [step for step in series.targets if not step.is_replaced]
    if in_force:
        last = max(in_force, key=lambda step: step.ends_on)
        text = _("target %(value)s") % {"value": number(last.value, series.decimals)}
        place: Spec = {"align": "right", "dy": -7, "color": DARK, "fontWeight": "normal"}
        layers.append(_label(series, last.ends_on, last.value, text, **place))
    return layers


def _baseline(series: Series) -> list[Spec]:
    if series.baseline is None:
        return []
    first, last = _span(series)
    text = _("baseline %(value)s") % {"value": number(series.baseline, series.decimals)}
    values = [{"on": edge.isoformat(), "value": float(series.baseline)} for edge in (first, last)]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "color": GREY, "strokeWidth": 1, "strokeDash": [6, 4]},
            "encoding": {"x": _x(series), "y": _y(series)},
        },
        _label(series, last, series.baseline, text, **BASELINE_LOOK, dy=_away(series)),
    ]


def _away(series: Series) -> int:
    """Above or below the baseline: where neither the target nor the axis has its words."""
    baseline = series.baseline or Decimal(0)
    targets = [step.value for step in series.targets if not step.is_replaced]
    targets += [limit for limit in series.limits if limit is not None]
    largest = max([point.value for point in series.points] + targets + [baseline])
    is_at_the_axis = baseline * 6 < largest
    is_above_target = bool(targets) and targets[-1] < baseline
    return -7 if is_at_the_axis or is_above_target else 11


def _limits(series: Series) -> list[Spec]:
    low, high = series.limits
    if low is None and high is None:
        return []
    first, last = _span(series)
    largest = [
        *(point.value for point in series.points),
        *(b for b in (low, high) if b is not None),
    ]
    band = {
        "on": first.isoformat(),
        "to": last.isoformat(),
        "value": float(low if low is not None else 0),
        "high": float(high if high is not None else max(largest)),
    }
    return [
        {
            "data": {"values": [band]},
            "mark": {"type": "rect", "color": PALE, "opacity": 0.6},
            "encoding": {
                "x": _x(series),
                "x2": {"field": "to"},
                "y": _y(series),
                "y2": {"field": "high"},
            },
        }
    ]


def _span(series: Series) -> tuple[date, date]:
    days = [point.on for point in series.points]
    days += [edge for step in series.targets for edge in (step.starts_on, step.ends_on)]
    if not days:
        today = date(2000, 1, 1)
        return today, date(2000, 12, 31)
    first, last = min(days), max(days)
    return (first, last) if first < last else (date(first.year, 1, 1), date(first.year, 12, 31))


def _series_sentence(series: Series) -> str:
    if not series.points:
        return _("%(title)s. No measurements yet.") % {"title": series.finding.rstrip(".")}
    points = sorted(series.points, key=lambda point: point.on)
    first, last = points[0], points[-1]
    words = {
        "title": series.finding.rstrip("."),
        "count": len(points),
        "first": number(first.value, series.decimals),
        "first_day": day(first.on),
        "last": number(last.value, series.decimals),
        "last_day": day(last.on),
        "measured_in": f" {series.measured_in}" if series.measured_in else "",
    }
    sentence = (
        ngettext(
            "%(title)s. Line chart with %(count)s measurement: %(last)s%(measured_in)s"
            " on %(last_day)s.",
            "%(title)s. Line chart with %(count)s measurements: from %(first)s on %(first_day)s"
            " to %(last)s%(measured_in)s on %(last_day)s.",
            len(points),
        )
        % words
    )
    target = next((step for step in reversed(series.targets) if not step.is_replaced), None)
    if target is None:
        return sentence
    return (
        sentence
        + " "
        + _("The target is %(value)s.") % {"value": number(target.value, series.decimals)}
    )


def _series_table(series: Series) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
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
    return number(in_force[-1].value, series.decimals) if in_force else "–"
