"""One small picture for each unit, all on the same scale: looked over, never ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .chart_frame import BLUE, DARK, GREY, Spec, day, framed, measured, number
from .charts import Chart

FEWEST_UNITS = 2
COLUMNS = 3  # on paper; a screen has as many as there is room for
SMALL_WIDTH, SMALL_HEIGHT = 150, 70
MOST_ON_A_SHEET = 18  # pictures in six rows, which fit a page with what stands above them


@dataclass(frozen=True)
class Small:
    """One unit's series, oldest first, its target, and what is said of its development."""

    name: str
    points: Sequence[tuple[date, Decimal]]
    target: Decimal | None = None
    said: str = ""
    is_signal: bool = False


def multiples_chart(
    measure: str, units: Sequence[Small], *, measured_in: str = "", decimals: int = 0
) -> Chart | None:
    """All units that have been measured, in their order; None with fewer than two."""
    shown = _told_apart([each for each in units if each.points])
    if len(shown) < FEWEST_UNITS:
        return None
    finding = _finding(shown)
    frame = framed(finding, measure, [], width=SMALL_WIDTH, height=SMALL_HEIGHT)
    small = {"width": SMALL_WIDTH, "height": SMALL_HEIGHT, "layer": _layers(shown)}
    rest = {key: frame[key] for key in frame if key not in ("width", "height", "layer")}
    header = {"title": None, "labelFontWeight": 600, "labelColor": DARK, "labelLimit": SMALL_WIDTH}
    spec = {
        **rest,
        "data": {"values": _values(shown)},
        "facet": {
            "field": "unit",
            "type": "nominal",
            "header": header,
            "sort": [each.name for each in shown],
        },
        "columns": COLUMNS,
        "spec": small,
    }
    rows = tuple(_row(each, measured_in, decimals) for each in shown)
    heads = (_("Unit"), _("First"), _("Latest"), _("Target"), _("Development"))
    shows = _sentence(shown)
    return Chart(spec, f"{finding}. {shows}", heads, rows, shows=shows)


def in_sheets(chart: Chart, most: int = MOST_ON_A_SHEET) -> list[Chart]:
    """The same picture in parts that fit a sheet of paper each, all on the one scale."""
    names: list[str] = chart.spec["facet"]["sort"]
    if len(names) <= most:
        return [chart]
    sheets = -(-len(names) // most)
    size = -(-len(names) // sheets)  # as alike as can be: no last sheet with one picture
    parts = [names[start : start + size] for start in range(0, len(names), size)]
    return [_sheet(chart, part, place, len(parts)) for place, part in enumerate(parts, 1)]


def _sheet(chart: Chart, names: Sequence[str], place: int, sheets: int) -> Chart:
    kept = frozenset(names)
    values = [each for each in chart.spec["data"]["values"] if each["unit"] in kept]
    words = {"place": place, "sheets": sheets, "names": ", ".join(names)}
    spec = {
        **chart.spec,
        "data": {"values": values},
        "facet": {**chart.spec["facet"], "sort": list(names)},
    }
    part = _("Part %(place)s of %(sheets)s: %(names)s.") % words
    rows = tuple(row for row in chart.rows if row[0] in kept)
    return replace(chart, spec=spec, alt=f"{chart.alt} {part}", rows=rows)


def _told_apart(units: Sequence[Small]) -> list[Small]:
    """A unit that has several series gets a number behind its name from the second on."""
    seen: Counter[str] = Counter()
    found = []
    for each in units:
        seen[each.name] += 1
        number_of = seen[each.name]
        name = each.name if number_of == 1 else f"{each.name} ({number_of})"
        found.append(replace(each, name=name))
    return found


def _values(units: Sequence[Small]) -> list[dict[str, object]]:
    return [
        {
            "unit": each.name,
            "on": on.isoformat(),
            "value": float(value),
            "target": None if each.target is None else float(each.target),
            "newest": place == len(each.points) - 1,
            "shape": "diamond" if each.is_signal else "circle",
        }
        for each in units
        for place, (on, value) in enumerate(each.points)
    ]


def _layers(units: Sequence[Small]) -> list[Spec]:
    days = [on for each in units for on, _value in each.points]
    levels = [float(value) for each in units for _on, value in each.points]
    levels += [float(each.target) for each in units if each.target is not None]
    x: Spec = {
        "field": "on",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", **_between(min(days).isoformat(), max(days).isoformat())},
        "axis": {"format": "%Y", "tickCount": "year", "grid": False, "labelOverlap": True},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"nice": True, **_between(min(0, *levels), max(0, *levels))},
        "axis": {"tickCount": 3},
    }
    shape = {
        "field": "shape",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["circle", "diamond"], "range": ["circle", "diamond"]},
    }
    layers: list[Spec] = [
        {"mark": {"type": "line", "color": BLUE, "strokeWidth": 1.8}, "encoding": {"x": x, "y": y}},
        {
            "transform": [{"filter": "datum.newest"}],
            "mark": {"type": "point", "filled": True, "color": BLUE, "size": 60, "opacity": 1},
            "encoding": {"x": x, "y": y, "shape": shape},
        },
    ]
    if any(each.target is not None for each in units):
        target = {"type": "line", "color": GREY, "strokeDash": [4, 3], "strokeWidth": 1}
        layers.append({"mark": target, "encoding": {"x": x, "y": {**y, "field": "target"}}})
    return layers


def _between(low: str | float, high: str | float) -> Spec:
    """The ends of an axis, said once, so that every sheet has the same."""
    return {"domain": [low, high]} if low != high else {}


def _row(each: Small, measured_in: str, decimals: int) -> tuple[str, ...]:
    first, latest = each.points[0], each.points[-1]

    def written(value: Decimal) -> str:
        return measured(number(value, decimals), measured_in)

    return (
        each.name,
        f"{written(first[1])} ({day(first[0])})",
        f"{written(latest[1])} ({day(latest[0])})",
        "–" if each.target is None else written(each.target),
        each.said,
    )


def _finding(units: Sequence[Small]) -> str:
    changed = [each.name for each in units if each.is_signal]
    if not changed:
        return _("No unit has changed by more than chance")
    words = ngettext(
        "%(names)s has changed by more than chance",
        "%(names)s have changed by more than chance",
        len(changed),
    )
    return words % {"names": ", ".join(changed)}


def _sentence(units: Sequence[Small]) -> str:
    sentences = [
        _("Small pictures of %(count)d units on the same scale, each with its own series.")
        % {"count": len(units)}
    ]
    if any(each.target is not None for each in units):
        sentences.append(_("The dashed line is the target."))
    if any(each.is_signal for each in units):
        sentences.append(_("A diamond is a change that is more than chance."))
    return " ".join(sentences)
