"""Charts as vega-lite descriptions: drawn in the browser and in reports from the same one.

Every chart comes with a sentence that says what it shows and a table with its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from .chart_frame import (
    BLUE,
    DARK,
    GREY,
    MOST_TICKS,
    NARROWEST,
    PALE,
    WIDTH,
    Spec,
    day,
    framed,
    number,
    ticks_between,
)
from .chart_labels import Align, Frame, Spot, Words, placed
from .chart_series import Series, Stretch
from .chart_words import series_sentence, series_table
from .control_layers import above_the_line, below_the_line

QUIET: Spec = {"color": GREY, "fontWeight": "normal", "fontSize": 11}


@dataclass(frozen=True)
class Chart:
    """A picture, the sentence that stands for it, and the table behind it.

    `alt` stands alone: the finding and what is seen. `shows` is what is seen, for where the
    finding is the heading already.
    """

    spec: Spec
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shows: str = ""


def series_chart(series: Series) -> Chart:
    """An indicator over time: blue line with points, dark target that steps, grey baseline."""
    x, y = _x(series), _y(series)
    layers = [
        *_limits(series),
        *below_the_line(series, x, y),
        *_baseline(series),
        *_targets(series),
        *_line(series),
        *above_the_line(series, x, y),
        *_labels(series),
    ]
    spec = framed(series.finding, series.measure, layers, width=WIDTH, height=series.height)
    shows = series_sentence(series)
    alt = f"{series.finding.rstrip('.')}. {shows}"
    return Chart(spec, alt, *series_table(series), shows=shows)


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
            "labelSeparation": 10,
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
            "note": " ".join(each for each in (point.said, point.note) if each),
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
    ]


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
    return layers


def _baseline(series: Series) -> list[Spec]:
    if series.baseline is None:
        return []
    first, last = _span(series)
    values = [{"on": edge.isoformat(), "value": float(series.baseline)} for edge in (first, last)]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "color": GREY, "strokeWidth": 1, "strokeDash": [6, 4]},
            "encoding": {"x": _x(series), "y": _y(series)},
        },
    ]


def _limits(series: Series) -> list[Spec]:
    low, high = series.limits
    if low is None and high is None:
        return []
    first, last = _span(series)
    known = [*(point.value for point in series.points), *_levels(series)]
    band = {
        "on": first.isoformat(),
        "to": last.isoformat(),
        "value": float(low if low is not None else min([*known, Decimal(0)])),
        "high": float(high if high is not None else max(known)),
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


def _labels(series: Series) -> list[Spec]:
    """The words in the picture: the newest value, the target, the baseline, the limits."""
    if not series.points:
        return []
    labels = list(_words(series))
    points = sorted(series.points, key=lambda point: point.on)
    first, last = _span(series)
    levels = [float(value) for value in {*_levels(series), *_replaced(series)}]
    line = [(point.on, float(point.value)) for point in points]
    values = [*(value for _on, value in line), *levels]
    width = WIDTH if series.is_on_paper else NARROWEST
    frame = Frame(first, last, min(values), max(values), width, series.height)
    spots = placed(frame, [words for words, _look in labels], line, levels)
    return [
        _label(series, spot, words.text, look)
        for (words, look), spot in zip(labels, spots, strict=True)
    ]


def _levels(series: Series) -> list[Decimal]:
    """The values that lines across the picture stand at."""
    found = [step.value for step in series.targets if not step.is_replaced]
    found += [Decimal(each) for stretch in series.stretches for each in _reach(stretch)]
    return [*found, *(each for each in (series.baseline, *series.limits) if each is not None)]


def _reach(stretch: Stretch) -> list[float]:
    """The mean and the outermost limits of a stretch."""
    known = [each for each in (*stretch.low, *stretch.high) if each is not None]
    return [stretch.centre, *((min(known), max(known)) if known else ())]


def _replaced(series: Series) -> list[Decimal]:
    """The values of the pale lines."""
    return [step.value for step in series.targets if step.is_replaced]


def _words(series: Series) -> Iterator[tuple[Words, Spec]]:
    newest = max(series.points, key=lambda point: point.on)
    shown = partial(number, decimals=series.decimals)
    value = float(newest.value)
    around: tuple[tuple[Align, int, int], ...] = (
        *(("center", -12, 0), ("center", 14, 0), ("right", -12, -4), ("right", 14, -4)),
        *(("right", 0, -9), ("left", 0, 9), ("left", -12, 4)),
    )
    beside = [Spot(newest.on, value, align, dy, dx) for align, dy, dx in around]
    yield Words(shown(newest.value), beside), {"color": BLUE, "fontSize": 12, "fontWeight": "bold"}
    first, last = _span(series)
    in_force = [step for step in series.targets if not step.is_replaced]
    if in_force:
        step = max(in_force, key=lambda step: step.ends_on)
        text = _("target %(value)s") % {"value": shown(step.value)}
        yield _along(text, step.value, (step.starts_on, step.ends_on)), {**QUIET, "color": DARK}
    if series.baseline is not None:
        text = _("baseline %(value)s") % {"value": shown(series.baseline)}
        yield _along(text, series.baseline, (first, last)), QUIET
    if series.stretches:
        newest_part = series.stretches[-1]
        centre = Decimal(newest_part.centre)
        ends = (newest_part.days[0], newest_part.days[-1])
        is_median = newest_part.low[-1] is None
        text = _("median %(value)s") if is_median else _("mean %(value)s")
        yield _along(text % {"value": shown(centre)}, centre, ends), QUIET
    low, high = series.limits
    if low is not None:
        yield _along(_("at least %(value)s") % {"value": shown(low)}, low, (first, last)), QUIET
    if high is not None:
        yield _along(_("at most %(value)s") % {"value": shown(high)}, high, (first, last)), QUIET


def _along(text: str, value: Decimal, ends: tuple[date, date]) -> Words:
    """A word on a line across: above or below it, at its end, its beginning or its middle."""
    first, last = ends
    middle = first + (last - first) / 2
    places: tuple[tuple[date, Align], ...] = ((last, "right"), (first, "left"), (middle, "center"))
    return Words(
        text, [Spot(on, float(value), align, dy) for on, align in places for dy in (-8, 10)]
    )


def _label(series: Series, spot: Spot, text: str, look: Spec) -> Spec:
    values = [{"on": spot.on.isoformat(), "value": spot.value, "text": text}]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": spot.align, "dx": spot.dx, "dy": spot.dy, **look},
        "encoding": {
            "x": _x(series),
            "y": _y(series),
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _span(series: Series) -> tuple[date, date]:
    days = [point.on for point in series.points]
    days += [each.on for each in series.notes]
    days += [edge for step in series.targets for edge in (step.starts_on, step.ends_on)]
    if not days:
        today = date(2000, 1, 1)
        return today, date(2000, 12, 31)
    first, last = min(days), max(days)
    return (first, last) if first < last else (date(first.year, 1, 1), date(first.year, 12, 31))
