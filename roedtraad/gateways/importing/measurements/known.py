"""What figures can go to: the units, indicators in use and groups that are there, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import Frequency, IndicatorKind

from .cells import Span


class Fault(StrEnum):
    """Why a figure cannot be understood."""

    NUMBER = "number"
    DONE = "done"
    RANGE = "range"
    HIDDEN = "hidden"
    NO_PERIOD = "period"
    FUTURE = "future"
    UNIT = "unit"
    INDICATOR = "indicator"
    SEVERAL = "several"
    DENOMINATOR = "denominator"
    FREQUENCY = "frequency"
    KIND = "kind"
    DIFFERS = "differs"
    GROUP = "group"
    UNDIVIDED = "undivided"
    TWICE = "twice"
    LEVEL = "level"


class Division(NamedTuple):
    """One way an indicator is divided: its groups' keys by name in small letters."""

    pk: int
    title: str
    groups: dict[str, str]
    must_add_up: bool


class Scale(NamedTuple):
    """What figures of an indicator are told in; `levels` are the rubric's, by small letters."""

    kind: str = ""
    levels: tuple[tuple[str, int], ...] = ()


class KnownUse(NamedTuple):
    """An indicator in use that figures can go to."""

    pk: int
    scale: Scale
    frequency: str
    divisions: Sequence[Division] = ()
    is_crossed: bool = False
    indicator: int = 0


@dataclass(frozen=True)
class Known:
    """What is there already, by names in small letters. Units are those one records for.

    `may_divide` says whether the definition of an indicator may be changed.
    """

    units: Mapping[str, int]
    uses: Mapping[tuple[int, str], Sequence[KnownUse]]
    today: date
    may_divide: Callable[[int], bool] = lambda _indicator: False


@dataclass(eq=False)
class Wanted:
    """An indicator in use that figures need: its number in the file, and whether it is there.

    `kind` is empty until the first figure of one that is not there says what it counts.
    """

    slot: int
    unit: int
    title: str
    use: KnownUse | None = None
    kind: str = ""
    spans: set[Span] = field(default_factory=set)  # of one that is not there
    decimals: int = 0
    is_ratio: bool = False
    is_filled: bool = False  # by a figure that is right

    @property
    def scale(self) -> Scale:
        return self.use.scale if self.use else Scale(self.kind)


class Places:
    """Where figures belong; `asked` is what they have asked for so far."""

    def __init__(self, known: Known, *, creates: bool) -> None:
        self._known, self._creates = known, creates
        self._wanted: dict[tuple[int, str], Wanted] = {}

    @property
    def asked(self) -> Sequence[Wanted]:
        """In the order of the file."""
        return list(self._wanted.values())

    def use_of(self, unit: int | None, title: str) -> Wanted | Fault:
        """The indicator of that name in a unit, known or to be made."""
        if unit is None or unit < 0:
            return Fault.UNIT
        if not title:
            return Fault.INDICATOR
        plain = unit, title.casefold()
        return self._wanted.get(plain) or self._asked(plain, title)

    def span_of(self, frequency: str, span: Span | None) -> Span | Fault:
        """The period of an indicator of that frequency that a period of the file is."""
        if span is None:
            return Fault.NO_PERIOD
        if span[1] > self._known.today:
            return Fault.FUTURE
        return _period(frequency, span) or Fault.FREQUENCY

    def _asked(self, plain: tuple[int, str], title: str) -> Wanted | Fault:
        uses = self._known.uses.get(plain, ())
        if len(uses) > 1:
            return Fault.SEVERAL
        if not uses and not self._creates:
            return Fault.INDICATOR
        if uses and uses[0].scale.kind == IndicatorKind.REGISTER:
            return Fault.KIND
        use = uses[0] if uses else None
        wanted = Wanted(len(self._wanted) + 1, plain[0], title, use, use.scale.kind if use else "")
        self._wanted[plain] = wanted
        return wanted


@lru_cache(maxsize=50_000)
def _period(frequency: str, span: Span) -> Span | None:
    """The period of the frequency that is meant: exactly, or by a day within it; None for none."""
    if not frequency:
        return span
    period = period_with(Frequency(frequency), span[1])
    found = period.starts_on, period.ends_on
    return found if span in (found, (span[1], span[1])) else None
