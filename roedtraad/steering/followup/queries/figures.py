"""The figures a unit qualifies in a round: which are in, on time, valid, believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.models import FollowUpRound, UnitPhase
from roedtraad.steering.indicators.frequency import periods_between
from roedtraad.steering.indicators.models import CredibilityKind, Frequency, IndicatorUse
from roedtraad.steering.indicators.quality import Quality
from roedtraad.steering.indicators.queries.owed import followed_uses
from roedtraad.steering.indicators.queries.quality import qualities
from roedtraad.steering.indicators.queries.standing import standing_by_use


@dataclass(frozen=True)
class FigureRow:
    """One indicator of a unit: of how many ended periods of the round, how many are measured."""

    use: IndicatorUse
    wanted: int
    measured: int
    quality: Quality

    @property
    def missing(self) -> int:
        return self.wanted - self.measured

    @property
    def is_doubted(self) -> bool:
        return self.quality.credibility == CredibilityKind.DOUBT


@dataclass(frozen=True)
class Figures:
    """What is to be qualified."""

    rows: Sequence[FigureRow]

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def doubted(self) -> int:
        return sum(row.is_doubted for row in self.rows)

    @property
    def is_sound(self) -> bool:
        return not self.missing and not self.doubted


def figures_of(part: UnitPhase, today: date) -> Figures:
    """The indicators followed in the unit that have a figure in the round; at most 7 queries."""
    return figures_in(part.unit, part.phase.round, today)


def figures_in(unit: Unit, row: FollowUpRound, today: date) -> Figures:
    """As `figures_of`. What each caller shows of it is for who may see the unit's rounds."""
    uses = list(followed_uses(unit))
    wanted = {use.pk: _wanted(use, row, today) for use in uses}
    uses = [use for use in uses if wanted[use.pk]]
    standing = standing_by_use([use.pk for use in uses])
    quality = qualities(uses, today)
    rows = []
    for use in uses:
        days = {each.measured_on for each in standing[use.pk]}
        periods = wanted[use.pk]
        measured = sum(any(first <= day <= last for day in days) for first, last in periods)
        rows.append(FigureRow(use, len(periods), measured, quality[use.pk]))
    return Figures(rows)


def _wanted(use: IndicatorUse, row: FollowUpRound, today: date) -> list[tuple[date, date]]:
    """The periods of the indicator that end in the round's, and are over."""
    periods = periods_between(Frequency(use.indicator.frequency), row.starts_on, row.ends_on)
    until = min(each for each in (use.ends_on, use.indicator.ended_on, row.ends_on) if each)
    return [
        (period.starts_on, period.ends_on)
        for period in periods
        if row.starts_on <= period.ends_on <= until and period.is_over(today)
    ]
