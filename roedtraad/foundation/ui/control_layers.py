"""What a control chart has besides the series: limits, the mean, marks of signals, and notes.

A signal differs by shape first: up or down triangle where it is better, a diamond where it is
worse, a square where neither is; colour only repeats it.
"""

from __future__ import annotations

from .chart_frame import BETTER, BLUE, GREY, PALE, WORSE, Spec, day
from .chart_series import Mark, Series

LOOKS: dict[Mark, tuple[str, str]] = {
    Mark.BETTER_HIGH: ("triangle-up", BETTER),
    Mark.BETTER_LOW: ("triangle-down", BETTER),
    Mark.WORSE: ("diamond", WORSE),
    Mark.OTHER: ("square", BLUE),
    Mark.LEFT_OUT: ("circle", GREY),
}
NOW: Spec = {"size": 150, "filled": True, "opacity": 1}
EARLIER: Spec = {"size": 60, "filled": False, "fill": "white", "strokeWidth": 1.3, "opacity": 1}
SIGNS = {
    Mark.BETTER_HIGH: "▲",
    Mark.BETTER_LOW: "▼",
    Mark.WORSE: "◆",
    Mark.OTHER: "■",
    Mark.LEFT_OUT: "○",
}


def below_the_line(series: Series, x: Spec, y: Spec) -> list[Spec]:
    """The band between the limits and the mean, of each stretch; lines where something happened."""
    layers: list[Spec] = []
    for stretch in series.stretches:
        rows = [
            {"on": on.isoformat(), "value": low, "high": high, "centre": stretch.centre}
            for on, low, high in zip(stretch.days, stretch.low, stretch.high, strict=True)
        ]
        if all(low is not None for low in stretch.low):
            layers.append(
                {
                    "data": {"values": rows},
                    "mark": {"type": "area", "color": PALE, "opacity": 0.5, "interpolate": "step"},
                    "encoding": {"x": x, "y": y, "y2": {"field": "high"}},
                }
            )
        layers.append(
            {
                "data": {"values": [rows[0], rows[-1]]},
                "mark": {"type": "line", "color": GREY, "strokeWidth": 1.2},
                "encoding": {"x": x, "y": {**y, "field": "centre"}},
            }
        )
    return [*layers, *_notes(series, x)]


def above_the_line(series: Series, x: Spec, y: Spec) -> list[Spec]:
    """The marks of signals, over the points they belong to: the newest point's is the loudest."""
    newest = max((each.on for each in series.points), default=None)
    layers: list[Spec] = []
    for mark, (shape, colour) in LOOKS.items():
        marked = [each for each in series.points if each.mark == mark]
        loudest = EARLIER if mark == Mark.LEFT_OUT else NOW
        for is_newest, look in ((False, EARLIER), (True, loudest)):
            rows = [
                {"on": each.on.isoformat(), "value": float(each.value)}
                for each in marked
                if (each.on == newest) == is_newest
            ]
            if rows:
                shown = {"shape": shape, "color": colour, **look}
                layers.append(
                    {
                        "data": {"values": rows},
                        "mark": {"type": "point", "tooltip": None, **shown},
                        "encoding": {"x": x, "y": y},
                    }
                )
    return layers


def _notes(series: Series, x: Spec) -> list[Spec]:
    if not series.notes:
        return []
    rows = [
        {"on": each.on.isoformat(), "letter": each.letter, "text": each.text, "day": day(each.on)}
        for each in series.notes
    ]
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": GREY, "strokeWidth": 1, "strokeDash": [2, 3]},
            "encoding": {"x": x},
        },
        {
            "data": {"values": rows},
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 4,
                "fontSize": 11,
                "fontWeight": "bold",
                "color": GREY,
            },
            "encoding": {
                "x": x,
                "y": {"value": 5},
                "text": {"field": "letter", "type": "nominal"},
                "tooltip": [
                    {"field": "day", "type": "nominal", "title": " "},
                    {"field": "text", "type": "nominal", "title": "  "},
                ],
            },
        },
    ]
