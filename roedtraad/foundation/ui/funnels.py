"""Units beside each other by their size: a funnel instead of a ranking.

A unit inside the funnel does not differ from the whole by more than its size explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.statistics.funnel import Funnel, arcsine_limits, proportion_funnel

from .chart_frame import BLUE, DARK, GREY, HEIGHT, WIDTH, WORSE, Spec, framed, measured, number
from .charts import Chart

FEWEST_UNITS = 3
FEWEST_CASES = 5
CURVE = 60  # points on each limit


@dataclass(frozen=True)
class Share:
    """One unit: how many of how many."""

    name: str
    numerator: int
    denominator: int


def funnel_chart(measure: str, shares: Sequence[Share]) -> Chart | None:
    """Percentages of units with enough cases, with 95% and 99.8% limits; None with too few units.

    Limits allow for units varying more than chance, where they do; the sentence says so.
    """
    enough = [each for each in shares if each.denominator >= FEWEST_CASES]
    if len(enough) < FEWEST_UNITS:
        return None
    found = proportion_funnel(
        [each.numerator for each in enough], [each.denominator for each in enough]
    )
    outside = found.adjusted.outside95(found.rates)
    finding = _finding([each.name for each, out in zip(enough, outside, strict=True) if out])
    spec = framed(finding, measure, _layers(enough, found, outside), width=WIDTH, height=HEIGHT)
    few = [each.name for each in shares if each.denominator < FEWEST_CASES]
    shows = _sentence(found, len(enough), few)
    header = (_("Unit"), _("Percent"), _("Out of"), _("Limits (95%)"), _("Outside"))
    rows = tuple(
        (
            each.name,
            number(100 * rate, 1),
            number(each.denominator),
            f"{number(100 * low, 1)}–{number(100 * high, 1)}",
            _("yes") if out else "",
        )
        for each, rate, low, high, out in zip(
            enough,
            found.rates,
            found.adjusted.lower95,
            found.adjusted.upper95,
            outside,
            strict=True,
        )
    )
    return Chart(spec, f"{finding}. {shows}", header, rows, shows=shows)


def _finding(names: Sequence[str]) -> str:
    if not names:
        return _("No unit differs from the others by more than chance")
    shown = {"names": ", ".join(names)}
    return (
        ngettext(
            "%(names)s differs from the others by more than chance",
            "%(names)s differ from the others by more than chance",
            len(names),
        )
        % shown
    )


def _sentence(found: Funnel, count: int, few: Sequence[str]) -> str:
    by_chance = number(0.05 * count, 1)
    words = {
        "percent": measured(number(100 * found.benchmark, 1), "%"),
        "count": count,
        "chance": by_chance,
    }
    sentences = [
        _(
            "%(count)d units about %(percent)s together; about %(chance)s would lie outside the"
            " inner limits by chance alone."
        )
        % words
    ]
    if found.dispersion.is_needed and found.dispersion.tau2 > 0:
        sentences.append(
            _("The units vary more than chance, and the limits are widened for that (φ = %(phi)s).")
            % {"phi": number(found.dispersion.phi, 2)}
        )
    if few:
        sentences.append(_("Too few cases: %(names)s.") % {"names": ", ".join(few)})
    return " ".join(sentences)


def _layers(enough: Sequence[Share], found: Funnel, outside: np.ndarray) -> list[Spec]:
    sizes = [each.denominator for each in enough]
    grid = np.linspace(max(1, 0.8 * min(sizes)), 1.08 * max(sizes), CURVE)
    limits = arcsine_limits(found.benchmark, grid, found.dispersion.tau2)
    x: Spec = {
        "field": "size",
        "type": "quantitative",
        "title": _("Out of"),
        "scale": {"zero": False, "nice": True},
        "axis": {"grid": False, "tickCount": 6},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": "%",
        "scale": {"nice": True},
        "axis": {
            "tickCount": 5,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleX": -30,
            "titleY": -12,
        },
    }
    lines: list[tuple[np.ndarray, Spec]] = [
        (limits.lower998, {"strokeDash": [2, 3]}),
        (limits.upper998, {"strokeDash": [2, 3]}),
        (limits.lower95, {}),
        (limits.upper95, {}),
        (np.full(CURVE, found.benchmark), {"color": DARK}),
    ]
    layers: list[Spec] = [
        {
            "data": {
                "values": [
                    {"size": float(size), "value": 100 * float(value)}
                    for size, value in zip(grid, values, strict=True)
                ]
            },
            "mark": {"type": "line", "color": GREY, "strokeWidth": 1.1, **look},
            "encoding": {"x": x, "y": y},
        }
        for values, look in lines
    ]
    for is_out, shape, colour in ((False, "circle", BLUE), (True, "diamond", WORSE)):
        rows = [
            {"size": each.denominator, "value": 100 * float(rate), "unit": each.name}
            for each, rate, out in zip(enough, found.rates, outside, strict=True)
            if bool(out) == is_out
        ]
        if not rows:
            continue
        tooltip = [{"field": "unit", "type": "nominal", "title": _("Unit")}]
        layers.append(
            {
                "data": {"values": rows},
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "color": colour,
                    "filled": True,
                    "size": 80,
                },
                "encoding": {"x": x, "y": y, "tooltip": tooltip},
            }
        )
        if is_out:
            layers.append(
                {
                    "data": {"values": rows},
                    "mark": {"type": "text", "dy": -11, "color": DARK, "fontSize": 11},
                    "encoding": {"x": x, "y": y, "text": {"field": "unit", "type": "nominal"}},
                }
            )
    return layers
