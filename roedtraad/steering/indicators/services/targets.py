"""What a use should reach by when. A revised target stays; the new one says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators.models import IndicatorUse, Target


@dataclass(frozen=True)
class TargetLevel:
    """What should be reached, or kept within, by when."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    due_raw: str = ""
    due_from: date | None = None
    due_on: date | None = None


def add_target(
    use: IndicatorUse,
    level: TargetLevel,
    *,
    acting_user: User,
    replaces: Target | None,
    reason: str,
) -> Target:
    """Store a target; the one it replaces stays and points to it. The caller checks the right."""
    target = Target.objects.create(
        use=use,
        value=level.value,
        low=level.low,
        high=level.high,
        due_raw=level.due_raw,
        due_from=level.due_from,
        due_on=level.due_on,
        set_by=acting_user,
        reason=reason,
    )
    if replaces is not None:
        replaces.replaced_by = target
        replaces.save(update_fields=["replaced_by"])
    audit.record(
        "target.revised" if replaces else "target.set",
        target,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=str(replaces) if replaces else None,
        after=str(target),
    )
    return target
