"""How far a measurement can be trusted: plain rules, each answered in a sentence with its numbers.

On time: recorded at most `days_to_report` days after its period ended. Valid: inside the limits of
the definition, numerator within denominator, parts that add up, no jump nobody has confirmed.
Credible: the newest word of steward or reader. Stale: periods that are over and due, and empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.lib.numbers import decimals_shown
from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.templatetags.formats import danish_date, number

from .frequency import MeasuringPeriod, period_with, periods_between
from .models import CredibilityKind, Frequency, Indicator, IndicatorKind

Plain = Decimal | int | date | str
# a moving range above this many mean moving ranges is a signal (XmR chart, n = 2)
JUMP_OF_RANGES = Decimal("3.268")
ENOUGH_HISTORY = 5  # values before the mean moving range says anything
FEW_TIMES = 3  # with less history, a value this many times the greatest (or below the least)
USUAL_SHARE = Decimal("0.2")  # of the level: a steady series may move this much unasked
ONE_DAY = timedelta(days=1)


class Check(StrEnum):
    """What a finding is about."""

    ON_TIME = "on_time"
    RANGE = "range"
    RATIO = "ratio"
    PARTS = "parts"
    JUMP = "jump"
    CREDIBLE = "credible"
    STALE = "stale"


class Trust(StrEnum):
    """How much a finding takes from the figure, from nothing to all."""

    SOUND = "sound"
    NOTED = "noted"  # worth knowing; the figure stands
    DOUBTFUL = "doubtful"
    WRONG = "wrong"  # cannot be so


ORDER = list(Trust)


@dataclass(frozen=True)
class Finding:
    """One rule's answer: a whole sentence, and the numbers it rests on."""

    check: Check
    trust: Trust
    sentence: str
    numbers: Mapping[str, Plain | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What was measured; parts are by the title of the breakdown they belong to."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    parts: Mapping[str, Sequence[Decimal | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """One measurement that stands, with the day its period ended and the day it came in."""

    measured_on: date
    recorded_on: date  # of its first revision
    figures: Figures
    is_confirmed: bool = False
    is_not_counted: bool = False


@dataclass(frozen=True)
class Quality:
    """The three answers and staleness, of the newest measurement of a series.

    `is_on_time` and `is_valid` are None where nothing has been measured or no frequency is set;
    `in_time` of `judged` measurements came in before their deadline.
    """

    is_on_time: bool | None
    is_valid: bool | None
    credibility: CredibilityKind | None
    missed: int
    in_time: int
    judged: int
    findings: tuple[Finding, ...]

    @property
    def trust(self) -> Trust:
        """The worst that was found."""
        return max((each.trust for each in self.findings), key=ORDER.index, default=Trust.SOUND)

    @property
    def sentence(self) -> str:
        """All of it in words, what weighs most first."""
        found = sorted(self.findings, key=lambda each: ORDER.index(each.trust), reverse=True)
        return " ".join(each.sentence for each in found)


def deadline(indicator: Indicator, ends_on: date) -> date:
    """The last day on which the measurement of a period is on time."""
    return ends_on + timedelta(days=indicator.days_to_report)


def quality_of(
    indicator: Indicator,
    series: Sequence[Measured],
    today: date,
    *,
    credibility: tuple[CredibilityKind, str] | None = None,
) -> Quality:
    """`series` is oldest first; `credibility` is the newest word on its newest measurement."""
    if not series:
        missing = Finding(Check.STALE, Trust.DOUBTFUL, _("Nothing has been measured yet."))
        return Quality(None, None, None, 0, 0, 0, (missing,))
    newest = series[-1]
    late = lateness_of(indicator, newest.measured_on, newest.recorded_on)
    faults = validity_of(indicator, newest, [each.figures.value for each in series[:-1]])
    stale = staleness_of(indicator, newest.measured_on, today)
    judged = _judged(indicator, series)
    found = [*faults, *(each for each in (late, stale) if each), _word(credibility)]
    return Quality(
        is_on_time=late is None if indicator.frequency else None,
        is_valid=not any(each.trust in (Trust.DOUBTFUL, Trust.WRONG) for each in faults),
        credibility=credibility[0] if credibility else None,
        missed=len(missed_periods(indicator, newest.measured_on, today)),
        in_time=sum(judged),
        judged=len(judged),
        findings=tuple(found if late or not indicator.frequency else [*found, _in_time(newest)]),
    )


def lateness_of(indicator: Indicator, ends_on: date, recorded_on: date) -> Finding | None:
    """How many days after the deadline a measurement came in; None when it was on time."""
    if not indicator.frequency:
        return None
    due = deadline(indicator, ends_on)
    late = (recorded_on - due).days
    if late <= 0:
        return None
    sentence = ngettext(
        "Recorded %(days)d day after the deadline of %(due)s.",
        "Recorded %(days)d days after the deadline of %(due)s.",
        late,
    ) % {"days": late, "due": danish_date(due)}
    return Finding(Check.ON_TIME, Trust.NOTED, sentence, {"days": late, "due": due})


def validity_of(
    indicator: Indicator, one: Measured, history: Sequence[Decimal | None]
) -> list[Finding]:
    """What is wrong, or unusual, in one measurement; `history` is the values before it."""
    if one.is_not_counted:
        sentence = _("The newest period was not counted.")
        return [Finding(Check.RANGE, Trust.NOTED, sentence)]
    faults = faults_of(indicator, one.figures)
    jump = jump_of(indicator, one.figures.value, history)
    if jump is None:
        return faults
    if not one.is_confirmed:
        return [*faults, jump]
    words = _("%(sentence)s It was confirmed when it was entered.") % {"sentence": jump.sentence}
    return [*faults, Finding(Check.JUMP, Trust.NOTED, words, jump.numbers)]


def faults_of(indicator: Indicator, figures: Figures) -> list[Finding]:
    """What cannot be so, whatever anybody says: limits, ratio and parts."""
    return [*_range_faults(indicator, figures), *_ratio_faults(indicator, figures)] + [
        fault
        for title, parts in figures.parts.items()
        if (fault := _sum_fault(indicator, figures, title, parts))
    ]


def jump_of(
    indicator: Indicator, value: Decimal | None, history: Sequence[Decimal | None]
) -> Finding | None:
    """Whether `value` lies unusually far from the one before; None when it does not.

    Against the declared largest jump, else 3.268 mean moving ranges of at least five values, else
    three times the greatest or a third of the least. Cumulative values are not compared.
    """
    known = [each for each in history if each is not None]
    if value is None or not known or indicator.is_cumulative:
        return None
    before = known[-1]
    usual = usual_change(indicator, known)
    if usual is None:
        low, high = min(known) / FEW_TIMES, max(known) * FEW_TIMES
        if min(known) <= 0 or low <= value <= high:
            return None
    elif abs(value - before) <= usual:
        return None
    higher = value > before
    numbers = {
        "value": _shown(indicator, value),
        "before": _shown(indicator, before),
    }
    sentence = (
        _("Unusually high: %(value)s against %(before)s last time.")
        if higher
        else _("Unusually low: %(value)s against %(before)s last time.")
    )
    facts = {"value": value, "before": before, "usual": usual}
    return Finding(Check.JUMP, Trust.DOUBTFUL, sentence % numbers, facts)


def usual_change(indicator: Indicator, known: Sequence[Decimal]) -> Decimal | None:
    """How far a value may lie from the one before it; None with too little history to say."""
    if indicator.largest_jump is not None:
        return indicator.largest_jump
    if len(known) < ENOUGH_HISTORY:
        return None
    ranges = [abs(later - earlier) for earlier, later in zip(known, known[1:], strict=False)]
    steps = Decimal(2).scaleb(-indicator.decimals)
    level = abs(Decimal(median(known))) * USUAL_SHARE
    return max(JUMP_OF_RANGES * sum(ranges) / len(ranges), steps, level)


def missed_periods(indicator: Indicator, last_on: date, today: date) -> list[MeasuringPeriod]:
    """The periods after the newest measurement whose deadline is over."""
    if not indicator.frequency:
        return []
    frequency = Frequency(indicator.frequency)
    first = period_with(frequency, last_on).ends_on + ONE_DAY
    last = min(today, indicator.ended_on or today)
    if first > last:
        return []
    return [
        period
        for period in periods_between(frequency, first, last)
        if deadline(indicator, period.ends_on) < today
    ]


def staleness_of(indicator: Indicator, last_on: date, today: date) -> Finding | None:
    """How many periods are missing since the newest measurement; None when none is."""
    missed = len(missed_periods(indicator, last_on, today))
    if not missed:
        return None
    sentence = ngettext(
        "%(count)d period has no measurement since %(day)s.",
        "%(count)d periods have no measurement since %(day)s.",
        missed,
    ) % {"count": missed, "day": danish_date(last_on)}
    trust = Trust.NOTED if missed == 1 else Trust.DOUBTFUL
    return Finding(Check.STALE, trust, sentence, {"count": missed, "last": last_on})


def _range_faults(indicator: Indicator, figures: Figures) -> list[Finding]:
    value, low, high = figures.value, indicator.lowest, indicator.highest
    if value is None:
        return []
    if low is not None and value < low:
        words = _("%(value)s is lower than the lowest possible, %(limit)s.")
        limit = low
    elif high is not None and value > high:
        words = _("%(value)s is higher than the highest possible, %(limit)s.")
        limit = high
    else:
        return []
    shown = {"value": _shown(indicator, value), "limit": _shown(indicator, limit)}
    return [Finding(Check.RANGE, Trust.WRONG, words % shown, {"value": value, "limit": limit})]


def _ratio_faults(indicator: Indicator, figures: Figures) -> list[Finding]:
    above, below = figures.numerator, figures.denominator
    if below is None or above is None:
        return []
    numbers = {"numerator": number(above), "denominator": number(below)}
    facts = {"numerator": above, "denominator": below}
    if below < 0 or above < 0:
        words = _("Neither number may be below 0: %(numerator)s of %(denominator)s.")
    elif indicator.kind == IndicatorKind.PERCENTAGE and above > below:
        words = _("%(numerator)s cannot be out of %(denominator)s: the part is larger.")
    else:
        return []
    return [Finding(Check.RATIO, Trust.WRONG, words % numbers, facts)]


def _sum_fault(
    indicator: Indicator, figures: Figures, title: str, parts: Sequence[Decimal | None]
) -> Finding | None:
    whole = figures.numerator if figures.numerator is not None else figures.value
    total = sum((each for each in parts if each is not None), Decimal(0))
    if whole is None or total == whole:
        return None
    words = _("“%(title)s” adds up to %(total)s, but the whole is %(whole)s.")
    numbers = {"title": title, "total": number(total), "whole": number(whole)}
    return Finding(Check.PARTS, Trust.WRONG, words % numbers, {"total": total, "whole": whole})


def _judged(indicator: Indicator, series: Sequence[Measured]) -> list[bool]:
    """Of each measurement whose deadline was after the first one came in: was it on time?

    What was filled in afterwards, from before anybody counted, is not held against anybody.
    """
    if not indicator.frequency:
        return []
    began = min(each.recorded_on for each in series)
    due = [(deadline(indicator, each.measured_on), each.recorded_on) for each in series]
    return [came <= day for day, came in due if day >= began]


def _word(credibility: tuple[CredibilityKind, str] | None) -> Finding:
    kind, text = credibility or (None, "")
    if kind == CredibilityKind.DOUBT:
        words = _("It is doubted: %(text)s") % {"text": text}
        return Finding(Check.CREDIBLE, Trust.DOUBTFUL, words)
    if kind == CredibilityKind.SETTLED:
        return Finding(Check.CREDIBLE, Trust.SOUND, _("It was doubted, and that is settled."))
    if kind == CredibilityKind.SIGNED_OFF:
        return Finding(Check.CREDIBLE, Trust.SOUND, _("The steward has signed it off."))
    return Finding(Check.CREDIBLE, Trust.NOTED, _("Nobody has signed it off."))


def _in_time(newest: Measured) -> Finding:
    words = _("On time: recorded on %(day)s.") % {"day": danish_date(newest.recorded_on)}
    return Finding(Check.ON_TIME, Trust.SOUND, words, {"recorded": newest.recorded_on})


def _shown(indicator: Indicator, value: Decimal) -> str:
    places = decimals_shown(value, indicator.decimals)
    return measured(number(value, places), indicator.measured_in)
