"""What goals, or the indicators of one, say together, as their pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from roedtraad.foundation.lib.numbers import PERCENT
from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.steering.agreements.rolled import NO_NUMBER, Child, Part, Whole, rolled_up
from roedtraad.steering.agreements.rolled_words import (
    Kind,
    change_sentence,
    data_sentence,
    level_sentence,
)
from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.development_words import SHAPES as CHANGE_SHAPES
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.signs import DATA_SHAPES, Sign, is_signal, joined
from roedtraad.steering.indicators.signs import UNTRUSTED as MARKED

from .levels import ShownLevel, shown_level
from .signs import GoalSigns, signs_of


@dataclass(frozen=True)
class Marks:
    """Change and data in words and shapes; a list shows only what `is_signal` and `is_marked`."""

    change: ShownLevel
    data: ShownLevel
    is_signal: bool
    is_marked: bool

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Kind and word of what a list shows."""
        of = ((self.change, self.is_signal), (self.data, self.is_marked))
        return tuple((each.kind, each.word) for each, is_shown in of if is_shown)


@dataclass(frozen=True)
class RolledRow:
    """One child with its three answers, and what it weighs in words."""

    name: str
    url: str
    weight: str
    level: ShownLevel
    change: ShownLevel
    data: ShownLevel
    change_said: str = ""
    data_said: str = ""


@dataclass(frozen=True)
class Rolled:
    """A sentence for each part, and the children they rest on: plain, so a page may keep it.

    `lacking` are those that have no children themselves.
    """

    level: str
    change: str
    data: str
    rows: tuple[RolledRow, ...]
    on: date
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedGoal:
    """A goal as it is listed, with its level."""

    pk: int
    name: str
    url: str
    level: Level


def marks_of(signs: GoalSigns) -> Marks:
    """What a list shows of a goal besides its level: of its indicators, what weighs most."""
    return marks(joined(list(signs.values())))


def marks(sign: Sign) -> Marks:
    return Marks(
        shown_change(sign.verdict),
        ShownLevel(DATA_SHAPES[sign.data], str(sign.data.label)),
        is_signal(sign.verdict),
        sign.data in MARKED,
    )


def shown_change(verdict: Verdict | None) -> ShownLevel:
    if verdict is None:
        return ShownLevel("none", str(NO_NUMBER))
    return ShownLevel(CHANGE_SHAPES[verdict], str(verdict.label))


def rolled_goals(
    goals: Sequence[NamedGoal], signs: Mapping[int, GoalSigns] | None = None
) -> Rolled:
    """Goals that all weigh alike; at most one query when nothing has been written since."""
    if signs is None:
        signs = signs_of(each.pk for each in goals)
    children = [
        Child(each.name, each.level, joined(list(signs[each.pk].values())), url=each.url)
        for each in goals
    ]
    return rolled(rolled_up(children), Kind.GOALS)


def rolled(whole: Whole, kind: Kind, said: Sequence[tuple[str, str]] = ()) -> Rolled:
    """`whole` in words; `said` are the sentences of each child on its change and its data."""
    return _rolled(whole, kind, tuple(_rows(whole, said)))


def rolled_over(parts: Iterable[tuple[str, str, Whole]], whole: Whole) -> Rolled:
    """Goals by what they serve: each of `parts` a row, with its name, address and own goals."""
    known = list(parts)
    rows = [
        RolledRow(
            name,
            url,
            _goals(len(part.children)),
            _shown(part.level),
            _shown(part.change),
            _shown(part.data),
        )
        for name, url, part in known
    ]
    lacking = tuple(name for name, _url, part in known if not part.children)
    return replace(_rolled(whole, Kind.GOALS, tuple(rows)), lacking=lacking)


def whole_of(
    goals: Iterable[int], levels: Mapping[int, str], signs: Mapping[int, GoalSigns]
) -> Whole:
    """Goals as one where they are too many to be named."""
    return rolled_up(
        Child("", Level(levels[pk]), joined(list(signs[pk].values()))) for pk in sorted(goals)
    )


def _rolled(whole: Whole, kind: Kind, rows: tuple[RolledRow, ...]) -> Rolled:
    return Rolled(
        level_sentence(whole, kind),
        change_sentence(whole, kind),
        data_sentence(whole, kind),
        rows,
        timezone.localdate(),
    )


def _rows(whole: Whole, said: Sequence[tuple[str, str]]) -> Iterable[RolledRow]:
    total = whole.weight
    for place, child in enumerate(whole.children):
        change_said, data_said = said[place] if said else ("", "")
        share = round(child.weight / total * 100) if total else 0
        own = marks(child.sign)
        yield RolledRow(
            child.name,
            child.url,
            measured(number_format(share, use_l10n=True), PERCENT),
            shown_level(child.level),
            own.change,
            own.data,
            change_said,
            data_said,
        )


def _goals(number: int) -> str:
    return ngettext("%(number)s goal", "%(number)s goals", number) % {
        "number": number_format(number, use_l10n=True)
    }


def _shown(part: Part) -> ShownLevel:
    return ShownLevel(part.shape, part.word)
