"""The dates beside the rounds, and a year's wheel copied into the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.followup.access import require_plan
from roedtraad.steering.followup.models import (
    FollowUpRound,
    Phase,
    RoundState,
    UnitPhase,
    WheelDate,
)
from roedtraad.steering.followup.queries.next_year import NextYear

from .planning import store


@transaction.atomic
def write_date(row: WheelDate, *, acting_user: User) -> WheelDate:
    """Put a date on the wheel."""
    require_plan(acting_user, row.unit)
    row.written_by = acting_user
    row.save(force_insert=True)
    audit.record("wheeldate.created", row, acting_user=acting_user, unit=row.unit)
    return row


@transaction.atomic
def change_date(row: WheelDate, values: Mapping[str, Any], *, acting_user: User) -> None:
    """Correct or move a date of the wheel, also to another unit that one plans for."""
    row = kept.locked(row)
    require_plan(acting_user, row.unit, values.get("unit", row.unit))
    before = {name: str(getattr(row, name)) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    after = {name: str(value) for name, value in values.items()}
    audit.record(
        "wheeldate.changed",
        row,
        acting_user=acting_user,
        unit=row.unit,
        before={name: text for name, text in before.items() if text != after[name]},
        after={name: text for name, text in after.items() if text != before[name]},
    )


@transaction.atomic
def remove_date(row: WheelDate, *, acting_user: User) -> None:
    require_plan(acting_user, row.unit)
    audit.record("wheeldate.removed", row, acting_user=acting_user, unit=row.unit)
    row.delete()


@transaction.atomic
def copy_year(coming: NextYear, *, acting_user: User) -> int:
    """Make what the next year lacks of this year's rounds and dates; how many.

    What was copied before is not copied again, so it may be done twice.
    """
    for each in coming.rounds:
        require_plan(acting_user, each.source.unit)
        _copy_round(each.source, each.row, each.phases, acting_user)
    for date in coming.dates:
        write_date(date.row, acting_user=acting_user)
    return len(coming.rounds) + len(coming.dates)


def _copy_round(
    source: FollowUpRound, row: FollowUpRound, phases: Mapping[int, Phase], acting_user: User
) -> None:
    row.made_by, row.state = acting_user, RoundState.PLANNED
    units = source.units.filter(ends_on=None)
    strategies = source.strategies.filter(ends_on__gte=row.starts_on)
    store(row, units, strategies, phases.values(), acting_user=acting_user)
    _copy_persons(phases)


def _copy_persons(phases: Mapping[int, Phase]) -> None:
    """Who was named for a part is named for it again, if still there."""
    named = UnitPhase.objects.filter(phase__in=phases, person__is_active=True)
    for phase, unit, person in named.values_list("phase", "unit", "person"):
        UnitPhase.objects.filter(phase=phases[phase], unit=unit).update(person=person)
