"""What the indicators of a box say has happened since the start: proposed as an arrow's effect.

A difference between before and now, without comparison: it is proposed, and a person takes it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.statistics.proportions import Share, wilson
from roedtraad.foundation.ui.templatetags.formats import danish_date
from roedtraad.steering.indicators.level import IndicatorState, PartStatus, Reading, has_few_cases
from roedtraad.steering.indicators.level_words import shown_value
from roedtraad.steering.theory.models import Evidence, Link

from .facts import Known, what_is_known
from .graph import ShownNode, TheoryGraph

HUNDRED = 100
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class MeasuredEffect:
    """A change with its numbers: in the indicator's unit of measure, `low` to `high` at 95 %."""

    sentence: str
    source: str
    value: Decimal
    measured_on: date
    low: Decimal | None = None
    high: Decimal | None = None
    count: int | None = None  # what the newest share is of

    def as_fields(self, link: Link) -> dict[str, object]:
        """The fields of an arrow that it fills; evidence that is there already stays."""
        fields: dict[str, object] = {
            "effect": self.sentence,
            "effect_value": self.value,
            "effect_low": self.low,
            "effect_high": self.high,
            "effect_count": self.count,
            "effect_on": self.measured_on,
        }
        if link.evidence == Evidence.HYPOTHESIS:
            fields["evidence"] = Evidence.BEFORE_AFTER
            fields["evidence_source"] = self.source
            fields["evidence_on"] = self.measured_on
        return fields


def effect_on(node: int, graph: TheoryGraph, user: User) -> MeasuredEffect | None:
    """What has happened at a box, by its own indicators or its goal's; None when none can tell."""
    found = [each for each in graph.nodes if each.node.pk == node]
    if not found:
        return None
    own = {pk: goal for pk, goal in graph.goals.items() if pk == found[0].node.goal_id}
    return effect_at(found[0], what_is_known(found, own, user))


def effect_at(node: ShownNode, known: Known) -> MeasuredEffect | None:
    """The same of what is known already."""
    parts = [known.parts.get(row.use_id) for row in node.indicators]
    status = known.goals.get(node.node.goal_id or 0)
    parts += status.parts if status is not None else ()
    found = (_effect(part) for part in parts if part is not None)
    return next((each for each in found if each is not None), None)


def _effect(part: PartStatus) -> MeasuredEffect | None:
    state = part.indicator
    readings = sorted((each for each in state.readings if _tells(state, each)), key=lambda r: r.on)
    start = _start(state, readings)
    if start is None or not readings or readings[-1].on <= start.on:
        return None
    now = readings[-1]
    value = Decimal(now.value or 0) - Decimal(start.value or 0)
    count = sum(1 for each in readings if each.on > start.on)
    low, high = _interval(state, start, now)
    return MeasuredEffect(
        sentence=_sentence(state, start, now, count),
        source=_("%(indicator)s, measured here") % {"indicator": state.title},
        value=value,
        measured_on=now.on,
        low=low,
        high=high,
        count=int(now.cases) if now.cases is not None else None,
    )


def _tells(state: IndicatorState, reading: Reading) -> bool:
    """Running totals and shares of a few say nothing of before and now."""
    if reading.value is None or state.is_cumulative or state.is_milestone:
        return False
    return not (state.is_share and has_few_cases(reading))


def _start(state: IndicatorState, readings: list[Reading]) -> Reading | None:
    """From where it is reckoned: the baseline, else the first that was measured."""
    if state.baseline is not None and (on := state.baseline_on or state.begins_on) is not None:
        return Reading(on, state.baseline)
    return readings[0] if readings else None


def _sentence(state: IndicatorState, start: Reading, now: Reading, count: int) -> str:
    words = ngettext(
        "%(indicator)s: from %(before)s on %(from)s to %(now)s on %(to)s (%(count)d measurement "
        "since). Before and after, without comparison.",
        "%(indicator)s: from %(before)s on %(from)s to %(now)s on %(to)s (%(count)d measurements "
        "since). Before and after, without comparison.",
        count,
    )
    return words % {
        "indicator": state.title,
        "before": shown_value(state, start.value),
        "from": danish_date(start.on),
        "now": shown_value(state, now.value),
        "to": danish_date(now.on),
        "count": count,
    }


def _interval(
    state: IndicatorState, start: Reading, now: Reading
) -> tuple[Decimal | None, Decimal | None]:
    """Of a difference between two shares whose cases are known; in points."""
    if not state.is_share or start.cases is None or now.cases is None:
        return None, None
    before, after = (_share(each) for each in (start, now))
    change = after.share - before.share
    below = math.hypot(after.share - after.interval.lower, before.interval.upper - before.share)
    above = math.hypot(after.interval.upper - after.share, before.share - before.interval.lower)
    return _points(change - below), _points(change + above)


def _share(reading: Reading) -> Share:
    """Newcombe's interval (1998, Stat Med 17:873, method 10) is put together from Wilson's."""
    n = int(reading.cases or 0)
    count = round(float(reading.value or 0) / HUNDRED * n)
    return wilson(min(max(count, 0), n), n)


def _points(share: float) -> Decimal:
    return Decimal(share * HUNDRED).quantize(TENTH)
