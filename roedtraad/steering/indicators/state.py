"""One use as it is judged: its definition, the target in force, its readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from .level import ONE, IndicatorState, Reading
from .models import Direction, IndicatorKind, IndicatorUse, Target


def state_of(
    use: IndicatorUse,
    target: Target | None,
    readings: Sequence[Reading],
    *,
    begins_on: date | None = None,
    weight: Decimal = ONE,
    pk: int | None = None,
) -> IndicatorState:
    """What must be known of a use to judge its level; the use comes with its indicator."""
    indicator = use.indicator
    return IndicatorState(
        pk=use.pk if pk is None else pk,
        title=indicator.title,
        direction=Direction(indicator.direction),
        is_milestone=indicator.kind == IndicatorKind.MILESTONE,
        is_share=indicator.kind == IndicatorKind.PERCENTAGE,
        is_cumulative=indicator.is_cumulative,
        baseline=None if indicator.is_about_persons else use.baseline,  # it may be a small count
        baseline_on=use.baseline_on,
        target=target.value if target else None,
        low=target.low if target else None,
        high=target.high if target else None,
        due_from=target.due_from if target else None,
        due_on=target.due_on if target else None,
        due_raw=target.due_raw if target else "",
        begins_on=begins_on,
        readings=readings,
        measured_in=indicator.measured_in,
        decimals=indicator.decimals,
        weight=weight,
    )
