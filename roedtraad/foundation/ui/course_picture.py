"""One person's course of scores as a small SVG: no script, so that it prints and waits for nothing.

The band is what a score has to leave to have changed by more than the instrument's noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 300.0, 132.0
LEFT, RIGHT, TOP, BOTTOM = 30.0, 34.0, 12.0, 22.0
NEAR = 14.0  # two numbers nearer than this are one too many


@dataclass(frozen=True)
class Drawn:
    """What is drawn: dated scores, the oldest first, and the ends of the scale.

    `band` is from and to, `line` the cut-off; `said` are the texts of the first and last score and
    of the cut-off, as people write numbers.
    """

    scores: Sequence[tuple[date, float]]
    reach: tuple[float, float]
    band: tuple[float, float] | None = None
    line: float | None = None
    line_said: str = ""
    said: Sequence[str] = ()
    ends_said: tuple[str, str] = ("", "")
    days_said: tuple[str, str] = ("", "")


def course_picture(drawn: Drawn, label: str) -> SafeString:
    """The picture; `label` is the sentence that stands for it."""
    if not drawn.scores:
        return SafeString("")
    spots = [(_across(drawn, on), _up(drawn, score)) for on, score in drawn.scores]
    return format_html(
        '<svg class="course" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}</svg>',
        *(f"{WIDTH:g}", f"{HEIGHT:g}", label),
        *(_frame(drawn), _band(drawn), _cutoff(drawn), _scores(spots), _numbers(drawn, spots)),
    )


def _frame(drawn: Drawn) -> SafeString:
    low, high = drawn.ends_said
    first, last = drawn.days_said
    texts = [
        (LEFT - 5, HEIGHT - BOTTOM + 4, "end", low),
        (LEFT - 5, TOP + 4, "end", high),
        (LEFT, HEIGHT - 5, "start", first),
    ]
    if last and last != first:
        texts.append((WIDTH - RIGHT, HEIGHT - 5, "end", last))
    return format_html(
        '<path class="course-frame" d="M{0} {1}V{2}H{3}"/>{4}',
        *(f"{LEFT:g}", f"{TOP:g}", f"{HEIGHT - BOTTOM:g}", f"{WIDTH - RIGHT:g}"),
        _texts("course-axis", texts),
    )


def _band(drawn: Drawn) -> SafeString:
    if drawn.band is None:
        return SafeString("")
    top, bottom = _up(drawn, drawn.band[1]), _up(drawn, drawn.band[0])
    return format_html(
        '<rect class="course-band" x="{}" y="{}" width="{}" height="{}"/>',
        *(f"{LEFT:g}", f"{top:.1f}", f"{WIDTH - LEFT - RIGHT:g}", f"{max(bottom - top, 1):.1f}"),
    )


def _cutoff(drawn: Drawn) -> SafeString:
    if drawn.line is None:
        return SafeString("")
    y = _up(drawn, drawn.line)
    return format_html(
        '<path class="course-cutoff" d="M{} {}H{}"/>{}',
        *(f"{LEFT:g}", f"{y:.1f}", f"{WIDTH - RIGHT:g}"),
        # under the line, where the band round a worse first score does not stand
        _texts("course-axis", [(LEFT + 3, min(y + 10, HEIGHT - 13), "start", drawn.line_said)]),
    )


def _scores(spots: Sequence[tuple[float, float]]) -> SafeString:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dots = format_html_join(
        "",
        '<circle class="course-dot" cx="{}" cy="{}" r="3"/>',
        ((f"{x:.1f}", f"{y:.1f}") for x, y in spots),
    )
    return format_html('<polyline class="course-line" points="{}"/>{}', line, dots)


def _numbers(drawn: Drawn, spots: Sequence[tuple[float, float]]) -> SafeString:
    """The last score beside its dot; the first above its own, where there is another."""
    if not drawn.said:
        return SafeString("")
    x, y = spots[-1]
    texts = [(x + 6, y + 4, "start", drawn.said[-1])]
    if len(spots) > 1:
        first_x, first_y = spots[0]
        above = first_y - 7 if first_y > TOP + NEAR else first_y + NEAR
        texts.append((first_x + 2, above, "start", drawn.said[0]))
    return _texts("course-number", texts)


def _texts(look: str, texts: Sequence[tuple[float, float, str, str]]) -> SafeString:
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((look, f"{x:.1f}", f"{y:.1f}", anchor, text) for x, y, anchor, text in texts),
    )


def _across(drawn: Drawn, on: date) -> float:
    first, last = drawn.scores[0][0], drawn.scores[-1][0]
    days = (last - first).days
    width = WIDTH - LEFT - RIGHT
    return LEFT + 6 + (width - 12) * ((on - first).days / days if days else 0.0)


def _up(drawn: Drawn, score: float) -> float:
    low, high = drawn.reach
    share = (min(max(score, low), high) - low) / (high - low)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
