"""How many goals stand in each state, as one bar with its numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .chart_frame import DARK, TONES, WIDTH, Spec, framed
from .charts import Chart


@dataclass(frozen=True)
class StateCount:
    """How many stand in one state; `colour` is a key of `TONES`."""

    word: str
    count: int
    tone: str


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
