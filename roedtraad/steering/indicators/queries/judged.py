"""Many series judged at once, each in three parts that do not hide each other.

Level against the target now, development against its own history, quality of the figures. Callers
pass uses the user may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roedtraad.foundation.ui.charts import Chart
from roedtraad.steering.indicators.control import chart_notes
from roedtraad.steering.indicators.development import (
    Development,
    Observation,
    asked_of,
    development_of,
)
from roedtraad.steering.indicators.development_words import development_sentence, period_words
from roedtraad.steering.indicators.happenings import Happening
from roedtraad.steering.indicators.level import PartStatus, Reading, indicator_status
from roedtraad.steering.indicators.level_words import part_sentence
from roedtraad.steering.indicators.models import (
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
    Target,
)
from roedtraad.steering.indicators.quality import Check, Quality
from roedtraad.steering.indicators.series import Drawn, indicator_chart
from roedtraad.steering.indicators.signs import Sign, sign_of
from roedtraad.steering.indicators.state import state_of

from .annotations import happenings_by_use, left_out, starts
from .passport import next_target
from .quality import qualities
from .series import PlainReading, UsePk, agreed_targets_by_use, measurements_by_use


@dataclass(frozen=True)
class Judged:
    """A series against its own history, and the quality of its figures.

    `development` is None where there is no number.
    """

    use: IndicatorUse
    measurements: list[Measurement]
    happenings: list[Happening]
    development: Development | None
    quality: Quality
    known_on: date | None = None

    @property
    def drawn(self) -> Drawn:
        """What its chart shows besides the series."""
        return Drawn(self.development, self.happenings, self.known_on)

    @property
    def development_sentence(self) -> str:
        """The change in plain words, with its numbers; nothing where there is no number."""
        return development_words(self.development, self.use.indicator)

    @property
    def sign(self) -> Sign:
        """What lists say of it: the change, and how far the figures can be trusted."""
        return sign_of(self.development, self.quality)

    @property
    def hidden(self) -> int:
        """How many measurements are left out, so that no person can be found."""
        return sum(each.is_hidden for each in self.measurements)

    @property
    def unknown(self) -> int:
        """How many of these, because nobody knows how many persons are behind them."""
        return sum(each.lacks_numbers for each in self.measurements)

    @property
    def few(self) -> int:
        """How many of these, because a person could be found."""
        return self.hidden - self.unknown

    @property
    def happened(self) -> list[Lettered]:
        """What happened, with the letters of the chart."""
        return lettered(self)


@dataclass(frozen=True)
class JudgedUse(Judged):
    """A use with its status in three parts that do not hide each other."""

    targets: Sequence[Target] = ()
    level: PartStatus | None = None

    @property
    def level_sentence(self) -> str:
        return part_sentence(self.level) if self.level else ""

    def chart(self, *, is_on_paper: bool = False) -> Chart | None:
        """The control chart; None for a milestone, and before the first measurement."""
        return indicator_chart(
            self.use,
            self.measurements,
            self.targets,
            finding=self.level_sentence,
            drawn=self.drawn,
            is_on_paper=is_on_paper,
        )


def judged_uses(
    uses: Sequence[IndicatorUse], today: date, *, known_on: date | None = None
) -> dict[UsePk, JudgedUse]:
    """Every use judged as it stands, or as it was known; the number of queries does not grow.

    The uses come with their indicator (`select_related`).
    """
    keys, day = [each.pk for each in uses], known_on or today
    measured = measurements_by_use(keys, known_on=known_on)
    targets = agreed_targets_by_use(keys, known_on=known_on)
    readings = readings_of(measured)
    found = {}
    for each in judged_with(uses, measured, today, known_on=known_on).values():
        standing = targets.get(each.use.pk, [])
        known = [Reading(*row[:4]) for row in readings.get(each.use.pk, [])]
        state = state_of(each.use, next_target(standing, day), known)
        found[each.use.pk] = JudgedUse(
            **vars(each), targets=standing, level=indicator_status(state, today=day)
        )
    return found


def judged_with(
    uses: Sequence[IndicatorUse],
    measured: Mapping[UsePk, Sequence[Measurement]],
    today: date,
    *,
    known_on: date | None = None,
) -> dict[UsePk, Judged]:
    """Development and quality of series that were read already, with what happened beside them."""
    happened = happenings_by_use({each.pk: each.indicator_id for each in uses}, known_on=known_on)
    quality = qualities(uses, known_on or today, known_on=known_on)
    found = {}
    for use in uses:
        rows, notes = list(measured.get(use.pk, [])), happened.get(use.pk, [])
        found[use.pk] = Judged(
            use=use,
            measurements=rows,
            happenings=notes,
            development=development_of_rows(use.indicator, rows, notes),
            quality=without_figures(quality[use.pk]) if is_safe(use) else quality[use.pk],
            known_on=known_on,
        )
    return found


@dataclass(frozen=True)
class Lettered:
    """What happened, with its letter in the chart where it is there."""

    letter: str
    what: Happening


def lettered(judged: Judged) -> list[Lettered]:
    """What happened, as it is listed below the chart."""
    days = [row.measured_on for row in judged.measurements if row.value is not None]
    letters = {
        (each.on, each.text): each.letter
        for each in (chart_notes(judged.happenings, days[0], days[-1]) if days else [])
    }
    return [Lettered(letters.get((each.on, each.text), ""), each) for each in judged.happenings]


def is_safe(use: IndicatorUse) -> bool:
    """Whether the use is about persons, so that what is said of it must tell no figure."""
    return use.indicator.is_about_persons


def without_figures(quality: Quality) -> Quality:
    """Only what says nothing of the figures themselves: when they came in, what is missing."""
    kept = tuple(each for each in quality.findings if each.check in (Check.ON_TIME, Check.STALE))
    return replace(quality, findings=kept)


def readings_of(
    measured: Mapping[UsePk, Sequence[Measurement]],
) -> dict[UsePk, list[PlainReading]]:
    """What levels are judged by; what is hidden is a day without a value."""
    return {
        use: [
            PlainReading(row.measured_on, row.value, row.is_done, row.denominator, row.numerator)
            for row in rows
        ]
        for use, rows in measured.items()
    }


def development_of_rows(
    indicator: Indicator, rows: Sequence[Measurement], notes: Sequence[Happening]
) -> Development | None:
    """How a series has developed; None for what is no number."""
    if indicator.kind == IndicatorKind.MILESTONE:
        return None
    observations = tuple(
        Observation(row.measured_on, row.value, row.numerator, row.denominator)
        for row in rows
        if row.value is not None
    )
    return development_of(observations, asked_of(indicator, starts(notes), left_out(notes)))


def development_words(development: Development | None, indicator: Indicator) -> str:
    """The sentence of a development, with what must be known to read it."""
    if development is None:
        return ""
    words = development_sentence(development, indicator.measured_in, indicator.decimals)
    return " ".join(each for each in (words, period_words(development)) if each)
