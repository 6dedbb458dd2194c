"""How many goals, or the indicators of one, stand together. Plain arithmetic.

Level, change and data are rolled up each by itself, and none hides another. Whatever cannot be
judged is named and weighs with the rest, so it never counts as good: where more than half of the
weight cannot be judged, the answer is that there is too little to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db import models
from django.utils.translation import pgettext_lazy

from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.level import ATTENTION, ONE, ZERO, Level
from roedtraad.steering.indicators.signs import SEVERITY, UNTRUSTED, Data, Sign, joined

HALF = Decimal("0.5")
NO_NUMBER = pgettext_lazy("development", "no number to follow")


class Side(StrEnum):
    """What a child's answer means for the whole."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"
    UNKNOWN = "unknown"


class Together(models.TextChoices):
    """What can be said of many. Its word is shown with a shape."""

    ALL_GOOD = "all_good", pgettext_lazy("rolled level", "as it should be")
    NOT_DUE = "not_due", pgettext_lazy("rolled level", "not yet due")
    PARTLY_BEHIND = "partly_behind", pgettext_lazy("rolled level", "behind in part")
    BEHIND = "behind", pgettext_lazy("rolled level", "mostly behind")
    BETTER = "better", pgettext_lazy("rolled change", "better")
    PARTLY_BETTER = "partly_better", pgettext_lazy("rolled change", "better in part")
    MIXED = "mixed", pgettext_lazy("rolled change", "both better and worse")
    PARTLY_WORSE = "partly_worse", pgettext_lazy("rolled change", "worse in part")
    WORSE = "worse", pgettext_lazy("rolled change", "worse")
    CHANGED = "changed", pgettext_lazy("rolled change", "changed")
    NO_CHANGE = "no_change", pgettext_lazy("rolled change", "no change beyond chance")
    SOUND = "sound", pgettext_lazy("rolled data", "no doubt about them")
    PARTLY_SOUND = "partly_sound", pgettext_lazy("rolled data", "doubt about some")
    DOUBTFUL = "doubtful", pgettext_lazy("rolled data", "doubt about most")
    TOO_FEW = "too_few", pgettext_lazy("rolled", "too few to tell")
    NOTHING = "nothing", pgettext_lazy("rolled", "nothing to judge")


SHAPES = {
    Together.ALL_GOOD: "good",
    Together.NOT_DUE: "waiting",
    Together.PARTLY_BEHIND: "warning",
    Together.BEHIND: "bad",
    Together.BETTER: "good",
    Together.PARTLY_BETTER: "good",
    Together.MIXED: "warning",
    Together.PARTLY_WORSE: "warning",
    Together.WORSE: "bad",
    Together.CHANGED: "warning",
    Together.NO_CHANGE: "none",
    Together.SOUND: "good",
    Together.PARTLY_SOUND: "warning",
    Together.DOUBTFUL: "bad",
    Together.TOO_FEW: "unsure",
    Together.NOTHING: "none",
}


LEVELS = {
    **dict.fromkeys((Level.REACHED, Level.DONE, Level.ON_TRACK), Side.GOOD),
    **dict.fromkeys((Level.NOT_STARTED, Level.DUE), Side.NEUTRAL),
    **dict.fromkeys(ATTENTION, Side.BAD),
    **dict.fromkeys((Level.NOT_JUDGED, Level.TOO_FEW, Level.NO_DATA), Side.UNKNOWN),
}
LEVEL_PLACES = {level: place for place, level in enumerate(Level)}
CHANGES = {
    Verdict.BETTER: Side.GOOD,
    Verdict.WORSE: Side.BAD,
    **dict.fromkeys((Verdict.HIGHER, Verdict.LOWER, Verdict.UNSETTLED), Side.NEUTRAL),
    Verdict.NO_CHANGE: Side.NEUTRAL,
    Verdict.TOO_FEW: Side.UNKNOWN,
}
VERDICT_PLACES = {verdict: place for place, verdict in enumerate(Verdict)}
STILL = VERDICT_PLACES[Verdict.NO_CHANGE]
DATA = {
    Data.SOUND: Side.GOOD,
    **dict.fromkeys(UNTRUSTED, Side.BAD),
    Data.NONE: Side.UNKNOWN,
}


@dataclass(frozen=True)
class Child:
    """A goal, or an indicator of one: what it is called, what it weighs, its three answers."""

    name: str
    level: Level
    sign: Sign
    weight: Decimal = ONE
    url: str = ""


@dataclass(frozen=True)
class Answer:
    """What one child says: its side, its place from best to worst, and its word."""

    side: Side
    place: int
    word: str


@dataclass(frozen=True)
class Count:
    """How many children give one answer, and their share of the weight."""

    word: str
    number: int
    share: Decimal


@dataclass(frozen=True)
class Part:
    """One of the three over all children: its answers best first, and who has none, and why.

    `number` children weigh anything; `known` of them have an answer.
    """

    together: Together
    counts: tuple[Count, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    number: int = 0

    @property
    def shape(self) -> str:
        return SHAPES[self.together]

    @property
    def word(self) -> str:
        return str(self.together.label)

    @property
    def known(self) -> int:
        return self.number - len(self.missing)


@dataclass(frozen=True)
class Whole:
    """The children, and the three parts over them. `is_weighted`: they do not all weigh alike."""

    children: tuple[Child, ...]
    level: Part
    change: Part
    data: Part
    is_weighted: bool

    @property
    def weight(self) -> Decimal:
        return sum((each.weight for each in self.children), ZERO)

    @property
    def signs(self) -> Sign:
        return joined([each.sign for each in self.children])


def rolled_up(children: Iterable[Child]) -> Whole:
    """The children as one. What weighs nothing decides nothing, but is shown."""
    rows = tuple(children)
    counted = [each for each in rows if each.weight > 0]
    return Whole(
        children=rows,
        level=_part(counted, level_answer, _levels_together),
        change=_part(counted, change_answer, _changes_together),
        data=_part(counted, data_answer, _data_together),
        is_weighted=len({each.weight for each in rows}) > 1,
    )


def level_answer(child: Child) -> Answer:
    level = child.level
    return Answer(LEVELS[level], LEVEL_PLACES[level], str(level.label))


def change_answer(child: Child) -> Answer:
    verdict = child.sign.verdict
    if verdict is None:
        return Answer(Side.UNKNOWN, len(VERDICT_PLACES), str(NO_NUMBER))
    return Answer(CHANGES[verdict], VERDICT_PLACES[verdict], str(verdict.label))


def data_answer(child: Child) -> Answer:
    data = child.sign.data
    return Answer(DATA[data], SEVERITY[data], str(data.label))


Shares = Mapping[Side, Decimal]


def _part(
    children: Sequence[Child],
    answer: Callable[[Child], Answer],
    together: Callable[[Shares, Sequence[Answer]], Together],
) -> Part:
    if not children:
        return Part(Together.NOTHING)
    answers = [(each, answer(each)) for each in children]
    whole = sum((each.weight for each in children), ZERO)
    shares: dict[Side, Decimal] = dict.fromkeys(Side, ZERO)
    places: dict[str, int] = {}
    found: dict[str, tuple[int, Decimal]] = {}
    for child, said in answers:
        share = child.weight / whole
        shares[said.side] += share
        places[said.word] = min(said.place, places.get(said.word, said.place))
        number, before = found.get(said.word, (0, ZERO))
        found[said.word] = (number + 1, before + share)
    return Part(
        together=Together.TOO_FEW
        if shares[Side.UNKNOWN] > HALF
        else together(shares, [said for _child, said in answers]),
        counts=tuple(Count(word, *found[word]) for word in sorted(found, key=places.__getitem__)),
        missing=tuple(
            (each.name, said.word) for each, said in answers if said.side is Side.UNKNOWN
        ),
        number=len(children),
    )


def _levels_together(shares: Shares, answers: Sequence[Answer]) -> Together:
    if shares[Side.BAD]:
        return Together.BEHIND if shares[Side.BAD] > HALF else Together.PARTLY_BEHIND
    return Together.ALL_GOOD if shares[Side.GOOD] else Together.NOT_DUE


def _changes_together(shares: Shares, answers: Sequence[Answer]) -> Together:
    good, bad = shares[Side.GOOD], shares[Side.BAD]
    if good and bad:
        return Together.MIXED
    if good:
        return Together.BETTER if good > HALF else Together.PARTLY_BETTER
    if bad:
        return Together.WORSE if bad > HALF else Together.PARTLY_WORSE
    places = {each.place for each in answers if each.side is Side.NEUTRAL}
    return Together.NO_CHANGE if places <= {STILL} else Together.CHANGED


def _data_together(shares: Shares, answers: Sequence[Answer]) -> Together:
    if not shares[Side.BAD]:
        return Together.SOUND
    return Together.DOUBTFUL if shares[Side.BAD] > HALF else Together.PARTLY_SOUND
