"""The small line chart of what one rater has scored on one goal, as SVG without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.templatetags.formats import short_date

from .goal_scales import Scale

WIDTH, HEIGHT = 280.0, 120.0
LEFT, RIGHT, TOP, BOTTOM = 26.0, 250.0, 14.0, 94.0
WORDS = 114.0  # the line the days are written on


@dataclass(frozen=True)
class Dot:
    """A score of a day; without a value it was asked for and not assessed."""

    on: date
    value: int | None
    is_late: bool = False


def course_picture(
    dots: Sequence[Dot], scale: Scale, span: tuple[date, date], *, aim: int | None, label: str
) -> SafeString:
    """The better end is up. All raters of a goal are given the same `span` of days."""
    places = [(_across(dot.on, span), dot) for dot in dots]
    known = [(x, _up(dot.value, scale), dot) for x, dot in places if dot.value is not None]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _dot in known)
    return format_html(
        '<svg class="course" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}'
        '<polyline class="course-line" points="{}"/>{}{}{}{}</svg>',
        *(f"{WIDTH:g}", f"{HEIGHT:g}", label),
        *(_frame(scale), _aim(aim, scale), line),
        format_html_join(
            "",
            '<circle class="course-dot{}" cx="{}" cy="{}" r="4"/>',
            (
                (" course-late" if dot.is_late else "", f"{x:.1f}", f"{y:.1f}")
                for x, y, dot in known
            ),
        ),
        format_html_join(
            "",
            '<text class="course-none" x="{}" y="{}" text-anchor="middle">?</text>',
            ((f"{x:.1f}", f"{BOTTOM - 4:g}") for x, dot in places if dot.value is None),
        ),
        _last(known),
        _days(span),
    )


def _across(on: date, span: tuple[date, date]) -> float:
    first, last = span
    days = (last - first).days
    inner = RIGHT - LEFT - 12
    return LEFT + 6 + (inner * (on - first).days / days if days else inner / 2)


def _up(value: int, scale: Scale) -> float:
    share = (value - scale.lowest) / (scale.highest - scale.lowest)
    if scale.lower_is_better:
        share = 1 - share
    return BOTTOM - share * (BOTTOM - TOP)


def _frame(scale: Scale) -> SafeString:
    lines = ((value, f"{_up(value, scale):.1f}") for value in (scale.lowest, scale.highest))
    return format_html_join(
        "",
        '<line class="course-edge" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="course-word" x="{}" y="{}" dy="4" text-anchor="end">{}</text>',
        (
            (f"{LEFT:g}", f"{RIGHT:g}", y, y, f"{LEFT - 5:g}", y, signed(value, scale))
            for value, y in lines
        ),
    )


def _aim(aim: int | None, scale: Scale) -> SafeString:
    if aim is None:
        return SafeString("")
    y = f"{_up(aim, scale):.1f}"
    return format_html(
        '<line class="course-aim" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="course-word" x="{}" y="{}" dy="4">{}</text>',
        *(f"{LEFT:g}", f"{RIGHT:g}", y, y, f"{RIGHT + 3:g}", y, _("aim")),
    )


def _last(known: list[tuple[float, float, Dot]]) -> SafeString:
    if not known:
        return SafeString("")
    x, y, dot = known[-1]
    above = y - 8 if y > TOP + 8 else y + 18
    words = '<text class="course-figure" x="{}" y="{}" text-anchor="middle">{}</text>'
    return format_html(words, f"{x:.1f}", f"{above:.1f}", dot.value)


def _dot(dot: Dot) -> str:
    return "course-dot course-late" if dot.is_late else "course-dot"


def _days(span: tuple[date, date]) -> SafeString:
    first, last = span
    if first == last:
        words = '<text class="course-word" x="{}" y="{}" text-anchor="middle">{}</text>'
        return format_html(words, f"{(LEFT + RIGHT) / 2:g}", f"{WORDS:g}", short_date(first))
    return format_html(
        '<text class="course-word" x="{}" y="{}">{}</text>'
        '<text class="course-word" x="{}" y="{}" text-anchor="end">{}</text>',
        *(f"{LEFT:g}", f"{WORDS:g}", short_date(first)),
        *(f"{RIGHT:g}", f"{WORDS:g}", short_date(last)),
    )


def signed(value: int, scale: Scale) -> str:
    """−2 … +2 with their signs, the others as they are."""
    if scale.lowest < 0 and value:
        return f"+{value}" if value > 0 else f"−{-value}"
    return str(value)
