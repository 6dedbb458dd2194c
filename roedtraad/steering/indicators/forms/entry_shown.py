"""The rows of the table of measurements as they are shown: plain, so that a page may keep them.

Most rows of a table of a hundred are as they were when it was last opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from roedtraad.foundation.ui.templatetags.formats import short_date
from roedtraad.steering.indicators.models import IndicatorKind, Target
from roedtraad.steering.indicators.queries.owed import OwedRow, name_of

from .entry import TypedCell, TypedRow

NOTHING_TYPED = dict.fromkeys(("v", "n", "d", "x", "t", "r"), "")


class Choice(NamedTuple):
    """One thing to choose instead of writing a number."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownRow:
    """One row. Its field is a choice, two numbers, or one."""

    key: str
    use: int
    title: str
    about: str
    late: str  # since when it is overdue
    label: str
    decimals: int
    measured_in: str
    is_first: bool  # whether nothing was counted before it
    last: Decimal | None
    values: tuple[Decimal | None, ...]
    target: Decimal | None
    limits: tuple[Decimal | None, Decimal | None] | None
    usual: tuple[str, str] | None
    choice_name: str
    choices: Sequence[Choice]
    is_ratio: bool  # whether its parts are two numbers each
    has_numbers: bool  # whether it is two numbers itself
    numerator: str
    denominator: str
    times: str
    typed: Mapping[str, str]
    figures: str
    parts: Sequence[TypedCell]
    has_parts: bool  # stored ones
    lacking: Decimal | None  # the value that stands without its numbers
    error: str
    is_asked: bool
    is_confirmed: bool
    is_done: bool
    is_reason_asked: bool


def shown_rows(rows: Sequence[TypedRow], unit: int | None) -> list[ShownRow]:
    """`rows` of a table that is about `unit`, or about the units of whoever reads it."""
    name, day = cache(name_of), cache(short_date)
    return [_shown(each, name(each.row.period), day(each.row.deadline), unit) for each in rows]


def _shown(each: TypedRow, period: str, due: str, unit: int | None) -> ShownRow:
    row, typed, indicator = each.row, each.typed, each.row.use.indicator
    is_milestone = indicator.kind == IndicatorKind.MILESTONE
    return ShownRow(
        key=row.key,
        use=row.use.pk,
        title=indicator.title,
        about=_about(row, period, due, unit),
        late=_("was due %(day)s") % {"day": due} if row.is_late and not row.done else "",
        label=f"{indicator.title}, {period}",
        decimals=indicator.decimals,
        measured_in=indicator.measured_in,
        is_first=row.last is None,
        last=row.last.value if row.last else None,
        values=row.values,
        target=row.target_value,
        limits=_limits(row.target),
        usual=(f"{row.usual[0]:f}", f"{row.usual[1]:f}") if row.usual else None,
        choice_name="m" if is_milestone else "l",
        choices=_milestone(typed) if is_milestone else _levels(row, typed),
        is_ratio=row.is_ratio,
        has_numbers=(row.is_ratio and not typed.get("v")) or row.needs_numbers,
        numerator=indicator.numerator_text or _("how many"),
        denominator=indicator.denominator_text or _("out of how many"),
        times="100" if indicator.kind == IndicatorKind.PERCENTAGE else "1",
        typed=NOTHING_TYPED | dict(typed),
        figures=each.figures,
        parts=each.fields,
        has_parts=bool(row.done_parts),
        lacking=row.done.value if row.done and row.lacks_numbers else None,
        error=each.error,
        is_asked=each.is_asked,
        is_confirmed=each.is_confirmed,
        is_done=row.done is not None,
        is_reason_asked=bool(each.error or typed.get("r")),
    )


def _about(row: OwedRow, period: str, due: str, unit: int | None) -> str:
    words = [] if row.use.unit_id == unit else [row.use.unit.name]
    words.append(period)
    if row.is_mine:
        words.append(_("you are the steward"))
    if row.done:
        words.append(_("entered"))
    elif not row.is_late:
        words.append(_("due %(day)s") % {"day": due})
    return " · ".join(words)


def _limits(target: Target | None) -> tuple[Decimal | None, Decimal | None] | None:
    if target is None or (target.low is None and target.high is None):
        return None
    return target.low, target.high


def _milestone(typed: Mapping[str, str]) -> list[Choice]:
    words = {"ja": _("done"), "nej": _("not done")}
    return [Choice(value, word, typed.get("m") == value) for value, word in words.items()]


def _levels(row: OwedRow, typed: Mapping[str, str]) -> list[Choice]:
    return [
        Choice(str(each.pk), f"{each.value} {each.title}", typed.get("l") == str(each.pk))
        for each in row.levels
    ]
