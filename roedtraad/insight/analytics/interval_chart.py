"""Figures with their intervals: one point each, in the order given; nothing is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roedtraad.foundation.ui.chart_frame import BLUE, DARK, WIDTH, Spec, framed

ROW, LEAST = 34, 130  # pixels between two names, and of a picture with few
LABEL = 210


@dataclass(frozen=True)
class Bar:
    """A figure by its name: the value and its limits, which may be missing."""

    name: str
    value: float
    lower: float | None
    upper: float | None


def interval_spec(
    finding: str, measure: str, bars: Sequence[Bar], *, axis: str, is_share: bool
) -> Spec:
    """Points on one scale with a line from limit to limit; a share's scale is 0–100."""
    names = [bar.name for bar in bars]
    x: Spec = {
        "type": "quantitative",
        "title": axis,
        "scale": {"domain": [0, 100]} if is_share else {"zero": True, "nice": True},
        "axis": {"tickCount": 5},
    }
    y: Spec = {
        "field": "name",
        "type": "nominal",
        "title": None,
        "sort": names,
        "axis": {"labelLimit": LABEL, "domain": False, "ticks": False, "labelColor": DARK},
    }
    values = [
        {"name": bar.name, "value": bar.value, "lower": bar.lower, "upper": bar.upper}
        for bar in bars
    ]
    limits = {**x, "field": "lower"}
    layers: list[Spec] = [
        {
            "data": {"values": [each for each in values if each["lower"] is not None]},
            "mark": {"type": "rule", "color": BLUE, "strokeWidth": 2, "opacity": 0.55},
            "encoding": {"y": y, "x": limits, "x2": {"field": "upper"}},
        },
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "size": 70, "color": BLUE, "opacity": 1},
            "encoding": {"y": y, "x": {**x, "field": "value"}},
        },
    ]
    return framed(finding, measure, layers, width=WIDTH - LABEL, height=max(LEAST, ROW * len(bars)))
