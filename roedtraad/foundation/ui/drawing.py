"""Small pictures inside a line of text, as SVG made on the server: no script, no inline style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Number = Decimal | float | int
WIDTH, HEIGHT, MARGIN = 100.0, 24.0, 3.0


def sparkline(
    values: Sequence[Number | None], *, target: Number | None = None, label: str = ""
) -> SafeString:
    """A line through `values` with its last point marked; gaps stay gaps."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return format_html('<span class="sparkline-empty">{}</span>', _("no data"))
    low, high = _bounds(known, target)
    points = [
        None if value is None else (_across(place, len(values)), _up(float(value), low, high))
        for place, value in enumerate(values)
    ]
    lines = format_html_join(
        "",
        '<polyline class="sparkline-line" points="{}"/>',
        ((" ".join(f"{x:.1f},{y:.1f}" for x, y in run),) for run in _runs(points)),
    )
    last = next(point for point in reversed(points) if point)
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}'
        '<circle class="sparkline-last" cx="{}" cy="{}" r="2.5"/></svg>',
        f"{WIDTH:g}",
        f"{HEIGHT:g}",
        label or _("Development over time"),
        _target_line(target, low, high),
        lines,
        f"{last[0]:.1f}",
        f"{last[1]:.1f}",
    )


def state_bar(counts: Mapping[str, tuple[int, str]]) -> SafeString:
    """How many stand how: a stacked bar, and the same in words for who cannot see it."""
    shown = [(kind, number, word) for kind, (number, word) in counts.items() if number]
    total = sum(number for _kind, number, _word in shown)
    if not total:
        return SafeString("")
    pieces, left = [], 0.0
    for kind, number, _word in shown:
        width = WIDTH * number / total
        pieces.append(
            f'<rect class="bar-{escape(kind)}" x="{left:.2f}" y="0" '
            f'width="{max(width - 1, 1):.2f}" height="8" rx="1"/>'
        )
        left += width
    words = escape(", ".join(f"{number} {word}" for _kind, number, word in shown))
    return mark_safe(  # noqa: S308  all that is not a number is escaped
        f'<svg class="state-bar" viewBox="0 0 {WIDTH:g} 8" preserveAspectRatio="none" role="img" '
        f'aria-label="{words}"><title>{words}</title>{"".join(pieces)}</svg>'
    )


def _bounds(known: list[float], target: Number | None) -> tuple[float, float]:
    everything = [*known, float(target)] if target is not None else known
    low, high = min(everything), max(everything)
    return (low - 1, high + 1) if low == high else (low, high)


def _across(place: int, number: int) -> float:
    if number == 1:
        return WIDTH / 2
    return MARGIN + place * (WIDTH - 2 * MARGIN) / (number - 1)


def _up(value: float, low: float, high: float) -> float:
    return HEIGHT - MARGIN - (value - low) / (high - low) * (HEIGHT - 2 * MARGIN)


def _runs(points: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _target_line(target: Number | None, low: float, high: float) -> SafeString:
    if target is None:
        return SafeString("")
    height = f"{_up(float(target), low, high):.1f}"
    return format_html(
        '<line class="sparkline-target" x1="0" x2="{}" y1="{}" y2="{}"/>',
        f"{WIDTH:g}",
        height,
        height,
    )
