"""A theory as an SVG picture: boxes in five columns, arrows by how well they are known.

Text stays text. Nothing is styled inline, so that the same picture stands on a page with a strict
policy, in a file of its own, and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .layout import GAP_ACROSS, LINE, MARGIN, PADDING, WIDTH, Layout, Placed
from .models import Evidence
from .models.graph import COLUMNS

INK, GREY = "#1a1a1a", "#5a5a5a"
FILLS = ("#f2f0ea", "#e6eff4", "#eaf3ec", "#f6eede", "#f3e6ea")
EDGES = ("#8b7f63", "#33708a", "#3d7a4c", "#a2701d", "#a2405a")
FONT = "IBM Plex Sans, Arial, sans-serif"
LEGEND, SAMPLE = 34, 40
DASHES = {  # evidence: dashes, width
    Evidence.HYPOTHESIS: ("2 5", "1.5"),
    Evidence.LITERATURE: ("9 5", "1.5"),
    Evidence.BEFORE_AFTER: ("none", "1.5"),
    Evidence.COMPARISON: ("none", "3"),
}
SHAPES = {
    "reached": "●",
    "good": "▲",
    "warning": "◆",
    "bad": "▼",
    "waiting": "◌",
    "unsure": "…",
    "none": "○",
}
MOST_LETTERS = 31


@dataclass(frozen=True)
class DrawnArrow:
    """An arrow between two boxes, by how well it is known."""

    start: int
    end: int
    evidence: Evidence
    name: str  # "A → B"


def note(text: str) -> str:
    """`text` as it fits on one small line of a box."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"


def svg(layout: Layout, arrows: Sequence[DrawnArrow], *, title: str, key: str) -> SafeString:
    """The picture. `key` keeps its ids apart from those of other pictures on a page."""
    drawn = [each for each in arrows if {each.start, each.end} <= layout.boxes.keys()]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="theory-picture" width="{w}" height="{h}"'
        ' viewBox="0 0 {w} {h}" role="img" aria-labelledby="title-{key} about-{key}"'
        ' font-family="{font}"><title id="title-{key}">{title}</title>'
        '<desc id="about-{key}">{about}</desc><defs><marker id="tip-{key}" viewBox="0 0 8 8"'
        ' refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse"'
        ' orient="auto"><path d="M0 0 8 4 0 8z" fill="{ink}"/></marker></defs>'
        '<rect width="{w}" height="{h}" fill="#ffffff"/>{heads}{lines}{boxes}{legend}</svg>',
        w=_number(layout.width),
        h=_number(layout.height + LEGEND),
        key=key,
        font=FONT,
        title=title,
        about="; ".join(each.name for each in drawn) or _("There are no arrows yet."),
        ink=GREY,
        heads=_heads(),
        lines=format_html_join("", "{}", ((_line(layout, each, key),) for each in drawn)),
        boxes=format_html_join("", "{}", ((_box(each),) for each in layout.boxes.values())),
        legend=_legend(layout.height),
    )


def _heads() -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="26" font-size="15" font-weight="600" fill="{}">{}</text>'
        '<path d="M{} 36h{}" stroke="{}" stroke-width="2"/>',
        (
            (x, INK, capfirst(str(kind.label)), x, WIDTH, edge)
            for x, kind, edge in zip(_lefts(), COLUMNS, EDGES, strict=True)
        ),
    )


def _lefts() -> Iterator[int]:
    return (MARGIN + place * (WIDTH + GAP_ACROSS) for place in range(len(COLUMNS)))


def _box(placed: Placed) -> SafeString:
    box = placed.box
    fill, edge = FILLS[box.column % len(FILLS)], EDGES[box.column % len(EDGES)]
    x, y = placed.x + PADDING, placed.y + PADDING + 12
    words = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((_number(x), _number(y + row * LINE), text) for row, text in enumerate(placed.lines)),
    )
    below = y + len(placed.lines) * LINE
    notes = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((_number(x), _number(below + row * LINE), text) for row, text in enumerate(box.notes)),
    )
    return format_html(
        '<g><rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" stroke="{}"/>'
        '<text font-size="14" fill="{}">{}</text><text font-size="12" fill="{}">{}</text></g>',
        _number(placed.x),
        _number(placed.y),
        WIDTH,
        _number(placed.height),
        fill,
        edge,
        INK,
        words,
        GREY,
        notes,
    )


def _line(layout: Layout, arrow: DrawnArrow, key: str) -> SafeString:
    dashes, width = DASHES[arrow.evidence]
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"'
        ' marker-end="url(#tip-{})"/>',
        _curve(layout.boxes[arrow.start], layout.boxes[arrow.end]),
        GREY,
        width,
        dashes,
        key,
    )


def _curve(start: Placed, end: Placed) -> str:
    """From side to side; within a column round the right side, backwards round below."""
    if start.box.column < end.box.column:
        bend = GAP_ACROSS * 0.6
        points = (start.right + bend, start.middle, end.x - bend, end.middle, end.x, end.middle)
    elif start.box.column == end.box.column:
        out = start.right + GAP_ACROSS * 0.55
        points = (out, start.middle, out, end.middle, end.right, end.middle)
    else:
        below = max(start.y + start.height, end.y + end.height) + 14
        points = (start.right + 40, below, end.right + 40, below, end.right, end.middle)
    return f"M{_number(start.right)},{_number(start.middle)}C" + ",".join(map(_number, points))


def _legend(top: float) -> SafeString:
    """How the arrows are drawn, in words."""
    return format_html_join("", "{}", ((piece,) for piece in _samples(top + LEGEND / 2)))


def _samples(y: float) -> Iterable[SafeString]:
    x = float(MARGIN)
    for evidence, (dashes, width) in DASHES.items():
        yield format_html(
            '<path d="M{} {}h{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>'
            '<text x="{}" y="{}" font-size="12" fill="{}">{}</text>',
            _number(x),
            _number(y),
            SAMPLE,
            GREY,
            width,
            dashes,
            _number(x + SAMPLE + 8),
            _number(y + 4),
            GREY,
            evidence.label,
        )
        x += SAMPLE + 8 + 8 * len(str(evidence.label)) + 24


def _number(value: float) -> str:
    """As SVG writes it, whatever the reader's language."""
    return f"{value:.1f}".removesuffix(".0")
