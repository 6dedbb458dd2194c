"""The smallest chart: a line without axes beside a number in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

PADDING = 2


@dataclass(frozen=True)
class Sparkline:
    """Inline SVG in parts: one polyline per unbroken run of values, a dot at the newest."""

    width: int
    height: int
    lines: tuple[str, ...]
    dot: tuple[str, str] | None

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def sparkline(
    values: Sequence[Decimal | float | None], *, width: int = 80, height: int = 20
) -> Sparkline:
    """`values` oldest first; None is a gap, never a zero."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return Sparkline(width, height, (), None)
    low, high = min(known), max(known)
    across = (width - 2 * PADDING) / max(len(values) - 1, 1)
    up = (height - 2 * PADDING) / (high - low) if high > low else 0.0
    middle = height / 2

    def place(position: int, value: float) -> tuple[str, str]:
        y = height - PADDING - (value - low) * up if up else middle
        return f"{PADDING + position * across:.1f}", f"{y:.1f}"

    runs: list[list[tuple[str, str]]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place(position, float(value)))
    lines = tuple(" ".join(",".join(point) for point in run) for run in runs if len(run) > 1)
    newest = [run for run in runs if run][-1][-1]
    return Sparkline(width, height, lines, newest)
